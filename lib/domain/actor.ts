/** What a signed-in person may do: an admin is also a reviewer, a reviewer also an editor. `system` is Stet's own robot. */
export type Role = 'editor' | 'reviewer' | 'admin' | 'system';

/** Who performs an action. Looked up for each request, so a changed role or a disabled person counts at once. */
export type Actor = { readonly id: string; readonly name: string; readonly role: Role };

const rank: Record<Role, number> = { editor: 1, reviewer: 2, admin: 3, system: 0 };

/** True when a person of role `role` may do all that `needed` may. The system has only what is granted to it by name. */
export function hasRole(role: Role, needed: 'editor' | 'reviewer' | 'admin'): boolean {
  return rank[role] >= rank[needed];
}

/** How a comparison is shown: marks in one text, two columns, the text after, or a table of changes. */
export const diffModes = ['inline', 'side', 'result', 'list'] as const;
export type DiffMode = (typeof diffModes)[number];

/** How the desk works for one person. */
export type Settings = {
  /** Single letters are keys, outside fields (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Hidden words say what was inserted and deleted, for screen readers that stay silent about marks. */
  readonly spokenHints: boolean;
  readonly diffMode: DiffMode;
};

/** Reads a mode from the database or an address; what is none is `inline`. */
export const diffModeOf = (value: unknown): DiffMode => diffModes.find((known) => known === value) ?? 'inline';

/** What a signed-in person may do: an admin is also a reviewer, a reviewer also an editor. `system` is Stet's own robot. */
export type Role = 'editor' | 'reviewer' | 'admin' | 'system';

/** Who performs an action. Looked up for each request, so a changed role or a disabled person counts at once. */
export type Actor = { readonly id: string; readonly name: string; readonly role: Role };

const rank: Record<Role, number> = { editor: 1, reviewer: 2, admin: 3, system: 0 };

/** True when a person of role `role` may do all that `needed` may. The system has only what is granted to it by name. */
export function hasRole(role: Role, needed: 'editor' | 'reviewer' | 'admin'): boolean {
  return rank[role] >= rank[needed];
}

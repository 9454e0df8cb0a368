import type { Draft } from '@/components/editor/save/autosave';
import { type MergeConflict, type MergedSection, mergeSection } from '@/lib/domain/diff/merge';
import type { Block, Body } from '@/lib/domain/prose/body';
import { doc, p } from '@/lib/domain/prose/builder';

/** What shall stand where two people changed the same words. */
export type Choice = 'theirs' | 'yours' | 'both' | 'joined';

/** What became of two people's texts: `heading` is null where both renamed the section in different ways. */
export type Reconciled = { readonly heading: string | null; readonly merged: MergedSection };

/** Merges what was written here with what the server holds; both started from `base`. */
export function reconcile(base: Draft, yours: Draft, theirs: Draft): Reconciled {
  const isOneSided = yours.heading === base.heading || yours.heading === theirs.heading;
  const heading = isOneSided ? theirs.heading : theirs.heading === base.heading ? yours.heading : null;
  return { heading, merged: mergeSection(base.body, yours.body, theirs.body) };
}

/** The merged draft when nobody has to choose; null otherwise. */
export function quietDraft({ heading, merged }: Reconciled): Draft | null {
  return heading !== null && merged.conflicts.length === 0 ? { heading, body: merged.body } : null;
}

/** Names a conflict among those of its section. */
export const conflictKey = ({ blockId, base }: MergeConflict): string => `${blockId}-${base.length}`;

/** The paragraph with both people's sentences, where one can be offered. */
export const joinedOf = ({ proposals }: MergedSection, { blockId, base }: MergeConflict): Block | undefined =>
  base.length === 1 ? proposals.find((proposal) => proposal.blockId === blockId)?.block : undefined;

/** The merged text with a choice in the place of every conflict; null while one is open. */
export function settle(merged: MergedSection, choices: ReadonlyMap<string, Choice>): Body | null {
  const content = [...merged.body.content];
  // From the end: the places before stay where they are.
  for (const conflict of merged.conflicts.toReversed()) {
    const choice = choices.get(conflictKey(conflict));
    if (!choice) return null;
    const { blockId, base } = conflict;
    const first = base[0]?.attrs.id;
    const at =
      first === undefined ? placeBehind(content, blockId) : content.findIndex(({ attrs }) => attrs.id === first);
    content.splice(at, base.length, ...chosen(merged, conflict, choice));
  }
  return content.length > 0 ? { type: 'doc', content } : doc(p());
}

const placeBehind = (content: readonly Block[], blockId: string): number =>
  blockId === '' ? 0 : content.findIndex(({ attrs }) => attrs.id === blockId) + 1;

function chosen(merged: MergedSection, conflict: MergeConflict, choice: Choice): readonly Block[] {
  const { theirs, ours } = conflict;
  if (choice === 'theirs') return theirs;
  if (choice === 'yours') return ours;
  const joined = choice === 'joined' ? joinedOf(merged, conflict) : undefined;
  return joined ? [joined] : [...theirs, ...ours];
}

import type { MergeConflict, MergedSection } from '@/lib/domain/merge/section';
import type { Block, Body } from '@/lib/domain/prose/body';
import { doc, p } from '@/lib/domain/prose/builder';

/** What shall stand where two people changed the same words. */
export type Choice = 'theirs' | 'yours' | 'both' | 'joined';

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
    content.splice(conflict.at, conflict.base.length, ...chosen(merged, conflict, choice));
  }
  return content.length > 0 ? { type: 'doc', content } : doc(p());
}

/** The merged text with one side's words in every conflict: what only the other side changed stays all the same. */
export function settleFor(merged: MergedSection, choice: 'theirs' | 'yours'): Body {
  const choices = new Map(merged.conflicts.map((conflict) => [conflictKey(conflict), choice]));
  return settle(merged, choices) ?? merged.body;
}

function chosen(merged: MergedSection, conflict: MergeConflict, choice: Choice): readonly Block[] {
  const { theirs, ours } = conflict;
  if (choice === 'theirs') return theirs;
  if (choice === 'yours') return ours;
  const joined = choice === 'joined' ? joinedOf(merged, conflict) : undefined;
  return joined ? [joined] : [...theirs, ...ours];
}

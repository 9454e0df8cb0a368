import { type MergedSection, mergeSection } from '@/lib/domain/merge/section';
import { settleFor } from '@/lib/domain/merge/settle';
import type { Body } from '@/lib/domain/prose/body';

/** Heading and body of one section. */
export type Text = { readonly heading: string; readonly body: Body };

/** What became of two people's texts: `heading` is null where both renamed the section in different ways. */
export type MergedText = { readonly heading: string | null; readonly merged: MergedSection };

/** Merges two texts of one section that both started from `base`. */
export function mergeTexts(base: Text, ours: Text, theirs: Text): MergedText {
  const isOneSided = ours.heading === base.heading || ours.heading === theirs.heading;
  const heading = isOneSided ? theirs.heading : theirs.heading === base.heading ? ours.heading : null;
  return { heading, merged: mergeSection(base.body, ours.body, theirs.body) };
}

/** The merged text when nobody has to choose; null otherwise. */
export function quietText({ heading, merged }: MergedText): Text | null {
  return heading !== null && merged.conflicts.length === 0 ? { heading, body: merged.body } : null;
}

/** The two texts to choose from: each is the merged one, with one side's words and heading wherever both changed the same. */
export function bothTexts({ heading, merged }: MergedText, ours: Text, theirs: Text): { ours: Text; theirs: Text } {
  return {
    ours: { heading: heading ?? ours.heading, body: settleFor(merged, 'yours') },
    theirs: { heading: heading ?? theirs.heading, body: settleFor(merged, 'theirs') },
  };
}

import type { Draft } from '@/components/editor/save/autosave';
import type { Kept } from '@/components/editor/save/device/journal';
import { contentKey } from '@/lib/domain/diff/lines';
import { type MergedText, mergeTexts, quietText } from '@/lib/domain/merge/text';
import { normalise } from '@/lib/domain/prose/normalise';

/** The sequence number of a base that another revision had: every text there is newer. */
export const unknownSeq = -1;

/** A text as the server would store it, so that only what people changed differs; as it is where the server would refuse it. */
function tidy({ heading, body }: Draft, sectionId: string): Draft {
  try {
    return { heading, body: normalise(body, sectionId) };
  } catch {
    return { heading, body };
  }
}

/** Merges what is typed here with what somebody else has saved; both started from `base`. */
export function meet(base: Draft, typed: Draft, stored: Draft, sectionId: string): MergedText {
  return mergeTexts(tidy(base, sectionId), tidy(typed, sectionId), tidy(stored, sectionId));
}

/** Whether two texts of one section say the same and look the same. */
function sameText(a: Draft, b: Draft, sectionId: string): boolean {
  const [one, two] = [tidy(a, sectionId), tidy(b, sectionId)];
  const keys = ({ body }: Draft) => body.content.map(contentKey).join('\n');
  return one.heading === two.heading && keys(one) === keys(two);
}

/**
 * What is to be done about a text that a page left behind: null when the server has it, or when nothing was typed; else the
 * text to offer, on the base that it belongs to now. A save whose answer got lost counts as made when its text is there.
 */
export function toOffer(kept: Kept, present: (Draft & { readonly seq: number }) | undefined): Kept | null {
  const { sectionId, draft, base, pending } = kept;
  if (sameText(draft, base, sectionId)) return null;
  if (!present) return kept;
  if (sameText(draft, present, sectionId)) return null;
  const { seq, heading, body } = present;
  if (base.seq === unknownSeq) return { ...kept, draft: movedTo(kept, present), base: { seq, heading, body } };
  const isMade = pending !== null && seq > base.seq && sameText(pending.draft, present, sectionId);
  return isMade ? { ...kept, base: { seq, heading, body }, pending: null } : kept;
}

/** A text from another revision, with what else this one has where the two go together; else as it was typed. */
function movedTo({ base, draft, sectionId }: Kept, present: Draft): Draft {
  return quietText(meet(base, draft, present, sectionId)) ?? draft;
}

/** Whether a text that was left behind stands on another one than the section has now, so that the two have to meet first. */
export const isOvertaken = ({ base, pending }: Kept, seq: number): boolean => pending === null && base.seq !== seq;

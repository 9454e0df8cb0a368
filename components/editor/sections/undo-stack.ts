type Numbers = readonly { readonly sectionId: string; readonly seq: number }[];

/** What has to be known to take a change back: the state before it and the numbers after it; or the heading as it was. */
export type Way =
  | { readonly kind: 'structure'; readonly headSeq: number; readonly checkpointId: string; readonly sections: Numbers }
  | { readonly kind: 'rename'; readonly sectionId: string; readonly heading: string };

/** A change that was made: what was said of it, and from which numbers it was made. */
export type Done = {
  readonly said: string;
  readonly way: Way;
  /** Id of the element that gets the focus afterwards. */
  readonly focus: string;
  readonly from: { readonly headSeq: number; readonly sections: Numbers };
};

/** Numbers after a change was taken back. */
export type Back = { readonly headSeq: number; readonly sections: Numbers };

const seqOf = (sections: Numbers, id: string): number | undefined =>
  sections.find(({ sectionId }) => sectionId === id)?.seq;

/**
 * The changes that can be taken back after `undone` was. The text is again as it was before that one, under new numbers: a change
 * whose result is exactly that text gets them. One whose result somebody changed in between is left out, for good: taking it back
 * would take more.
 */
export function afterUndo(kept: readonly Done[], undone: Done, back: Back): Done[] {
  return kept.flatMap((one): Done[] => {
    const { way } = one;
    if (way.kind === 'rename') return [one];
    if (way.headSeq > undone.from.headSeq) return [];
    const renumbered = way.sections.map(({ sectionId, seq }) => {
      const now = seqOf(back.sections, sectionId);
      const isSame = now === undefined || seq === seqOf(undone.from.sections, sectionId);
      return isSame ? { sectionId, seq: now ?? seq } : null;
    });
    const sections = renumbered.filter((found) => found !== null);
    if (sections.length < renumbered.length) return [];
    const headSeq = way.headSeq === undone.from.headSeq ? back.headSeq : way.headSeq;
    return [{ ...one, way: { ...way, headSeq, sections } }];
  });
}

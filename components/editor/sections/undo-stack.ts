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
  const headSeqNow = (headSeq: number) => (headSeq === undone.from.headSeq ? back.headSeq : headSeq);
  const seqNow = (sectionId: string, seq: number): number | null => {
    const now = seqOf(back.sections, sectionId);
    if (now === undefined) return seq;
    return seq === seqOf(undone.from.sections, sectionId) ? now : null;
  };
  return kept.flatMap((one): Done[] => {
    const { way, from } = one;
    const began = from.sections.map(({ sectionId, seq }) => ({ sectionId, seq: seqNow(sectionId, seq) ?? seq }));
    const renumbered = { ...one, from: { headSeq: headSeqNow(from.headSeq), sections: began } };
    if (way.kind === 'rename') return [renumbered];
    const sections = way.sections.flatMap(({ sectionId, seq }) => {
      const now = seqNow(sectionId, seq);
      return now === null ? [] : [{ sectionId, seq: now }];
    });
    if (sections.length < way.sections.length) return [];
    return [{ ...renumbered, way: { ...way, headSeq: headSeqNow(way.headSeq), sections } }];
  });
}

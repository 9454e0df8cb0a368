import { gapsOf, type Pair, range } from '@/lib/domain/diff/align';
import { matchableBlock, movedBlock, pairedBlock, plainBlock, wholeBlock } from '@/lib/domain/diff/blocks';
import { type BlockDiff, type ChangeCounts, noChanges } from '@/lib/domain/diff/change';
import { addCitationChanges, type Citations } from '@/lib/domain/diff/citations';
import { matchAll, type Matching } from '@/lib/domain/diff/match';
import { findMoves } from '@/lib/domain/diff/moves';
import { Numbers, numberSection } from '@/lib/domain/diff/number';
import type { Block, Body } from '@/lib/domain/prose/body';

/** What changed in the text of one section. */
export type TextDiff = {
  readonly blocks: readonly BlockDiff[];
  readonly counts: ChangeCounts;
  readonly limited: boolean;
};

/** Above this many blocks on a side a section is not lined up (`limited`). */
const maxBlocks = 5000;

function lineUp(before: readonly Block[], after: readonly Block[], { pairs, moves }: Matching): BlockDiff[] {
  const away = new Set(moves.map(([b]) => b));
  const origins = new Map(moves.map(([b, a]) => [a, b]));
  const idAt = (index: number) => before[index]?.attrs.id ?? '';
  return gapsOf(pairs, before.length, after.length).flatMap(({ before: b, after: a, pair }) => [
    ...range(...b).flatMap((index) => {
      const block = before[index];
      if (!block) return [];
      return away.has(index) ? movedBlock(block, 'from', `${idAt(index)}/${index}`) : wholeBlock(block, 'deleted');
    }),
    ...range(...a).flatMap((index) => {
      const block = after[index];
      if (!block) return [];
      const origin = origins.get(index);
      return origin === undefined ? wholeBlock(block, 'added') : movedBlock(block, 'to', `${idAt(origin)}/${origin}`);
    }),
    ...pairedAt(before, after, pair),
  ]);
}

function pairedAt(before: readonly Block[], after: readonly Block[], pair: Pair | null): BlockDiff[] {
  const [own, other] = pair === null ? [] : [before[pair[0]], after[pair[1]]];
  return own && other ? [pairedBlock(own, other)] : [];
}

/**
 * Lines up two texts of one section, still without numbers: blocks by id, equal words and likeness, then sentences,
 * then words. `limited` above 5,000 blocks or where nearly nothing is alike in a long text.
 */
export function compareBodies(before: Body | null, after: Body | null, citations: Citations = new Map()) {
  const [own, other] = [before?.content ?? [], after?.content ?? []];
  const tooLong = own.length > maxBlocks || other.length > maxBlocks;
  const matching = tooLong ? null : matchAll(own.map(matchableBlock), other.map(matchableBlock));
  if (matching === null) {
    const blocks = [
      ...own.map((block) => plainBlock(block, 'deleted')),
      ...other.map((block) => plainBlock(block, 'added')),
    ];
    return { blocks, limited: true };
  }
  return { blocks: addCitationChanges(findMoves(lineUp(own, other, matching)), citations), limited: false };
}

/** Compares two texts of one section; null is a section that does not exist. Changes are numbered from "c1". */
export function diffSection(before: Body | null, after: Body | null, citations: Citations = new Map()): TextDiff {
  const { blocks, limited } = compareBodies(before, after, citations);
  const nothing = { before: null, after: null };
  const numbered = numberSection(
    {
      sectionId: '',
      flags: [],
      changes: [],
      heading: { ...nothing, words: [] },
      level: nothing,
      position: nothing,
      blocks,
      counts: noChanges,
      limited,
    },
    new Numbers(),
  );
  return { blocks: numbered.blocks, counts: numbered.counts, limited };
}

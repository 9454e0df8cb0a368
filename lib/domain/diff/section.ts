import { gapsOf, range } from '@/lib/domain/diff/align';
import { matchableBlock, pairedBlock, plainBlock, wholeBlock } from '@/lib/domain/diff/blocks';
import { Budget } from '@/lib/domain/diff/budget';
import { type BlockDiff, type ChangeCounts, noChanges } from '@/lib/domain/diff/change';
import { addCitationChanges, type Citations } from '@/lib/domain/diff/changes/citations';
import { matchAll, matchEqual } from '@/lib/domain/diff/match';
import { findMoves } from '@/lib/domain/diff/changes/moves';
import { Numbers, numberSection } from '@/lib/domain/diff/changes/number';
import type { Block, Body } from '@/lib/domain/prose/body';

/** What changed in the text of one section. */
export type TextDiff = {
  readonly blocks: readonly BlockDiff[];
  readonly counts: ChangeCounts;
  readonly limited: boolean;
};

/** Blocks of one section that are lined up, still without moves, changes of citations and numbers. */
export type LinedUp = { readonly blocks: readonly BlockDiff[]; readonly limited: boolean };

/** Above this many blocks on a side only equal ones are lined up (`limited`). */
const maxBlocks = 5000;

/**
 * Lines up two texts of one section: blocks by id, equal words and likeness, then sentences, then words. Where the
 * budget does not suffice, `limited`: by equal blocks alone, or without the sentences of single blocks.
 */
export function lineUpBodies(before: Body | null, after: Body | null, budget: Budget): LinedUp {
  const [own, other] = [before?.content ?? [], after?.content ?? []];
  const [from, to] = [own.map(matchableBlock), other.map(matchableBlock)];
  const found = Math.max(own.length, other.length) > maxBlocks ? null : matchAll(from, to, budget);
  const one = found === null ? plainBlock : wholeBlock;
  const pick = (all: readonly Block[], [start, end]: readonly [number, number], kind: 'added' | 'deleted') =>
    range(start, end).flatMap((index) => (all[index] ? [one(all[index], kind)] : []));
  const { pairs } = found ?? matchEqual(from, to);
  const blocks = gapsOf(pairs, own.length, other.length).flatMap(({ before: b, after: a, pair }) => {
    const [left, right] = pair === null ? [] : [own[pair[0]], other[pair[1]]];
    const paired = left && right ? [pairedBlock(left, right, budget)] : [];
    return [...pick(own, b, 'deleted'), ...pick(other, a, 'added'), ...paired];
  });
  return { blocks, limited: found === null || blocks.some(({ limited }) => limited === true) };
}

/** What only the whole text shows: moves within and between its sections, and what became of each citation. */
export function settleSections<T extends LinedUp & { readonly sectionId: string }>(
  sections: readonly T[],
  citations: Citations,
): T[] {
  const blocks = addCitationChanges(findMoves(sections), citations);
  let from = 0;
  return sections.map((section) => {
    const own = blocks.slice(from, from + section.blocks.length);
    from += section.blocks.length;
    return { ...section, blocks: own };
  });
}

/** Compares two texts of one section; null is a section that does not exist. Changes are numbered from "c1". */
export function diffSection(before: Body | null, after: Body | null, citations: Citations = new Map()): TextDiff {
  const nothing = { before: null, after: null };
  const lined = { sectionId: '', ...lineUpBodies(before, after, new Budget()) };
  const [settled = lined] = settleSections([lined], citations);
  const numbered = numberSection(
    {
      ...{ ...settled, kind: 'section', flags: [], changes: [], counts: noChanges },
      ...{ heading: { ...nothing, words: [] }, level: nothing, position: nothing },
    },
    new Numbers(),
  );
  return { blocks: numbered.blocks, counts: numbered.counts, limited: settled.limited };
}

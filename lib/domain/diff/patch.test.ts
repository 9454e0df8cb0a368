import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choose, randomBlock, withName } from '@/lib/domain/diff/apply/random';
import type { BlockDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { exactKey, isContainer, linesOf, runsOf } from '@/lib/domain/diff/lines';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import { type Run, writeRun } from '@/lib/domain/diff/runs';
import { diffSection } from '@/lib/domain/diff/section';
import type { Block, Body, Inline, Mark } from '@/lib/domain/prose/body';
import { doc } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

const body = (...blocks: readonly Block[]) => normalise(doc(...blocks), 's');
/** One side of some pieces as a run, from what the comparison shows alone. */
function shownRun(pieces: readonly WordPiece[], side: 'before' | 'after'): Run {
  let text = '';
  const spans: { from: number; to: number; marks: readonly Mark[] }[] = [];
  const cites: { at: number; id: string }[] = [];
  for (const piece of pieces) {
    if (piece.kind === (side === 'before' ? 'ins' : 'del')) continue;
    const old = side === 'before' ? piece.before : undefined;
    const [words, marks] = old ? [old.text, old.marks] : [piece.text, piece.marks];
    if (piece.citationId !== undefined) cites.push({ at: text.length, id: piece.citationId });
    spans.push({ from: text.length, to: text.length + words.length, marks: marks ?? [] });
    text += words;
  }
  return { text, spans: spans.filter(({ from, to }) => to > from), cites };
}

const isOn = (kind: string, side: 'before' | 'after', end?: string) => {
  if (kind === 'moved') return end === (side === 'before' ? 'from' : 'to');
  return side === 'before' ? kind !== 'new' && kind !== 'added' : kind !== 'deleted';
};
const inlines = (statements: readonly StatementDiff[], side: 'before' | 'after'): Inline[] =>
  writeRun(
    shownRun(
      statements.filter((s) => isOn(s.kind, side, s.side)).flatMap(({ words }) => words),
      side,
    ),
  );

/** The words of a changed block, line by line, read from the shown pieces alone. */
function shownLines(block: BlockDiff, side: 'before' | 'after'): string[] {
  if (block.parts.length === 0) return [JSON.stringify(inlines(block.statements, side))];
  return block.parts
    .filter((part) => isOn(part.kind, side, part.side))
    .map((part) => {
      if (part.what !== 'row') return JSON.stringify(inlines(part.statements, side));
      const cells = part.statements
        .filter((s) => isOn(s.kind, side, s.side))
        .toSorted((x, y) => (x.cell ?? 0) - (y.cell ?? 0));
      return JSON.stringify(cells.flatMap((cell) => inlines([cell], side)));
    });
}
const realLines = (block: Block): string[] => {
  if (!isContainer(block)) return runsOf(block).map((run) => JSON.stringify(writeRun(run)));
  return linesOf(block).map(({ runs }) => JSON.stringify(runs.flatMap(writeRun)));
};

const shapes = (block: Block) => (isContainer(block) ? linesOf(block).map(({ shape }) => shape) : [block.type]);

const same = (a: unknown, c: unknown) => JSON.stringify(a) === JSON.stringify(c);
const speakerOf = (node: Block) => (node.type === 'quotation' ? node.attrs.speaker : '');

/** What of a pair of blocks no change of its own explains. */
function unexplained({ formatting, parts }: BlockDiff, before: Block, after: Block): string[] {
  const says = new Set(formatting.map(({ kind }) => kind));
  const inPlace = parts.every(({ kind }) => kind === 'kept' || kind === 'edited');
  return [
    ...(before.type !== after.type && !says.has('block-type') ? ['type'] : []),
    ...(speakerOf(before) !== speakerOf(after) && !says.has('speaker') ? ['speaker'] : []),
    ...(inPlace && isContainer(after) && !same(shapes(before), shapes(after)) && !says.has('structure')
      ? ['shape']
      : []),
  ];
}

/** Words of one side that the pieces do not give back. */
const lostWords = (block: BlockDiff, side: 'before' | 'after'): string[] => {
  const real = block[side];
  return real && !same(shownLines(block, side), realLines(real)) ? [`words ${side}`] : [];
};

const isRestyled = ({ kind, words }: StatementDiff) =>
  (kind === 'kept' || kind === 'edited') &&
  words.some(({ before, marks, text }) => before && !same(before.marks ?? [], marks ?? []) && text.trim() !== '');

/** What of a block is not shown: it has to be empty, for everything that differs is in a change. */
function hiddenIn(block: BlockDiff): string[] {
  const { before, after, formatting } = block;
  if (block.kind === 'kept' || block.kind === 'moved') return [];
  const statements = statementsOfBlock(block);
  const says = formatting.some(({ kind }) => kind === 'mark' || kind === 'link');
  const numbered = [block, ...statements, ...block.parts, ...formatting].some(({ changeId }) => changeId !== null);
  return [
    ...lostWords(block, 'before'),
    ...lostWords(block, 'after'),
    ...(before && after ? unexplained(block, before, after) : []),
    ...(statements.some(isRestyled) && !says ? ['marks'] : []),
    ...(numbered ? [] : ['number']),
  ];
}

/** Two texts, the second with some of the first one's ids, and some of its blocks as they were. */
function pairOfBodies(choose: Choose): [Body, Body] {
  const blocks = () => Array.from({ length: 1 + choose(5) }, () => randomBlock(choose));
  const before = body(...blocks());
  const mixed = blocks().map((other, index): Block => {
    const old = before.content[index];
    const fate = choose(3);
    if (!old || fate === 0) return other;
    return fate === 1 ? old : withName(old.attrs.id, other);
  });
  return [before, normalise(doc(...(choose(2) === 1 ? mixed.toReversed() : mixed)), 's')];
}
const anyPair = fc.gen().map((generate) => pairOfBodies((below) => generate(fc.nat, below - 1)));

const runs = 120;

describe('any two texts', { timeout: 60_000 }, () => {
  test('every word of a changed block is shown, and every difference is in a change', () => {
    fc.assert(
      fc.property(anyPair, ([before, after]) => {
        const diff = diffSection(before, after);
        expect(diff.limited).toBe(false);
        const other = diff.blocks.flatMap((one) => (isOn(one.kind, 'after', one.side) ? (one.after ?? []) : []));
        expect(other.map(exactKey)).toEqual(after.content.map(exactKey));
        const own = diff.blocks.flatMap((one) => (isOn(one.kind, 'before', one.side) ? (one.before ?? []) : []));
        expect(own.map(exactKey)).toEqual(before.content.map(exactKey));
        expect(diff.blocks.flatMap(hiddenIn)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('a text compared with itself has no change, and numbers run without gaps', () => {
    fc.assert(
      fc.property(anyPair, ([before, after]) => {
        expect(diffSection(before, before).counts.total).toBe(0);
        const diff = diffSection(before, after);
        const ids = diff.blocks.flatMap((one) => [
          one.changeId,
          ...one.parts.map((part) => part.changeId),
          ...[...statementsOfBlock(one), ...one.formatting].map((change) => change.changeId),
        ]);
        const numbers = [...new Set(ids.filter((changeId) => changeId !== null))].map((name) => Number(name.slice(1)));
        expect(numbers.toSorted((x, y) => x - y)).toEqual(numbers.map((_, index) => index + 1));
        expect(diff.counts.total).toBe(numbers.length);
        expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
      }),
      { numRuns: runs },
    );
  });
});

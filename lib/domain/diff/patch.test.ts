import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { exactKey, isContainer, linesOf, runsOf } from '@/lib/domain/diff/lines';
import { statementsOfBlock } from '@/lib/domain/diff/moves';
import { type Run, writeRun } from '@/lib/domain/diff/runs';
import { diffSection } from '@/lib/domain/diff/section';
import type { Block, Body, Inline, Mark } from '@/lib/domain/prose/body';
import {
  articleLink,
  b,
  br,
  cite,
  doc,
  i,
  li,
  link,
  ol,
  p,
  quote,
  sub,
  table,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

const id = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;
const [source, otherSource] = [id('1'), id('2')];
const body = (...blocks: readonly Block[]) => normalise(doc(...blocks), 's');
/** The block with another id, whatever it is. */
const named = (name: string, block: Block): Block => {
  if (block.type === 'quotation') return { ...block, attrs: { ...block.attrs, id: name } };
  return { ...block, attrs: { id: name } };
};
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

/** Applies a comparison to the text before. Blocks that are said to be kept are taken from there. */
function patch(before: Body, blocks: readonly BlockDiff[]): Block[] {
  const kept = new Map(before.content.map((block) => [exactKey(block), block]));
  return blocks.flatMap((block) => {
    if (!isOn(block.kind, 'after', block.side)) return [];
    const after = block.after;
    if (!after) throw new Error('Nothing after.');
    if (block.kind === 'moved' || block.formatting.length > 0) return [after];
    if (block.kind === 'kept') return [kept.get(exactKey(after)) ?? sub('Not kept.')];
    return [after];
  });
}

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

const sentence = fc.constantFrom(
  'Syria established relations in 1946. ',
  'Iran sent oil to Damascus. ',
  'Iran sent no oil to Damascus. ',
  'The two countries signed it. ',
  'Reportedly 2,000 men left. ',
  'Short. ',
  '彼は来た。彼女は来なかった。',
  '👩‍👩‍👧 é one.',
);
const inline: fc.Arbitrary<readonly Inline[]> = fc.oneof(
  { weight: 4, arbitrary: sentence.map((text): Inline[] => [{ type: 'text', text }]) },
  sentence.map((text) => b(text)),
  sentence.map((text) => i(text.slice(0, 9))),
  fc
    .tuple(fc.constantFrom('https://a.example/', 'https://b.example/'), sentence)
    .map(([href, text]) => link(href, text)),
  sentence.map((text) => articleLink('iran', text)),
  fc.constantFrom(source, otherSource).map((citation) => [cite(citation)]),
  fc.constant([br()]),
);
const paragraph = fc.array(inline, { maxLength: 4 }).map((parts) => p(...parts));
const nested = fc.oneof(
  paragraph.map((node) => li(node)),
  fc.tuple(paragraph, paragraph).map(([a, c]) => li(a, c)),
  fc.tuple(paragraph, sentence, sentence).map(([a, x, y]) => li(a, ul(x, y))),
);
const items = fc.array(nested, { minLength: 1, maxLength: 3 });
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  fc.array(inline, { maxLength: 2 }).map((parts) => sub(...parts)),
  items.map((all) => ul(...all)),
  items.map((all) => ol(...all)),
  fc
    .tuple(fc.constantFrom('', 'Assad', 'Khomeini'), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
    .map(([speaker, all]) => quote(speaker, ...all)),
  fc
    .array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((rows) => table(...rows.map((cells, row) => (row === 0 ? cells.map((cell) => th(cell)) : cells)))),
);
const blocks = fc.array(block, { minLength: 1, maxLength: 5 });
/** Two texts, the second with some of the first one's ids, and some of its blocks as they were. */
const pairOfBodies = fc
  .tuple(blocks, blocks, fc.array(fc.constantFrom('keep', 'edit', 'new'), { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([first, second, fates, turned]): [Body, Body] => {
    const before = body(...first);
    const mixed = second.map((other, index): Block => {
      const old = before.content[index];
      if (!old || fates[index] === 'new') return other;
      if (fates[index] === 'keep') return old;
      return named(old.attrs.id, other);
    });
    return [before, normalise(doc(...(turned ? mixed.toReversed() : mixed)), 's')];
  });

const runs = 120;

describe('any two texts', { timeout: 60_000 }, () => {
  test('the comparison, applied to the text before, gives the text after', () => {
    fc.assert(
      fc.property(pairOfBodies, ([before, after]) => {
        const diff = diffSection(before, after);
        expect(diff.limited).toBe(false);
        expect(patch(before, diff.blocks).map(exactKey)).toEqual(after.content.map(exactKey));
        const own = diff.blocks.flatMap((one) => (isOn(one.kind, 'before', one.side) ? (one.before ?? []) : []));
        expect(own.map(exactKey)).toEqual(before.content.map(exactKey));
        expect(diff.blocks.flatMap(hiddenIn)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('a text compared with itself has no change, and numbers run without gaps', () => {
    fc.assert(
      fc.property(pairOfBodies, ([before, after]) => {
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

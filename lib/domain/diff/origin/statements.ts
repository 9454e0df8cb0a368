import { linesOf } from '@/lib/domain/diff/lines';
import { type OriginRun, runsWithin } from '@/lib/domain/diff/origin/provenance';
import type { Block } from '@/lib/domain/prose/body';
import { passagesOf, type Statement } from '@/lib/domain/prose/statements';

/** Where the words of one statement came from: how many letters and figures of it each version gave, the most first. */
export type StatementOrigin = {
  readonly statement: Statement;
  /** Number of the statement in its paragraph or table, from 0. */
  readonly inBlock: number;
  readonly from: readonly OriginRun[];
};

/** Where the words of each line of a block begin, in all its words, and how many they are. */
function placesOf(block: Block): { start: number; length: number }[] {
  if (block.type === 'paragraph') return [{ start: 0, length: Infinity }];
  if (block.type === 'subheading') return [];
  let start = 0;
  return linesOf(block).map(({ runs }) => {
    const length = runs.reduce((sum, { text }) => sum + text.length, 0);
    start += length;
    return { start: start - length, length };
  });
}

/** A run counts for a statement by its letters and figures: a blank or a full stop that came with a neighbour says nothing. */
const weight = (words: string) => words.replaceAll(/[^\p{L}\p{N}]/gu, '').length;

function originsOf(runs: readonly OriginRun[], words: string | null): StatementOrigin['from'] {
  const sums = new Map<number, number>();
  let at = 0;
  for (const { version, length } of runs) {
    const counted = words === null ? length : weight(words.slice(at, at + length));
    at += length;
    if (counted > 0) sums.set(version, (sums.get(version) ?? 0) + counted);
  }
  return [...sums]
    .map(([version, length]) => ({ version, length }))
    .toSorted((a, b) => b.length - a.length || a.version - b.version);
}

/** Where each statement of a block came from, in order; `runs` are those of all words of the block. */
export function statementOrigins(block: Block, runs: readonly OriginRun[]): StatementOrigin[] {
  const places = placesOf(block);
  const counts = new Map<string, number>();
  return passagesOf({ type: 'doc', content: [block] }).flatMap(({ statements, row }, at) =>
    statements.map((statement) => {
      const place = places[row ?? at] ?? { start: 0, length: 0 };
      const inBlock = counts.get(statement.blockId) ?? 0;
      counts.set(statement.blockId, inBlock + 1);
      // A row is one statement: its cells follow each other without what divides them in its words.
      const isRow = row !== null;
      const [from, to] = isRow
        ? [place.start, place.start + place.length]
        : [place.start + statement.from, place.start + statement.to];
      return { statement, inBlock, from: originsOf(runsWithin(runs, from, to), isRow ? null : statement.text) };
    }),
  );
}

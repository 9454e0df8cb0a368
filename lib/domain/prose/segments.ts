import type { Inline } from '@/lib/domain/prose/body';
import { splitPieces } from '@/lib/domain/prose/statements';

/** A part of a run: the nodes of one statement (counted within the run from 0), or what belongs to none. */
export type Segment = { readonly statement: number | null; readonly nodes: readonly Inline[] };

const hasLetter = /\p{L}/u;
const widthOf = (node: Inline): number => (node.type === 'text' ? node.text.length : node.type === 'hardBreak' ? 1 : 0);
const textOf = (node: Inline): string => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : '');

/** A text node in two at an offset. */
function cut(node: Inline, at: number): [Inline, Inline] | null {
  if (node.type !== 'text' || at <= 0 || at >= node.text.length) return null;
  return [
    { ...node, text: node.text.slice(0, at) },
    { ...node, text: node.text.slice(at) },
  ];
}

/** Where a piece ends, with and without the blanks behind it. */
type Mark = { readonly end: number; readonly words: number; readonly statement: number | null };

/**
 * A run cut into its statements, as `statementsOf` counts them; joined the segments are the run. A citation belongs to the words
 * before it. The blank between two statements belongs to neither.
 */
export function segmentsOf(nodes: readonly Inline[], language = 'en'): Segment[] {
  let start = 0;
  let statement = -1;
  const marks = splitPieces(nodes.map(textOf).join(''), language).map((piece): Mark => {
    const end = start + piece.length;
    const words = start + piece.trimEnd().length;
    start = end;
    if (!hasLetter.test(piece)) return { end, words, statement: null };
    statement += 1;
    return { end, words, statement };
  });
  const segments: Segment[] = [];
  const rest = [...nodes];
  let at = 0;
  for (const { end, words, statement: own } of marks) {
    const inside: Inline[] = [];
    const behind: Inline[] = [];
    while (rest[0] !== undefined && at + widthOf(rest[0]) <= end) {
      const node = rest.shift() as Inline;
      at += widthOf(node);
      take(node, at, { words, inside, behind });
    }
    const halves = rest[0] === undefined ? null : cut(rest[0], end - at);
    if (halves) {
      at = end;
      rest[0] = halves[1];
      take(halves[0], at, { words, inside, behind });
    }
    if (inside.length > 0) segments.push({ statement: own, nodes: inside });
    if (behind.length > 0) segments.push({ statement: null, nodes: behind });
  }
  return rest.length > 0 ? [...segments, { statement: null, nodes: rest }] : segments;
}

type Place = { readonly words: number; readonly inside: Inline[]; readonly behind: Inline[] };

/** Puts a node that ends at `end` into the statement, its blanks behind it; a citation always into the statement. */
function take(node: Inline, end: number, { words, inside, behind }: Place): void {
  if (node.type === 'citation') {
    inside.push(...behind.splice(0), node);
    return;
  }
  const start = end - widthOf(node);
  if (end <= words) inside.push(node);
  else if (start >= words) behind.push(node);
  else {
    const halves = cut(node, words - start);
    inside.push(halves ? halves[0] : node);
    if (halves) behind.push(halves[1]);
  }
}

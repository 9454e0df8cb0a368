import type { Place } from '@/lib/transfer/formats/seed/issues';

/** From index `at` of a text on, its characters come from this place of the file. */
type Span = Place & { readonly at: number };

/** Some text that remembers where in the file it came from. The first span has `at` 0; spans are in order. */
export type Piece = { readonly text: string; readonly spans: readonly Span[] };

/** A line as the grammar sees it: trimmed, without comments, with the lines that an open `<ref>` reaches into. */
export type Line = Piece & { readonly indent: number };

function spanIndex(piece: Piece, at: number): number {
  let low = 0;
  let high = piece.spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((piece.spans[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where in the file a character of the piece stands. */
export function placeAt(piece: Piece, at: number): Place {
  const span = piece.spans[spanIndex(piece, at)];
  return span ? { line: span.line, column: span.column + at - span.at } : { line: 1, column: 1 };
}

/** The line of the file where the piece ends. */
export function lastLine(piece: Piece): number {
  return piece.spans.at(-1)?.line ?? 1;
}

/** A part of a piece without the blanks around it. */
export function partOf(piece: Piece, from: number, to: number = piece.text.length): Piece {
  let start = from;
  let end = to;
  while (start < end && piece.text[start] === ' ') start++;
  while (end > start && piece.text[end - 1] === ' ') end--;
  const first = spanIndex(piece, start);
  const spans: Span[] = [{ at: 0, ...placeAt(piece, start) }];
  for (let index = first + 1; index < piece.spans.length; index++) {
    const span = piece.spans[index];
    if (!span || span.at >= end) break;
    spans.push({ ...span, at: span.at - start });
  }
  return { text: piece.text.slice(start, end), spans };
}

/** Pieces as one, with one blank between them. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  const spans: Span[] = [];
  let length = 0;
  for (const piece of pieces) {
    for (const span of piece.spans) spans.push({ ...span, at: span.at + length });
    length += piece.text.length + 1;
  }
  return { text: pieces.map((piece) => piece.text).join(' '), spans };
}

/** Finds the next place of a pattern again and again in linear time, as long as the starts asked for only grow. */
export class Finder {
  private found = -1;
  private length = 0;
  private searched = -1;

  /** `pattern` must be global. */
  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** First match that begins at or after `from`, or null. */
  from(from: number): { readonly at: number; readonly end: number } | null {
    const stale = this.searched < 0 || (this.found >= 0 && this.found < from);
    if (stale) {
      this.pattern.lastIndex = from;
      const match = this.pattern.exec(this.text);
      this.searched = from;
      this.found = match ? match.index : -1;
      this.length = match ? match[0].length : 0;
    }
    return this.found < 0 ? null : { at: this.found, end: this.found + this.length };
  }
}

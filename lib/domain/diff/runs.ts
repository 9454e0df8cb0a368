import type { Inline, Mark } from '@/lib/domain/prose/body';
import { tidyInlines } from '@/lib/domain/prose/normalise';
import { splitPieces } from '@/lib/domain/prose/statements';

/** The inline nodes of a paragraph as one text: hard breaks are line feeds, citations are places in it. */
export type Run = {
  readonly text: string;
  readonly spans: readonly { readonly from: number; readonly to: number; readonly marks: readonly Mark[] }[];
  readonly cites: readonly { readonly at: number; readonly id: string }[];
};

/** Reads inline nodes as a run. */
export function readRun(nodes: readonly Inline[] = []): Run {
  let text = '';
  const spans: { from: number; to: number; marks: readonly Mark[] }[] = [];
  const cites: { at: number; id: string }[] = [];
  for (const node of nodes) {
    if (node.type === 'citation') cites.push({ at: text.length, id: node.attrs.id });
    else {
      const piece = node.type === 'text' ? node.text : '\n';
      const marks = node.type === 'text' ? (node.marks ?? []) : [];
      spans.push({ from: text.length, to: text.length + piece.length, marks });
      text += piece;
    }
  }
  return { text, spans, cites };
}

/** A run of plain text, without marks and citations. */
export const plainRun = (text: string): Run => ({
  text,
  spans: text === '' ? [] : [{ from: 0, to: text.length, marks: [] }],
  cites: [],
});

type Placed = { readonly from: number } | { readonly at: number };
const placeOf = (one: Placed) => ('at' in one ? one.at : one.from);

/** The index of the first that begins behind a place; all stand in order. */
export function firstBehind(all: readonly Placed[], place: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = all[middle];
    if (one !== undefined && placeOf(one) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those that begin from one place to another, both included, and the one before them. */
export const placesWithin = <T extends Placed>(all: readonly T[], from: number, to: number): readonly T[] =>
  all.slice(Math.max(0, firstBehind(all, from - 1) - 1), firstBehind(all, to));

/** A part of a run, with offsets of its own. Citations belong to the words before them, so those at the start do not. */
function cutRun(run: Run, from: number, to: number): Run {
  return {
    text: run.text.slice(from, to),
    spans: placesWithin(run.spans, from, to)
      .filter((span) => span.from < to && span.to > from)
      .map(({ marks, ...span }) => ({
        from: Math.max(span.from, from) - from,
        to: Math.min(span.to, to) - from,
        marks,
      })),
    cites: placesWithin(run.cites, from, to)
      .filter(({ at }) => (at > from || from === 0) && at <= to)
      .map(({ at, id }) => ({ at: at - from, id })),
  };
}

/** The sentences of a run; together they are the run. A run without text is one sentence, so that citations stay. */
export function sentencesOf(run: Run): Run[] {
  const pieces = splitPieces(run.text);
  if (pieces.length <= 1) return run.text === '' && run.cites.length === 0 ? [] : [run];
  let from = 0;
  return pieces.map((piece) => {
    const part = cutRun(run, from, from + piece.length);
    from += piece.length;
    return part;
  });
}

/** The inline nodes of a run, in their stored form: the inverse of `readRun`. */
export function writeRun(run: Run): Inline[] {
  const cuts = new Set([0, run.text.length]);
  for (const { from, to } of run.spans) cuts.add(from).add(to);
  for (const { at } of run.cites) cuts.add(at);
  const places = [...cuts].toSorted((a, b) => a - b);
  const nodes = places.flatMap((from, index): Inline[] => {
    const cites = placesWithin(run.cites, from, from).flatMap(({ at, id }): Inline[] =>
      at === from ? [{ type: 'citation', attrs: { id } }] : [],
    );
    const to = places[index + 1] ?? from;
    const marks = placesWithin(run.spans, from, from).find((span) => span.from <= from && from < span.to)?.marks ?? [];
    const parts = run.text.slice(from, to).split(/(\n)/u);
    const texts = parts.flatMap((text): Inline[] => {
      if (text === '') return [];
      return text === '\n' ? [{ type: 'hardBreak' }] : [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }];
    });
    return [...cites, ...texts];
  });
  return tidyInlines(nodes);
}

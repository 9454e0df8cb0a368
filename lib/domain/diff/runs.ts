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

/** A part of a run, with offsets of its own. Citations belong to the words before them, so those at the start do not. */
function cutRun(run: Run, from: number, to: number): Run {
  return {
    text: run.text.slice(from, to),
    spans: run.spans
      .filter((span) => span.from < to && span.to > from)
      .map(({ marks, ...span }) => ({
        from: Math.max(span.from, from) - from,
        to: Math.min(span.to, to) - from,
        marks,
      })),
    cites: run.cites
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
    const cites = run.cites.flatMap(({ at, id }): Inline[] =>
      at === from ? [{ type: 'citation', attrs: { id } }] : [],
    );
    const to = places[index + 1] ?? from;
    const marks = run.spans.find((span) => span.from <= from && from < span.to)?.marks ?? [];
    const parts = run.text.slice(from, to).split(/(\n)/u);
    const texts = parts.flatMap((text): Inline[] => {
      if (text === '') return [];
      return text === '\n' ? [{ type: 'hardBreak' }] : [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }];
    });
    return [...cites, ...texts];
  });
  return tidyInlines(nodes);
}

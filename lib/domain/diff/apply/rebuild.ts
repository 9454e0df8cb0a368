import { blockWords } from '@/lib/domain/diff/changes/formatting';
import { paragraphDivider } from '@/lib/domain/diff/lines';
import { type Run, writeRun } from '@/lib/domain/diff/runs';
import type { Block, Inline, List, ListItem, Paragraph, TableCell, TableRow } from '@/lib/domain/prose/body';

/** A line of a block that holds others: the nodes around its words, as `Line.shape` writes them, and the words. */
export type ShapedLine = { readonly shape: string; readonly runs: readonly Run[] };

const contentOf = (run: Run | undefined): { content?: readonly Inline[] } => {
  const nodes = run ? writeRun(run) : [];
  return nodes.length > 0 ? { content: nodes } : {};
};
const paragraph = (run: Run | undefined): Paragraph => ({ type: 'paragraph', attrs: { id: '' }, ...contentOf(run) });

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenItem = Omit<Open<ListItem>, 'content'> & { content: (Paragraph | OpenList)[] };
type OpenList = Omit<Open<List>, 'content'> & { content: OpenItem[] };

const openList = (type: List['type']): OpenList => ({ type, attrs: { id: '' }, content: [] });

/** A list out of its lines: the inverse of `linesOf`. */
function listOf(type: List['type'], lines: readonly ShapedLine[]): List {
  const open = [openList(type)];
  for (const { shape, runs } of lines) {
    const path = shape.split('/');
    const last = path.at(-1) ?? '';
    const depth = path.length - 1;
    if (last.includes('^')) {
      open.length = depth;
      const nested = openList(path[depth - 1] === 'orderedList' ? 'orderedList' : 'bulletList');
      open.at(-1)?.content.at(-1)?.content.push(nested);
      open.push(nested);
    } else open.length = depth + 1;
    const list = open.at(-1);
    if (last.includes('*')) list?.content.push({ type: 'listItem', attrs: { id: '' }, content: [paragraph(runs[0])] });
    else list?.content.at(-1)?.content.push(paragraph(runs[0]));
  }
  return open[0] ?? openList(type);
}

/** The part of a run between two places. */
const sliceRun = (run: Run, from: number, to: number): Run => ({
  text: run.text.slice(from, to),
  spans: run.spans
    .filter((span) => span.from < to && span.to > from)
    .map(({ marks, ...span }) => ({ from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from, marks })),
  cites: run.cites.filter(({ at }) => at >= from && at <= to).map(({ at, id }) => ({ at: at - from, id })),
});

function cellOf(shape: string, run: Run | undefined): TableCell {
  const [type, colspan, rowspan] = shape.split(':');
  const texts = (run?.text ?? '').split(paragraphDivider);
  let from = 0;
  const content = texts.map((text) => {
    const part = run && sliceRun(run, from, from + text.length);
    from += text.length + 1;
    return paragraph(part);
  });
  return {
    type: type === 'tableHeader' ? 'tableHeader' : 'tableCell',
    attrs: { colspan: Number(colspan), rowspan: Number(rowspan) },
    content,
  };
}

const rowOf = ({ shape, runs }: ShapedLine): TableRow => ({
  type: 'tableRow',
  content: shape.split('|').map((cell, index) => cellOf(cell, runs[index])),
});

/** What is known of a block after: `type` in the words of `blockWords` and `speaker` where they changed, else null. */
type Parts = {
  readonly before: Block;
  readonly type: string | null;
  readonly speaker: string | null;
  readonly lines: readonly ShapedLine[];
};

const typeOf = (words: string | null, before: Block): Block['type'] => {
  for (const type of Object.keys(blockWords) as Block['type'][]) if (blockWords[type] === words) return type;
  return before.type;
};

/** A block out of its kind and its lines, with empty ids. */
export function blockOf({ before, type: words, speaker, lines }: Parts): Block {
  const type = typeOf(words, before);
  const attrs = { id: '' };
  if (type === 'paragraph' || type === 'subheading') return { type, attrs, ...contentOf(lines[0]?.runs[0]) };
  if (type === 'table') return { type, attrs, content: lines.map(rowOf) };
  if (type === 'quotation') {
    const said = speaker ?? (before.type === 'quotation' ? before.attrs.speaker : '');
    return { type, attrs: { id: '', speaker: said }, content: lines.map(({ runs }) => paragraph(runs[0])) };
  }
  return listOf(type, lines);
}

function giveIds(value: unknown, ids: Iterator<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => giveIds(item, ids));
  if (typeof value !== 'object' || value === null || ('type' in value && value.type === 'citation')) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'id' && typeof item === 'string' ? (ids.next().value ?? '') : giveIds(item, ids),
    ]),
  );
}

/** The block with other ids, in document order (`idsOf`). */
export const named = (block: Block, ids: readonly string[]): Block => giveIds(block, ids.values()) as Block;

import type { PartDiff } from '@/lib/domain/diff/change';
import { type Run, readRun } from '@/lib/domain/diff/runs';
import type { Block, List, Paragraph, Quotation, Table, TableRow } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

export type Container = List | Quotation | Table;

/** One line of a block that holds others: a paragraph of a list or quotation, or a row of a table. */
export type Line = {
  readonly id: string;
  readonly what: PartDiff['what'];
  readonly depth: number;
  readonly text: string;
  /** One run, or one per cell of a row (the paragraphs of a cell are divided by U+2029). */
  readonly runs: readonly Run[];
  /** The nodes around the words: kinds of nested lists, place in the item, kinds and spans of cells. */
  readonly shape: string;
};

export const isContainer = (block: Block): block is Container =>
  block.type !== 'paragraph' && block.type !== 'subheading';

const line = (node: Paragraph, what: PartDiff['what'], depth: number, shape: string): Line => ({
  id: node.attrs.id,
  what,
  depth,
  text: blockText(node),
  runs: [readRun(node.content)],
  shape,
});

/** The items of a list; none in a block that this program does not know, as a newer one may have stored it. */
const itemsOf = ({ content }: { readonly content?: List['content'] }) => content ?? [];

function listLines(list: List, depth: number, around: string): Line[] {
  return itemsOf(list).flatMap((item, index) =>
    item.content.flatMap((child, place): Line[] => {
      // The first line of a nested list says that a list begins, so that two neighbouring lists are not one.
      const start = depth > 0 && index === 0 ? '^' : '';
      const shape = `${around}${start}${place === 0 ? '*' : ''}`;
      if (child.type === 'paragraph') return [line(child, place === 0 ? 'item' : 'paragraph', depth, shape)];
      return listLines(child, depth + 1, `${around}${child.type}/`);
    }),
  );
}

/** Divides the paragraphs of a cell in its run; stored text never holds it (`tidyText`). */
export const paragraphDivider = '\u2029';

/** A cell as one run. */
function cellRun(paragraphs: readonly Paragraph[]): Run {
  const nodes = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'text' as const, text: paragraphDivider }] : []),
    ...(paragraph.content ?? []),
  ]);
  return readRun(nodes);
}

function rowLine(row: TableRow): Line {
  return {
    id: '',
    what: 'row',
    depth: 0,
    text: row.content.map((cell) => cell.content.map(blockText).join(' ')).join('\t'),
    runs: row.content.map((cell) => cellRun(cell.content)),
    shape: row.content
      .map(({ type, attrs, content }) => `${type}:${attrs.colspan}:${attrs.rowspan}:${content.length}`)
      .join('|'),
  };
}

/** The lines of a list, quotation or table in order. */
export function linesOf(block: Container): Line[] {
  if (block.type === 'table') return block.content.map(rowLine);
  if (block.type === 'quotation') return block.content.map((node) => line(node, 'paragraph', 0, ''));
  return listLines(block, 0, '');
}

/** The runs of any block, line by line. */
export const runsOf = (block: Block): Run[] =>
  isContainer(block) ? linesOf(block).flatMap(({ runs }) => runs) : [readRun(block.content)];

/** Ids of blocks in a block, in document order. */
export function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsOf);
  if (typeof value !== 'object' || value === null || ('type' in value && value.type === 'citation')) return [];
  const own = 'id' in value && typeof value.id === 'string' ? [value.id] : [];
  return [...own, ...Object.values(value).flatMap(idsOf)];
}

function withoutIds(value: unknown, isCitation = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => withoutIds(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const own = 'type' in value && value.type === 'citation';
  const entries = Object.entries(value)
    .filter(([key, item]) => item !== undefined && !(key === 'id' && !isCitation))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${withoutIds(item, own && key === 'attrs')}`).join(',')}}`;
}

/** What a block says and looks like, without the ids of blocks: equal for equal blocks wherever they stand. */
export const contentKey = (block: Block): string => withoutIds(block);

/** Equal only for equal blocks, ids included, however their keys were stored. */
export const exactKey = (block: Block): string => `${contentKey(block)}\n${idsOf(block).join('\n')}`;

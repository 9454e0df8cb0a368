import { attr, type Html, isTag, type Tag } from '@/components/editor/paste/html/tree';
import type { Paragraph, Table, TableCell } from '@/lib/domain/prose/body';

/** A pasted table: ours; or null for one that only lays out a page, whose cells are then texts of their own. */
export type PastedTable = {
  readonly table: Table | null;
  readonly captions: readonly Tag[];
  readonly cells: readonly Tag[];
};

const mostSpan = 50;

const spanOf = (cell: Tag, name: string): number => {
  const found = Number(attr(cell, name));
  return Number.isInteger(found) && found >= 1 ? Math.min(found, mostSpan) : 1;
};

/** Rows of this table, not of one inside it. */
const rowsOf = (node: Tag): Tag[] =>
  node.children.flatMap((child) => {
    if (!isTag(child)) return [];
    if (child.tag === 'tr') return [child];
    return /^(?:tbody|thead|tfoot)$/u.test(child.tag) ? rowsOf(child) : [];
  });

const cellsOf = (row: Tag): Tag[] =>
  row.children.filter((child: Html): child is Tag => isTag(child) && /^t[dh]$/u.test(child.tag));

/** Reads a table; `read` gives the paragraphs of a cell. Nothing of it is lost: what stands beside the rows is among the captions. */
export function tableOf(node: Tag, read: (cell: Tag) => readonly Paragraph[]): PastedTable {
  const rows = rowsOf(node)
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
  const captions = node.children.filter((child): child is Tag => isTag(child) && child.tag === 'caption');
  const cells = rows.flat();
  if (cells.length < 2 || attr(node, 'role') === 'presentation') return { table: null, captions, cells };
  const content = rows.map((row, at) => ({
    type: 'tableRow' as const,
    content: row.map((cell): TableCell => {
      const found = read(cell);
      const isHead = cell.tag === 'th' || isTag(headOf(node)) ? cell.tag === 'th' || at === 0 : false;
      return {
        type: isHead ? 'tableHeader' : 'tableCell',
        attrs: { colspan: spanOf(cell, 'colspan'), rowspan: spanOf(cell, 'rowspan') },
        content: found.length > 0 ? found : [{ type: 'paragraph', attrs: { id: '' } }],
      };
    }),
  }));
  return { table: { type: 'table', attrs: { id: '' }, content }, captions, cells };
}

const headOf = (node: Tag): Html | undefined => node.children.find((child) => isTag(child) && child.tag === 'thead');

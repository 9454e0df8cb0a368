import type { Table, TableCell } from '@/lib/domain/prose/body';

/** A place of a table: its cell, or null where a cell from beside or above reaches, or none stands. */
type Place = TableCell | null;

/**
 * The places of a table, row by row, each row with the same number of them: a cell that spans several stands in the first
 * one. Rows below the last that a cell spans are not made.
 */
export function gridOf(table: Table): readonly (readonly Place[])[] {
  const rows: (Place | undefined)[][] = table.content.map(() => []);
  table.content.forEach(({ content }, at) => {
    let column = 0;
    for (const cell of content) {
      while (rows[at]?.[column] !== undefined) column += 1;
      fill(rows.slice(at, at + cell.attrs.rowspan), column, cell);
    }
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}

function fill(rows: readonly (Place | undefined)[][], column: number, cell: TableCell): void {
  rows.forEach((row, down) => {
    for (let across = 0; across < cell.attrs.colspan; across += 1) {
      row[column + across] ??= down === 0 && across === 0 ? cell : null;
    }
  });
}

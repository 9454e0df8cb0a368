import type { Table, TableCell } from '@/lib/domain/prose/body';

/** A place of a table: its cell, or null where a cell from beside or above reaches, or none stands. */
type Place = TableCell | null;
/** The cell that reaches a place of a table, and the row that it stands in; null where none does. */
export type Covered = { readonly cell: TableCell; readonly row: number; readonly column: number } | null;

/**
 * The places of a table, row by row, each row with the same number of them, with what covers each. Rows below the last that
 * a cell spans are not made.
 */
export function coverOf(table: Table): readonly (readonly Covered[])[] {
  const rows: (Covered | undefined)[][] = table.content.map(() => []);
  table.content.forEach(({ content }, row) => {
    let column = 0;
    for (const cell of content) {
      while (rows[row]?.[column] !== undefined) column += 1;
      fill(rows.slice(row, row + cell.attrs.rowspan), { cell, row, column });
    }
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
}

/** The places of a table: a cell that spans several stands in the first one. */
export const gridOf = (table: Table): readonly (readonly Place[])[] =>
  coverOf(table).map((places, row) =>
    places.map((place, column) => (place?.row === row && place.column === column ? place.cell : null)),
  );

function fill(rows: readonly (Covered | undefined)[][], place: NonNullable<Covered>): void {
  for (const row of rows) {
    for (let across = 0; across < place.cell.attrs.colspan; across += 1) row[place.column + across] ??= place;
  }
}

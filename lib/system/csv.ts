type Cell = string | number;

/** A cell as RFC 4180 writes it; what a spreadsheet would take for a formula is kept as words. */
function cell(value: Cell): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/u.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a table of RFC 4180, lines ended by CRLF. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

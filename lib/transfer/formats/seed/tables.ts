import type { Block, TableCell, TableRow } from '@/lib/domain/prose/body';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { inlineOf } from '@/lib/transfer/formats/seed/inline';
import { paragraphOf } from '@/lib/transfer/formats/seed/lists';
import { pipeCells } from '@/lib/transfer/formats/seed/marks';
import { joinPieces, partOf, type Line, type Piece } from '@/lib/transfer/formats/seed/pieces';
import { maskOf } from '@/lib/transfer/formats/seed/shield';

type DraftCell = { header: boolean; colspan: number; rowspan: number; paragraphs: Piece[][] };
type Attributes = ReadonlyMap<string, string>;

const widest = 50;
const attribute = /[ ]*([a-z][\w:-]*)[ ]*(?:=[ ]*(?:"([^"]*)"|'([^']*)'|([^\s"'|]+)))?(?=[ ]|$)/iy;
const known = new Set(
  'colspan rowspan style class id align valign scope width height bgcolor border cellpadding cellspacing lang dir title abbr headers nowrap'.split(
    ' ',
  ),
);

/** Reads `name="value"` pairs with names that HTML has for tables. Null when the text is anything else. */
function attributesOf(text: string): Attributes | null {
  const found = new Map<string, string>();
  const end = text.trimEnd().length;
  attribute.lastIndex = 0;
  for (let at = 0; at < end; at = attribute.lastIndex) {
    attribute.lastIndex = at;
    const [whole, name = '', ...values] = attribute.exec(text) ?? [];
    const value = values.find((part) => part !== undefined);
    if (whole === undefined || !isKnown(name.toLowerCase(), value !== undefined)) return null;
    found.set(name.toLowerCase(), value ?? '');
  }
  return found;
}

const isKnown = (name: string, hasValue: boolean): boolean =>
  hasValue ? known.has(name) || name.startsWith('data-') : name === 'nowrap';

function spanOf(attributes: Attributes, name: string): number | null {
  const written = attributes.get(name);
  if (written === undefined) return 1;
  const value = /^\d{1,4}$/.test(written) ? Number(written) : 0;
  return value >= 1 && value <= widest ? value : null;
}

/** Reads one table in wiki notation; `failed` as soon as a line of it is not understood. */
class WikiTable {
  readonly rows: DraftCell[][] = [];
  caption: Piece | null = null;
  private row: DraftCell[] | null = null;
  private newParagraph = false;

  /** False when the line does not parse. */
  take(line: Piece): boolean {
    const text = line.text;
    if (text === '') {
      this.newParagraph = true;
      return true;
    }
    if (text.startsWith('{|') || text.startsWith('|}')) return false;
    if (text.startsWith('|-')) return this.startRow(text);
    if (text.startsWith('|+')) return this.takeCaption(line);
    if (text.startsWith('|') || text.startsWith('!')) return this.takeCells(line, text.startsWith('!'));
    return this.takeMore(line);
  }

  private startRow(text: string): boolean {
    this.row = null;
    return attributesOf(text.replace(/^\|-+/, '')) !== null;
  }

  private takeCaption(line: Piece): boolean {
    if (this.caption || this.rows.length > 0) return false;
    this.caption = partOf(line, 2);
    return true;
  }

  private takeCells(line: Piece, header: boolean): boolean {
    const mask = maskOf(line.text);
    const separator = header ? /\|\||!!/g : /\|\|/g;
    let from = 1;
    for (const match of mask.matchAll(separator)) {
      if (match.index < from) continue;
      if (!this.takeCell(line, mask, { from, to: match.index, header })) return false;
      from = match.index + 2;
    }
    return this.takeCell(line, mask, { from, to: mask.length, header });
  }

  private takeCell(line: Piece, mask: string, part: { from: number; to: number; header: boolean }): boolean {
    const pipe = mask.slice(part.from, part.to).indexOf('|');
    const attributes = pipe < 0 ? null : attributesOf(mask.slice(part.from, part.from + pipe));
    const from = attributes ? part.from + pipe + 1 : part.from;
    const colspan = attributes ? spanOf(attributes, 'colspan') : 1;
    const rowspan = attributes ? spanOf(attributes, 'rowspan') : 1;
    if (colspan === null || rowspan === null) return false;
    const piece = partOf(line, from, part.to);
    if (!this.row) this.rows.push((this.row = []));
    this.row.push({ header: part.header, colspan, rowspan, paragraphs: [[piece]] });
    this.newParagraph = false;
    return true;
  }

  private takeMore(line: Piece): boolean {
    const cell = this.row?.at(-1);
    if (!cell) return false;
    const last = cell.paragraphs.at(-1);
    if (this.newParagraph || !last) cell.paragraphs.push([line]);
    else last.push(line);
    this.newParagraph = false;
    return true;
  }
}

function finishCell(cell: DraftCell, context: Context): TableCell {
  const written = cell.paragraphs.map((pieces) => joinPieces(pieces.filter((piece) => piece.text !== '')));
  const filled = written.filter((piece) => piece.text !== '').map((piece) => paragraphOf(inlineOf(piece, context)));
  return {
    type: cell.header ? 'tableHeader' : 'tableCell',
    attrs: { colspan: cell.colspan, rowspan: cell.rowspan },
    content: filled.length > 0 ? filled : [paragraphOf([])],
  };
}

function finishRows(rows: readonly DraftCell[][], context: Context): TableRow[] {
  return rows.map((row) => ({ type: 'tableRow', content: row.map((cell) => finishCell(cell, context)) }));
}

/**
 * Reads a table from its `{|` line to its `|}` line. A caption becomes a paragraph before the table, which has no place for one.
 * Null when a line of it does not parse.
 */
export function readWikiTable(lines: readonly Line[], context: Context): Block[] | null {
  const table = new WikiTable();
  const opening = lines[0]?.text ?? '';
  if (attributesOf(opening.slice(2)) === null || lines.at(-1)?.text !== '|}') return null;
  for (const line of lines.slice(1, -1)) if (!table.take(line)) return null;
  if (table.rows.length === 0) return null;
  const caption = table.caption && table.caption.text !== '' ? [paragraphOf(inlineOf(table.caption, context))] : [];
  return [...caption, { type: 'table', attrs: { id: '' }, content: finishRows(table.rows, context) }];
}

/** Reads a table of lines with `|`, the second of which is the rule. Null when a row has another number of cells than the first. */
export function readPipeTable(lines: readonly Line[], context: Context): Block[] | null {
  const rows = lines
    .filter((_, index) => index !== 1)
    .map((line, index) =>
      pipeCells(line.text).map(({ from, to }): DraftCell => {
        const piece = partOf(line, from, to);
        const text = piece.text.replaceAll('\\|', '|');
        return { header: index === 0, colspan: 1, rowspan: 1, paragraphs: [[{ ...piece, text }]] };
      }),
    );
  const width = pipeCells(lines[1]?.text ?? '').length;
  if (rows.some((row) => row.length !== width)) return null;
  return [{ type: 'table', attrs: { id: '' }, content: finishRows(rows, context) }];
}

import type { Block } from '@/lib/domain/prose/body';
import type { ImportedFact } from '@/lib/transfer/formats/document';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { readInline } from '@/lib/transfer/formats/seed/inline';
import { paragraphOf, readLists, type WrittenItem } from '@/lib/transfer/formats/seed/lists';
import {
  headingOf,
  isAttribution,
  isBoilerplate,
  itemOf,
  looksLikeMarkdown,
  opensPipeTable,
  opensTable,
  type ItemForm,
} from '@/lib/transfer/formats/seed/marks';
import { joinPieces, lastLine, partOf, placeAt, type Line, type Piece } from '@/lib/transfer/formats/seed/pieces';
import { readPipeTable, readWikiTable } from '@/lib/transfer/formats/seed/tables';

const longestParagraph = 300_000;

/** What kind of section is read: the lead may begin with facts and attribution, "See also" lists titles, "References" offers sources. */
export type SectionKind = 'lead' | 'body' | 'see_also' | 'sources';

/** Reads the blocks of one section after the other. */
export class BlockReader {
  readonly facts: ImportedFact[] = [];
  readonly related: string[] = [];
  attribution: string | null = null;
  private blocks: Block[] = [];
  private kind: SectionKind = 'lead';
  private readonly factKeys = new Set<string>();
  private noMoreTables = false;
  private toldMarkdown = false;

  constructor(
    private readonly lines: readonly Line[],
    private at: number,
    private readonly context: Context,
  ) {}

  /** The line at which reading goes on: a heading; undefined at the end. */
  get line(): Line | undefined {
    return this.lines[this.at];
  }

  /** Goes past the heading. */
  next(): void {
    this.at++;
  }

  /** Reads blocks up to the next heading or the end. */
  read(kind: SectionKind): Block[] {
    this.blocks = [];
    this.kind = kind;
    for (let line = this.line; line && headingOf(line.text)?.form !== 'heading'; line = this.line) {
      if (line.text === '') this.at++;
      else if (!this.infobox(line)) this.block(line);
    }
    return this.blocks;
  }

  private block(line: Line): void {
    const heading = headingOf(line.text);
    if (heading) return this.notHeading(line, heading.form === 'title');
    if (itemOf(line, null)) return this.list();
    if (opensTable(line.text) && !this.noMoreTables) return this.wikiTable(line);
    if (opensPipeTable(line, this.lines[this.at + 1])) return this.pipeTable();
    this.paragraph();
  }

  private notHeading(line: Line, second: boolean): void {
    const message = second
      ? 'A second title was kept as a paragraph: a file holds one article.'
      : 'This line has signs of a heading but is none. It was kept as a paragraph.';
    this.context.issues.warn(placeAt(line, 0), second ? 'second-title' : 'not-a-heading', message);
    this.at++;
    this.add(line);
  }

  private infobox(line: Line): boolean {
    if (this.kind !== 'lead' || this.blocks.length > 0 || line.text !== 'Infobox') return false;
    let form = this.itemAt(this.at + 1, null);
    if (!form) return false;
    if (this.facts.length > 0) this.warn(line, 'second-infobox', 'A second "Infobox" was added to the first.');
    this.at++;
    for (; form; form = this.itemAt(this.at, form)) {
      const item = this.lines[this.at];
      if (item) this.fact(partOf(item, form.from));
      this.at++;
    }
    return true;
  }

  private fact(piece: Piece): void {
    const colon = piece.text.indexOf(':');
    const key = colon < 0 ? piece.text : partOf(piece, 0, colon).text;
    if (colon < 0) this.warn(piece, 'fact-without-value', `"${shorten(key)}" has no ":". It was kept without a value.`);
    if (this.factKeys.has(key)) this.warn(piece, 'fact-twice', `"${shorten(key)}" stands here twice.`);
    this.factKeys.add(key);
    this.facts.push({ key, value: colon < 0 ? '' : partOf(piece, colon + 1).text });
  }

  private itemAt(at: number, previous: ItemForm | null): ItemForm | null {
    const line = this.lines[at];
    return line ? itemOf(line, previous) : null;
  }

  private list(): void {
    const items: WrittenItem[] = [];
    let ordered = false;
    for (let form = this.itemAt(this.at, null); form; form = this.itemAt(this.at, { ...form, ordered })) {
      const line = this.lines[this.at];
      if (line) items.push({ form, piece: partOf(line, form.from) });
      ordered ||= form.ordered;
      this.at++;
    }
    if (this.kind === 'see_also') for (const { piece } of items) this.related.push(titleIn(piece.text));
    else {
      for (const { piece } of items) this.offer(piece);
      this.blocks.push(...readLists(items, this.context));
    }
  }

  private wikiTable(line: Line): void {
    let depth = 0;
    for (let end = this.at; end < this.lines.length; end++) {
      const text = this.lines[end]?.text ?? '';
      if (opensTable(text)) depth++;
      else if (text.startsWith('|}') && --depth === 0) return this.table(end + 1, readWikiTable);
    }
    this.noMoreTables = true;
    this.context.issues.error(
      placeAt(line, 0),
      'table-not-closed',
      'The table that begins here is never closed by "|}".',
    );
  }

  private pipeTable(): void {
    let end = this.at + 2;
    while (this.isPlain(end) && this.lines[end]?.text.includes('|')) end++;
    this.table(end, readPipeTable);
  }

  private table(end: number, read: (lines: readonly Line[], context: Context) => Block[] | null): void {
    const lines = this.lines.slice(this.at, end);
    const table = read(lines, this.context);
    this.at = end;
    if (table) this.blocks.push(...table);
    else {
      this.warn(lines[0], 'table-not-read', 'This table was kept as text: a row of it was not understood.');
      for (const line of lines) {
        if (line.text !== '') this.blocks.push(paragraphOf([{ type: 'text', text: line.text }]));
      }
    }
  }

  private isPlain(at: number): boolean {
    const line = this.lines[at];
    if (!line || line.text === '' || headingOf(line.text) || itemOf(line, null)) return false;
    return !(opensTable(line.text) && !this.noMoreTables);
  }

  private paragraph(): void {
    const start = this.at++;
    while (this.isPlain(this.at)) {
      const line = this.lines[this.at];
      if (line && opensPipeTable(line, this.lines[this.at + 1])) break;
      this.at++;
    }
    this.add(joinPieces(this.lines.slice(start, this.at)));
  }

  private add(piece: Piece): void {
    const { line } = placeAt(piece, 0);
    if (isBoilerplate(piece.text)) {
      this.context.dropped.push({ line, text: piece.text });
      return this.warn(piece, 'boilerplate-dropped', `"${piece.text}" belongs to a web page and was left out.`);
    }
    if (lastLine(piece) > line) this.context.joined.push([line, lastLine(piece)]);
    if (this.isAttribution(piece)) return;
    this.checkParagraph(piece);
    this.offer(piece);
    this.blocks.push(paragraphOf(readInline(piece, this.context)));
  }

  private isAttribution(piece: Piece): boolean {
    const here = this.kind === 'lead' && this.blocks.length === 0 && this.attribution === null;
    if (!here || !isAttribution(piece.text)) return false;
    this.attribution = piece.text;
    this.warn(piece, 'licence-unknown', 'This text was published elsewhere first. Its licence is not known.');
    return true;
  }

  private checkParagraph(piece: Piece): void {
    if (piece.text.length > longestParagraph && Array.from(piece.text).length > longestParagraph) {
      const message = `This paragraph has ${Array.from(piece.text).length} characters; at most ${longestParagraph} can be read.`;
      this.context.issues.error(placeAt(piece, 0), 'too-large', message);
    }
    if (this.toldMarkdown || !looksLikeMarkdown(piece.text)) return;
    this.toldMarkdown = true;
    this.warn(
      piece,
      'markdown',
      'This looks like Markdown and was kept as text. Rename the file to .md to read it as Markdown.',
    );
  }

  private offer(piece: Piece): void {
    if (this.kind === 'sources') this.context.offers.push({ line: placeAt(piece, 0).line, text: piece.text });
  }

  private warn(piece: Piece | undefined, code: string, message: string): void {
    if (piece) this.context.issues.warn(placeAt(piece, 0), code, message);
  }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The title in an item of "See also": the item itself, without the signs of a link around all of it. */
function titleIn(text: string): string {
  if (!text.startsWith('[[') || !text.endsWith(']]')) return text;
  const inside = text.slice(2, -2).trim();
  return inside === '' || /[[\]|]/.test(inside) ? text : inside;
}

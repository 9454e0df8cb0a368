import type { Block } from '@/lib/domain/prose/body';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import { paragraph, quotationOf } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { kindOf } from '@/lib/transfer/formats/in/wikitext/kinds';
import type { PageReader } from '@/lib/transfer/formats/in/wikitext/reader';
import { atomSigns, type Atom } from '@/lib/transfer/formats/in/wikitext/scan';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { readLists, type WrittenItem } from '@/lib/transfer/formats/seed/lists';
import { headingOf, opensTable } from '@/lib/transfer/formats/seed/marks';
import { joinPieces, partOf, placeAt, type Line, type Piece } from '@/lib/transfer/formats/seed/pieces';
import { readWikiTable } from '@/lib/transfer/formats/seed/tables';

const listForm = /^([*#:;]+) */u;
const quoteOpen = /^<blockquote(?:\s[^<>]*)?>|^<poem(?:\s[^<>]*)?>/iu;
const quoteClose = /<\/(?:blockquote|poem)>/iu;

/** Reads the lines of a page into its flow, block by block. */
export class BlockReader {
  private at = 0;
  private noMoreTables = false;
  private readonly context: Context;

  constructor(
    private readonly lines: readonly Line[],
    private readonly atoms: readonly Atom[],
    private readonly page: PageReader,
    private readonly into: { readonly flow: Flow; readonly intake: Intake },
  ) {
    const { issues, joined, dropped, offers } = into.intake;
    this.context = { issues, joined, dropped, offers, read: (piece) => page.inline(piece) };
  }

  read(): void {
    for (let line = this.lines[this.at]; line; line = this.lines[this.at]) this.block(line);
  }

  private block(line: Line): void {
    const { text } = line;
    const heading = headingOf(text);
    if (text.trim() === '') this.at += 1;
    else if (heading) this.heading(line, heading);
    else if (opensTable(text.replace(/^:+ */u, '')) && !this.noMoreTables) this.table();
    else if (quoteOpen.test(text)) this.quotation();
    else if (listForm.test(text)) this.list();
    else if (/^-{4,}/u.test(text)) this.rule(line);
    else if (!this.quoteTemplate(line)) this.paragraph();
  }

  private add(block: Block, piece: Piece): void {
    this.into.flow.block(block, placeAt(piece, 0));
  }

  private heading(line: Line, form: NonNullable<ReturnType<typeof headingOf>>): void {
    this.at += 1;
    if (form.form === 'broken') {
      const message = 'This line has signs of a heading but is none. It was kept as a paragraph.';
      this.context.issues.warn(placeAt(line, 0), 'not-a-heading', message);
      this.add(paragraph(this.page.inline(line)), line);
    } else this.into.flow.heading(form.level, this.page.inline(partOf(line, form.from, form.to)), placeAt(line, 0));
  }

  /** A rule shows nothing; words behind it are a paragraph. */
  private rule(line: Line): void {
    const rest = partOf(line, /^-+/u.exec(line.text)?.[0].length ?? 0);
    this.at += 1;
    if (rest.text !== '') this.add(paragraph(this.page.inline(rest)), line);
  }

  private list(): void {
    const items: WrittenItem[] = [];
    const first = this.lines[this.at];
    for (let line = this.lines[this.at]; line && listForm.test(line.text); line = this.lines[this.at]) {
      const [whole = '', signs = ''] = listForm.exec(line.text) ?? [];
      const bare = signs.replaceAll(':', '');
      if (bare === '' && items.length === 0) return this.indented();
      const last = bare.at(-1) ?? '*';
      const form = { depth: Math.max(bare.length, 1), ordered: last === '#', term: last === ';', from: whole.length };
      items.push({ form, piece: partOf(line, whole.length) });
      this.at += 1;
    }
    if (first)
      for (const list of readLists(
        items.filter(({ piece }) => piece.text !== ''),
        this.context,
      ))
        this.add(list, first);
  }

  /** Lines that are only moved in are paragraphs. */
  private indented(): void {
    const line = this.lines[this.at];
    this.at += 1;
    const signs = /^:+ */u.exec(line?.text ?? '')?.[0].length ?? 0;
    if (line) this.add(paragraph(this.page.inline(partOf(line, signs))), line);
  }

  private table(): void {
    const start = this.at;
    let depth = 0;
    for (let end = start; end < this.lines.length; end += 1) {
      const text = this.lines[end]?.text.trimStart().replace(/^:+ */u, '') ?? '';
      if (opensTable(text)) depth += 1;
      else if (text.startsWith('|}') && !text.startsWith('|}}')) depth -= 1;
      if (depth > 0) continue;
      this.at = end + 1;
      return this.tableOf(this.lines.slice(start, end + 1));
    }
    this.noMoreTables = true;
    const opening = this.lines[start];
    const message = 'The table that begins here is never closed by "|}".';
    if (opening) this.context.issues.error(placeAt(opening, 0), 'table-not-closed', message);
  }

  private tableOf(lines: readonly Line[]): void {
    const [first] = lines;
    if (!first) return;
    const bare = lines
      .map((line) => partOf(line, /^[\s:]*(?=\{\|)|^ */u.exec(line.text)?.[0].length ?? 0))
      .map((piece) => ({ ...piece, indent: 0 }));
    const behind = partOf(bare.at(-1) ?? first, 2);
    const closed = bare.map((line, at) => (at === bare.length - 1 ? { ...partOf(line, 0, 2), indent: 0 } : line));
    const blocks = readWikiTable(closed, this.context);
    if (blocks) for (const block of blocks) this.add(block, first);
    else {
      this.context.issues.warn(
        placeAt(first, 0),
        'table-not-read',
        'This table was kept as text: a row of it was not understood.',
      );
      for (const line of bare) this.add(paragraph(this.page.inline(line)), line);
    }
    if (blocks && behind.text !== '') this.add(paragraph(this.page.inline(behind)), behind);
  }

  private quotation(): void {
    const isEnd = (line: Line) => quoteClose.test(line.text) || headingOf(line.text) !== null;
    const rest = this.lines.slice(this.at);
    const length = rest.findIndex(isEnd);
    const [first, last] = [rest[0], rest[length]];
    if (!first || !last || !quoteClose.test(last.text)) return this.paragraph();
    this.at += length + 1;
    const groups: Line[][] = [[]];
    for (const line of rest.slice(0, length + 1)) {
      if (line.text.trim() === '') groups.push([]);
      else groups.at(-1)?.push(line);
    }
    const content = groups
      .filter((group) => group.length > 0)
      .map((group) => paragraph(this.page.inline(joinPieces(group))));
    const block = quotationOf(content.filter(({ content: run = [] }) => run.length > 0));
    if (block) this.add(block, first);
  }

  /** `{{quote|words|speaker}}` on a line of its own. */
  private quoteTemplate(line: Line): boolean {
    const [whole, number] = [...line.text.matchAll(atomSigns)][0] ?? [];
    const atom = this.atoms[Number(number)];
    if (whole !== line.text.trim() || atom?.kind !== 'template' || kindOf(atom.template.name) !== 'quote') return false;
    this.at += 1;
    const get = (...names: readonly string[]) =>
      names
        .map((name) => atom.template.parameters.find((one) => one.name === name)?.value ?? '')
        .find((value) => value !== '') ?? '';
    const said = this.page.paragraphs(get('text', 'quote', '1'), atom.place);
    const by = this.page.nested(
      [get('author', 'by', 'sign', '2'), get('source', 'title', '3')].filter(Boolean).join(', '),
      atom.place,
    );
    const speaker = by.length > 0 ? [paragraph([{ type: 'text', text: '— ' }, ...by])] : [];
    const block = quotationOf([...said, ...speaker]);
    if (block) this.add(block, line);
    return true;
  }

  private isPlain(line: Line | undefined): boolean {
    if (!line || line.text.trim() === '' || headingOf(line.text) || listForm.test(line.text)) return false;
    return !(opensTable(line.text) && !this.noMoreTables) && !quoteOpen.test(line.text) && !/^-{4,}/u.test(line.text);
  }

  private paragraph(): void {
    const start = this.at;
    this.at += 1;
    while (this.isPlain(this.lines[this.at])) this.at += 1;
    const lines = this.lines.slice(start, this.at);
    const [first] = lines;
    if (first) this.add(paragraph(this.page.inline(joinPieces(lines.map((line) => partOf(line, 0))))), first);
  }
}

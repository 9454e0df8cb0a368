import type { Block, Inline, List, ListItem, Mark, Paragraph, TableCell, TableRow } from '@/lib/domain/prose/body';
import { findFootnotes, type Footnotes } from '@/lib/transfer/formats/in/html/footnotes';
import { readCoins } from '@/lib/transfer/formats/in/html/coins';
import {
  attributeOf,
  elementsOf,
  hasClass,
  inlineTags,
  isElement,
  isText,
  placeOf,
  type Element,
  type Node,
} from '@/lib/transfer/formats/in/html/tree';
import {
  childElements,
  isStripped,
  linkMark,
  marksInside,
  reportPicture,
  reportStripped,
  textOf,
  type Sink,
} from '@/lib/transfer/formats/in/html/walk';
import {
  asParagraphs,
  foldBlanks,
  isEmptyBlock,
  paragraph,
  quotationOf,
  strong,
  wordsOf,
} from '@/lib/transfer/formats/in/inlines';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import { NoteReader } from '@/lib/transfer/formats/in/notes';
import type { Place } from '@/lib/transfer/formats/seed/issues';

type Parent = { readonly childNodes: readonly Node[] };
const widest = 50;

/** Reads a tree of HTML into blocks (sources-and-import.md B8). What no tag of ours stands for keeps its words. */
export class HtmlReader {
  private readonly notes: NoteReader;
  private readonly footnotes: Footnotes;
  private readonly reading = new Set<Element>();
  /** The run of the line that is open, and where it began. */
  private run: Inline[] = [];
  private runPlace: Place | null = null;

  constructor(
    root: Parent,
    private readonly intake: Intake,
    flow: Flow,
    private readonly where: (node: Node) => Place = placeOf,
  ) {
    this.notes = new NoteReader(intake, flow);
    this.footnotes = findFootnotes(root);
  }

  /** Reads what stands inside into a sink, block by block. */
  read(parent: Parent, sink: Sink, marks: readonly Mark[] = []): void {
    for (const child of parent.childNodes) this.node(child, sink, marks);
    this.flush(sink);
  }

  private node(node: Node, sink: Sink, marks: readonly Mark[]): void {
    if (isText(node)) this.add(textOf(node.value, marks), node);
    else if (isElement(node)) this.element(node, sink, marks);
  }

  private element(element: Element, sink: Sink, marks: readonly Mark[]): void {
    const { tagName } = element;
    if (this.footnotes.isFoot(element) && !this.reading.has(element)) return;
    if (isStripped(element)) reportStripped(element, this.intake, this.where(element));
    else if (this.footnotes.isBackLink(element)) return;
    else if (tagName === 'img' || tagName === 'picture') this.picture(element);
    else if (tagName === 'br') this.add([{ type: 'hardBreak' }], element);
    else if (tagName === 'a') this.link(element, sink, marks);
    else if (inlineTags.has(tagName)) this.inside(element, sink, marksInside(element, marks));
    else {
      this.flush(sink);
      this.blockElement(element, sink, marks);
      this.flush(sink);
    }
  }

  private picture(element: Element): void {
    const images = element.tagName === 'img' ? [element] : childElements(element, 'img');
    for (const image of images) reportPicture(image, this.intake, this.where(element));
  }

  private inside(parent: Parent, sink: Sink, marks: readonly Mark[]): void {
    for (const child of parent.childNodes) this.node(child, sink, marks);
  }

  private blockElement(element: Element, sink: Sink, marks: readonly Mark[]): void {
    const { tagName } = element;
    if (/^h[1-6]$/u.test(tagName)) sink.heading(Number(tagName[1]), this.runOf(element), this.where(element));
    else if (tagName === 'ul' || tagName === 'ol') this.listOf(element, sink);
    else if (tagName === 'dl') this.definitions(element, sink);
    else if (tagName === 'table') this.table(element, sink);
    else if (tagName === 'blockquote') this.quotation(element, sink);
    else if (tagName === 'pre') this.preformatted(element, sink);
    else if (/mso-list:/iu.test(attributeOf(element, 'style'))) this.wordItem(element, sink);
    else this.inside(element, sink, marksInside(element, marks));
  }

  private add(nodes: readonly Inline[], node: Node): void {
    if (this.run.length === 0 && nodes.some((one) => one.type !== 'text' || one.text.trim() !== '')) {
      this.runPlace = this.where(node);
    }
    this.run.push(...nodes);
  }

  private flush(sink: Sink): void {
    const content = foldBlanks(this.run);
    const place = this.runPlace ?? { line: 1, column: 1 };
    this.run = [];
    this.runPlace = null;
    if (content.length > 0) sink.block(paragraph(content), place);
  }

  /** What stands inside as one run; the run that is open waits. */
  private runOf(parent: Parent): Inline[] {
    return foldBlanks(
      this.blocksOf(parent).flatMap((block, at): Inline[] => [
        ...(at > 0 ? textOf(' ', []) : []),
        ...asParagraphs(block).flatMap(({ content }) => content ?? []),
      ]),
    );
  }

  /** What stands inside as blocks of their own. Headings are paragraphs in bold. */
  private blocksOf(parent: Parent): Block[] {
    const [run, runPlace] = [this.run, this.runPlace];
    [this.run, this.runPlace] = [[], null];
    const blocks: Block[] = [];
    this.read(parent, {
      block: (block) => blocks.push(block),
      heading: (_level, content) => blocks.push(paragraph(strong(content))),
    });
    [this.run, this.runPlace] = [run, runPlace];
    return blocks.filter((block) => !isEmptyBlock(block));
  }

  private paragraphsOf(parent: Parent): Paragraph[] {
    return this.blocksOf(parent).flatMap(asParagraphs);
  }

  private link(element: Element, sink: Sink, marks: readonly Mark[]): void {
    const note = this.footnotes.noteOf(element);
    if (note && !this.reading.has(note)) {
      this.add(this.noteAt(note, element), element);
      return;
    }
    const mark = linkMark(element, this.intake, this.where(element));
    this.inside(element, sink, mark ? withLink(marks, mark) : marks);
  }

  /** A note is read anew at each of its marks: each is a use of its own. */
  private noteAt(note: Element, link: Element): readonly Inline[] {
    this.reading.add(note);
    const content = this.paragraphsOf(note);
    this.reading.delete(note);
    const coins = [...elementsOf(note)].find((element) => hasClass(element, 'Z3988'));
    return this.notes.read(content, this.where(link), coins ? readCoins(attributeOf(coins, 'title')) : null);
  }

  private listOf(element: Element, sink: Sink): void {
    const items: ListItem[] = [];
    for (const child of element.childNodes) {
      if (!isElement(child)) continue;
      const last = items.at(-1);
      if (child.tagName === 'li') {
        if (!this.footnotes.isFoot(child) || this.reading.has(child)) items.push(...this.itemOf(child));
      } else if ((child.tagName === 'ul' || child.tagName === 'ol') && last) {
        const lists = this.blocksOf({ childNodes: [child] }).filter(isList);
        items[items.length - 1] = { ...last, content: [...last.content, ...lists] };
      } else items.push(...this.itemOf({ childNodes: [child] }));
    }
    const stray = element.childNodes.filter(isText).filter(({ value }) => value.trim() !== '');
    if (stray.length > 0) items.push(...this.itemOf({ childNodes: stray }));
    const type = element.tagName === 'ol' ? 'orderedList' : 'bulletList';
    if (items.length > 0) sink.block({ type, attrs: { id: '' }, content: items }, this.where(element));
  }

  private itemOf(parent: Parent): ListItem[] {
    const content = this.blocksOf(parent).flatMap((block): (Paragraph | List)[] =>
      isList(block) ? [block] : asParagraphs(block),
    );
    if (content.length === 0) return [];
    const [first = paragraph([]), ...rest] = content;
    const whole = first.type === 'paragraph' ? [first, ...rest] : [paragraph([]), first, ...rest];
    return [{ type: 'listItem', attrs: { id: '' }, content: whole }];
  }

  /** Terms in bold, each with what is said of it, as items. */
  private definitions(element: Element, sink: Sink): void {
    const parts = element.childNodes.flatMap((child) =>
      isElement(child) && child.tagName === 'div' ? child.childNodes : [child],
    );
    const items = parts.flatMap((child): ListItem[] => {
      if (!isElement(child))
        return isText(child) && child.value.trim() !== '' ? this.itemOf({ childNodes: [child] }) : [];
      if (child.tagName !== 'dt')
        return this.itemOf({ childNodes: child.tagName === 'dd' ? child.childNodes : [child] });
      const term = strong(this.runOf(child));
      return term.length > 0 ? [{ type: 'listItem', attrs: { id: '' }, content: [paragraph(term)] }] : [];
    });
    if (items.length > 0) sink.block({ type: 'bulletList', attrs: { id: '' }, content: items }, this.where(element));
  }

  /** A paragraph that Word calls an item of a list. */
  private wordItem(element: Element, sink: Sink): void {
    const level = Number(/level(\d)/iu.exec(attributeOf(element, 'style'))?.[1] ?? '1');
    const run = this.runOf(element);
    const words = wordsOf(run);
    const isOrdered = /^\s*(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s/iu.test(words);
    const sign = /^\s*(?:(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[·•o§ü▪◦-])\s+/iu.exec(words)?.[0] ?? '';
    let item: List = listOfOne(cutStart(run, sign.length), isOrdered);
    for (let depth = 1; depth < Math.min(level, 6); depth += 1) {
      const inner: ListItem = { type: 'listItem', attrs: { id: '' }, content: [paragraph([]), item] };
      item = { type: item.type, attrs: { id: '' }, content: [inner] };
    }
    sink.block(item, this.where(element));
  }

  private quotation(element: Element, sink: Sink): void {
    const block = quotationOf(this.paragraphsOf(element));
    if (block) sink.block(block, this.where(element));
  }

  /** Lines of preformatted text as lines. */
  private preformatted(element: Element, sink: Sink): void {
    const run = this.rawRun(element, []);
    const lines = run.flatMap((node): Inline[] =>
      node.type === 'text'
        ? node.text
            .split('\n')
            .flatMap((text, at): Inline[] => [
              ...(at > 0 ? [{ type: 'hardBreak' } as const] : []),
              ...(text === '' ? [] : [{ ...node, text }]),
            ])
        : [node],
    );
    const content = foldBlanks(lines);
    if (content.length > 0) sink.block(paragraph(content), this.where(element));
  }

  private rawRun(parent: Parent, marks: readonly Mark[]): Inline[] {
    return parent.childNodes.flatMap((child): Inline[] => {
      if (isText(child)) return textOf(child.value, marks);
      if (!isElement(child)) return [];
      if (child.tagName === 'br') return [{ type: 'hardBreak' }];
      if (isStripped(child)) reportStripped(child, this.intake, this.where(child));
      return isStripped(child) ? [] : this.rawRun(child, marksInside(child, marks));
    });
  }

  private table(element: Element, sink: Sink): void {
    const sections = childElements(element, 'thead', 'tbody', 'tfoot');
    const rows = [element, ...sections].flatMap((part) => childElements(part, 'tr').map((row) => this.row(row)));
    for (const caption of childElements(element, 'caption')) {
      for (const block of this.paragraphsOf(caption)) sink.block(block, this.where(caption));
    }
    const filled = rows.filter((row) => row.content.length > 0);
    const isEmpty = filled.every((row) => row.content.every((cell) => cell.content.every(isEmptyBlock)));
    if (!isEmpty) sink.block({ type: 'table', attrs: { id: '' }, content: filled }, this.where(element));
  }

  private row(row: Element): TableRow {
    return { type: 'tableRow', content: childElements(row, 'td', 'th').map((cell) => this.cell(cell)) };
  }

  private cell(cell: Element): TableCell {
    const content = this.paragraphsOf(cell);
    const span = (name: string) => {
      const written = Number.parseInt(attributeOf(cell, name) || '1', 10);
      if (written > widest)
        this.intake.issues.warn(
          this.where(cell),
          'span-cut',
          `A cell spans ${written} places; ${widest} are the most.`,
        );
      return Number.isNaN(written) ? 1 : Math.min(Math.max(written, 1), widest);
    };
    return {
      type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
      attrs: { colspan: span('colspan'), rowspan: span('rowspan') },
      content: content.length > 0 ? content : [paragraph([])],
    };
  }
}

const isList = (block: Block): block is List => block.type === 'bulletList' || block.type === 'orderedList';
const withLink = (marks: readonly Mark[], mark: Mark): readonly Mark[] =>
  marks.some(({ type }) => type === 'link') ? marks : [...marks, mark];

const listOfOne = (run: readonly Inline[], isOrdered: boolean): List => ({
  type: isOrdered ? 'orderedList' : 'bulletList',
  attrs: { id: '' },
  content: [{ type: 'listItem', attrs: { id: '' }, content: [paragraph(run)] }],
});

/** A run without its first signs. */
function cutStart(run: readonly Inline[], length: number): Inline[] {
  let left = length;
  return run.flatMap((node): Inline[] => {
    if (node.type !== 'text' || left === 0) return [node];
    const text = node.text.slice(left);
    left -= node.text.length - text.length;
    return text === '' ? [] : [{ ...node, text }];
  });
}

import type {
  Blockquote,
  Code,
  FootnoteReference,
  Html,
  Link,
  List as MdList,
  Nodes,
  Parents,
  PhrasingContent,
  RootContent,
  Table as MdTable,
} from 'mdast';
import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Inline, List, ListItem, Mark, Paragraph, TableCell, TableRow } from '@/lib/domain/prose/body';
import { attributeRules } from '@/lib/domain/prose/schema';
import {
  asParagraphs,
  foldBlanks,
  foldLines,
  isEmptyBlock,
  paragraph,
  quotationOf,
  strong,
  textRun,
  withMark,
} from '@/lib/transfer/formats/in/inlines';
import type { Flow } from '@/lib/transfer/formats/in/flow';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import type { MarkdownCitations } from '@/lib/transfer/formats/in/markdown/citations';
import type { Shield } from '@/lib/transfer/formats/in/markdown/protect';
import { NoteReader } from '@/lib/transfer/formats/in/notes';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** Where in the file a node stands. */
export const placeOf = (node: Nodes): Place => ({
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
});

/** What the reader knows of the whole file. `origin` is the address of the site that exported it; null for other files. */
export type MarkdownFile = {
  readonly footnotes: ReadonlyMap<string, readonly RootContent[]>;
  readonly addresses: ReadonlyMap<string, string>;
  readonly origin: string | null;
  readonly shield: Shield;
};

/** Reads a tree of Markdown into blocks (sources-and-import.md B7). What no node of ours stands for keeps its words. */
export class MarkdownReader {
  private readonly notes: NoteReader;
  /** Notes that something in the text leads to. */
  readonly usedNotes = new Set<string>();
  private readonly reading = new Set<string>();
  private readonly tags: Mark[] = [];

  constructor(
    private readonly file: MarkdownFile,
    private readonly citations: MarkdownCitations,
    private readonly intake: Intake,
    private readonly flow: Flow,
  ) {
    this.notes = new NoteReader(intake, flow);
  }

  /** The blocks of one node of the file's top; none for what shows nothing. */
  blocks(node: RootContent): Block[] {
    if (node.type === 'paragraph') return [paragraph(this.run(node.children))];
    if (node.type === 'heading') return [paragraph(strong(this.run(node.children)))];
    if (node.type === 'list') return this.list(node);
    if (node.type === 'blockquote') return this.quotation(node);
    if (node.type === 'table') return this.table(node);
    if (node.type === 'code') return [this.code(node)];
    return node.type === 'html' ? this.html(node) : this.other(node);
  }

  /** The inline content of some nodes. Tags that are open at its end are closed. */
  run(nodes: readonly PhrasingContent[]): Inline[] {
    this.tags.length = 0;
    const run = foldLines(this.inlines(nodes, []));
    this.tags.length = 0;
    return run;
  }

  private warn(node: Nodes, code: string, message: string): void {
    this.intake.issues.warn(placeOf(node), code, message);
  }

  private other(node: RootContent): Block[] {
    if (node.type === 'thematicBreak' || node.type === 'definition' || node.type === 'footnoteDefinition') return [];
    if ('children' in node) return this.childBlocks(node);
    return [paragraph(this.run([node as PhrasingContent]))];
  }

  private childBlocks(node: Parents): Block[] {
    return node.children.flatMap((child) => this.blocks(child)).filter((block) => !isEmptyBlock(block));
  }

  private list(node: MdList): Block[] {
    const items = node.children.flatMap((item): ListItem[] => {
      const content = this.childBlocks(item).flatMap((block): (Paragraph | List)[] =>
        block.type === 'bulletList' || block.type === 'orderedList' ? [block] : asParagraphs(block),
      );
      const [first, ...rest] = content;
      if (!first) return [];
      const whole = first.type === 'paragraph' ? [first, ...rest] : [paragraph([]), first, ...rest];
      return [{ type: 'listItem', attrs: { id: '' }, content: whole }];
    });
    if (items.length === 0) return [];
    return [{ type: node.ordered ? 'orderedList' : 'bulletList', attrs: { id: '' }, content: items }];
  }

  private quotation(node: Blockquote): Block[] {
    const block = quotationOf(this.childBlocks(node).flatMap(asParagraphs));
    return block ? [block] : [];
  }

  /** A table; a first row without words is the head that Markdown asks for, and none of ours. */
  private table(node: MdTable): Block[] {
    const rows = node.children.map((row, at): TableRow => ({
      type: 'tableRow',
      content: row.children.map((cell): TableCell => ({
        type: at === 0 ? 'tableHeader' : 'tableCell',
        attrs: { colspan: 1, rowspan: 1 },
        content: [paragraph(this.run(cell.children))],
      })),
    }));
    const isBlank = (row: TableRow | undefined) =>
      row?.content.every((cell) => cell.content.every(isEmptyBlock)) ?? true;
    const shown = isBlank(rows[0]) ? rows.slice(1) : rows;
    return shown.every(isBlank) ? [] : [{ type: 'table', attrs: { id: '' }, content: shown }];
  }

  private code(node: Code): Paragraph {
    const text = this.file.shield.restoredCode(node.value);
    const info = this.file.shield.restoredCode([node.lang, node.meta].filter(Boolean).join(' '));
    this.intake.drop(
      placeOf(node),
      info,
      'code-kept',
      'Code has no form of its own here. Its lines were kept as text.',
    );
    const lines = text
      .split('\n')
      .flatMap((line, at): Inline[] => [...(at > 0 ? [{ type: 'hardBreak' } as const] : []), ...textRun(line)]);
    return paragraph(foldLines(lines));
  }

  private html(node: Html): Block[] {
    const text = this.file.shield.restoredCode(node.value);
    if (/^<!--[^]*-->\s*$/u.test(text)) {
      this.intake.drop(placeOf(node), text, 'comment-dropped', 'A comment was left out.');
      return [];
    }
    this.warn(node, 'tag', 'Raw HTML is not read. It was kept as text.');
    return [paragraph(foldBlanks(textRun(text)))];
  }

  private inlines(nodes: readonly PhrasingContent[], marks: readonly Mark[]): Inline[] {
    return nodes.flatMap((node) => this.inline(node, marks));
  }

  private marked(marks: readonly Mark[]): readonly Mark[] {
    return this.tags.reduce<readonly Mark[]>((all, mark) => withMark(all, mark), marks);
  }

  private inline(node: PhrasingContent, marks: readonly Mark[]): Inline[] {
    if (node.type === 'text') return this.text(node.value, this.marked(marks), placeOf(node));
    if (node.type === 'emphasis') return this.inlines(node.children, withMark(marks, { type: 'italic' }));
    if (node.type === 'strong') return this.inlines(node.children, withMark(marks, { type: 'bold' }));
    if (node.type === 'break') return [{ type: 'hardBreak' }];
    if (node.type === 'inlineCode') return textRun(this.file.shield.restoredCode(node.value), this.marked(marks));
    if (node.type === 'html') return this.tag(node, marks);
    if (node.type === 'link') return this.link(node.children, node.url, node, marks);
    if (node.type === 'linkReference') {
      return this.link(node.children, this.file.addresses.get(node.identifier) ?? '', node, marks);
    }
    return node.type === 'footnoteReference' ? this.note(node) : this.picture(node, marks);
  }

  private text(value: string, marks: readonly Mark[], place: Place): Inline[] {
    const isLinked = marks.some(({ type }) => type === 'link' || type === 'articleLink');
    if (isLinked) return textRun(this.file.shield.restored(value), marks);
    return this.citations
      .read(value, marks, place)
      .map((one) => (one.type === 'text' ? { ...one, text: this.file.shield.restored(one.text) } : one));
  }

  /** Sub- and superscript and line breaks; any other tag is text. */
  private tag(node: Html, marks: readonly Mark[]): Inline[] {
    const [, close, name] = /^<(\/?)(sub|sup)>$/iu.exec(node.value) ?? [];
    if (name !== undefined) {
      const type = name.toLowerCase() === 'sub' ? 'subscript' : 'superscript';
      const at = this.tags.findLastIndex((mark) => mark.type === type);
      if (close === '') this.tags.push({ type });
      else if (at >= 0) this.tags.splice(at, 1);
      return [];
    }
    if (/^<br ?\/?>$/iu.test(node.value)) return [{ type: 'hardBreak' }];
    if (/^<!--[^]*-->$/u.test(node.value)) {
      this.intake.drop(
        placeOf(node),
        this.file.shield.restoredCode(node.value),
        'comment-dropped',
        'A comment was left out.',
      );
      return [];
    }
    this.warn(node, 'tag', 'Raw HTML is not read. It was kept as text.');
    return textRun(this.file.shield.restoredCode(node.value), this.marked(marks));
  }

  private link(children: readonly PhrasingContent[], url: string, node: Nodes, marks: readonly Mark[]): Inline[] {
    const mark = this.linkMark(this.file.shield.restored(url), node);
    return this.inlines(children, mark ? withMark(marks, mark) : marks);
  }

  private linkMark(url: string, node: Nodes | Link): Mark | null {
    const { origin } = this.file;
    const own = origin === null ? '' : `${origin}/articles/`;
    const slug = own !== '' && url.startsWith(own) ? decoded(url.slice(own.length)) : '';
    if (attributeRules.slug(slug)) return { type: 'articleLink', attrs: { slug } };
    const href = safeHref(url);
    if (href !== null) return { type: 'link', attrs: { href } };
    if (url !== '')
      this.warn(node, 'link-not-read', `This address cannot be a link: ${url.slice(0, 80)}. Its words were kept.`);
    return null;
  }

  private picture(node: PhrasingContent, marks: readonly Mark[]): Inline[] {
    if (node.type === 'image' || node.type === 'imageReference') {
      const address = node.type === 'image' ? node.url : (this.file.addresses.get(node.identifier) ?? '');
      const message = `A picture (${address.slice(0, 200)}) was left out: pictures are not taken over.`;
      this.intake.drop(placeOf(node), this.file.shield.restored(node.alt ?? ''), 'image-dropped', message);
      return [];
    }
    return 'children' in node ? this.inlines(node.children, marks) : [];
  }

  private note(node: FootnoteReference): Inline[] {
    this.usedNotes.add(node.identifier);
    const own = this.citations.ofNote(node.label ?? node.identifier);
    if (own) return [own];
    const content = this.file.footnotes.get(node.identifier);
    if (!content || this.reading.has(node.identifier)) return textRun(`[^${node.label ?? node.identifier}]`);
    const tags = this.tags.splice(0);
    this.reading.add(node.identifier);
    const paragraphs = content.flatMap((child) => this.noteBlocks(child)).filter((block) => !isEmptyBlock(block));
    this.reading.delete(node.identifier);
    this.tags.push(...tags);
    return [...this.notes.read(paragraphs, placeOf(node))];
  }

  private noteBlocks(child: RootContent): Paragraph[] {
    return this.blocks(child).flatMap(asParagraphs);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

import type {
  Block,
  Body,
  CitationNode,
  HardBreak,
  Inline,
  List,
  ListItem,
  Mark,
  Paragraph,
  Quotation,
  Subheading,
  Table,
  TableCell,
  TextNode,
} from '@/lib/domain/prose/body';

/** What the builders take as inline content: a string becomes a plain text node; an empty string becomes nothing. */
export type InlineInput = string | Inline | readonly Inline[];

const inlines = (parts: readonly InlineInput[]): readonly Inline[] =>
  parts.flatMap((part) => {
    if (typeof part !== 'string') return part;
    return part === '' ? [] : [{ type: 'text' as const, text: part }];
  });
const content = (parts: readonly InlineInput[]) => {
  const found = inlines(parts);
  return found.length === 0 ? {} : { content: found };
};

/** A body of these blocks. Ids are as given (empty by default): `normalise` fills them in. */
export const doc = (...blocks: readonly Block[]): Body => ({ type: 'doc', content: blocks });

/** A paragraph without an id. */
export const p = (...parts: readonly InlineInput[]): Paragraph => ({
  type: 'paragraph',
  attrs: { id: '' },
  ...content(parts),
});

/** A subheading without an id. */
export const sub = (...parts: readonly InlineInput[]): Subheading => ({
  type: 'subheading',
  attrs: { id: '' },
  ...content(parts),
});

/** A list item; a string is a paragraph of its own. The first part has to be a paragraph or a string. */
export const li = (...parts: readonly (string | Paragraph | List)[]): ListItem => ({
  type: 'listItem',
  attrs: { id: '' },
  content: parts.map((part) => (typeof part === 'string' ? p(part) : part)),
});

const list = (type: List['type'], items: readonly (string | ListItem)[]): List => ({
  type,
  attrs: { id: '' },
  content: items.map((item) => (typeof item === 'string' ? li(item) : item)),
});

/** A bullet list; a string is an item of one paragraph. */
export const ul = (...items: readonly (string | ListItem)[]): List => list('bulletList', items);

/** A numbered list; a string is an item of one paragraph. */
export const ol = (...items: readonly (string | ListItem)[]): List => list('orderedList', items);

/** A quotation by `speaker` (empty when unknown); a string is a paragraph of its own. */
export const quote = (speaker: string, ...parts: readonly (string | Paragraph)[]): Quotation => ({
  type: 'quotation',
  attrs: { id: '', speaker },
  content: parts.map((part) => (typeof part === 'string' ? p(part) : part)),
});

/** A cell of one or more paragraphs. */
export const td = (...parts: readonly (string | Paragraph)[]): TableCell => cell('tableCell', parts);

/** A header cell of one or more paragraphs. */
export const th = (...parts: readonly (string | Paragraph)[]): TableCell => cell('tableHeader', parts);

const cell = (type: TableCell['type'], parts: readonly (string | Paragraph)[]): TableCell => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: parts.length === 0 ? [p()] : parts.map((part) => (typeof part === 'string' ? p(part) : part)),
});

/** A table of rows; a string is an ordinary cell. */
export const table = (...rows: readonly (readonly (string | TableCell)[])[]): Table => ({
  type: 'table',
  attrs: { id: '' },
  content: rows.map((cells) => ({
    type: 'tableRow',
    content: cells.map((part) => (typeof part === 'string' ? td(part) : part)),
  })),
});

/** The place of the citation with this id (a UUID, else `normalise` refuses the body). */
export const cite = (id: string): CitationNode => ({ type: 'citation', attrs: { id } });

/** A hard line break. */
export const br = (): HardBreak => ({ type: 'hardBreak' });

const marked = (mark: Mark, parts: readonly InlineInput[]): readonly Inline[] =>
  inlines(parts).map((node): Inline => {
    if (node.type !== 'text') return node;
    const text: TextNode = { ...node, marks: [...(node.marks ?? []), mark] };
    return text;
  });

/** The parts in bold. */
export const b = (...parts: readonly InlineInput[]) => marked({ type: 'bold' }, parts);
/** The parts in italics. */
export const i = (...parts: readonly InlineInput[]) => marked({ type: 'italic' }, parts);
/** The parts lowered. */
export const lowered = (...parts: readonly InlineInput[]) => marked({ type: 'subscript' }, parts);
/** The parts raised. */
export const raised = (...parts: readonly InlineInput[]) => marked({ type: 'superscript' }, parts);
/** The parts as a link to an http or https address. */
export const link = (href: string, ...parts: readonly InlineInput[]) =>
  marked({ type: 'link', attrs: { href } }, parts);
/** The parts as a link to the article with this slug. */
export const articleLink = (slug: string, ...parts: readonly InlineInput[]) =>
  marked({ type: 'articleLink', attrs: { slug } }, parts);

/** The block with this id; for tests that follow a block through a change. */
export const withId = <B extends Block | ListItem>(id: string, node: B): B => ({
  ...node,
  attrs: { ...node.attrs, id },
});

/** A body of one empty paragraph, whose id is made of the section's id. */
export const emptyBody = (sectionId: string): Body =>
  doc(withId(`e${sectionId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40)}`, p()));

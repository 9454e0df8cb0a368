/** An inline mark of the closed schema. Addresses of links are https or http; `articleLink` names another article by its slug. */
export type Mark =
  | { readonly type: 'bold' | 'italic' | 'subscript' | 'superscript' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }
  | { readonly type: 'articleLink'; readonly attrs: { readonly slug: string } };

/** A run of text with its marks; never empty. */
export type TextNode = { readonly type: 'text'; readonly text: string; readonly marks?: readonly Mark[] };
/** The place of a citation, right behind the words that it supports; `id` names an append-only citation row. */
export type CitationNode = { readonly type: 'citation'; readonly attrs: { readonly id: string } };
export type HardBreak = { readonly type: 'hardBreak' };
export type Inline = TextNode | CitationNode | HardBreak;

/** Each block carries an id that is unique in its article and survives edits (invariant I10). */
type BlockAttrs = { readonly id: string };
export type Paragraph = {
  readonly type: 'paragraph';
  readonly attrs: BlockAttrs;
  readonly content?: readonly Inline[];
};
export type Subheading = {
  readonly type: 'subheading';
  readonly attrs: BlockAttrs;
  readonly content?: readonly Inline[];
};
export type ListItem = {
  readonly type: 'listItem';
  readonly attrs: BlockAttrs;
  readonly content: readonly (Paragraph | List)[];
};
export type List = {
  readonly type: 'bulletList' | 'orderedList';
  readonly attrs: BlockAttrs;
  readonly content: readonly ListItem[];
};
/** A quotation; `speaker` is who said it, empty when unknown. */
export type Quotation = {
  readonly type: 'quotation';
  readonly attrs: BlockAttrs & { readonly speaker: string };
  readonly content: readonly Paragraph[];
};
export type TableCell = {
  readonly type: 'tableCell' | 'tableHeader';
  readonly attrs: { readonly colspan: number; readonly rowspan: number };
  readonly content: readonly Paragraph[];
};
export type TableRow = { readonly type: 'tableRow'; readonly content: readonly TableCell[] };
export type Table = { readonly type: 'table'; readonly attrs: BlockAttrs; readonly content: readonly TableRow[] };
export type Block = Paragraph | Subheading | List | Quotation | Table;

/** The text of one section as ProseMirror JSON in the closed schema of `schema.ts`. */
export type Body = { readonly type: 'doc'; readonly content: readonly Block[] };

/** The version of the schema that bodies are written in; stored with each section content. */
export const schemaVersion = 1;

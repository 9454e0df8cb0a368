import type { Editor } from '@tiptap/react';

/** One thing that can be put in at the caret. */
export type InsertItem = {
  readonly name: string;
  readonly sign: string;
  readonly label: string;
  readonly help: string;
  readonly keys?: string;
  /** Other words that it is looked for by. */
  readonly also: string;
  readonly run: (editor: Editor, acts: InsertActs) => void;
};

/** What asks something before it puts something in. */
export type InsertActs = Readonly<Record<'cite' | 'link' | 'comment' | 'date', () => void>>;

export const insertItems: readonly InsertItem[] = [
  {
    ...{ name: 'source', sign: '¹', label: 'Source', keys: 'Ctrl+Alt+F', also: 'citation footnote reference' },
    help: 'Where this comes from',
    run: (_editor, { cite }) => cite(),
  },
  {
    ...{ name: 'article', sign: '[[', label: 'Link to article', keys: '[[', also: 'internal wiki' },
    help: 'Another article, written or wanted',
    run: (editor) => void editor.chain().focus().insertContent('[[').run(),
  },
  {
    ...{ name: 'link', sign: '↗', label: 'Link', keys: 'Ctrl+K', also: 'address web url' },
    help: 'A web address for the selected words',
    run: (_editor, { link }) => link(),
  },
  {
    ...{ name: 'subheading', sign: 'H', label: 'Subheading', keys: 'Ctrl+Alt+2', also: 'heading title' },
    help: 'A heading inside this section',
    run: (editor) => void editor.chain().focus().toggleSubheading().run(),
  },
  {
    ...{ name: 'quotation', sign: '“', label: 'Quotation', keys: 'Ctrl+Shift+B', also: 'quote blockquote' },
    help: 'What somebody said, with who said it',
    run: (editor) => void editor.chain().focus().toggleQuotation().run(),
  },
  {
    ...{ name: 'list', sign: '•', label: 'List', keys: 'Ctrl+Shift+8', also: 'bullet items' },
    help: 'Items in no order',
    run: (editor) => void editor.chain().focus().toggleBullets().run(),
  },
  {
    ...{ name: 'numbers', sign: '1.', label: 'Numbered list', keys: 'Ctrl+Shift+7', also: 'ordered steps' },
    help: 'Items in their order',
    run: (editor) => void editor.chain().focus().toggleNumbers().run(),
  },
  {
    ...{ name: 'table', sign: '▦', label: 'Table', also: 'grid rows columns' },
    help: 'Three rows and two columns to begin with',
    run: (editor) => void editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  },
  {
    ...{ name: 'comment', sign: '✎', label: 'Comment', keys: 'Ctrl+Alt+M', also: 'remark note colleague' },
    help: 'A remark to colleagues, outside the text',
    run: (_editor, { comment }) => comment(),
  },
  {
    ...{ name: 'date', sign: '…', label: 'Date with unknown year…', also: 'day month undated' },
    help: 'A day or month, and that nobody knows which year',
    run: (_editor, { date }) => date(),
  },
];

/** The items that fit, those whose name begins with the words first. */
export function fittingItems(query: string): readonly InsertItem[] {
  const words = query.trim().toLowerCase();
  const begins = ({ label }: InsertItem) => label.toLowerCase().startsWith(words);
  const fits = ({ label, also }: InsertItem) =>
    `${label} ${also}`
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(words)) || label.toLowerCase().includes(words);
  const found = insertItems.filter((item) => begins(item) || fits(item));
  return found.toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
}

import type { Editor } from '@tiptap/react';

/** One button of the toolbar. `sign` is what stands on it when that is not its name. */
export type Tool = {
  readonly name: string;
  readonly label: string;
  readonly sign?: string;
  readonly keys?: string;
  readonly isOn?: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
};

const mark = (name: string, label: string, sign: string, keys: string): Tool => ({
  ...{ name, label, sign, keys },
  isOn: (editor) => editor.isActive(name),
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
});

/** What can be done anywhere in a text. */
export const textTools: readonly Tool[] = [
  mark('bold', 'Bold', 'B', 'Ctrl+B'),
  mark('italic', 'Italic', 'I', 'Ctrl+I'),
  mark('superscript', 'Superscript', 'x²', 'Ctrl+.'),
  mark('subscript', 'Subscript', 'x₂', 'Ctrl+,'),
  {
    ...{ name: 'subheading', label: 'Subheading', sign: 'H', keys: 'Ctrl+Alt+2' },
    isOn: (editor) => editor.isActive('subheading'),
    run: (editor) => editor.chain().focus().toggleSubheading().run(),
  },
  {
    ...{ name: 'bulletList', label: 'List', sign: '• –', keys: 'Ctrl+Shift+8' },
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBullets().run(),
  },
  {
    ...{ name: 'orderedList', label: 'Numbered list', sign: '1. –', keys: 'Ctrl+Shift+7' },
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleNumbers().run(),
  },
  {
    ...{ name: 'quotation', label: 'Quotation', sign: '“ ”', keys: 'Ctrl+Shift+B' },
    isOn: (editor) => editor.isActive('quotation'),
    run: (editor) => editor.chain().focus().toggleQuotation().run(),
  },
  {
    ...{ name: 'table', label: 'Table' },
    isOn: (editor) => editor.isActive('table'),
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  },
  { name: 'undo', label: 'Undo', sign: '↶', keys: 'Ctrl+Z', run: (editor) => editor.chain().focus().undo().run() },
  {
    name: 'redo',
    label: 'Redo',
    sign: '↷',
    keys: 'Ctrl+Shift+Z',
    run: (editor) => editor.chain().focus().redo().run(),
  },
];

/** What can be done in a table only. */
export const tableTools: readonly Tool[] = [
  { name: 'row', label: 'Row below', sign: '+ row', run: (editor) => editor.chain().focus().addRowAfter().run() },
  {
    name: 'column',
    label: 'Column after',
    sign: '+ column',
    run: (editor) => editor.chain().focus().addColumnAfter().run(),
  },
  { name: 'row-gone', label: 'Remove row', sign: '− row', run: (editor) => editor.chain().focus().deleteRow().run() },
  {
    name: 'column-gone',
    label: 'Remove column',
    sign: '− column',
    run: (editor) => editor.chain().focus().deleteColumn().run(),
  },
  {
    name: 'table-gone',
    label: 'Remove table',
    sign: '− table',
    run: (editor) => editor.chain().focus().deleteTable().run(),
  },
];

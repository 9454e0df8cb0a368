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

const inTable = (name: string, label: string, sign: string, run: Tool['run']): Tool => ({ name, label, sign, run });

/** What can be done in a table only. */
export const tableTools: readonly Tool[] = [
  inTable('row-above', 'Row above', '+ row ↑', (editor) => editor.chain().focus().addRowBefore().run()),
  inTable('row', 'Row below', '+ row ↓', (editor) => editor.chain().focus().addRowAfter().run()),
  inTable('column-before', 'Column before', '+ column ←', (editor) => editor.chain().focus().addColumnBefore().run()),
  inTable('column', 'Column after', '+ column →', (editor) => editor.chain().focus().addColumnAfter().run()),
  {
    ...inTable('header-row', 'Header row', 'Header', (editor) => editor.chain().focus().toggleHeaderRow().run()),
    isOn: (editor) => editor.isActive('tableHeader'),
  },
  inTable('row-gone', 'Remove row', '− row', (editor) => editor.chain().focus().deleteRow().run()),
  inTable('column-gone', 'Remove column', '− column', (editor) => editor.chain().focus().deleteColumn().run()),
  inTable('table-gone', 'Remove table', '− table', (editor) => editor.chain().focus().deleteTable().run()),
];

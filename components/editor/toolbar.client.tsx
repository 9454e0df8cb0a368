'use client';

import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { LinkDialog } from '@/components/editor/link-dialog.client';

type Tool = {
  readonly name: string;
  readonly label: string;
  readonly keys: string;
  readonly isOn?: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
};

const mark = (name: string, label: string, keys: string): Tool => ({
  name,
  label,
  keys,
  isOn: (editor) => editor.isActive(name),
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
});

const tools: readonly Tool[] = [
  mark('bold', 'Bold', 'Ctrl+B'),
  mark('italic', 'Italic', 'Ctrl+I'),
  mark('superscript', 'Superscript', 'Ctrl+.'),
  mark('subscript', 'Subscript', 'Ctrl+,'),
  {
    name: 'subheading',
    label: 'Subheading',
    keys: 'Ctrl+Alt+2',
    isOn: (editor) => editor.isActive('subheading'),
    run: (editor) => editor.chain().focus().toggleSubheading().run(),
  },
  {
    name: 'bulletList',
    label: 'List',
    keys: 'Ctrl+Shift+8',
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBullets().run(),
  },
  {
    name: 'orderedList',
    label: 'Numbered list',
    keys: 'Ctrl+Shift+7',
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleNumbers().run(),
  },
  {
    name: 'quotation',
    label: 'Quotation',
    keys: 'Ctrl+Shift+B',
    isOn: (editor) => editor.isActive('quotation'),
    run: (editor) => editor.chain().focus().toggleQuotation().run(),
  },
  {
    name: 'table',
    label: 'Table',
    keys: '',
    isOn: (editor) => editor.isActive('table'),
    run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
  },
  { name: 'undo', label: 'Undo', keys: 'Ctrl+Z', run: (editor) => editor.chain().focus().undo().run() },
  { name: 'redo', label: 'Redo', keys: 'Ctrl+Shift+Z', run: (editor) => editor.chain().focus().redo().run() },
];

const tableTools: readonly Tool[] = [
  { name: 'row', label: 'Row below', keys: '', run: (editor) => editor.chain().focus().addRowAfter().run() },
  { name: 'column', label: 'Column after', keys: '', run: (editor) => editor.chain().focus().addColumnAfter().run() },
  { name: 'row-gone', label: 'Remove row', keys: '', run: (editor) => editor.chain().focus().deleteRow().run() },
  {
    name: 'column-gone',
    label: 'Remove column',
    keys: '',
    run: (editor) => editor.chain().focus().deleteColumn().run(),
  },
  { name: 'table-gone', label: 'Remove table', keys: '', run: (editor) => editor.chain().focus().deleteTable().run() },
];

type Props = { readonly editor: Editor; readonly id: string; readonly onCite: () => void };

/** The toolbar of an open section: one tab stop, arrow keys inside, Escape back to the text. */
export function Toolbar({ editor, id, onCite }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const [isLinking, setLinking] = useState(false);
  const [at, setAt] = useState(0);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => [...tools.map((tool) => tool.isOn?.(now) ?? false), now.isActive('table')].join(),
  }).split(',');
  const isInTable = on.at(-1) === 'true';
  const shown: readonly Tool[] = [
    { name: 'cite', label: 'Source', keys: 'Ctrl+Alt+F', run: onCite },
    {
      name: 'link',
      label: 'Link',
      keys: 'Ctrl+K',
      isOn: (now) => now.isActive('link') || now.isActive('articleLink'),
      run: () => setLinking(true),
    },
    ...tools,
    ...(isInTable ? tableTools : []),
  ];
  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') return void editor.commands.focus();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (at + step + shown.length) % shown.length;
    setAt(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }
  return (
    <>
      <div className="toolbar" role="toolbar" aria-label="Formatting" aria-controls={id} ref={bar} onKeyDown={move}>
        {shown.map((tool, index) => (
          <button
            key={tool.name}
            type="button"
            className="small"
            tabIndex={index === at ? 0 : -1}
            aria-pressed={tool.isOn ? tool.isOn(editor) : undefined}
            title={tool.keys ? `${tool.label} (${tool.keys})` : tool.label}
            onFocus={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => tool.run(editor)}
          >
            {tool.label}
          </button>
        ))}
      </div>
      {isLinking ? <LinkDialog editor={editor} onClose={() => setLinking(false)} /> : null}
    </>
  );
}

'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { tableTools, textTools, type Tool } from '@/components/editor/tools';

type Props = {
  readonly editor: Editor;
  readonly id: string;
  readonly onCite: () => void;
  readonly onLink: () => void;
  readonly onComment: () => void;
  readonly onDate: () => void;
  readonly onSpeaker: () => void;
};

/** The toolbar of an open section: one tab stop, arrow keys inside, Escape back to the text. */
export function Toolbar({ editor, id, onCite, onLink, onComment, onDate, onSpeaker }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const active = useEditorState({ editor, selector: ({ editor: now }) => activeIn(now) });
  const isIn = (name: string) => active.includes(` ${name} `);
  const shown: readonly Tool[] = [
    { name: 'cite', label: 'Source', keys: 'Ctrl+Alt+F', run: onCite },
    {
      ...{ name: 'link', label: 'Link', keys: 'Ctrl+K', run: onLink },
      isOn: (now) => now.isActive('link') || now.isActive('articleLink'),
    },
    ...textTools,
    { name: 'comment', label: 'Comment', keys: 'Ctrl+Alt+M', run: onComment },
    { name: 'date', label: 'Date with unknown year', sign: 'Date?', run: onDate },
    ...(isIn('quotation') ? [{ name: 'speaker', label: 'Who said it', run: onSpeaker }] : []),
    ...(isIn('table') ? tableTools : []),
  ];
  const stop = Math.min(at, shown.length - 1);
  function move(event: KeyboardEvent): void {
    if (event.key === 'Escape') editor.view.focus();
    const next = nextOf(event.key, stop, shown.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }
  return (
    <div className="toolbar" role="toolbar" aria-label="Formatting" aria-controls={id} ref={bar}>
      {shown.map((tool, index) => (
        <button
          key={tool.name}
          type="button"
          className="small"
          data-tool={tool.name}
          tabIndex={index === stop ? 0 : -1}
          aria-label={tool.sign ? tool.label : undefined}
          aria-pressed={tool.isOn ? isIn(tool.name) : undefined}
          title={tool.keys ? `${tool.label} (${tool.keys})` : tool.label}
          onFocus={() => setAt(index)}
          onKeyDown={move}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => tool.run(editor)}
        >
          {tool.sign ?? tool.label}
        </button>
      ))}
    </div>
  );
}

/** The names of what is on at the caret, each between spaces: a text, so that equal states compare as equal. */
function activeIn(editor: Editor): string {
  const names = [...textTools, ...tableTools].filter((tool) => tool.isOn?.(editor)).map(({ name }) => name);
  const isLinked = editor.isActive('link') || editor.isActive('articleLink');
  return ` ${[...names, ...(isLinked ? ['link'] : [])].join(' ')} `;
}

function nextOf(key: string, at: number, length: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step ? (at + step + length) % length : null;
}

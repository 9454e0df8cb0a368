'use client';

import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Autosave, type Draft, type Saved, type SaveStatus } from '@/components/editor/autosave';
import { CiteDialog } from '@/components/editor/cite-dialog.client';
import { citationWith, type CitationLabels } from '@/components/editor/citation-view';
import { ConflictPanel } from '@/components/editor/conflict-panel.client';
import { extensions } from '@/components/editor/extensions';
import { SaveState } from '@/components/editor/save-state.client';
import { Toolbar } from '@/components/editor/toolbar.client';
import { useLeaveGuard } from '@/components/editor/leave-guard';
import { count } from '@/components/words';
import type { Body } from '@/lib/domain/prose/body';
import { plainText, wordCount } from '@/lib/domain/prose/text';
import { statementsOf } from '@/lib/domain/prose/statements';

export type EditedSection = {
  readonly sectionId: string;
  readonly heading: string;
  readonly body: Body;
  readonly seq: number;
};

type Props = {
  readonly number: number;
  readonly section: EditedSection;
  readonly isLead: boolean;
  readonly labels: CitationLabels;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  readonly onDone: () => void;
};

/** One section in place: write, cite, and see whether it is saved. */
export function SectionEditor({ number, section, isLead, labels, onSaved, onDone }: Props) {
  const { sectionId } = section;
  const [status, setStatus] = useState<SaveStatus>({ kind: 'saved', at: null });
  const [heading, setHeading] = useState(section.heading);
  const [isCiting, setCiting] = useState(false);
  const [note, setNote] = useState('');
  const headingRef = useRef(heading);
  const saver = useAutosave({ number, section, onStatus: setStatus, onSaved });
  useLeaveGuard(() => saver.isUnsaved);

  const editor = useEditor({
    extensions: useMemo(
      () => extensions.map((one) => (one.name === 'citation' ? citationWith(labels) : one)),
      [labels],
    ),
    content: section.body as object,
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    injectCSS: false,
    enableContentCheck: true,
    editorProps: {
      attributes: {
        id: `editor-${sectionId}`,
        class: 'prose editing',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': heading || 'Summary',
        'aria-describedby': `keys-${sectionId}`,
      },
      handleKeyDown: (_view, event) => onKey(event, { cite: () => setCiting(true), done: () => void finish() }),
    },
    onUpdate: ({ editor: now }) =>
      saver.change({ heading: headingRef.current, body: now.getJSON() as unknown as Body }),
  });

  function rename(text: string) {
    setHeading(text);
    headingRef.current = text;
    saver.change({ ...saver.current, heading: text });
  }
  function showText(draft: Draft, because: string) {
    setNote(because);
    rename(draft.heading);
    editor?.commands.setContent(draft.body as object);
  }
  async function finish() {
    if (await saver.flush()) onDone();
  }
  const retry = () => void saver.retry();

  return (
    <div className="section-editor stack">
      <p className="visually-hidden" id={`keys-${sectionId}`}>
        Press Alt+F10 for the toolbar, Ctrl+Alt+F for a source, Escape when you are done.
      </p>
      {isLead ? null : <HeadingField id={sectionId} heading={heading} onChange={rename} />}
      {editor ? <Toolbar editor={editor} id={`editor-${sectionId}`} onCite={() => setCiting(true)} /> : null}
      <EditorContent editor={editor} />
      <div className="row-between">
        <SaveState status={status} text={() => plainText(saver.current.body)} onRetry={retry} />
        <Measure draft={saver.current} />
        <button type="button" onClick={() => void finish()}>
          Done
        </button>
      </div>
      <p role="status" className="small">
        {note}
      </p>
      {status.kind === 'stale' ? (
        <ConflictPanel number={number} saver={saver} stored={status.stored} onChosen={showText} />
      ) : null}
      {isCiting && editor ? (
        <CiteDialog number={number} editor={editor} labels={labels} onClose={() => setCiting(false)} />
      ) : null}
    </div>
  );
}

type SaverOptions = Pick<Props, 'number' | 'section' | 'onSaved'> & { readonly onStatus: (status: SaveStatus) => void };

function useAutosave({ number, section, onStatus, onSaved }: SaverOptions): Autosave {
  const latest = useRef(onSaved);
  useEffect(() => {
    latest.current = onSaved;
  }, [onSaved]);
  const [saver] = useState(() => {
    const { sectionId, seq, heading, body } = section;
    const saved = { heading, body };
    return new Autosave({ number, sectionId, seq, saved, onStatus, onSaved: (...all) => latest.current(...all) });
  });
  useEffect(() => {
    const online = () => void saver.retry();
    const hide = () => void saver.flush();
    window.addEventListener('online', online);
    window.addEventListener('pagehide', hide);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('pagehide', hide);
    };
  }, [saver]);
  return saver;
}

function onKey(event: KeyboardEvent, act: { cite: () => void; done: () => void }): boolean {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.altKey && event.code === 'KeyF') act.cite();
  else if ((mod && event.key === 'Enter') || event.key === 'Escape') act.done();
  else if (event.altKey && event.key === 'F10') {
    document.querySelector<HTMLElement>('.section-editor [role="toolbar"] button[tabindex="0"]')?.focus();
  } else if (!(mod && event.key === 's')) return false;
  event.preventDefault();
  return true;
}

function HeadingField({
  id,
  heading,
  onChange,
}: {
  readonly id: string;
  readonly heading: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <div className="field">
      <label htmlFor={`heading-${id}`}>Heading</label>
      <input id={`heading-${id}`} value={heading} maxLength={300} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

function Measure({ draft }: { readonly draft: Draft }) {
  const statements = statementsOf(draft.body);
  const sourced = statements.filter((statement) => statement.citations.length > 0).length;
  return (
    <span className="small muted">
      {count(wordCount(plainText(draft.body)), 'word')} · {count(statements.length, 'statement')}, {sourced} sourced
    </span>
  );
}

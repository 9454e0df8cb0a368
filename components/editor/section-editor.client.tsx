'use client';

import { EditorContent } from '@tiptap/react';
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Draft, Saved, Stored } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { CiteDialog } from '@/components/editor/cite/cite-dialog.client';
import { ConflictPanel } from '@/components/editor/save/conflict-panel.client';
import { LinkDialog, SpeakerDialog } from '@/components/editor/link-dialog.client';
import { SectionMeasure } from '@/components/editor/prompts/data.client';
import { PromptPanel } from '@/components/editor/prompts/prompt-panel.client';
import { SaveState, SaveTrouble } from '@/components/editor/save/save-state.client';
import { Toolbar } from '@/components/editor/toolbar.client';
import type { EditedSection } from '@/components/editor/save/use-autosave';
import { useWriting, type Writing } from '@/components/editor/use-writing';
import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';

type Props = {
  readonly number: number;
  /** Who writes. */
  readonly me: string;
  readonly section: EditedSection;
  readonly isLead: boolean;
  readonly book: CitationBook;
  /** Who saved what the server holds, if this page knows. */
  readonly nameOf: (stored: Stored) => string | undefined;
  readonly onDraft: (body: Body) => void;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  readonly onMerged: () => void;
  readonly onDone: () => void;
};

/** One section in place: write, cite, and see whether it is saved. */
export function SectionEditor(props: Props) {
  const { number, section, isLead, book, onDone } = props;
  const { sectionId } = section;
  const writing = useWriting(props);
  const { editor, saver, status, note } = writing;
  const text = () => plainText(saver.latest.body);
  return (
    <div className="section-editor stack">
      <p className="visually-hidden" id={`keys-${sectionId}`}>
        Press Alt+F10 for the toolbar, Ctrl+Alt+F for a source, Escape when you are done.
      </p>
      {isLead ? null : <HeadingField id={sectionId} heading={writing.heading} onChange={writing.rename} />}
      <Bar writing={writing} number={number} sectionId={sectionId}>
        <SaveTrouble status={status} text={text} onRetry={() => void saver.retry()} onGiveUp={onDone} />
      </Bar>
      <EditorContent editor={editor} />
      <p role="status" className="small">
        {note}
      </p>
      {editor ? (
        <PromptPanel {...{ editor, sectionId, isLead, book }} opened={section.body} onCite={writing.cite} />
      ) : null}
      {status.kind === 'stale' ? (
        <ConflictPanel
          key={status.stored.seq}
          number={number}
          sectionId={sectionId}
          saver={saver}
          stored={status.stored}
          book={book}
          who={props.nameOf(status.stored) ?? 'someone else'}
          onChosen={(draft) => void writing.choose(status.stored, draft)}
        />
      ) : null}
      <Asked writing={writing} number={number} book={book} />
    </div>
  );
}

type BarProps = {
  readonly writing: Writing;
  readonly number: number;
  readonly sectionId: string;
  readonly children: ReactNode;
};

/** What stays in view while a long section is written: tools, whether it is saved, and the way out. */
function Bar({ writing, number, sectionId, children }: BarProps) {
  const { editor, saver, status, cite, link, setAsking, finish } = writing;
  const bar = useRef<HTMLDivElement>(null);
  useRoomFor(bar);
  const address = `/desk/revisions/${number}/review#s-${sectionId}`;
  function compare(event: MouseEvent) {
    if (!saver.isUnsaved || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void saver.flush().then((isSaved) => isSaved && window.location.assign(address));
  }
  return (
    <div className="editor-bar" ref={bar}>
      {editor ? (
        <Toolbar
          editor={editor}
          id={`editor-${sectionId}`}
          onCite={cite}
          onLink={link}
          onSpeaker={() => setAsking({ what: 'speaker' })}
        />
      ) : (
        <div className="toolbar" />
      )}
      <div className="row-between">
        <div className="row">
          <SaveState status={status} />
          <SectionMeasure body={saver.latest.body} />
        </div>
        <div className="row">
          <a className="small" href={address} onClick={compare}>
            Compare with live
          </a>
          <button type="button" className="small" onClick={() => void finish()}>
            Done
          </button>
        </div>
      </div>
      {children}
    </div>
  );
}

/** Nothing that gets the focus may lie under the bar (WCAG 2.4.11). */
function useRoomFor(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = bar;
    if (!current) return undefined;
    const root = document.documentElement;
    const watch = new ResizeObserver(() => {
      const isSticky = getComputedStyle(current).position === 'sticky';
      root.style.scrollPaddingBlockStart = isSticky ? `${current.offsetHeight + 16}px` : '';
    });
    watch.observe(current);
    return () => {
      watch.disconnect();
      root.style.scrollPaddingBlockStart = '';
    };
  }, [bar]);
}

type AskedProps = { readonly writing: Writing; readonly number: number; readonly book: CitationBook };

function Asked({ writing, number, book }: AskedProps) {
  const { editor, asking, setAsking, setNote } = writing;
  const close = () => setAsking(null);
  if (!editor || !asking) return null;
  if (asking.what === 'link') return <LinkDialog editor={editor} onClose={close} />;
  if (asking.what === 'speaker') return <SpeakerDialog editor={editor} onClose={close} />;
  return <CiteDialog number={number} editor={editor} book={book} mark={asking.mark} onClose={close} onSaid={setNote} />;
}

type HeadingProps = { readonly id: string; readonly heading: string; readonly onChange: (text: string) => void };

function HeadingField({ id, heading, onChange }: HeadingProps) {
  return (
    <div className="field">
      <label htmlFor={`heading-${id}`}>Heading</label>
      <input id={`heading-${id}`} value={heading} maxLength={300} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

'use client';

import { EditorContent } from '@tiptap/react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Draft, Saved, Stored } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { CorrectedRecords } from '@/components/editor/cite/card/corrected.client';
import { CiteDialog } from '@/components/editor/cite/cite-dialog.client';
import { StrandedCitations } from '@/components/editor/cite/offline/stranded.client';
import { CheckpointDialog, CommentDialog } from '@/components/editor/insert/remark-dialogs.client';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { SuggestPopup } from '@/components/editor/insert/suggest-popup.client';
import { PasteNotice } from '@/components/editor/paste/paste-notice.client';
import { SectionMenu } from '@/components/editor/sections/section-menu.client';
import { splitPlaceOf } from '@/components/editor/sections/split-place';
import { ConflictPanel } from '@/components/editor/save/panels/conflict-panel.client';
import { DateDialog } from '@/components/editor/insert/date-dialog.client';
import { LinkDialog, SpeakerDialog } from '@/components/editor/link-dialog.client';
import type { Kept } from '@/components/editor/save/device/journal';
import { MoveText } from '@/components/editor/save/panels/move-text.client';
import { SectionClaim } from '@/components/editor/save/presence/presence-line.client';
import { SectionMeasure } from '@/components/editor/prompts/data.client';
import { PromptPanel } from '@/components/editor/prompts/prompt-panel.client';
import { SaveState, SaveTrouble } from '@/components/editor/save/panels/save-state.client';
import { SignInDialog, type SignInWays } from '@/components/editor/save/panels/sign-in-dialog.client';
import { Toolbar } from '@/components/editor/toolbar.client';
import type { Structure } from '@/components/editor/sections/use-structure';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import { useRoomFor, useVisibleRoom } from '@/components/editor/writing/use-room';
import { useWriting, type Writing } from '@/components/editor/writing/use-writing';
import type { OutlineEntry } from '@/lib/domain/article';
import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';

type Props = {
  readonly number: number;
  /** Who writes. */
  readonly me: string;
  readonly articleId: string;
  readonly section: EditorSection;
  /** What an earlier page left behind on this device, to go on from. */
  readonly kept: Kept | null;
  /** How one signs in here, over the page. */
  readonly signIn: SignInWays;
  readonly isLead: boolean;
  readonly book: CitationBook;
  readonly links: LinkBook;
  /** All sections of the revision as they are stored. */
  readonly sections: readonly EditorSection[];
  /** Who saved what the server holds, if this page knows. */
  readonly nameOf: (stored: Stored) => string | undefined;
  readonly onDraft: (body: Body) => void;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  readonly onMerged: () => void;
  readonly onDone: () => void;
  /** Takes what saves and closes this section, and gives back what forgets it. */
  readonly register: (finish: () => Promise<boolean>) => () => void;
  /** What can be done with the section as a whole. */
  readonly outline: readonly OutlineEntry[];
  readonly structure: Structure;
};

/** One section in place: write, cite, and see whether it is saved. */
export function SectionEditor(props: Props) {
  const { number, section, isLead, book, register, outline, structure } = props;
  const { sectionId } = section;
  const writing = useWriting(props);
  const { editor, saver, status, note, finish, aids, showChange } = writing;
  useEffect(() => register(finish));
  return (
    <div className="section-editor stack">
      <p className="visually-hidden" id={`keys-${sectionId}`}>
        Press Alt+F10 for the toolbar, Ctrl+Alt+F for a source, Escape when you are done.
      </p>
      {isLead ? null : <HeadingField id={sectionId} heading={writing.heading} onChange={writing.rename} />}
      <Bar
        writing={writing}
        number={number}
        sectionId={sectionId}
        menu={
          <SectionMenu
            {...{ number, section, outline, structure }}
            splitPlace={() => editor && splitPlaceOf(editor.state)}
          />
        }
      >
        <Trouble writing={writing} {...props} />
        <OtherTab writing={writing} />
      </Bar>
      <SectionClaim number={number} sectionId={sectionId} />
      <EditorContent editor={editor} className="editor-room" />
      {editor ? (
        <SuggestPopup editor={editor} open={aids.open} links={props.links} acts={writing} listen={aids.listen} />
      ) : null}
      {editor ? (
        <>
          <StrandedCitations {...{ sectionId, editor, book }} sections={props.sections} />
          <CorrectedRecords {...{ number, editor, book }} />
        </>
      ) : null}
      <PasteNotice pasting={aids.pasting} onSource={writing.citeAddress} />
      <div className="row">
        <p role="status" className="small">
          {note}
        </p>
        {showChange ? (
          <button type="button" className="small" onClick={showChange}>
            Show
          </button>
        ) : null}
      </div>
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
          who={props.nameOf(status.stored) ?? 'Someone else'}
          onChosen={(chosen) => void writing.choose(status.stored, chosen)}
        />
      ) : null}
      <Asked writing={writing} number={number} sectionId={sectionId} book={book} links={props.links} />
    </div>
  );
}

/** What keeps the text from the server, with the ways out that this section has. */
function Trouble({ writing, articleId, me, section, signIn, nameOf, onDone }: Props & { readonly writing: Writing }) {
  const { saver, status } = writing;
  return (
    <SaveTrouble
      status={status}
      isKept={saver.isKept}
      text={() => plainText(saver.latest.body)}
      who={status.kind === 'stale' ? (nameOf(status.stored) ?? 'Someone else') : ''}
      onRetry={() => void saver.retry()}
      onChoose={() => document.getElementById('conflict')?.focus()}
      onGiveUp={onDone}
      signIn={<SignInDialog ways={signIn} onSignedIn={() => void saver.retry()} />}
      move={<MoveText {...{ articleId, me, saver }} sectionId={section.sectionId} />}
    />
  );
}

/** The same person writes this text in another tab: here it is read only until they take it over. */
function OtherTab({ writing: { place, takeOver } }: { readonly writing: Writing }) {
  return (
    <div role="status">
      {place === 'elsewhere' ? (
        <div className="notice info row-between">
          <p>This revision is open in another tab.</p>
          <button type="button" className="small" onClick={takeOver}>
            Use this one instead
          </button>
        </div>
      ) : null}
    </div>
  );
}

type BarProps = {
  readonly writing: Writing;
  readonly number: number;
  readonly sectionId: string;
  readonly menu: ReactNode;
  readonly children: ReactNode;
};

/** What stays in view while a long section is written: tools, whether it is saved, and the way out. */
function Bar({ writing, number, sectionId, menu, children }: BarProps) {
  const { editor, saver, status, cite, link, comment, date, setAsking, finish } = writing;
  const bar = useRef<HTMLDivElement>(null);
  useRoomFor(bar);
  useVisibleRoom();
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
          onComment={comment}
          onDate={date}
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
          <a className="small compare" href={address} onClick={compare}>
            Compare with live
          </a>
          <button type="button" className="small" onClick={() => void finish()}>
            Done
          </button>
          {menu}
        </div>
      </div>
      {children}
    </div>
  );
}

type AskedProps = {
  readonly writing: Writing;
  readonly number: number;
  readonly sectionId: string;
  readonly book: CitationBook;
  readonly links: LinkBook;
};

function Asked({ writing, number, sectionId, book, links }: AskedProps) {
  const { editor, saver, asking, setAsking, setNote } = writing;
  const close = () => setAsking(null);
  if (!editor || !asking) return null;
  if (asking.what === 'link')
    return <LinkDialog {...{ editor, links }} onClose={close} onSource={writing.citeAddress} />;
  if (asking.what === 'date') return <DateDialog editor={editor} onClose={close} />;
  if (asking.what === 'speaker') return <SpeakerDialog editor={editor} onClose={close} />;
  const save = { number, sectionId, editor, flush: () => saver.flush(), onSaid: setNote, onClose: close };
  if (asking.what === 'comment') return <CommentDialog {...save} />;
  if (asking.what === 'checkpoint') return <CheckpointDialog {...save} />;
  if (asking.what !== 'cite') return null;
  return (
    <CiteDialog
      {...{ number, sectionId, editor, book }}
      mark={asking.mark}
      text={asking.text ?? ''}
      onClose={close}
      onSaid={setNote}
    />
  );
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

import { type Editor, useEditor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { Autosave, Draft, Saved, SaveStatus, Stored } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { type CitationPlace, citationWith, openSelected } from '@/components/editor/cite/citation-view';
import { type Aids, useAids } from '@/components/editor/writing/use-aids';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { isSuggesting } from '@/components/editor/insert/suggest';
import type { Chosen } from '@/components/editor/save/panels/conflict-panel.client';
import type { Kept } from '@/components/editor/save/device/journal';
import { useLeaveGuard } from '@/components/editor/save/leave-guard';
import { joinQuietly, quietWords, selectBlock } from '@/components/editor/save/others-change';
import { useBeat } from '@/components/editor/save/presence/use-presence';
import { useSoleTab } from '@/components/editor/save/device/use-sole-tab';
import { notUnderstoodWords } from '@/components/editor/save/panels/not-understood';
import { replaceBody } from '@/components/editor/writing/replace-body';
import { extensions } from '@/components/editor/schema/extensions';
import { type EditedSection, useAutosave, useGoOn } from '@/components/editor/save/use-autosave';
import { count } from '@/components/words';
import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import { isUnderstood } from '@/lib/domain/prose/understood';

/** What is asked over the text: a citation (a new one, or the mark that was opened), a link, who said a quotation. */
type Asking =
  | { readonly what: 'cite'; readonly mark: CitationPlace | null; readonly text?: string }
  | { readonly what: 'link' | 'speaker' | 'comment' | 'checkpoint' | 'date' };

type Options = {
  readonly number: number;
  readonly me: string;
  readonly section: EditedSection;
  /** What an earlier page left behind on this device, to go on from. */
  readonly kept: Kept | null;
  readonly book: CitationBook;
  readonly links: LinkBook;
  readonly nameOf: (stored: Stored) => string | undefined;
  readonly onDraft: (body: Body) => void;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  /** Somebody else has saved: this page may not know their name and their citations. */
  readonly onMerged: () => void;
  readonly onDone: () => void;
};

const again = 'Press Ctrl+S again to keep this state under a name.';
const reserve = { top: 180, right: 5, bottom: 48, left: 5 };

/** Everything that an open section does, apart from how it looks. */
export function useWriting(options: Options) {
  const { number, me, section, kept, nameOf, onSaved, onMerged, onDone } = options;
  const [status, setStatus] = useState<SaveStatus>({ kind: 'saved', at: null });
  const [heading, setHeading] = useState(kept?.draft.heading ?? section.heading);
  const ask = useAsking();
  const { setAsking } = ask;
  const [note, setNote] = useState('');
  const [shownBlock, setShownBlock] = useState<string | null>(null);
  const saver = useAutosave({ number, me, section, kept, onStatus, onSaved });
  const { place, takeOver } = useOneWriter(options, saver, status);
  const acts = { ...ask, save, done: () => void finish(), toolbar: () => toToolbar(section.sectionId) };
  const aids = useAids({ number, book: options.book, links: options.links });
  const editor = useTextEditor({
    ...options,
    ...{ saver, heading, acts, aids, setAsking, setNote, onStrange: () => saver.close(notUnderstoodWords) },
  });
  useGoOn(saver, options, editor !== null);
  const isWritable = status.kind !== 'closed' && place !== 'elsewhere';
  useWritable(editor, isWritable);

  function onStatus(next: SaveStatus): void {
    if (next.kind !== 'stale') return setStatus(next);
    onMerged();
    if (!isUnderstood(next.stored.body, schemaVersion)) return saver.close(notUnderstoodWords);
    if (!mergeQuietly(next.stored)) setStatus(next);
  }
  /** Different paragraphs: both stay, nothing is asked. No pause in between, so that no keystroke is lost. */
  function mergeQuietly(stored: Stored): boolean {
    const joined = joinQuietly(saver, stored, section.sectionId);
    if (!joined || !editor) return false;
    show(joined.text);
    setNote(quietWords(stored, nameOf(stored)));
    setShownBlock(joined.block);
    void saver.resume(stored, saver.latest);
    return true;
  }
  function show(draft: Draft): void {
    rename(draft.heading);
    if (editor) replaceBody(editor, draft.body);
  }
  function rename(text: string): void {
    setHeading(text);
    saver.change({ ...saver.latest, heading: text });
  }
  /** Saves and closes; false when something cannot be saved now. */
  async function finish(): Promise<boolean> {
    // The second one waits for the text that a quiet merge has made.
    const isSaved = (await saver.flush()) || (await saver.flush());
    if (isSaved) onDone();
    return isSaved;
  }
  /** Ctrl+S: nothing is left to save. Pressed again, the present state can be given a name. */
  function save(): void {
    if (saver.isUnsaved) return void saver.flush().then((isSaved) => isSaved && setNote(`Saved. ${again}`));
    if (note.endsWith(again)) return setAsking({ what: 'checkpoint' });
    setNote(`Already saved. ${again}`);
  }
  /** After a conflict: the chosen text, on top of what the other person saved. */
  async function choose(stored: Stored, { draft, rewrite }: Chosen): Promise<void> {
    show(draft);
    editor?.view.focus();
    if (editor && rewrite !== null) selectBlock(editor, rewrite);
    if (await saver.resume(stored, draft)) setNote('Your choice stands. Both texts are in History.');
  }
  const showChange = note !== '' && shownBlock !== null ? () => editor && selectBlock(editor, shownBlock) : null;
  return {
    ...{ ...ask, editor, saver, status, heading, rename, note, setNote, aids, finish, choose },
    ...{ place, takeOver, showChange },
  };
}

function useWritable(editor: Editor | null, isWritable: boolean): void {
  useEffect(() => {
    editor?.setEditable(isWritable, false);
  }, [editor, isWritable]);
}

/** What is asked over the text, one thing at a time. */
function useAsking() {
  const [asking, setAsking] = useState<Asking | null>(null);
  return {
    asking,
    setAsking,
    cite: () => setAsking({ what: 'cite', mark: null }),
    /** A web address shall be a source, behind the caret. */
    citeAddress: (text: string) => setAsking({ what: 'cite', mark: null, text }),
    link: () => setAsking({ what: 'link' }),
    comment: () => setAsking({ what: 'comment' }),
    date: () => setAsking({ what: 'date' }),
  };
}

/** One tab of this person writes, others are told who writes here, and nobody leaves with something unsaved unasked. */
function useOneWriter({ me, number, section }: Options, saver: Autosave, status: SaveStatus) {
  useBeat(number, section.sectionId, saver, status);
  useLeaveGuard(() => saver.isUnsaved);
  return useSoleTab(
    `stet-writing-${me}-${number}-${section.sectionId}`,
    () => saver.flush(),
    () => void saver.look(),
  );
}

type EditorOptions = Options & {
  /** The text holds something that the editor does not know. */
  readonly onStrange: () => void;
  readonly saver: Autosave;
  readonly heading: string;
  readonly acts: Acts;
  readonly aids: Aids;
  readonly setAsking: (asking: Asking) => void;
  readonly setNote: (note: string) => void;
};

/** The editor of one section's text, with its marks, keys and what follows a change. */
function useTextEditor({
  onStrange,
  section,
  kept,
  book,
  saver,
  heading,
  acts,
  aids,
  setAsking,
  setNote,
  onDraft,
}: EditorOptions) {
  const { sectionId } = section;
  const open = (mark: CitationPlace) => setAsking({ what: 'cite', mark });
  const [all] = useState(() => {
    const onForeign = (dropped: number) =>
      setNote(`${count(dropped, 'source')} of another article left out. Cite it here again: the library has it.`);
    const citation = citationWith({ book, onOpen: open, onForeign });
    return [...extensions.map((one) => (one.name === 'citation' ? citation : one)), ...aids.extensions];
  });
  return useEditor({
    extensions: all,
    content: (kept?.draft.body ?? section.body) as object,
    autofocus: 'start',
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    injectCSS: false,
    enableContentCheck: true,
    onContentError: onStrange,
    editorProps: {
      attributes: {
        id: `editor-${sectionId}`,
        class: 'reading editing',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': heading || 'Summary',
        'aria-describedby': `keys-${sectionId}`,
      },
      scrollMargin: reserve,
      scrollThreshold: reserve,
      handleKeyDown: (view, event) => {
        if (isSuggesting(view.state) && event.key === 'Escape') return false;
        const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
        return isEnter ? openSelected(view, open) : press(event, acts);
      },
    },
    onUpdate: ({ editor: now }) => {
      if (saver.status.kind === 'closed') return;
      const body = now.getJSON() as unknown as Body;
      saver.change({ heading: saver.latest.heading, body });
      onDraft(body);
      setNote('');
    },
  });
}

export type Writing = ReturnType<typeof useWriting>;

type Acts = Readonly<Record<'cite' | 'link' | 'comment' | 'save' | 'done' | 'toolbar', () => void>>;

const keys: readonly { readonly act: keyof Acts; readonly is: (event: KeyboardEvent, mod: boolean) => boolean }[] = [
  { act: 'cite', is: (event, mod) => mod && event.altKey && event.code === 'KeyF' },
  { act: 'comment', is: (event, mod) => mod && event.altKey && event.code === 'KeyM' },
  { act: 'link', is: (event, mod) => mod && !event.altKey && !event.shiftKey && event.code === 'KeyK' },
  { act: 'save', is: (event, mod) => mod && !event.altKey && !event.shiftKey && event.code === 'KeyS' },
  { act: 'done', is: (event, mod) => mod && event.key === 'Enter' },
  { act: 'done', is: (event) => event.key === 'Escape' },
  { act: 'toolbar', is: (event) => event.altKey && event.key === 'F10' },
];

function press(event: KeyboardEvent, acts: Acts): boolean {
  if (event.isComposing) return false;
  const found = keys.find(({ is }) => is(event, event.ctrlKey || event.metaKey));
  if (!found) return false;
  event.preventDefault();
  acts[found.act]();
  return true;
}

function toToolbar(sectionId: string): void {
  document.querySelector<HTMLElement>(`[aria-controls="editor-${sectionId}"] button[tabindex="0"]`)?.focus();
}

'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { AskDialog } from '@/components/editor/ask-dialog.client';
import { addressIn } from '@/components/editor/paste/address';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { type Target, useTitles } from '@/components/editor/insert/use-titles';
import { safeHref } from '@/lib/domain/prose/address';

type Props = {
  readonly editor: Editor;
  readonly links: LinkBook;
  readonly onClose: () => void;
  /** The address is where the statement comes from: cite it. */
  readonly onSource: (address: string) => void;
};

const most = 8;

/** Asks where the selected words lead: to a web address, or to an article that is found by its title, or wanted. */
export function LinkDialog({ editor, links, onClose, onSource }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [initial] = useState(() => addressAt(editor));
  const [text, setText] = useState(() => initial || selectedWords(editor));
  const [at, setAt] = useState(-1);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.select();
  }, []);
  const address = addressIn(text);
  const isAddress = /^(?:https?:|\/?articles\/)/u.test(text.trim());
  const options = useTitles(isAddress || text.trim() === '' ? null : text, links).slice(0, most);
  const close = () => dialog.current?.close();
  const done = (found: string) => (found === '' ? close() : setProblem(found));
  function choose(target: Target): void {
    links.learn([target]);
    done(linkTo(editor, `/articles/${target.slug}`));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const option = options[at];
    if (option) choose(option);
    else done(linkTo(editor, text.trim()));
  }
  function type(words: string): void {
    setText(words);
    setAt(-1);
    setProblem('');
  }
  const unlink = () => {
    editor.commands.unlink();
    close();
  };
  return (
    <dialog ref={dialog} aria-labelledby="link-title" onClose={() => closeTo(editor, onClose)}>
      <form className="stack" onSubmit={submit} noValidate>
        <h2 id="link-title">Link</h2>
        <TargetField text={text} count={options.length} at={at} problem={problem} onType={type} onStep={setAt} />
        <Targets options={options} at={at} onChoose={choose} />
        {address !== null && initial === '' ? (
          <p className="row small">
            Does the statement come from this address?
            <button type="button" className="small" onClick={() => onSource(address)}>
              Add it as a source
            </button>
          </p>
        ) : null}
        <div className="row">
          <button type="submit" className="primary">
            Link the words
          </button>
          {initial ? (
            <button type="button" onClick={unlink}>
              Remove the link
            </button>
          ) : null}
          <button type="button" onClick={close}>
            Keep as it is
          </button>
        </div>
      </form>
    </dialog>
  );
}

type FieldProps = {
  readonly text: string;
  readonly count: number;
  readonly at: number;
  readonly problem: string;
  readonly onType: (words: string) => void;
  readonly onStep: (at: number) => void;
};

function TargetField({ text, count, at, problem, onType, onStep }: FieldProps) {
  function onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || count === 0) return;
    event.preventDefault();
    onStep(Math.max(-1, Math.min(count - 1, at + step)));
  }
  return (
    <div className="field">
      <label htmlFor="link-text">Web address, or title of an article</label>
      <input
        id="link-text"
        role="combobox"
        aria-expanded={count > 0}
        aria-controls="link-options"
        aria-activedescendant={at >= 0 ? `link-option-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKey}
        aria-invalid={problem !== ''}
        aria-describedby="link-problem"
      />
      <span className="error" id="link-problem" role="alert">
        {problem}
      </span>
    </div>
  );
}

type TargetsProps = {
  readonly options: readonly Target[];
  readonly at: number;
  readonly onChoose: (target: Target) => void;
};

function Targets({ options, at, onChoose }: TargetsProps) {
  return (
    <div className="options" role="listbox" id="link-options" aria-label="Articles">
      {options.map((target, index) => (
        <div
          key={`${target.slug} ${target.isNew}`}
          id={`link-option-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          data-active={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(target);
          }}
        >
          <bdi>{target.title}</bdi>{' '}
          {target.isLive ? null : (
            <span className="small muted">{target.isNew ? 'Nobody has written it yet' : 'Not published yet'}</span>
          )}
        </div>
      ))}
    </div>
  );
}

function selectedWords({ state: { doc, selection } }: Editor): string {
  return doc.textBetween(selection.from, selection.to, ' ').trim().slice(0, 120);
}

/** Asks who said the quotation at the caret. */
export function SpeakerDialog({ editor, onClose }: Omit<Props, 'links' | 'onSource'>) {
  const speaker: unknown = editor.getAttributes('quotation')['speaker'];
  return (
    <AskDialog
      title="Who said it"
      label="Name, as readers see it under the quotation"
      initial={typeof speaker === 'string' ? speaker : ''}
      confirm="Name the speaker"
      remove="Leave the name out"
      onConfirm={(name) => (editor.commands.setSpeaker(name) ? '' : 'Enter a name of at most 200 characters.')}
      onRemove={() => editor.commands.setSpeaker('')}
      onClose={() => closeTo(editor, onClose)}
    />
  );
}

function linkTo(editor: Editor, address: string): string {
  const { selection } = editor.state;
  const chain = editor.chain();
  // Inside a link the whole link is meant, not the caret.
  if (selection.empty) chain.extendMarkRange('link').extendMarkRange('articleLink').run();
  if (editor.state.selection.empty) return 'Select the words that shall lead there, then link them.';
  const slug = /^\/?articles\/([^/?#]+)$/.exec(address)?.[1];
  if (slug ? editor.commands.linkToArticle(slug) : safeHref(address) && editor.commands.linkTo(address)) return '';
  return 'Enter an address that begins with https://, or choose an article below.';
}

function closeTo(editor: Editor, onClose: () => void): void {
  onClose();
  editor.view.focus();
}

function addressAt(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  const slug: unknown = editor.getAttributes('articleLink')['slug'];
  if (typeof href === 'string') return href;
  return typeof slug === 'string' ? `/articles/${slug}` : '';
}

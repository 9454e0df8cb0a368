'use client';

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Structure } from '@/components/editor/sections/use-structure';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import type { CutPlace } from '@/lib/domain/merge/cut';

/** What is asked before a section is changed as a whole; `at` is its place in the outline. */
export type SectionAsk =
  | { readonly what: 'rename' | 'add' | 'remove'; readonly at: number }
  | { readonly what: 'split'; readonly at: number; readonly place: CutPlace; readonly heading: string };

type Props = {
  readonly asked: SectionAsk;
  readonly section: EditorSection;
  /** Of a section added behind this one. */
  readonly level: number;
  readonly structure: Structure;
  readonly onClose: () => void;
};

/** Asks for the one thing that a change of a section needs: a heading, or a yes. */
export function SectionDialog(props: Props) {
  const { asked, section, structure, onClose } = props;
  const name = section.heading || 'Summary';
  if (asked.what === 'remove') {
    return (
      <Box title={`Remove “${name}”?`} onClose={onClose}>
        {(close) => <Removal close={close} onConfirm={() => structure.remove(asked.at)} />}
      </Box>
    );
  }
  const form = formOf(props, name);
  return (
    <Box title={form.title} onClose={onClose}>
      {(close) => <HeadingForm {...form} close={close} onConfirm={form.run} />}
    </Box>
  );
}

function formOf({ asked, section: { sectionId, heading }, level, structure }: Props, name: string) {
  if (asked.what === 'split') {
    const { place } = asked;
    return {
      title: `Split “${name}” here`,
      hint: 'The text before the caret stays where it is. What follows becomes a section with this heading.',
      confirm: 'Split the section',
      initial: asked.heading,
      run: (words: string) => structure.split(sectionId, place, words),
    };
  }
  if (asked.what === 'add') {
    return {
      title: `Add a section behind “${name}”`,
      hint: 'You can move it and change its level afterwards.',
      confirm: 'Add the section',
      initial: '',
      run: (words: string) => structure.add(sectionId, words, level),
    };
  }
  return {
    title: `Rename “${name}”`,
    hint: 'Links to the old heading go on working.',
    confirm: 'Rename',
    initial: heading,
    run: (words: string) => structure.rename(sectionId, words),
  };
}

type RemovalProps = { readonly close: () => void; readonly onConfirm: () => Promise<boolean> };

function Removal({ close, onConfirm }: RemovalProps) {
  const confirm = () => {
    close();
    void onConfirm();
  };
  return (
    <>
      <p>
        The section leaves this revision. Its text stays in History, readers see no change until publishing, and you can
        take it back.
      </p>
      <div className="row">
        <button type="button" className="danger" onClick={confirm}>
          Remove section
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </div>
    </>
  );
}

type BoxProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (close: () => void) => ReactNode;
};

function Box({ title, onClose, children }: BoxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <div className="stack">
        <h2 id={id}>{title}</h2>
        <Inside close={() => dialog.current?.close()}>{children}</Inside>
      </div>
    </dialog>
  );
}

function Inside({ close, children }: { readonly close: () => void; readonly children: BoxProps['children'] }) {
  return children(close);
}

type FormProps = {
  readonly hint: string;
  readonly confirm: string;
  readonly initial: string;
  readonly close: () => void;
  readonly onConfirm: (words: string) => Promise<boolean>;
};

function HeadingForm({ hint, confirm, initial, close, onConfirm }: FormProps) {
  const id = useId();
  const [words, setWords] = useState(initial);
  const [isMissing, setMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(words.trim() === '');
    if (words.trim() === '') return;
    close();
    void onConfirm(words.trim());
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={id}>Heading</label>
        <input
          id={id}
          value={words}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
          aria-invalid={isMissing}
          aria-describedby={`${id}-hint ${id}-error`}
        />
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
        <span className="error" id={`${id}-error`} role="alert">
          {isMissing ? 'Enter a heading.' : ''}
        </span>
      </div>
      <div className="row">
        <button type="submit" className="primary">
          {confirm}
        </button>
        <button type="button" onClick={close}>
          Keep it as it is
        </button>
      </div>
    </form>
  );
}

'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';

type Props = {
  readonly title: string;
  readonly label: string;
  readonly initial: string;
  readonly confirm: string;
  readonly remove: string;
  /** What is wrong with the text; empty when it was taken. */
  readonly onConfirm: (text: string) => string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
};

/** A dialog for one line about the words at the caret: where they lead, who said them. */
export function AskDialog({ title, label, initial, confirm, remove, onConfirm, onRemove, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = onConfirm(text.trim());
    setProblem(found);
    if (!found) close();
  }
  return (
    <dialog ref={dialog} aria-labelledby="ask-title" onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <h2 id="ask-title">{title}</h2>
        <div className="field">
          <label htmlFor="ask-text">{label}</label>
          <input
            id="ask-text"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            aria-invalid={problem !== ''}
            aria-describedby="ask-problem"
          />
          <span className="error" id="ask-problem" role="alert">
            {problem}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="primary">
            {confirm}
          </button>
          {initial ? (
            <button
              type="button"
              onClick={() => {
                onRemove();
                close();
              }}
            >
              {remove}
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

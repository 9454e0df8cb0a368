'use client';

import { type ReactNode, useId, useRef, useState } from 'react';

/** Asks a question with two answers in words of their own; Escape is the second. The dialog has to stand somewhere on the page. */
export function useAsk(yes: string, no: string): { ask: (question: string) => Promise<boolean>; dialog: ReactNode } {
  const element = useRef<HTMLDialogElement>(null);
  const answer = useRef<(isYes: boolean) => void>(() => undefined);
  const [question, setQuestion] = useState('');
  const id = useId();
  function ask(words: string): Promise<boolean> {
    setQuestion(words);
    if (element.current) element.current.returnValue = '';
    element.current?.showModal();
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }
  const dialog = (
    <dialog ref={element} aria-labelledby={id} onClose={() => answer.current(element.current?.returnValue === 'yes')}>
      <form method="dialog" className="stack">
        <p id={id}>{question}</p>
        <div className="row">
          <button type="submit" value="yes" className="primary">
            {yes}
          </button>
          <button type="submit" value="no">
            {no}
          </button>
        </div>
      </form>
    </dialog>
  );
  return { ask, dialog };
}

'use client';

import { type FormEvent, useId, useState } from 'react';
import type { Target } from '@/components/review/selection';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { startThreadEndpoint } from '@/lib/contract/reviews';

type Props = {
  readonly number: number;
  readonly target: Target;
  /** Name of the section that the target is in. */
  readonly heading: string;
  readonly close: () => void;
};

/** Starts a thread about words, a section or the whole revision. */
export function CommentForm({ number, target, heading, close }: Props) {
  const { run, busy, error } = useSend(startThreadEndpoint);
  const [text, setText] = useState('');
  const [mustResolve, setMustResolve] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    if ((await run({ number, ...target, text, mustResolve })) === null) return;
    setText('');
    setMustResolve(false);
    close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <About target={target} heading={heading} />
      <div className="field">
        <label htmlFor={id}>Comment</label>
        <textarea
          id={id}
          value={text}
          maxLength={4000}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
        />
        {isMissing ? (
          <span className="error" id={`${id}-error`}>
            Write a comment.
          </span>
        ) : null}
      </div>
      <label className="choice">
        <input type="checkbox" checked={mustResolve} onChange={(event) => setMustResolve(event.target.checked)} />
        <span>This must be resolved before it is published</span>
      </label>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Send the comment
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}

function About({ target, heading }: Pick<Props, 'target' | 'heading'>) {
  if (target.sectionId === null) return <p>On the whole revision.</p>;
  if (target.quote === '') return <p>On the section “{heading}”.</p>;
  return (
    <>
      <p>On these words of “{heading}”:</p>
      <blockquote className="note-line">{target.quote}</blockquote>
    </>
  );
}

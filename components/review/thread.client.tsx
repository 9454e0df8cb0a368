'use client';

import { type FormEvent, useId, useState } from 'react';
import { LocalTime } from '@/components/desk/local-time.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { anchorWords } from '@/components/words';
import { replyEndpoint, setThreadStateEndpoint } from '@/lib/contract/reviews';

export type ThreadData = {
  readonly id: string;
  readonly sectionId: string | null;
  readonly heading: string | null;
  readonly quote: string;
  readonly place: string | null;
  readonly mustResolve: boolean;
  readonly state: string;
  readonly by: string;
  readonly comments: readonly {
    readonly id: string;
    readonly text: string;
    readonly by: string;
    readonly at: string;
  }[];
};

type Props = { readonly thread: ThreadData; readonly mayComment: boolean };

/** One thread: where it is about, what was said, and reply, resolve or open again. */
export function Thread({ thread, mayComment }: Props) {
  const isResolved = thread.state === 'resolved';
  return (
    <section
      id={`t-${thread.id}`}
      className={`thread stack-tight ${isResolved ? 'resolved' : ''}`}
      aria-label={`Comment by ${thread.by}${thread.quote ? ` on “${thread.quote}”` : ''}`}
    >
      <div className="row">
        <Place thread={thread} />
        {thread.mustResolve && !isResolved ? <span className="pill warn">! Must be resolved</span> : null}
        {isResolved ? <span className="pill ok">✓ Resolved</span> : null}
      </div>
      {thread.quote ? <blockquote dir="auto">{thread.quote}</blockquote> : null}
      {thread.comments.map((comment) => (
        <p key={comment.id} className="said">
          <strong>
            <bdi>{comment.by}</bdi>
          </strong>{' '}
          <span className="small muted">
            <LocalTime at={comment.at} />
          </span>
          <br />
          <bdi>{comment.text}</bdi>
        </p>
      ))}
      {mayComment ? <Answer thread={thread} /> : null}
    </section>
  );
}

function Place({ thread: { sectionId, heading, quote, place } }: { readonly thread: ThreadData }) {
  if (sectionId === null) return <span className="small muted">on the whole revision</span>;
  const words = place ? (anchorWords[place] ?? place) : 'whole section';
  const name = heading === null ? 'a section that was removed' : heading || 'Summary';
  return (
    <span className="small muted">
      {quote === '' && heading === null ? 'the section was removed' : words} ·{' '}
      {heading === null ? name : <a href={`#s-${sectionId}`}>{name}</a>}
    </span>
  );
}

function Answer({ thread }: { readonly thread: ThreadData }) {
  const reply = useSend(replyEndpoint);
  const turn = useSend(setThreadStateEndpoint);
  const [text, setText] = useState('');
  const id = useId();
  const isResolved = thread.state === 'resolved';
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return;
    if ((await reply.run({ threadId: thread.id, text })) !== null) setText('');
  }
  const error = reply.error ?? turn.error;
  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={id} className="small">
        Reply
      </label>
      <input id={id} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button type="submit" className="small" disabled={reply.busy || text.trim() === ''}>
          Reply
        </button>
        <button
          type="button"
          className="small"
          disabled={turn.busy}
          onClick={() => void turn.run({ threadId: thread.id, state: isResolved ? 'open' : 'resolved' })}
        >
          {isResolved ? 'Open again' : 'Resolve'}
        </button>
      </div>
    </form>
  );
}

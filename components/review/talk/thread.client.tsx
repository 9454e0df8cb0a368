'use client';

import { useState } from 'react';
import { LocalTime } from '@/components/desk/local-time.client';
import { CommentBox, useStoredComment } from '@/components/review/talk/comment-box.client';
import { CopyLink } from '@/components/review/talk/copy-link.client';
import { Place, type ThreadPlace } from '@/components/review/talk/place';
import { type SaidPieces, SaidWords } from '@/components/review/talk/said';
import { Suggestion, type SuggestionData } from '@/components/review/talk/suggestion.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { keepUnsentEndpoint, replyEndpoint, setThreadStateEndpoint } from '@/lib/contract/reviews';

export type ThreadData = ThreadPlace & {
  readonly id: string;
  readonly mustResolve: boolean;
  readonly state: string;
  readonly isOnArticle: boolean;
  readonly by: string;
  readonly mayResolve: boolean;
  readonly suggestion: SuggestionData | null;
  readonly comments: readonly {
    readonly id: string;
    readonly text: SaidPieces;
    readonly by: string;
    readonly at: string;
  }[];
};

type Props = {
  readonly number: number;
  readonly thread: ThreadData;
  readonly mayComment: boolean;
  /** May use and decline suggestions. */
  readonly mayEdit: boolean;
};

/** One thread: what it is about and what became of those words, what was said, and what can be done. Its address has the focus. */
export function Thread({ number, thread, mayComment, mayEdit }: Props) {
  const isResolved = thread.state === 'resolved';
  const { suggestion } = thread;
  return (
    <section
      id={`t-${thread.id}`}
      tabIndex={-1}
      className={`thread stack-tight ${isResolved ? 'resolved' : ''}`}
      aria-label={`${suggestion ? 'Suggestion' : 'Comment'} by ${thread.by}${thread.quote ? ` on “${thread.quote}”` : ''}`}
    >
      <Pills thread={thread} />
      <Place thread={thread} />
      {suggestion ? <Suggestion number={number} thread={thread} suggestion={suggestion} mayEdit={mayEdit} /> : null}
      {thread.comments.map((comment) => (
        <p key={comment.id} className="said">
          <strong>
            <bdi>{comment.by}</bdi>
          </strong>{' '}
          <span className="small muted">
            <LocalTime at={comment.at} />
          </span>
          <br />
          <SaidWords pieces={comment.text} />
        </p>
      ))}
      {mayComment ? <Answer number={number} thread={thread} /> : null}
    </section>
  );
}

function Pills({ thread: { state, mustResolve, isOnArticle } }: Pick<Props, 'thread'>) {
  const isResolved = state === 'resolved';
  if (!isResolved && !mustResolve && !isOnArticle) return null;
  return (
    <div className="row">
      {mustResolve && !isResolved ? <span className="pill warn">! Must be resolved</span> : null}
      {isResolved ? <span className="pill ok">✓ Resolved</span> : null}
      {isOnArticle ? <span className="pill">On the article</span> : null}
    </div>
  );
}

function Answer({ number, thread }: Pick<Props, 'number' | 'thread'>) {
  const reply = useSend(replyEndpoint);
  const keep = useSend(keepUnsentEndpoint);
  const turn = useSend(setThreadStateEndpoint);
  const stored = useStoredComment();
  const [typed, setTyped] = useState('');
  const isResolved = thread.state === 'resolved';
  const isEmpty = typed.trim() === '';
  const error = reply.error ?? keep.error ?? turn.error;
  const send = async () => {
    if ((await reply.run({ threadId: thread.id, text: stored(typed) })) !== null) setTyped('');
  };
  const later = async () => {
    const about = { sectionId: null, quote: '', prefix: '', suffix: '', mustResolve: false };
    if ((await keep.run({ number, threadId: thread.id, ...about, text: stored(typed) })) !== null) setTyped('');
  };
  return (
    <div className="stack-tight">
      <CommentBox label="Reply" rows={2} value={typed} onChange={setTyped} />
      <FormError message={error?.message ?? null} />
      <div className="row">
        {isEmpty ? null : (
          <>
            <button type="button" className="small" disabled={reply.busy} onClick={() => void send()}>
              Reply now
            </button>
            <button type="button" className="small" disabled={keep.busy} onClick={() => void later()}>
              Keep until I send
            </button>
          </>
        )}
        {isResolved || thread.mayResolve ? (
          <button
            type="button"
            className="small"
            disabled={turn.busy}
            onClick={() => void turn.run({ threadId: thread.id, state: isResolved ? 'open' : 'resolved' })}
          >
            {isResolved ? 'Open again' : 'Resolve'}
          </button>
        ) : null}
        <CopyLink threadId={thread.id} />
      </div>
    </div>
  );
}

'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { holds, openPoints, type Point, usePoints } from '@/components/review/verdict/points';
import { PointLine } from '@/components/review/verdict/reviewers-list.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { reviewEndpoint } from '@/lib/contract/reviews';

type Part = { readonly part: string; readonly hash: string };

/** What an approval is of, and what comes after it. */
export type Approving = {
  readonly number: number;
  /** Of the text on screen: an approval holds for this text only. */
  readonly headHash: string;
  /** Only these parts; left out: the whole. */
  readonly parts?: readonly Part[];
  readonly points: readonly Point[];
  /** This approval is the last that it needs: one may go on to publish it. */
  readonly isLast: boolean;
};

/** Sends an approval with what the reviewer said of the points of the list. `shown` is the refusal while its text is on screen. */
export function useApproval({ number, headHash, parts, points }: Omit<Approving, 'isLast'>) {
  const { run, busy, error } = useSend(reviewEndpoint);
  const { book } = usePoints(headHash);
  const [sentHash, setSentHash] = useState('');
  const open = openPoints(points, book);
  async function approve(comment: string, next: string | null = null): Promise<boolean> {
    setSentHash(headHash);
    const input = {
      ...{ number, headHash, verdict: 'approve' as const, comment },
      ...(parts && { parts: parts.map(({ part, hash }) => ({ part, hash })) }),
      openPoints: open.map(({ text: point, reason }) => ({ point, reason })),
    };
    return (await run(input, () => next)) !== null;
  }
  return { approve, busy, open, shown: sentHash === headHash ? error : null };
}

/** The form of an approval: the points that are open, each with its reason; a comment; and whether to go on to publish. */
export function ApproveFields({
  close,
  label,
  explain,
  ...approving
}: Approving & { readonly close: () => void; readonly label: string; readonly explain: string }) {
  const { number, headHash, isLast } = approving;
  const { approve, busy, open, shown } = useApproval(approving);
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  async function send(next: string | null) {
    const lacks = open.some(({ reason }) => reason === '');
    setMissing(lacks);
    if (lacks || !(await approve(comment, next))) return;
    setComment('');
    close();
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(null);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{explain}</p>
      <PointFields points={approving.points} headHash={headHash} isMissing={isMissing} />
      <div className="field">
        <label htmlFor={id}>Comment (if you like)</label>
        <textarea id={id} value={comment} maxLength={4000} onChange={(event) => setComment(event.target.value)} />
      </div>
      <FormError message={shown?.message ?? null} issues={shown?.issues ?? []} />
      {shown?.code === 'stale' ? (
        <ShowNew close={close} />
      ) : (
        <div className="row">
          <button type="submit" className="primary" disabled={busy}>
            {label}
          </button>
          {isLast ? (
            <button type="button" disabled={busy} onClick={() => void send(`/desk/revisions/${number}/publish`)}>
              Approve and go to publish
            </button>
          ) : null}
          <button type="button" onClick={close}>
            Keep reading
          </button>
        </div>
      )}
    </form>
  );
}

/** Leads to the text that is there now. */
export function ShowNew({ close }: { readonly close: () => void }) {
  const router = useRouter();
  return (
    <div className="row">
      <button
        type="button"
        className="primary"
        onClick={() => {
          close();
          router.refresh();
        }}
      >
        Show what is new
      </button>
      <button type="button" onClick={close}>
        Keep reading
      </button>
    </div>
  );
}

type PointProps = { readonly headHash: string; readonly isMissing: boolean };

/** The whole list; of what is open it asks for a reason. */
function PointFields({ points, ...rest }: PointProps & { readonly points: readonly Point[] }) {
  if (points.length === 0) return null;
  return (
    <fieldset className="stack-tight">
      <legend>
        Reviewer’s list: tick what holds, or say why you approve all the same. Readers can see the reasons.
      </legend>
      {points.map((point) => (
        <PointField key={point.text} point={point} {...rest} />
      ))}
    </fieldset>
  );
}

function PointField({ point, headHash, isMissing }: PointProps & { readonly point: Point }) {
  const { book, say } = usePoints(headHash);
  const id = useId();
  const { text } = point;
  const isWrong = isMissing && (book[text]?.reason ?? '').trim() === '';
  return (
    <div className="field">
      <ul className="plain-list checks">
        <PointLine point={point} headHash={headHash} />
      </ul>
      {holds(point, book) ? null : (
        <>
          <label className="small" htmlFor={id}>
            Reason<span className="visually-hidden">: {text}</span>
          </label>
          <input
            id={id}
            maxLength={500}
            value={book[text]?.reason ?? ''}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}-error` : undefined}
            onChange={(event) => say(text, { reason: event.target.value })}
          />
          {isWrong ? (
            <span className="error" id={`${id}-error`}>
              Tick it or say why it is open.
            </span>
          ) : null}
        </>
      )}
    </div>
  );
}

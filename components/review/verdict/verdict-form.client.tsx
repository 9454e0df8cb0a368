'use client';

import { type FormEvent, useId, useState } from 'react';
import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useBehind } from '@/components/review/looking/behind';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { count } from '@/components/words';
import { FormError } from '@/components/ui/form-error';
import { ApproveFields, ShowNew } from '@/components/review/verdict/approve-fields.client';
import { AskForLook } from '@/components/review/verdict/looks.client';
import type { Point } from '@/components/review/verdict/points';
import { type PartLine, stillToApprove } from '@/components/review/verdict/standing-words';
import { useSend } from '@/components/use-send';
import { rejectEndpoint, reviewEndpoint } from '@/lib/contract/reviews';

type Answer = { readonly ok: boolean; readonly because?: string };
type Props = {
  readonly number: number;
  /** Of the text on screen: a verdict holds for this text only. */
  readonly headHash: string;
  readonly author: string;
  readonly approve: Answer;
  readonly requestChanges: Answer;
  readonly reject: Answer;
  readonly mayComment: boolean;
  readonly mayPublish: boolean;
  readonly parts: readonly (PartLine & { readonly name: string })[];
  readonly points: readonly Point[];
  /** Who can be asked for a look. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** With this person's approval of the whole it has all that it needs. */
  readonly isLast: boolean;
  /** Comments of this person that go with the verdict. */
  readonly unsent: number;
};

const verdicts = {
  comment: {
    label: 'Comment only',
    explain: 'The author gets the turn. This neither approves nor blocks.',
    missing: 'Write a comment.',
    tone: '',
  },
  request_changes: {
    label: 'Request changes',
    explain: 'Say what should change. It blocks until you review again.',
    missing: 'Say what should change. Add at least one comment.',
    tone: '',
  },
} as const;

/** The verdict on the text on screen. What is not possible is off and says why. */
export function VerdictForm(props: Props) {
  const { number, author, requestChanges, reject, mayComment, mayPublish } = props;
  const behind = useBehind();
  const approve = behind && props.approve.ok ? { ok: false, because: behind } : props.approve;
  const rejecting = useSend(rejectEndpoint);
  const left = stillToApprove(props.parts);
  return (
    <section className="verdict" aria-label="Your verdict">
      {approve.ok ? (
        <p className="small">You are saying these sections are ready for readers and the sources support them.</p>
      ) : null}
      <div className="row">
        <Verdict {...props} verdict="comment" answer={{ ok: mayComment, because: 'This revision has ended.' }} />
        <Verdict {...props} verdict="request_changes" answer={requestChanges} />
        <Approve {...props} approve={approve} />
        {left ? (
          <span className="small muted" role="status">
            {left}
          </span>
        ) : null}
        <ReasonDialog
          label="Reject revision"
          title={`Reject revision ${number}?`}
          explain={`Say why. ${author} keeps the text and can start again from it.`}
          field="A reason"
          confirm="Reject revision"
          tone="danger"
          disabled={!reject.ok}
          because={reject.because}
          busy={rejecting.busy}
          error={rejecting.error}
          onConfirm={async (reason) => (await rejecting.run({ number, reason })) !== null}
        />
        {mayComment ? <AskForLook number={number} people={props.people} /> : null}
        {mayPublish ? (
          <a className="button primary" href={`/desk/revisions/${number}/publish`}>
            Go to publish
          </a>
        ) : null}
      </div>
      {approve.ok ? null : (
        <p className="small muted" aria-hidden="true">
          Approve: {approve.because}
        </p>
      )}
    </section>
  );
}

/** Approves the whole: what nobody has approved yet with it. */
function Approve({ number, headHash, approve, parts, points, isLast }: Props) {
  const rest = [...new Set(parts.filter(({ isYours }) => !isYours).map(({ name }) => name))];
  const explain =
    rest.length === 0
      ? 'You are saying this text is ready for readers and the sources support it.'
      : `You are saying these sections are ready for readers and the sources support them: ${rest.join(', ')}.`;
  return (
    <DialogButton label="Approve" title="Approve" tone="primary" disabled={!approve.ok} because={approve.because}>
      {(close) => <ApproveFields {...{ number, headHash, points, isLast, close, explain }} label="Approve" />}
    </DialogButton>
  );
}

type VerdictProps = Props & { readonly verdict: keyof typeof verdicts; readonly answer: Answer };

function Verdict(props: VerdictProps) {
  const { verdict, answer } = props;
  const { label, tone } = verdicts[verdict];
  return (
    <DialogButton label={label} title={label} tone={tone} disabled={!answer.ok} because={answer.because}>
      {(close) => <VerdictFields {...props} close={close} />}
    </DialogButton>
  );
}

function VerdictFields({ number, headHash, verdict, unsent, close }: VerdictProps & { readonly close: () => void }) {
  const { run, busy, error } = useSend(reviewEndpoint);
  const [comment, setComment] = useState('');
  const [sentHash, setSentHash] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const { explain, missing, label } = verdicts[verdict];
  async function submit(event: FormEvent) {
    event.preventDefault();
    const lacks = comment.trim() === '' && unsent === 0;
    setMissing(lacks);
    if (lacks) return;
    setSentHash(headHash);
    if ((await run({ number, headHash, verdict, comment })) === null) return;
    setComment('');
    close();
  }
  // Once the new text is on screen the refusal is history.
  const shown = sentHash === headHash ? error : null;
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>{explain}</p>
      {unsent > 0 ? <p>{count(unsent, 'comment')} that you kept will be sent with it.</p> : null}
      <div className="field">
        <label htmlFor={id}>Comment</label>
        <textarea
          id={id}
          value={comment}
          maxLength={4000}
          onChange={(event) => setComment(event.target.value)}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
        />
        {isMissing ? (
          <span className="error" id={`${id}-error`}>
            {missing}
          </span>
        ) : null}
      </div>
      <FormError message={shown?.message ?? null} issues={shown?.issues ?? []} />
      {shown?.code === 'stale' ? (
        <ShowNew close={close} />
      ) : (
        <div className="row">
          <button type="submit" className="primary" disabled={busy}>
            {label}
          </button>
          <button type="button" onClick={close}>
            Keep reading
          </button>
        </div>
      )}
    </form>
  );
}

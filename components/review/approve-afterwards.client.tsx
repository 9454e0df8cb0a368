'use client';

import { type FormEvent, useId, useState } from 'react';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { approveAfterwardsEndpoint } from '@/lib/contract/reviews';

type Props = {
  readonly number: number;
  /** Of the text on screen: the approval holds for this text only. */
  readonly headHash: string;
  readonly answer: { readonly ok: boolean; readonly because?: string };
};

/** The second pair of eyes on what an emergency published. What is wrong with it becomes a revision of its own. */
export function ApproveAfterwards(props: Props) {
  const { answer } = props;
  return (
    <section className="verdict" aria-label="Your verdict">
      <div className="row">
        <DialogButton
          label="Approve afterwards"
          title="Approve afterwards"
          tone="primary"
          disabled={!answer.ok}
          because={answer.because}
        >
          {(close) => <Fields {...props} close={close} />}
        </DialogButton>
      </div>
      {answer.ok ? null : (
        <p className="small muted" aria-hidden="true">
          Approve afterwards: {answer.because}
        </p>
      )}
    </section>
  );
}

function Fields({ number, headHash, close }: Props & { readonly close: () => void }) {
  const { run, busy, error } = useSend(approveAfterwardsEndpoint);
  const [comment, setComment] = useState('');
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await run({ number, headHash, comment })) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>
        You are saying this text was ready for readers and the sources support it. Readers see your name beside it. If
        something is wrong, open a revision that mends it.
      </p>
      <div className="field">
        <label htmlFor={id}>Comment (if you like)</label>
        <textarea id={id} value={comment} maxLength={4000} onChange={(event) => setComment(event.target.value)} />
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Approve afterwards
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}

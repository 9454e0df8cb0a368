'use client';

import { type FormEvent, useId, useState } from 'react';
import { ChoiceField, TextField } from '@/components/sources/text-field';
import { checkWords } from '@/components/sources/words';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { verifyCitationEndpoint } from '@/lib/contract/sources';
import { type VerificationVerdict, verificationVerdicts } from '@/lib/domain/citation/library/verification';

type Props = {
  readonly articleId: string;
  readonly citationId: string;
  /** The revision whose words are shown; null for what readers see. */
  readonly number: number | null;
  readonly statement: string;
  readonly statementHash: string;
};

const options = verificationVerdicts.map((verdict) => [verdict, checkWords[verdict].says] as const);

/** What a reviewer found who looked a citation up; bound to the words on the screen. */
export function VerifyButton(props: Props) {
  return (
    <DialogButton label="I looked it up" title="What does the source say?" tone="small">
      {(close) => <VerifyFields {...props} close={close} />}
    </DialogButton>
  );
}

function VerifyFields({
  articleId,
  citationId,
  number,
  statement,
  statementHash,
  close,
}: Props & { readonly close: () => void }) {
  const { run, busy, error } = useSend(verifyCitationEndpoint);
  const [verdict, setVerdict] = useState<VerificationVerdict>('verified');
  const [comment, setComment] = useState('');
  const name = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const where = number === null ? {} : { number };
    const input = { articleId, citationId, ...where, statementHash, verdict, comment };
    if ((await run(input)) !== null) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <blockquote dir="auto">{statement}</blockquote>
      <ChoiceField legend="What you found" name={name} value={verdict} options={options} onChange={setVerdict} />
      <TextField label="Comment (if you like)" value={comment} onChange={setComment} maxLength={500} rows={2} />
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Keep what I found
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}

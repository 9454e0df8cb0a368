'use client';

import { type FormEvent, useId, useState } from 'react';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { reportWords } from '@/components/words';
import { answerReportEndpoint, type ReportOutcome, reportOutcomes } from '@/lib/contract/reports';

type Props = { readonly number: number; readonly liveNumber: number | null };

/** Answers a reader's report: what became of it, in words that everyone can read. */
export function AnswerReport(props: Props) {
  return (
    <DialogButton label={`Answer report ${props.number}`} title={`Answer report ${props.number}`} tone="primary">
      {(close) => <AnswerForm {...props} close={close} />}
    </DialogButton>
  );
}

function AnswerForm({ number, liveNumber, close }: Props & { readonly close: () => void }) {
  const id = useId();
  const { run, busy, error } = useSend(answerReportEndpoint);
  const [outcome, setOutcome] = useState<ReportOutcome>('corrected');
  const [answer, setAnswer] = useState('');
  const [version, setVersion] = useState(String(liveNumber ?? ''));
  async function submit(event: FormEvent) {
    event.preventDefault();
    const corrected = outcome === 'corrected' ? Number(version) || null : null;
    if (await run({ number, outcome, answer, version: corrected })) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <div className="field">
        <label htmlFor={`${id}-outcome`}>What became of it</label>
        <select
          id={`${id}-outcome`}
          value={outcome}
          onChange={(event) => setOutcome(reportOutcomes.find((one) => one === event.target.value) ?? outcome)}
        >
          {reportOutcomes.map((one) => (
            <option key={one} value={one}>
              {reportWords[one]}
            </option>
          ))}
        </select>
      </div>
      {outcome === 'corrected' ? (
        <div className="field">
          <label htmlFor={`${id}-version`}>Version that put it right</label>
          <input
            id={`${id}-version`}
            inputMode="numeric"
            value={version}
            onChange={(event) => setVersion(event.target.value)}
          />
        </div>
      ) : null}
      <div className="field">
        <label htmlFor={`${id}-answer`}>Answer</label>
        <textarea
          id={`${id}-answer`}
          rows={4}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
          aria-describedby={`${id}-hint`}
        />
        <span className="hint" id={`${id}-hint`}>
          Everyone can read it. What the reader wrote stays here.
        </span>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Send the answer
        </button>
        <button type="button" onClick={close}>
          Keep working
        </button>
      </div>
    </form>
  );
}

'use client';

import { type FormEvent, useId, useState } from 'react';
import { type Moment, MomentFields, missingInMoment } from '@/components/revision/when.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { rescheduleEndpoint, unscheduleEndpoint } from '@/lib/contract/versions';

type Props = {
  readonly number: number;
  readonly wall: string;
  readonly zone: string;
  readonly mayMove: boolean;
  readonly mayCancel: boolean;
};

/** Another time for a schedule in one step, or none; the approval stays. */
export function ChangeSchedule({ number, wall, zone, mayMove, mayCancel }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { run, busy, error } = useSend(unscheduleEndpoint);
  return (
    <div className="stack-tight">
      <div className="row">
        {mayMove ? (
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            Change the time
          </button>
        ) : null}
        {mayCancel ? (
          <button type="button" disabled={busy} onClick={() => void run({ number })}>
            Cancel the schedule
          </button>
        ) : null}
      </div>
      <FormError message={error?.message ?? null} />
      {isOpen ? (
        <MoveForm number={number} before={{ wall, zone, which: null }} onDone={() => setIsOpen(false)} />
      ) : null}
    </div>
  );
}

type MoveProps = { readonly number: number; readonly before: Moment; readonly onDone: () => void };

function MoveForm({ number, before, onDone }: MoveProps) {
  const id = useId();
  const { run, busy, error } = useSend(rescheduleEndpoint);
  const [value, setValue] = useState(before);
  const [missing, setMissing] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const problem = missingInMoment(value);
    setMissing(problem);
    if (!problem && (await run({ number, ...value }))) onDone();
  }
  return (
    <form className="stack-tight" onSubmit={(event) => void submit(event)} noValidate>
      <MomentFields id={id} value={value} onChange={setValue} />
      <FormError message={missing ?? error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? 'Working…' : 'Schedule for this time'}
        </button>
      </div>
    </form>
  );
}

'use client';

import { type FormEvent, useId, useState } from 'react';
import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import {
  copyRevisionEndpoint,
  describeRevisionEndpoint,
  discardEndpoint,
  recallEndpoint,
} from '@/lib/contract/revisions';

type Answer = { readonly ok: boolean; readonly because?: string };
type Props = {
  readonly number: number;
  readonly name: string;
  readonly why: string;
  readonly recall: Answer;
  readonly discard: Answer;
  readonly mayDescribe: boolean;
  readonly mayCopy: boolean;
};

/** What else can be done with a revision. What cannot be done in its state is not offered. */
export function RevisionMenu(props: Props) {
  const { recall, discard, mayDescribe, mayCopy } = props;
  if (!recall.ok && !discard.ok && !mayDescribe && !mayCopy) return null;
  return (
    <section className="row" aria-label="More about this revision">
      {mayDescribe ? <Rename {...props} /> : null}
      {recall.ok ? <Recall number={props.number} /> : null}
      {discard.ok ? <Discard number={props.number} /> : null}
      {mayCopy ? <Copy number={props.number} /> : null}
    </section>
  );
}

type OfNumber = Pick<Props, 'number'>;

function Recall({ number }: OfNumber) {
  const { run, busy, error } = useSend(recallEndpoint);
  return (
    <DialogButton label="Take back" title={`Take revision ${number} back?`}>
      {(close) => (
        <div className="stack">
          <p>It becomes a draft again. Approvals that were given count no more.</p>
          <FormError message={error?.message ?? null} />
          <div className="row">
            <button
              type="button"
              className="primary"
              disabled={busy}
              onClick={() => void run({ number }).then((done) => (done ? close() : undefined))}
            >
              Take it back
            </button>
            <button type="button" onClick={close}>
              Leave it in review
            </button>
          </div>
        </div>
      )}
    </DialogButton>
  );
}

/** Ends a revision for good; its text stays in the record. */
export function Discard({ number }: OfNumber) {
  const { run, busy, error } = useSend(discardEndpoint);
  return (
    <ReasonDialog
      label="Discard revision"
      title={`Discard revision ${number}?`}
      explain="Its text stays in the record, and a new revision can be started from it."
      field="Why (if you like)"
      confirm="Discard revision"
      tone="danger"
      isRequired={false}
      busy={busy}
      error={error}
      onConfirm={async (reason) => (await run({ number, reason })) !== null}
    />
  );
}

function Copy({ number }: OfNumber) {
  const { run, busy, error } = useSend(copyRevisionEndpoint);
  return (
    <>
      <button
        type="button"
        disabled={busy}
        onClick={() => void run({ number }, (made) => `/desk/revisions/${made.number}/edit`)}
      >
        Start again from this text
      </button>
      <FormError message={error?.message ?? null} />
    </>
  );
}

function Rename(props: Props) {
  return (
    <DialogButton label="Rename" title="Name of this revision">
      {(close) => <RenameForm {...props} close={close} />}
    </DialogButton>
  );
}

function RenameForm({ number, close, ...stored }: Props & { readonly close: () => void }) {
  const { run, busy, error } = useSend(describeRevisionEndpoint);
  const [name, setName] = useState(stored.name);
  const [why, setWhy] = useState(stored.why);
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    if ((await run({ number, name, why })) !== null) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <div className="field">
        <label htmlFor={`${id}-name`}>Name</label>
        <input id={`${id}-name`} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-why`}>Why it is made</label>
        <textarea id={`${id}-why`} value={why} maxLength={500} onChange={(event) => setWhy(event.target.value)} />
        <span className="hint">For colleagues. Readers do not see it.</span>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Save the name
        </button>
        <button type="button" onClick={close}>
          Keep the old one
        </button>
      </div>
    </form>
  );
}

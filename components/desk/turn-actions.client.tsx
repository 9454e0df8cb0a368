'use client';

import { useId, useState } from 'react';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { handBackEndpoint, leaveTurnEndpoint } from '@/lib/contract/reviews';

type Person = { readonly id: string; readonly name: string };
type Props = { readonly number: number; readonly mayHandBack: boolean; readonly instead: readonly Person[] };

/** What whose turn it is can do with the turn itself: hand it back, or leave it, maybe to somebody else. */
export function TurnActions({ number, mayHandBack, instead }: Props) {
  const { run, busy, error } = useSend(handBackEndpoint);
  return (
    <div className="row">
      {mayHandBack ? (
        <button type="button" className="small" disabled={busy} onClick={() => void run({ number })}>
          Hand it back
        </button>
      ) : null}
      <DialogButton label="I can’t do this now" title="You can’t do this now" tone="small">
        {(close) => <Leave number={number} instead={instead} close={close} />}
      </DialogButton>
      <FormError message={error?.message ?? null} />
    </div>
  );
}

function Leave({ number, instead, close }: Omit<Props, 'mayHandBack'> & { readonly close: () => void }) {
  const { run, busy, error } = useSend(leaveTurnEndpoint);
  const [toId, setTo] = useState('');
  const id = useId();
  const leave = async () => {
    if ((await run({ number, toId: toId === '' ? null : toId })) !== null) close();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void leave();
      }}
    >
      <p>It leaves your list. If nobody is left whose turn it is, the admins are told.</p>
      <div className="field">
        <label htmlFor={id}>Who could do it</label>
        <select id={id} value={toId} onChange={(event) => setTo(event.target.value)}>
          <option value="">Nobody in particular</option>
          {instead.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Leave it
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </div>
    </form>
  );
}

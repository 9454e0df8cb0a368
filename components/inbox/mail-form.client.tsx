'use client';

import { useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { setMailEndpoint } from '@/lib/contract/notifications';
import { mailedKinds } from '@/lib/domain/workflow/news';

type Props = { readonly isOff: boolean; readonly atOnce: readonly string[]; readonly sendsMail: boolean };

/** Which mail a person gets: none, or a digest each morning, and which lines of the inbox at once. */
export function MailForm({ isOff: wasOff, atOnce: before, sendsMail }: Props) {
  const { run, busy, error } = useSend(setMailEndpoint);
  const [isOn, setOn] = useState(!wasOff);
  const [atOnce, setAtOnce] = useState<readonly string[]>(before);
  const [said, setSaid] = useState('');
  const save = async () => {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    setSaid('');
    if ((await run({ isOff: !isOn, atOnce: [...atOnce], zone })) !== null) setSaid('Saved.');
  };
  const toggle = (kind: string) =>
    setAtOnce((now) => (now.includes(kind) ? now.filter((one) => one !== kind) : [...now, kind]));
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {sendsMail ? null : (
        <p className="notice info">This site sends no mail. What you choose here counts once it does.</p>
      )}
      <label className="choice">
        <input type="checkbox" checked={isOn} onChange={(event) => setOn(event.target.checked)} />
        <span>Mail me each morning what is new in my inbox</span>
      </label>
      <fieldset className="stack-tight" disabled={!isOn}>
        <legend>At once, not only in the morning</legend>
        {Object.entries(mailedKinds).map(([kind, words]) => (
          <label key={kind} className="choice">
            <input type="checkbox" checked={atOnce.includes(kind)} onChange={() => toggle(kind)} />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Save
        </button>
        <output>{said}</output>
      </div>
    </form>
  );
}

'use client';

import { type FormEvent, useState } from 'react';
import { diffModeWords } from '@/components/prose/change-words';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { saveSettingsEndpoint } from '@/lib/contract/accounts';
import { diffModes, type Settings } from '@/lib/domain/actor';

/** How the desk works for the person who is signed in. */
export function SettingsForm({ settings }: { readonly settings: Settings }) {
  const { run, busy, error } = useSend(saveSettingsEndpoint);
  const [chosen, setChosen] = useState(settings);
  const [told, setTold] = useState('');
  const choose = (change: Partial<Settings>) => {
    setChosen({ ...chosen, ...change });
    setTold('');
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    if ((await run(chosen)) !== null) setTold('Saved.');
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Check
        label="Single letters are keys"
        hint="Such as J for the next change and C for a comment. They are off inside fields in any case. The list of keys names them all."
        isOn={chosen.singleKeys}
        onChange={(singleKeys) => choose({ singleKeys })}
      />
      <Check
        label="Say what was inserted and deleted"
        hint="For screen readers that do not announce marked words: “inserted” and “deleted” stand before them, unseen."
        isOn={chosen.spokenHints}
        onChange={(spokenHints) => choose({ spokenHints })}
      />
      <fieldset className="stack-tight">
        <legend>How comparisons are shown at first</legend>
        {diffModes.map((mode) => (
          <label key={mode} className="choice">
            <input
              type="radio"
              name="diffMode"
              checked={chosen.diffMode === mode}
              onChange={() => choose({ diffMode: mode })}
            />{' '}
            {diffModeWords[mode]}
          </label>
        ))}
      </fieldset>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Save the settings
        </button>
        <output>{told}</output>
      </div>
    </form>
  );
}

type CheckProps = {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
};

function Check({ label, hint, isOn, onChange }: CheckProps) {
  return (
    <div className="field">
      <label>
        <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {label}
      </label>
      <span className="hint">{hint}</span>
    </div>
  );
}

'use client';

import { useState } from 'react';

type Props = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly hint?: string;
  readonly minLength?: number;
};

/** A password that can be shown. Pasting and password managers work; without script it is an ordinary field. */
export function PasswordField({ id, name, label, autoComplete, hint, minLength }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <input
        id={id}
        name={name}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        aria-describedby={hint ? `${id}-hint` : undefined}
        minLength={minLength}
        required
      />
      <button type="button" className="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Hide password' : 'Show password'}
      </button>
    </div>
  );
}

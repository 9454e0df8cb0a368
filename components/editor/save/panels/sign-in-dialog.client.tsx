'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { z } from 'zod';
import { errorSentence } from '@/components/accounts/sign-in-words';
import { send } from '@/components/send';
import { PasswordField } from '@/components/ui/password-field.client';
import { whoAmIEndpoint } from '@/lib/contract/accounts';

/** Ways to sign in that this site has besides a password. */
export type SignInWays = {
  readonly demo: readonly { readonly handle: string; readonly name: string }[];
  readonly sso: string | null;
};

type Props = {
  readonly ways: SignInWays;
  /** Someone is signed in again. */
  readonly onSignedIn: () => void;
};

const tokenSchema = z.object({ csrfToken: z.string() });

/** Posts a sign-in form and says what went wrong; empty when the person is signed in. */
async function signIn(way: 'credentials' | 'demo', fields: Readonly<Record<string, string>>): Promise<string> {
  try {
    const { csrfToken } = tokenSchema.parse(await (await fetch('/api/auth/csrf')).json());
    const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: whoAmIEndpoint.path });
    const answer = await fetch(`/api/auth/callback/${way}`, { method: 'POST', body });
    const error = new URL(answer.url).searchParams.get('error');
    if (error) return errorSentence(error);
    await send(whoAmIEndpoint, {});
    return '';
  } catch {
    return 'The server cannot be reached. Your text is safe here; try again.';
  }
}

/** Signs in over the page, so that what is typed on it stays where it is. */
export function SignInDialog({ ways, onSignedIn }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  // The form is there first, so that the focus goes into it.
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  function done() {
    dialog.current?.close();
    onSignedIn();
  }
  return (
    <>
      <button type="button" className="small primary" onClick={() => setOpen(true)}>
        Sign in
      </button>
      <dialog ref={dialog} aria-labelledby={id} onClose={() => setOpen(false)}>
        <div className="stack">
          <h2 id={id}>Sign in again</h2>
          <p>Your text is safe on this page, and will be saved as soon as you are signed in.</p>
          {isOpen ? <Forms ways={ways} onDone={done} onCancel={() => dialog.current?.close()} /> : null}
        </div>
      </dialog>
    </>
  );
}

type FormsProps = {
  readonly ways: SignInWays;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

function Forms({ ways, onDone, onCancel }: FormsProps) {
  const id = useId();
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  async function attempt(way: 'credentials' | 'demo', fields: Readonly<Record<string, string>>) {
    setBusy(true);
    setProblem('');
    const found = await signIn(way, fields);
    setBusy(false);
    setProblem(found);
    if (found === '') onDone();
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    void attempt('credentials', { email: field('email'), password: field('password') });
  }
  return (
    <>
      <div role="alert">{problem ? <p className="notice danger">{problem}</p> : null}</div>
      <form className="stack" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-email`}>Email</label>
          <input id={`${id}-email`} name="email" type="email" autoComplete="username" required maxLength={254} />
        </div>
        <PasswordField id={`${id}-password`} name="password" label="Password" autoComplete="current-password" />
        <div className="row">
          <button type="submit" className="primary" disabled={isBusy}>
            Sign in
          </button>
          <button type="button" onClick={onCancel}>
            Not now
          </button>
        </div>
      </form>
      {ways.demo.length > 0 ? (
        <ul className="plain-list row">
          {ways.demo.map(({ handle, name }) => (
            <li key={handle}>
              <button
                type="button"
                className="small"
                disabled={isBusy}
                onClick={() => void attempt('demo', { handle })}
              >
                Continue as {name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {ways.sso ? (
        <p>
          <a href="/sign-in" target="_blank" rel="noopener">
            Sign in with {ways.sso} in a new tab
          </a>
          , then come back here.
        </p>
      ) : null}
    </>
  );
}

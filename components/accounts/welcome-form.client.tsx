'use client';

import { type FormEvent, useState } from 'react';
import { send, SendError } from '@/components/send';
import { PasswordField } from '@/components/ui/password-field.client';
import { acceptLinkEndpoint } from '@/lib/contract/accounts';
import { limits } from '@/lib/contract/limits';

type Props = {
  readonly token: string;
  readonly kind: 'invite' | 'reset' | 'first_admin';
  readonly name: string;
  readonly email: string;
};

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Name and password of somebody who followed a one-time link. */
export function WelcomeForm({ token, kind, name, email }: Props) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  async function use(form: FormData): Promise<void> {
    setBusy(true);
    try {
      const given = kind === 'first_admin' ? { email: textOf(form, 'email') } : {};
      const input = { token, name: textOf(form, 'name'), password: textOf(form, 'password'), ...given };
      await send(acceptLinkEndpoint, input, { retries: 0 });
      window.location.assign('/sign-in?welcome');
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void use(new FormData(event.currentTarget));
  }

  return (
    <form className="stack" onSubmit={submit} method="post">
      <div role="alert">{problem ? <p className="notice danger">{problem}</p> : null}</div>
      <div className="field">
        <label htmlFor="name">Your name</label>
        <input
          id="name"
          name="name"
          defaultValue={name}
          autoComplete="name"
          required
          maxLength={limits.nameLength}
          readOnly={kind === 'reset'}
        />
      </div>
      <div className="field">
        <label htmlFor="email">Email</label>
        <input
          id="email"
          name="email"
          type="email"
          defaultValue={email}
          autoComplete="username"
          required
          maxLength={limits.emailLength}
          readOnly={kind !== 'first_admin'}
        />
      </div>
      <PasswordField
        id="password"
        name="password"
        label="Password"
        autoComplete="new-password"
        hint={`At least ${limits.passwordMin} characters. A few unrelated words work well.`}
        minLength={limits.passwordMin}
      />
      <div>
        <button type="submit" className="primary" disabled={busy}>
          {kind === 'reset' ? 'Set password' : 'Create account'}
        </button>
      </div>
    </form>
  );
}

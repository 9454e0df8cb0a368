'use client';

import type { ChangeEvent } from 'react';
import { send } from '@/components/send';
import { changeRoleEndpoint, resetPasswordEndpoint, setDisabledEndpoint } from '@/lib/contract/accounts';
import type { Role } from '@/lib/domain/actor';

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly isDemo: boolean;
  readonly hasPassword: boolean;
};

type Outcome = { readonly tone: 'ok' | 'danger'; readonly text: string; readonly link?: string };

type Props = {
  readonly person: PersonView;
  readonly isSelf: boolean;
  readonly busy: boolean;
  readonly run: (work: () => Promise<Outcome>) => Promise<boolean>;
};

const roles = ['editor', 'reviewer', 'admin'] as const;

function StatePill({ person }: { readonly person: PersonView }) {
  if (person.disabled) return <span className="pill danger">Disabled</span>;
  if (person.isDemo) return <span className="pill warn">Demo</span>;
  return person.hasPassword ? <span className="pill ok">Active</span> : <span className="pill">No password yet</span>;
}

/** One row of the people page. */
export function PersonActions({ person, isSelf, busy, run }: Props) {
  const personId = person.id;

  function chooseRole(event: ChangeEvent<HTMLSelectElement>): void {
    const role = roles.find((one) => one === event.currentTarget.value);
    if (!role) return;
    void run(async () => {
      await send(changeRoleEndpoint, { personId, role });
      return { tone: 'ok', text: `${person.name} is ${role} from now on.` };
    });
  }

  function toggle(): void {
    const disabled = !person.disabled;
    const question = `Disable ${person.name}? They are signed out at once. What they wrote stays.`;
    if (disabled && !window.confirm(question)) return;
    void run(async () => {
      await send(setDisabledEndpoint, { personId, disabled });
      return { tone: 'ok', text: disabled ? `${person.name} is disabled.` : `${person.name} can sign in again.` };
    });
  }

  function reset(): void {
    const question = `Reset the password of ${person.name}? The old one stops working and they are signed out.`;
    if (!window.confirm(question)) return;
    void run(async () => {
      const { path } = await send(resetPasswordEndpoint, { personId });
      const text = `Send this link to ${person.name}. It works once, for 24 hours.`;
      return { tone: 'ok', text, link: window.location.origin + path };
    });
  }

  return (
    <tr>
      <th scope="row">
        <bdi>{person.name}</bdi>
        {isSelf ? <span className="muted"> (you)</span> : null}
      </th>
      <td>{person.email}</td>
      <td>
        <StatePill person={person} />
      </td>
      <td>
        <select aria-label={`Role of ${person.name}`} value={person.role} onChange={chooseRole} disabled={busy}>
          {roles.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      </td>
      <td>
        <button type="button" className="small" onClick={toggle} disabled={busy}>
          {person.disabled ? 'Enable' : 'Disable'}
          <span className="visually-hidden"> {person.name}</span>
        </button>{' '}
        <button type="button" className="small" onClick={reset} disabled={busy || person.disabled}>
          Reset password
          <span className="visually-hidden"> of {person.name}</span>
        </button>
      </td>
    </tr>
  );
}

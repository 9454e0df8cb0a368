'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { PersonActions, type PersonView } from '@/components/accounts/person-actions.client';
import { send, SendError } from '@/components/send';
import { inviteEndpoint } from '@/lib/contract/accounts';
import { limits } from '@/lib/contract/limits';

type Invitation = { readonly name: string; readonly email: string; readonly role: string; readonly expiresAt: string };

type Props = {
  readonly people: readonly PersonView[];
  readonly invitations: readonly Invitation[];
  /** The admin who looks at the page. */
  readonly selfId: string;
};

/** What the last action answered: a sentence, and the link that is shown this once. */
type Outcome = { readonly tone: 'ok' | 'danger'; readonly text: string; readonly link?: string };

const day = (at: string) => at.slice(0, 10);

/** People and roles: invite by link, change a role, disable, reset. */
export function PeopleTable({ people, invitations, selfId }: Props) {
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(work: () => Promise<Outcome>): Promise<boolean> {
    setBusy(true);
    try {
      setOutcome(await work());
      router.refresh();
      return true;
    } catch (error) {
      const text = error instanceof SendError ? error.message : 'Something went wrong. Try again.';
      setOutcome({ tone: 'danger', text });
      return false;
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <div aria-live="polite">{outcome ? <OutcomeNotice {...outcome} /> : null}</div>
      <section className="stack" aria-labelledby="people">
        <h2 id="people">Everybody</h2>
        <div className="table-wrap">
          <table>
            <caption className="visually-hidden">People, their roles and what you can do</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Email</th>
                <th scope="col">State</th>
                <th scope="col">Role</th>
                <th scope="col">Actions</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonActions key={person.id} person={person} isSelf={person.id === selfId} busy={busy} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <InviteForm busy={busy} run={run} />
      {invitations.length > 0 ? (
        <section className="stack" aria-labelledby="open">
          <h2 id="open">Open invitations</h2>
          <ul className="plain-list lines">
            {invitations.map((one) => (
              <li key={one.email}>
                <bdi>{one.name}</bdi>, {one.email}, as {one.role}; works until{' '}
                <time dateTime={one.expiresAt}>{day(one.expiresAt)}</time>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function OutcomeNotice({ tone, text, link }: Outcome) {
  return (
    <div className={`notice ${tone} stack`}>
      <p>{text}</p>
      {link ? (
        <div className="field">
          <label htmlFor="link">One-time link, shown only now</label>
          <input id="link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        </div>
      ) : null}
    </div>
  );
}

type FormProps = { readonly busy: boolean; readonly run: (work: () => Promise<Outcome>) => Promise<boolean> };

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const roles = ['editor', 'reviewer', 'admin'] as const;

function InviteForm({ busy, run }: FormProps) {
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const role = roles.find((one) => one === field(form, 'role')) ?? 'editor';
    const invite = async (): Promise<Outcome> => {
      const input = { name: field(form, 'name'), email: field(form, 'email'), role };
      const { path } = await send(inviteEndpoint, input);
      const text = `Send this link to ${input.name}. It works once, for 7 days.`;
      return { tone: 'ok', text, link: window.location.origin + path };
    };
    void (async () => {
      if (await run(invite)) element.reset();
    })();
  }
  return (
    <section className="stack" aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <form className="stack" onSubmit={submit} method="post">
        <div className="field">
          <label htmlFor="invite-name">Name</label>
          <input id="invite-name" name="name" required maxLength={limits.nameLength} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="invite-email">Email</label>
          <input
            id="invite-email"
            name="email"
            type="email"
            required
            maxLength={limits.emailLength}
            autoComplete="off"
          />
        </div>
        <div className="field">
          <label htmlFor="invite-role">Role</label>
          <select id="invite-role" name="role" defaultValue="editor">
            {roles.map((role) => (
              <option key={role}>{role}</option>
            ))}
          </select>
        </div>
        <div>
          <button type="submit" className="primary" disabled={busy}>
            Make a link
          </button>
        </div>
      </form>
    </section>
  );
}

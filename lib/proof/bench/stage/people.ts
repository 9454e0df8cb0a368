import { createPerson } from '@/lib/accounts/commands';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { type App, origin } from '@/lib/proof/bench/stage/app';
import { ask } from '@/lib/proof/bench/stage/http';
import { newId } from '@/lib/system/crypto';

type Role = 'editor' | 'reviewer';

/** A person with a session in the browser that they do not have. */
export type Signed = { readonly actor: Actor; readonly cookie: string };

const cookiesOf = (given: string | string[] | undefined): string[] =>
  [given ?? []].flat().map((line) => line.split(';')[0] ?? '');

/** Signs a demo person in as the card of the sign-in page does; answers the cookie of the session. */
export async function signIn(app: App, handle: string): Promise<string> {
  const page = await ask(app.port, '/sign-in');
  const [csrf = ''] = cookiesOf(page.headers['set-cookie']);
  const token = decodeURIComponent(csrf.split('=')[1] ?? '').split('|')[0] ?? '';
  const form = new URLSearchParams({ csrfToken: token, handle, callbackUrl: '/desk' });
  const headers = { cookie: csrf, origin, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await ask(app.port, '/api/auth/callback/demo', { method: 'POST', headers, body: form.toString() });
  const session = cookiesOf(answer.headers['set-cookie']).find((line) => line.startsWith('stet='));
  if (!session) throw new Error(`${handle} could not sign in: ${answer.status} ${answer.body.toString()}`);
  return session;
}

/**
 * Makes people and signs them in. Many, where much is written: what one person may write in a minute is limited, and so they
 * take turns.
 */
export async function makePeople(app: App, role: Role, count: number): Promise<Signed[]> {
  const made: Signed[] = [];
  for (let index = 0; index < count; index += 1) {
    const handle = `bench-${role}-${index}`;
    const name = `Bench ${role} ${index}`;
    const { id } = await createPerson(systemActor, {
      handle,
      name,
      email: `${handle}@demo.invalid`,
      role,
      isDemo: true,
    });
    made.push({ actor: { id, name, role }, cookie: await signIn(app, handle) });
  }
  return made;
}

/** Calls the API as the desk does. Throws when it refuses. */
export async function call(
  app: App,
  { cookie }: Signed,
  [method, path]: readonly ['POST' | 'PUT', string],
  input: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ opId: newId(), ...input });
  const answer = await ask(app.port, path, { method, headers, body });
  const text = answer.body.toString();
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

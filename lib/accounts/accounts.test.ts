import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acceptLink } from '@/lib/accounts/accept';
import {
  changeRole,
  createFirstAdminLink,
  createPerson,
  invitePerson,
  offerReset,
  setDisabled,
} from '@/lib/accounts/commands';
import { findDemoPerson, listDemoPeople } from '@/lib/accounts/demo';
import { findLink } from '@/lib/accounts/links';
import { listPeople } from '@/lib/accounts/queries';
import { closeSession, findActor, openSession } from '@/lib/accounts/sessions';
import { signInBySso, signInWithPassword } from '@/lib/accounts/sign-in';
import { rates } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { forgetEnv } from '@/lib/system/env';
import { clearTries, countTry } from '@/lib/web/rates';

useDatabase();

const password = 'violet harbour kettle';
const hour = 3_600_000;
let admin: Actor;
let editor: Actor;

const tokenOf = ({ path }: { path: string }) => path.replace('/welcome/', '');
const at = (ms: number) => setClock(() => new Date(Date.now() + ms));
const setting = (name: string, value: string) => {
  process.env[name] = value;
  forgetEnv();
};

beforeAll(async () => {
  const { id } = await createPerson(systemActor, {
    handle: 'ada',
    name: 'Ada',
    email: 'ada@example.org',
    role: 'admin',
  });
  admin = { id, name: 'Ada', role: 'admin' };
  const made = await createPerson(admin, { handle: 'ed', name: 'Ed', email: 'ed@example.org', role: 'editor' });
  editor = { id: made.id, name: 'Ed', role: 'editor' };
});

afterEach(() => {
  setClock(null);
  setting('DEMO', '');
});

describe('one-time links', () => {
  test('an invitation makes one person, with the role and address it is bound to', async () => {
    const link = await invitePerson(admin, { opId: newId(), name: 'Eve', email: ' Eve@Example.org', role: 'reviewer' });
    expect(await findLink(tokenOf(link))).toMatchObject({ kind: 'invite', name: 'Eve', email: 'eve@example.org' });
    const input = { token: tokenOf(link), name: 'Eve', email: 'other@example.org', password };
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => acceptLink(input)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const person = await db().user.findUnique({ where: { emailKey: 'eve@example.org' } });
    expect(person).toMatchObject({ role: 'reviewer', name: 'Eve' });
    expect(await findLink(tokenOf(link))).toBeNull();
    expect(await signInWithPassword('EVE@example.org ', password)).toEqual({ id: person?.id, name: 'Eve' });
  });

  test('a newer invitation ends the older, and one that is over does not work', async () => {
    const invite = () => invitePerson(admin, { opId: newId(), name: 'Al', email: 'al@example.org', role: 'editor' });
    const older = await invite();
    const newer = await invite();
    expect(await findLink(tokenOf(older))).toBeNull();
    expect(await findLink(tokenOf(newer))).not.toBeNull();
    at(8 * 24 * hour);
    expect(await findLink(tokenOf(newer))).toBeNull();
    await expect(acceptLink({ token: tokenOf(newer), name: 'Al', password })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('only its hash is kept', async () => {
    const link = await invitePerson(admin, { opId: newId(), name: 'Cy', email: 'cy@example.org', role: 'editor' });
    const rows = await db().$queryRaw<{ found: boolean }[]>`
      select exists (select from invitation i where i::text like ${`%${tokenOf(link)}%`})
        or exists (select from idempotency_key k where k::text like ${`%${tokenOf(link)}%`}) as found`;
    expect(rows).toEqual([{ found: false }]);
  });

  test.each(['short', 'aaaaaaaaaaaaaaaa', 'password123456', 'Cyclops Cyclops', 'x'.repeat(300)])(
    'refuses the password %s',
    async (weak) => {
      const link = await invitePerson(admin, {
        opId: newId(),
        name: 'Cyclops',
        email: 'c@example.org',
        role: 'editor',
      });
      const use = acceptLink({ token: tokenOf(link), name: 'Cyclops', password: weak });
      await expect(use).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  test('a reset ends password and sessions at once', async () => {
    const link = await invitePerson(admin, { opId: newId(), name: 'Flo', email: 'flo@example.org', role: 'editor' });
    await acceptLink({ token: tokenOf(link), name: 'Flo', password });
    const flo = await signInWithPassword('flo@example.org', password);
    const session = await openSession(flo?.id ?? '');
    const reset = await offerReset(admin, { opId: newId(), personId: flo?.id ?? '' });
    expect(await findActor(session)).toBeNull();
    expect(await signInWithPassword('flo@example.org', password)).toBeNull();
    await acceptLink({ token: tokenOf(reset), name: 'ignored', password: 'another long sentence' });
    expect(await signInWithPassword('flo@example.org', 'another long sentence')).toEqual(flo);
    // Whoever finds the link later finds nothing behind it.
    const again = acceptLink({ token: tokenOf(reset), name: 'ignored', password: 'a third long sentence' });
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
    expect(await signInWithPassword('flo@example.org', 'another long sentence')).toEqual(flo);
  });

  test('the first admin is made only while there is none', async () => {
    expect(await createFirstAdminLink()).toBeNull();
  });
});

describe('people', () => {
  const forbidden = { code: 'forbidden' };

  test('only admins manage and list them', async () => {
    await expect(listPeople(editor)).rejects.toMatchObject(forbidden);
    const input = { opId: newId(), personId: admin.id };
    await expect(changeRole(editor, { ...input, role: 'admin' })).rejects.toMatchObject(forbidden);
    await expect(setDisabled(editor, { ...input, disabled: true })).rejects.toMatchObject(forbidden);
    await expect(offerReset(editor, input)).rejects.toMatchObject(forbidden);
    const invite = invitePerson(editor, { opId: newId(), name: 'X', email: 'x@example.org', role: 'admin' });
    await expect(invite).rejects.toMatchObject(forbidden);
    expect((await listPeople(admin)).people.map((person) => person.name)).toContain('Ed');
  });

  test('the robot is nobody to manage', async () => {
    const change = changeRole(admin, { opId: newId(), personId: systemActor.id, role: 'editor' });
    await expect(change).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a changed role and a disabled person count at the next request', async () => {
    const session = await openSession(editor.id);
    await changeRole(admin, { opId: newId(), personId: editor.id, role: 'reviewer' });
    expect(await findActor(session)).toMatchObject({ id: editor.id, role: 'reviewer' });
    await setDisabled(admin, { opId: newId(), personId: editor.id, disabled: true });
    expect(await findActor(session)).toBeNull();
    await setDisabled(admin, { opId: newId(), personId: editor.id, disabled: false });
    expect(await findActor(session)).toBeNull();
    const events = await db().event.findMany({ where: { subjectId: editor.id }, orderBy: { id: 'asc' } });
    expect(events.map((event) => event.action)).toEqual([
      'person_created',
      'role_changed',
      'person_disabled',
      'person_enabled',
    ]);
  });

  test('the last admin stays, also when two go at once', async () => {
    const only = { opId: newId(), personId: admin.id };
    await expect(setDisabled(admin, { ...only, disabled: true })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(changeRole(admin, { ...only, role: 'editor' })).rejects.toMatchObject({ code: 'wrong_state' });
    const { id } = await createPerson(admin, { handle: 'b', name: 'Bo', email: 'bo@example.org', role: 'admin' });
    const going = await Promise.allSettled(
      [admin.id, id].map((personId) => changeRole(admin, { opId: newId(), personId, role: 'editor' })),
    );
    expect(going.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await db().user.update({ where: { id: admin.id }, data: { role: 'admin' } });
  });
});

describe('sessions', () => {
  test('end after eight hours without use, after seven days, and at sign-out', async () => {
    const idle = await openSession(admin.id);
    at(7 * hour);
    expect(await findActor(idle)).not.toBeNull();
    at(14 * hour);
    expect(await findActor(idle)).not.toBeNull();
    at(23 * hour);
    expect(await findActor(idle)).toBeNull();
    setClock(null);
    const old = await openSession(admin.id);
    for (let h = 6; h <= 24 * 7 - 1; h += 6) {
      at(h * hour);
      await findActor(old);
    }
    at(24 * 7 * hour + 1000);
    expect(await findActor(old)).toBeNull();
    setClock(null);
    const left = await openSession(admin.id);
    await closeSession(left);
    expect(await findActor(left)).toBeNull();
    expect(await findActor('unknown')).toBeNull();
  });
});

describe('signing in', () => {
  test('unknown, wrong, without password and disabled are one answer', async () => {
    expect(await signInWithPassword('nobody@example.org', password)).toBeNull();
    expect(await signInWithPassword('ada@example.org', password)).toBeNull();
    expect(await signInWithPassword('flo@example.org', 'wrong')).toBeNull();
    expect(await signInWithPassword('x'.repeat(100_000), 'y'.repeat(100_000))).toBeNull();
  });

  test('single sign-on lets in invited people with a verified address only', async () => {
    expect(await signInBySso('ada@example.org', true)).toEqual({ id: admin.id, name: 'Ada' });
    expect(await signInBySso('ada@example.org', 'true')).toBeNull();
    expect(await signInBySso('ada@example.org', undefined)).toBeNull();
    expect(await signInBySso('nobody@example.org', true)).toBeNull();
  });

  test('demo people exist and sign in in demo mode on loopback only', async () => {
    const dora = { handle: 'dora', name: 'Dora', email: 'dora@demo.invalid', role: 'editor', isDemo: true } as const;
    await expect(createPerson(systemActor, dora)).rejects.toMatchObject({ code: 'forbidden' });
    setting('DEMO', '1');
    const { id } = await createPerson(systemActor, dora);
    expect(await createPerson(systemActor, dora)).toEqual({ id });
    expect(await findDemoPerson('dora')).toEqual({ id, name: 'Dora' });
    expect(await findDemoPerson('ada')).toBeNull();
    const session = await openSession(id);
    expect(await findActor(session)).toMatchObject({ isDemo: true });
    setting('HOST', '0.0.0.0');
    expect(await listDemoPeople()).toEqual([]);
    expect(await findActor(session)).toBeNull();
    setting('HOST', '127.0.0.1');
  });
});

describe('rates', () => {
  test('the window fills, says when to come back, and opens again', async () => {
    const key = `test:${newId()}`;
    const start = Date.parse('2026-01-01T00:01:00Z');
    setClock(() => new Date(start));
    for (let n = 0; n < rates.signInAccount.count; n += 1) await countTry(key, rates.signInAccount);
    const more = countTry(key, rates.signInAccount);
    await expect(more).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfter: expect.any(Number) } });
    setClock(() => new Date(start + rates.signInAccount.seconds * 1000));
    await expect(countTry(key, rates.signInAccount)).resolves.toBeUndefined();
    await clearTries(key);
    expect(await db().rateLimit.findUnique({ where: { key } })).toBeNull();
  });

  test('tries at once are all counted', async () => {
    const key = `test:${newId()}`;
    setClock(() => new Date('2026-01-01T00:01:00Z'));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => countTry(key, rates.signInAccount)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(rates.signInAccount.count);
  });
});

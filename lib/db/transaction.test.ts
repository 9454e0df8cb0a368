import { beforeAll, describe, expect, test } from 'vitest';

import { recordEvent } from '@/lib/db/audit';
import { checkDatabase } from '@/lib/db/boot';
import { db, useDatabaseAt } from '@/lib/db/client';
import { mapDatabaseError, sqlState } from '@/lib/db/errors';
import { purgeAnswers } from '@/lib/db/idempotency';
import { enqueue } from '@/lib/db/outbox';
import { useDatabase } from '@/lib/db/testing';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';

const database = useDatabase();
const person = async (): Promise<Actor> => {
  const id = newId();
  await db().user.create({ data: { id, handle: id, name: 'Ada', email: id, emailKey: id, role: 'editor' } });
  return { id, name: 'Ada', role: 'editor' };
};
const outbox = () => db().outbox.count();

describe('a repeated op id', () => {
  let actor: Actor;
  beforeAll(async () => {
    actor = await person();
  });

  test('gets the first answer, and the work is done once', async () => {
    const input = { opId: newId(), text: 'same' };
    const before = await outbox();
    const work = async (tx: Parameters<typeof enqueue>[0]) => {
      await enqueue(tx, 'test', {});
      return { at: new Date(0), answer: newId(), nothing: undefined };
    };
    const first = await inTransaction(actor, input, work);
    const again = await inTransaction(actor, input, work);
    expect(again).toEqual(first);
    expect(first).not.toHaveProperty('nothing');
    expect(await outbox()).toBe(before + 1);
  });

  test('at the same time does the work once', async () => {
    const input = { opId: newId() };
    const before = await outbox();
    const work = async (tx: Parameters<typeof enqueue>[0]) => {
      await enqueue(tx, 'test', {});
      return newId();
    };
    const answers = await Promise.all(Array.from({ length: 6 }, () => inTransaction(actor, input, work)));
    expect(new Set(answers).size).toBe(1);
    expect(await outbox()).toBe(before + 1);
  });

  test('with another request is refused, of another person is another operation', async () => {
    const opId = newId();
    expect(await inTransaction(actor, { opId, text: 'a' } as { opId: string }, async () => 1)).toBe(1);
    await expect(inTransaction(actor, { opId, text: 'b' } as { opId: string }, async () => 2)).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await inTransaction(await person(), { opId, text: 'b' } as { opId: string }, async () => 3)).toBe(3);
  });

  test('of a refused request is free again: a refusal leaves no trace', async () => {
    const input = { opId: newId() };
    const refuse = () => Promise.reject(new Refusal('stale'));
    await expect(inTransaction(actor, input, refuse)).rejects.toMatchObject({ code: 'stale' });
    expect(await inTransaction(actor, input, async () => 'now')).toBe('now');
  });

  test('of a refused request nothing stays: no row, nothing to be told, no event', async () => {
    const before = await outbox();
    const events = () => db().event.count();
    const known = await events();
    const key = `left by a refusal ${newId()}`;
    const work = async (tx: Parameters<typeof enqueue>[0]) => {
      await tx.rateLimit.create({ data: { key, windowStart: new Date(0), count: 1 } });
      await enqueue(tx, 'test', {});
      await recordEvent(tx, actor, { action: 'test', subjectType: 'test', subjectId: key });
      throw new Refusal('stale');
    };
    await expect(inTransaction(actor, {}, work)).rejects.toMatchObject({ code: 'stale' });
    expect(await db().rateLimit.count({ where: { key } })).toBe(0);
    expect([await outbox(), await events()]).toEqual([before, known]);
  });

  test('answers nothing as nothing', async () => {
    const input = { opId: newId() };
    expect(await inTransaction(actor, input, async () => undefined)).toBeUndefined();
    expect(await inTransaction(actor, input, async () => undefined)).toBeUndefined();
  });

  test('is forgotten after 24 hours', async () => {
    const input = { opId: newId() };
    await inTransaction(actor, input, async () => 1);
    setClock(() => new Date(Date.now() + 25 * 60 * 60 * 1000));
    try {
      expect(await inTransaction(systemActor, {}, purgeAnswers)).toBeGreaterThan(0);
    } finally {
      setClock(null);
    }
    expect(await inTransaction(actor, input, async () => 2)).toBe(2);
  });
});

test('a deadlock is tried again and both transactions succeed', async () => {
  const people = [await person(), await person()];
  const [a, b] = people.map((actor) => actor.id);
  const gate = { waiting: 2 };
  const rename = (first: string | undefined, second: string | undefined) =>
    inTransaction(systemActor, {}, async (tx) => {
      await tx.$executeRaw`update app_user set name = name || '.' where id = ${first}::uuid`;
      gate.waiting -= 1;
      while (gate.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await tx.$executeRaw`update app_user set name = name || '.' where id = ${second}::uuid`;
    });
  await Promise.all([rename(a, b), rename(b, a)]);
  const names = await db().user.findMany({
    where: { id: { in: people.map((actor) => actor.id) } },
    select: { name: true },
  });
  expect(names.map((row) => row.name)).toEqual(['Ada..', 'Ada..']);
});

describe('errors of the database', () => {
  test('carry their SQLSTATE through Prisma', async () => {
    const codeOf = async (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: unknown) => sqlState(error),
      );
    expect(await codeOf(db().$executeRaw`update version set title = 'x'`)).toBe('42501');
    expect(await codeOf(db().policy.update({ where: { id: 1 }, data: { quorum: 0 } }))).toBe('23514');
    expect(await codeOf(db().$executeRaw`select 1 / 0`)).toBe('22012');
  });

  test('become refusals where people were faster or the server is away', async () => {
    const actor = await person();
    const article = await db().article.create({ data: { slug: newId(), createdById: actor.id } });
    const data = {
      articleId: article.id,
      name: '',
      title: '',
      facts: [],
      related: [],
      outline: [],
      headHash: '0'.repeat(64),
      createdById: actor.id,
    };
    const revision = await db().revision.create({ data });
    const publish = inTransaction(actor, {}, (tx) =>
      tx.revision.update({ where: { id: revision.id }, data: { state: 'published' } }),
    );
    await expect(publish).rejects.toMatchObject({ code: 'not_ready' });
    const skip = inTransaction(actor, {}, (tx) =>
      tx.revision.update({ where: { id: revision.id }, data: { state: 'approved' } }),
    );
    await expect(skip).rejects.toMatchObject({ code: 'wrong_state' });
    const slow = inTransaction(actor, {}, (tx) => tx.$queryRaw`select pg_sleep(4)::text`);
    await expect(slow).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that mean a mistake of ours stay what they are', () => {
    const mistake = new TypeError('no');
    expect(mapDatabaseError(mistake)).toBe(mistake);
    expect(mapDatabaseError(new Refusal('stale'))).toBeInstanceOf(Refusal);
  });

  test.each(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'])(
    'a raw statement whose connection ended by %s is unavailable',
    (kind) => {
      const error = { code: 'P2010', meta: { driverAdapterError: { cause: { kind } } } };
      expect(mapDatabaseError(error)).toMatchObject({ code: 'unavailable' });
    },
  );

  test('a server that is not there is unavailable, soon', async () => {
    await useDatabaseAt('postgresql://stet_app:x@127.0.0.1:9/none');
    try {
      await expect(inTransaction(systemActor, {}, async () => 1)).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      await useDatabaseAt(database().appUrl);
    }
  });
});

test('the boot check passes on a safe server and refuses one that may lose writes', async () => {
  await expect(checkDatabase()).resolves.toBeUndefined();
  await useDatabaseAt(`${database().appUrl}?options=-c%20synchronous_commit%3Doff`);
  try {
    await expect(checkDatabase()).rejects.toThrow(/synchronous_commit/u);
  } finally {
    await useDatabaseAt(database().appUrl);
  }
});

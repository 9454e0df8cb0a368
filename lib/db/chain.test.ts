import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { recordEvent } from '@/lib/db/audit';
import { verifyEvents } from '@/lib/db/chain';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { inTransaction, systemActor } from '@/lib/db/transaction';

const database = useDatabase();
let admin: postgres.Sql;

beforeAll(async () => {
  admin = postgres(database().adminUrl, { max: 1, onnotice: () => undefined });
  const write = (step: number) =>
    inTransaction(systemActor, {}, (tx) =>
      recordEvent(tx, systemActor, {
        action: 'test',
        subjectType: 'step',
        subjectId: String(step),
        payload: { step, ä: 'ü' },
      }),
    );
  await Promise.all(Array.from({ length: 12 }, (_, step) => write(step)));
});
afterAll(() => admin.end());

/** Changes the log as someone with power over the database could, looks, and puts it back. */
async function tampered(change: string): Promise<Awaited<ReturnType<typeof verifyEvents>>> {
  await admin`alter table event disable trigger all`;
  await admin`create table kept as select * from event`;
  await admin.unsafe(change);
  const report = await verifyEvents();
  await admin`delete from event`;
  await admin`insert into event select * from kept`;
  await admin`drop table kept`;
  await admin`alter table event enable always trigger all`.catch(() => admin`alter table event enable trigger all`);
  return report;
}

test('events of concurrent transactions make one chain without gaps', async () => {
  expect(await verifyEvents()).toEqual({ checked: 12, broken: null });
  const rows = await db().event.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 12 }, (_, index) => BigInt(index + 1)));
});

test.each([
  ['a changed payload', `update event set payload = '{"step": 99}' where id = 5`, '5'],
  ['a changed actor', `update event set action = 'other' where id = 1`, '1'],
  ['a changed time', `update event set at = at + interval '1 second' where id = 12`, '12'],
  ['a removed event', `delete from event where id = 7`, '8'],
  ['a removed first event', `delete from event where id = 1`, '2'],
  [
    'a changed event with a fitting hash',
    `update event e set action = 'other', hash = sha256(convert_to(jsonb_build_array(encode(e.prev_hash, 'hex'), e.id,
      to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.actor_id, 'other', e.subject_type, e.subject_id,
      e.payload)::text, 'UTF8')) where id = 3`,
    '4',
  ],
])('%s is found', async (_name, change, id) => {
  const report = await tampered(change);
  expect(report.broken?.id).toBe(id);
  expect((await verifyEvents()).broken).toBeNull();
});

test('an event that names another number or predecessor is refused', async () => {
  const insert = (id: number, prev: string) =>
    db().$executeRaw`insert into event (id, prev_hash, actor_id, action, subject_type, subject_id, payload)
      values (${id}, decode(${prev}, 'hex'), ${systemActor.id}::uuid, 'a', 'b', 'c', '{}')`;
  await expect(insert(99, '0'.repeat(64))).rejects.toThrow(/does not follow/u);
  await expect(insert(13, '0'.repeat(64))).rejects.toThrow(/does not follow/u);
});

test('a transaction that fails leaves no event', async () => {
  const failing = inTransaction(systemActor, {}, async (tx) => {
    await recordEvent(tx, systemActor, { action: 'lost', subjectType: 's', subjectId: '1' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await db().event.count()).toBe(12);
});

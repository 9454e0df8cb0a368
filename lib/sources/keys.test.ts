import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import type { CslItem } from '@/lib/domain/citation/citation';
import { keysOf, sourceKey } from '@/lib/domain/citation/source-key';
import { insertSources, writeStates } from '@/lib/sources/add';
import { takenKeys } from '@/lib/sources/keys';
import { newId } from '@/lib/system/crypto';

useDatabase();

const work = (title: string): CslItem => ({ type: 'book', title, author: [{ family: 'Haddad' }] });

const add = (records: readonly CslItem[]) =>
  inTransaction(systemActor, {}, async (tx) => {
    const taken = await takenKeys(tx, records);
    const rows = records.map((csl) => {
      const key = sourceKey(csl, taken);
      taken.add(key);
      return { id: newId(), key, csl, stub: false };
    });
    await insertSources(tx, systemActor, rows);
    await writeStates(tx, systemActor, rows);
    return rows.map(({ key }) => key);
  });

it('finds free keys however many begin alike, before and in one go', async () => {
  const alike = Array.from({ length: 300 }, () => work('Trade'));
  expect(await add(alike)).toEqual(keysOf(work('Trade'), 300));
  const [next, other, nextButOne] = await add([work('Trade'), work('Water'), work('Trade')]);
  expect([next, other, nextButOne]).toEqual([
    ...keysOf(work('Trade'), 301).slice(300),
    'haddadwater',
    keysOf(work('Trade'), 302)[301],
  ]);
  expect(await db().source.count({ where: { currentStateId: null } })).toBe(0);
});

it('asks for nothing when there is nothing to add', async () => {
  expect(await inTransaction(systemActor, {}, (tx) => takenKeys(tx, []).then((taken) => [...taken]))).toEqual([]);
});

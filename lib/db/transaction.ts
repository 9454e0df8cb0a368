import { setTimeout as pause } from 'node:timers/promises';

import { collectEvents, writeCollected } from '@/lib/db/audit';
import { db } from '@/lib/db/client';
import { mapDatabaseError, mayRetry } from '@/lib/db/errors';
import { firstAnswer, keepAnswer, operationOf } from '@/lib/db/idempotency';
import type { Tx } from '@/lib/db/tx';
import type { Actor } from '@/lib/domain/actor';

export type { Tx };

/** Transactions read what is committed: see the connection's settings. */
const options = { maxWait: 5000, timeout: 10_000 } as const;
const retries = 3;

/** Stet's own robot; its row is made by the first migration. */
export const systemActor: Actor = { id: '00000000-0000-7000-8000-000000000001', name: 'Stet', role: 'system' };

/**
 * Runs `work` in one transaction and returns its answer after commit. Whoever reads in order to write locks the row or compares its
 * sequence number (default isolation does not do it). A repeated `opId` of the same actor gets the first answer, and `work` does not run:
 * answers must be plain JSON. A deadlock, a serialisation failure or a unique value that someone faster took is tried again up to three
 * times, so `work` changes nothing but the database. Throws Refusals of `work`, `unavailable` while the database is away, else what went wrong.
 */
export async function inTransaction<T>(
  actor: Actor,
  input: { opId?: string | undefined },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db().$transaction((tx) => once(tx, actor, input, work), options);
    } catch (error) {
      if (!mayRetry(error) || attempt >= retries) throw mapDatabaseError(error);
      await pause(20 * 2 ** attempt * (1 + Math.random()));
    }
  }
}

async function once<T>(
  tx: Tx,
  actor: Actor,
  input: { opId?: string | undefined },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const operation = operationOf(actor.id, input);
  const known = operation && (await firstAnswer(tx, operation));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the stored answer is the JSON of a T: same op id, same input
  if (known) return known.value as T;
  collectEvents(tx);
  const answer = await work(tx);
  const kept = operation ? await keepAnswer(tx, operation, answer) : answer;
  await writeCollected(tx);
  return kept;
}

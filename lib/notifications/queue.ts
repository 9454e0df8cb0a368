import { z } from 'zod';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';
import { log } from '@/lib/system/log';

const firstPauseMs = 5000;
const longestPauseMs = 60 * 60 * 1000;

const rowSchema = z.object({ id: z.bigint(), kind: z.string(), payload: z.unknown(), attempts: z.number() });
/** One row of the outbox. */
export type Row = z.infer<typeof rowSchema>;

/** Mail waits in a line of its own: a slow server holds no inbox up. */
type Work = { readonly line: 'inbox' | 'mail'; readonly deliver: (tx: Tx, row: Row) => Promise<void> };

/**
 * Works off what is due in the outbox, at most `limit` rows, and answers how many it took. What a row does and its end are one
 * transaction, so each is done once, however many workers there are. A row that fails is tried again, later each time. Throws
 * Refusal `unavailable` while the database is away.
 */
export async function workOff(work: Work, limit: number): Promise<number> {
  for (let taken = 0; taken < limit; taken += 1) {
    if (!(await workOffNext(work))) return taken;
  }
  return limit;
}

async function workOffNext({ line, deliver }: Work): Promise<boolean> {
  const held: { row: Row | null } = { row: null };
  try {
    return await inTransaction(systemActor, {}, async (tx) => {
      held.row = await claimRow(tx, line);
      if (!held.row) return false;
      await deliver(tx, held.row);
      const { id } = held.row;
      await tx.outbox.delete({ where: { id } });
      return true;
    });
  } catch (error) {
    if (!held.row || (error instanceof Refusal && error.code === 'unavailable')) throw error;
    await postpone(held.row, error);
    return true;
  }
}

async function claimRow(tx: Tx, line: Work['line']): Promise<Row | null> {
  const rows = await tx.$queryRaw`
    select id, kind, payload, attempts from outbox where next_at <= ${now()} and (kind like 'mail\\_%') = ${line === 'mail'}
    order by id limit 1 for update skip locked`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** Doubles the pause with each failure, up to an hour; the row keeps what went wrong. */
async function postpone({ id, kind, attempts }: Row, error: unknown): Promise<void> {
  const name = error instanceof Error ? error.name : typeof error;
  const pause = Math.min(firstPauseMs * 2 ** attempts, longestPauseMs);
  log.warn('outbox_failed', { id: String(id), kind, attempts: attempts + 1, error: name });
  await db().outbox.updateMany({
    where: { id },
    data: {
      attempts: { increment: 1 },
      nextAt: new Date(now().getTime() + pause),
      lastError: (error instanceof Error ? `${name}: ${error.message}` : name).slice(0, 500),
    },
  });
}

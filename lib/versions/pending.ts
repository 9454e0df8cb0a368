import { z } from 'zod';
import { kinds } from '@/lib/domain/workflow/readiness';
import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';

/** The kind of version that a schedule proposes, as the database has it. */
export const kindSchema = z.enum(kinds);

/** The schedule of a revision that waits for its time. Call it under the revision's lock. Throws Refusal `wrong_state` without one. */
export async function pendingSchedule(tx: Tx, revisionId: string) {
  const found = await tx.schedule.findFirst({ where: { revisionId, state: 'pending' } });
  if (!found) throw new Refusal('wrong_state', { message: 'This revision is not scheduled any more.' });
  return { ...found, kind: kindSchema.parse(found.kind) };
}

/** Another worker is at this schedule: there is nothing to do, and nothing to wait for. */
export class TakenError extends Error {
  override readonly name = 'TakenError';
}

/**
 * Takes a schedule for this transaction, so that workers that come at the same moment go on to the next one instead of waiting
 * for each other's locks. Gone with the transaction, also when its process is killed. Throws TakenError.
 */
export async function claimSchedule(tx: Tx, scheduleId: string): Promise<void> {
  const [row] = await tx.$queryRaw<
    { ours: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtextextended(${`schedule ${scheduleId}`}, 0)) as ours`;
  if (!row?.ours) throw new TakenError();
}

/** Ends the pending schedule of a revision; the row stays as the record. */
export async function endSchedule(
  tx: Tx,
  revisionId: string,
  state: 'fired' | 'cancelled' | 'held' | 'missed',
  reason = '',
): Promise<void> {
  await tx.schedule.updateMany({ where: { revisionId, state: 'pending' }, data: { state, reason, endedAt: now() } });
}

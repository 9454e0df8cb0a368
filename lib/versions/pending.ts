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

/** Ends the pending schedule of a revision; the row stays as the record. */
export async function endSchedule(
  tx: Tx,
  revisionId: string,
  state: 'fired' | 'cancelled' | 'held' | 'missed',
  reason = '',
): Promise<void> {
  await tx.schedule.updateMany({ where: { revisionId, state: 'pending' }, data: { state, reason, endedAt: now() } });
}

import type { Tx } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';

/** Ends the pending schedule of a revision; the row stays as the record. */
export async function endSchedule(
  tx: Tx,
  revisionId: string,
  state: 'fired' | 'cancelled' | 'held',
  reason = '',
): Promise<void> {
  await tx.schedule.updateMany({ where: { revisionId, state: 'pending' }, data: { state, reason, endedAt: now() } });
}

import { Refusal } from '@/lib/domain/refusal';
import { systemActor } from '@/lib/db/transaction';
import { db } from '@/lib/db/client';
import { log } from '@/lib/system/log';
import { now } from '@/lib/system/clock';
import { publishRevision } from '@/lib/versions/commands/publish';
import { holdSchedule } from '@/lib/versions/commands/schedule';

/**
 * Publishes what is due, one transaction each, through the one publish command; what drifted is held with the reason.
 * The schedule's id is the idempotency key, so several workers and repeated runs make one version.
 */
export async function runDue(): Promise<void> {
  const due = await db().schedule.findMany({
    where: { state: 'pending', runAt: { lte: now() } },
    include: { revision: { select: { number: true } } },
    orderBy: { runAt: 'asc' },
    take: 50,
  });
  for (const { id, revision, headHash, kind, changeNote } of due) {
    const { number } = revision;
    try {
      const request = { opId: id, number, headHash, kind: kind as 'update', changeNote, wordingReason: '' };
      await publishRevision(systemActor, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.info('schedule_held', { number, code: error.code });
      await holdSchedule(systemActor, { number, reason: error.message });
    }
  }
}

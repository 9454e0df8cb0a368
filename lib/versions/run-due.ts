import { z } from 'zod';
import { Refusal } from '@/lib/domain/refusal';
import { systemActor } from '@/lib/db/transaction';
import { db } from '@/lib/db/client';
import { log } from '@/lib/system/log';
import { now } from '@/lib/system/clock';
import { publishRevision } from '@/lib/versions/commands/publish';
import { holdSchedule } from '@/lib/versions/commands/schedule';

const kindSchema = z.enum(['correction', 'update', 'wording']);

/**
 * Publishes what is due, one transaction each, through the one publish command; what drifted is held with the reason.
 * The schedule's id is the idempotency key, so several workers and repeated runs make one version. Throws Refusal
 * `unavailable` while the database is away: nothing is held for that.
 */
export async function runDue(): Promise<void> {
  const due = await db().schedule.findMany({
    where: { state: 'pending', runAt: { lte: now() } },
    include: { revision: { select: { number: true } } },
    orderBy: { runAt: 'asc' },
    take: 50,
  });
  for (const { id, revision, headHash, kind, changeNote, wordingReason } of due) {
    const { number } = revision;
    try {
      const request = { opId: id, number, headHash, kind: kindSchema.parse(kind), changeNote, wordingReason };
      await publishRevision(systemActor, request);
      log.info('schedule_fired', { number });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'unavailable') throw error;
      if (error instanceof Refusal) await hold(number, error);
      // A fault of ours with one schedule must not stop the others.
      else log.error('schedule_failed', { number, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
}

async function hold(number: number, because: Refusal): Promise<void> {
  try {
    await holdSchedule(systemActor, { number, reason: because.message });
    log.info('schedule_held', { number, code: because.code });
  } catch (error) {
    // Someone unscheduled or published it, or another worker held it, in the meantime.
    if (!(error instanceof Refusal) || error.code !== 'wrong_state') throw error;
  }
}

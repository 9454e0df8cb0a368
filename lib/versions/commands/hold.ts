import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { scheduleLateMs } from '@/lib/domain/workflow/turn';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { endSchedule, pendingSchedule } from '@/lib/versions/pending';
import { now } from '@/lib/system/clock';

type HoldInput = {
  opId?: string | undefined;
  number: number;
  scheduleId: string;
  as: 'held' | 'missed';
  reason: string;
};

/**
 * Ends a schedule that does not fire: something drifted since it was made (held), or its time went by (missed). Author and
 * scheduler are told. Throws Refusal `wrong_state` when another schedule, or none, waits by now.
 */
export async function holdSchedule(actor: Actor, { scheduleId, as, reason, ...input }: HoldInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'hold', revisionSubject(revision, { reason: true }));
    await refuseOther(tx, revision.id, scheduleId);
    await endSchedule(tx, revision.id, as, reason);
    const state = await transition(tx, actor, revision, { event: 'hold', allowed, payload: { as, reason } });
    await enqueue(tx, `schedule_${as}`, { revisionId: revision.id, number: revision.number });
    return { state };
  });
}

type FailureInput = { number: number; scheduleId: string; error: string };

/**
 * Notes that publishing failed by a fault of ours: the schedule goes on waiting and is tried again. A minute after its time,
 * author, scheduler and admins are told, once.
 */
export async function noteFailure(actor: Actor, { number, scheduleId, error }: FailureInput): Promise<void> {
  await inTransaction(actor, {}, async (tx) => {
    const revision = await lockRevision(tx, number);
    const schedule = await refuseOther(tx, revision.id, scheduleId);
    const isDue = now().getTime() >= schedule.runAt.getTime() + scheduleLateMs;
    const tell = isDue && schedule.alarmedAt === null;
    await tx.schedule.update({
      where: { id: scheduleId },
      data: { attempts: { increment: 1 }, lastError: error, ...(tell ? { alarmedAt: now() } : {}) },
    });
    if (tell) await enqueue(tx, 'schedule_late', { revisionId: revision.id, number });
  });
}

async function refuseOther(tx: Tx, revisionId: string, scheduleId: string) {
  const pending = await pendingSchedule(tx, revisionId);
  if (pending.id !== scheduleId) throw new Refusal('wrong_state', { message: 'It has been scheduled anew.' });
  return pending;
}

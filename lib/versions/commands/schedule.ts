import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { enqueue } from '@/lib/db/outbox';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { publishReadiness } from '@/lib/revisions/readiness';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { endSchedule } from '@/lib/versions/end-schedule';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type ScheduleInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  kind: Kind;
  changeNote: string;
  wordingReason: string;
  runAt: string;
  zone: string;
};

/** Schedules an approved revision: the approved hash is pinned, edits wait until it is unscheduled. Whole minutes, in the future. */
export async function scheduleRevision(actor: Actor, input: ScheduleInput) {
  const runAt = wholeMinute(input.runAt);
  refuseUnknownZone(input.zone);
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseOtherHead(revision.headHash, input.headHash);
    await refuseUnready(tx, revision, input);
    const allowed = permit(actor, 'schedule', revisionSubject(revision, { future: runAt.getTime() > now().getTime() }));
    const { headHash, kind, changeNote, zone, wordingReason } = input;
    await tx.schedule.create({
      data: {
        ...{ id: newId(), revisionId: revision.id, headHash, runAt, zone },
        ...{ kind, changeNote, wordingReason, createdById: actor.id },
      },
    });
    const payload = { runAt: runAt.toISOString(), zone };
    const state = await transition(tx, actor, revision, { event: 'schedule', allowed, payload });
    return { state, runAt: runAt.toISOString() };
  });
}

type UnscheduleInput = { opId?: string | undefined; number: number };

/** Cancels the schedule: the revision is approved again and can be edited, published or scheduled anew. */
export async function unscheduleRevision(actor: Actor, input: UnscheduleInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'unschedule', revisionSubject(revision));
    await endSchedule(tx, revision.id, 'cancelled');
    return { state: await transition(tx, actor, revision, { event: 'unschedule', allowed }) };
  });
}

type HoldInput = { opId?: string | undefined; number: number; reason: string };

/** Holds a schedule that may not fire: something drifted since it was made. Author and scheduler are told. */
export async function holdSchedule(actor: Actor, input: HoldInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'hold', revisionSubject(revision, { reason: true }));
    await endSchedule(tx, revision.id, 'held', input.reason);
    const payload = { reason: input.reason };
    const state = await transition(tx, actor, revision, { event: 'hold', allowed, payload });
    await enqueue(tx, 'schedule_held', { revisionId: revision.id, number: revision.number, reason: input.reason });
    return { state };
  });
}

/** What could only be held when its time comes is refused now, with every issue. */
async function refuseUnready(tx: Tx, revision: LockedRevision, input: ScheduleInput): Promise<void> {
  const { kind, changeNote, wordingReason } = input;
  const proposal = { kind, changeNote, wordingReason };
  const blockers = (await publishReadiness(tx, revision, proposal)).filter((issue) => issue.severity === 'blocker');
  const [first] = blockers;
  if (first) throw new Refusal('not_ready', { message: first.message, issues: blockers });
}

function wholeMinute(value: string): Date {
  const at = new Date(value);
  at.setUTCSeconds(0, 0);
  return at;
}

function refuseUnknownZone(zone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new Refusal('invalid', { message: `${zone} is not a time zone that we know.` });
  }
}

import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { isWallTime, isZone, resolveWallTime } from '@/lib/domain/workflow/wall-time';
import { placeOf } from '@/lib/domain/workflow/wall-words';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { publishReadiness } from '@/lib/revisions/readiness';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { endSchedule, pendingSchedule } from '@/lib/versions/pending';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

/** When: a time on the wall of a zone, and which of two where clocks are turned back. */
type When = { readonly wall: string; readonly zone: string; readonly which?: 'earlier' | 'later' | null };
type Proposal = { readonly kind: Kind; readonly changeNote: string; readonly wordingReason: string };
type ScheduleInput = { opId?: string | undefined; number: number; headHash: string } & Proposal & When;

/** Schedules an approved revision: the approved hash is pinned, edits wait until it is unscheduled. In the future only. */
export async function scheduleRevision(actor: Actor, input: ScheduleInput) {
  const runAt = instantOf(input);
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseOtherHead(revision.headHash, input.headHash);
    await refuseUnready(tx, revision, input);
    const allowed = permit(actor, 'schedule', revisionSubject(revision, { future: runAt.getTime() > now().getTime() }));
    await insertSchedule(tx, actor, revision, { ...input, runAt });
    const payload = { runAt: runAt.toISOString(), wall: input.wall, zone: input.zone };
    const state = await transition(tx, actor, revision, { event: 'schedule', allowed, payload });
    return { state, runAt: runAt.toISOString() };
  });
}

type RescheduleInput = { opId?: string | undefined; number: number } & When;

/**
 * Another time for a scheduled revision, in one step: the old row ends, a new one pins the same text with the same words. The
 * revision stays scheduled. Everything is checked as when it is scheduled.
 */
export async function reschedule(actor: Actor, input: RescheduleInput) {
  const runAt = instantOf(input);
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const subject = revisionSubject(revision, { future: runAt.getTime() > now().getTime() });
    const allowed = permit(actor, 'reschedule', subject);
    const old = await pendingSchedule(tx, revision.id);
    const { changeNote, wordingReason, headHash } = old;
    const proposal = { kind: old.kind, changeNote, wordingReason };
    await refuseUnready(tx, revision, proposal);
    await endSchedule(tx, revision.id, 'cancelled');
    await insertSchedule(tx, actor, revision, { ...input, ...proposal, headHash, runAt });
    const payload = { before: old.runAt.toISOString(), runAt: runAt.toISOString(), wall: input.wall, zone: input.zone };
    const state = await transition(tx, actor, revision, { event: 'reschedule', allowed, payload });
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

type NewSchedule = Proposal & When & { readonly headHash: string; readonly runAt: Date };

async function insertSchedule(tx: Tx, actor: Actor, revision: LockedRevision, input: NewSchedule): Promise<void> {
  const { headHash, kind, changeNote, wordingReason, wall, zone, runAt } = input;
  await tx.schedule.create({
    data: {
      ...{ id: newId(), revisionId: revision.id, headHash, runAt, wall, zone, createdAt: now() },
      ...{ kind, changeNote, wordingReason, createdById: actor.id },
    },
  });
}

/** What could only be held when its time comes is refused now, with every issue. */
async function refuseUnready(tx: Tx, revision: LockedRevision, proposal: Proposal): Promise<void> {
  const blockers = (await publishReadiness(tx, revision, proposal)).filter((issue) => issue.severity === 'blocker');
  const [first] = blockers;
  if (first) throw new Refusal('not_ready', { message: first.message, issues: blockers });
}

/** The instant that is meant. Refuses what is no time, a time that the clocks leave out, and one of two without saying which. */
function instantOf({ wall, zone, which = null }: When): Date {
  if (!isZone(zone)) throw new Refusal('invalid', { message: `${zone} is not a time zone that we know.` });
  if (!isWallTime(wall)) throw new Refusal('invalid', { message: 'Enter a day and a time, like 2026-12-10T09:00.' });
  const found = resolveWallTime(wall, zone);
  if (found.kind === 'once') return new Date(found.at);
  const place = placeOf(zone);
  if (found.kind === 'twice') {
    if (which) return new Date(found[which]);
    const message = `The clocks in ${place} go back that night: ${wall.slice(11)} comes twice. Say which one.`;
    throw new Refusal('invalid', { message, issues: [{ code: 'time_twice', where: 'which', message }] });
  }
  const { before, after } = found;
  const message = `The clocks in ${place} go forward then: ${wall.slice(11)} does not come. The nearest times are ${spoken(before)} and ${spoken(after)}.`;
  const issues = [before, after].map((time) => ({ code: 'time_never', where: time, message: spoken(time) }));
  throw new Refusal('invalid', { message, issues });
}

const spoken = (wall: string) => wall.replace('T', ' ');

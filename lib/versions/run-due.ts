import { Refusal } from '@/lib/domain/refusal';
import { systemActor } from '@/lib/db/transaction';
import { db } from '@/lib/db/client';
import { log } from '@/lib/system/log';
import { now } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { holdSchedule, noteFailure } from '@/lib/versions/commands/hold';
import { publishRevision } from '@/lib/versions/commands/publish';
import { kindSchema, TakenError } from '@/lib/versions/pending';

/** What is later than this is not published any more: a person decides (ux.md 11.2). */
const graceMs = 60 * 60_000;
const pageSize = 100;

/**
 * Publishes what is due, one transaction each, through the one publish command; what drifted is held with the reason, what is
 * more than an hour late is missed. The schedule's id is the idempotency key, so several workers and repeated runs make one
 * version. A fault of ours with one schedule is noted on it, and does not stop the others. Throws Refusal `unavailable` while
 * the database is away: nothing is held for that.
 */
export async function runDue(): Promise<void> {
  const until = now();
  for (let last: Due | undefined; ;) {
    const page = await dueAfter(last, until);
    for (const due of page) await settle(due);
    last = page.at(-1);
    if (page.length < pageSize) return;
  }
}

type Due = Awaited<ReturnType<typeof dueAfter>>[number];

/** The next schedules whose time has come, in the order of their times. */
function dueAfter(last: { runAt: Date; id: string } | undefined, until: Date) {
  return db().schedule.findMany({
    where: {
      ...{ state: 'pending', runAt: { lte: until } },
      ...(last ? { OR: [{ runAt: { gt: last.runAt } }, { runAt: last.runAt, id: { gt: last.id } }] } : {}),
    },
    include: { revision: { select: { number: true } } },
    orderBy: [{ runAt: 'asc' }, { id: 'asc' }],
    take: pageSize,
  });
}

async function settle(due: Due): Promise<void> {
  const { number } = due.revision;
  const about = { number, scheduleId: due.id };
  const late = now().getTime() - due.runAt.getTime();
  if (late > graceMs) {
    const isMissed = await unlessOver(() =>
      holdSchedule(systemActor, { ...about, as: 'missed', reason: whyMissed(due) }),
    );
    if (isMissed) log.warn('schedule_missed', { number, late });
    return;
  }
  try {
    const { id: opId, headHash, kind, changeNote, wordingReason } = due;
    const request = { opId, number, headHash, kind: kindSchema.parse(kind), changeNote, wordingReason };
    await publishRevision(systemActor, request);
    log.info('schedule_fired', { number, late });
  } catch (error) {
    if (error instanceof TakenError) return;
    const isRule = error instanceof Refusal && error.code !== 'unavailable';
    if (isRule) await hold(about, error);
    else await note(about, error);
  }
}

type About = { readonly number: number; readonly scheduleId: string };

async function hold(about: About, because: Refusal): Promise<void> {
  const isHeld = await unlessOver(() => holdSchedule(systemActor, { ...about, as: 'held', reason: because.message }));
  if (isHeld) log.info('schedule_held', { number: about.number, code: because.code });
}

/** Says on the schedule what went wrong. With the database away this fails too, and says so. */
async function note(about: About, error: unknown): Promise<void> {
  const name = error instanceof Error ? error.name : typeof error;
  const reference = newId().slice(-8);
  log.error('schedule_failed', { number: about.number, error: name, reference });
  await unlessOver(() => noteFailure(systemActor, { ...about, error: `${name} ${reference}` }));
}

/** Someone unscheduled, moved or published it, or another worker ended it, in the meantime: then there is nothing to do, and false. */
async function unlessOver(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'wrong_state') throw error;
    return false;
  }
}

function whyMissed({ wall, attempts, lastError }: Due): string {
  const time = wall.slice(11);
  if (attempts === 0) return `Missed: the server was not running at ${time}.`;
  const reference = lastError.split(' ').at(-1) ?? '';
  return `Missed: it could not be published at ${time} because of a fault on our side (reference ${reference}).`;
}

import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { scheduleLateMs } from '@/lib/domain/workflow/turn';
import { lateWords, momentFromNow, momentWords } from '@/lib/domain/workflow/wall-words';
import { db } from '@/lib/db/client';
import { now } from '@/lib/system/clock';

type Row = {
  readonly state: string;
  readonly runAt: Date;
  readonly wall: string;
  readonly zone: string;
  readonly reason: string;
  readonly endedAt: Date | null;
  readonly lastError: string;
};

/** A schedule as the desk says it: the time on the wall in words, and how late it was or is. */
export function scheduleLine({ state, runAt, wall, zone, reason, endedAt, lastError }: Row) {
  const moment = { wall, zone, at: runAt.getTime() };
  const time = now().getTime();
  const isWaiting = state === 'pending';
  return {
    ...{ state, wall, zone, reason, runAt: runAt.toISOString() },
    words: isWaiting ? momentFromNow(moment, time) : momentWords(moment, time),
    late: state === 'fired' && endedAt ? lateWords(moment.at, endedAt.getTime()) : '',
    isLate: isWaiting && time >= moment.at + scheduleLateMs,
    /** The reference of the last fault of ours that kept it from being published; it is tried again. */
    failure: isWaiting ? (lastError.split(' ').at(-1) ?? '') : '',
  };
}

const columns = {
  include: {
    createdBy: { select: { name: true } },
    revision: {
      select: {
        number: true,
        name: true,
        state: true,
        title: true,
        article: { select: { liveVersion: { select: { title: true } } } },
        version: { select: { number: true } },
      },
    },
  },
} as const;
const mostWaiting = 500;
const mostDone = 20;

/**
 * What is scheduled, the next one first; what was held or missed and is still to be decided; and the last twenty that were
 * published by their schedule. At most 500 that wait.
 */
export async function listSchedules(actor: Actor) {
  permit(actor, 'read_desk', {});
  const waiting = await db().schedule.findMany({
    ...columns,
    where: { state: 'pending' },
    orderBy: [{ runAt: 'asc' }, { id: 'asc' }],
    take: mostWaiting,
  });
  const ended = await db().schedule.findMany({
    ...columns,
    where: { state: { in: ['held', 'missed'] }, revision: { state: 'approved' } },
    orderBy: [{ endedAt: 'desc' }, { id: 'asc' }],
    distinct: ['revisionId'],
    take: mostWaiting,
  });
  const fired = await db().schedule.findMany({
    ...columns,
    where: { state: 'fired' },
    orderBy: [{ endedAt: 'desc' }, { id: 'asc' }],
    take: mostDone,
  });
  return { waiting: waiting.map(lineOf), undecided: ended.map(lineOf), fired: fired.map(lineOf) };
}

function lineOf({ createdBy, revision, ...schedule }: Awaited<ReturnType<typeof someRows>>[number]) {
  return {
    ...scheduleLine(schedule),
    id: schedule.id,
    number: revision.number,
    name: revision.name,
    title: revision.article.liveVersion?.title ?? revision.title,
    version: revision.version?.number ?? null,
    by: createdBy.name,
  };
}
const someRows = () => db().schedule.findMany(columns);

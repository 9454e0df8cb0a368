import { z } from 'zod';
import { Refusal } from '@/lib/domain/refusal';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { type Happening, happenings, type LineKind, whoIsTold } from '@/lib/notifications/told';
import { afterwardsColumns } from '@/lib/reviews/unreviewed';
import { withReview } from '@/lib/revisions/subject';
import { turnFacts } from '@/lib/revisions/turn-facts';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';
import { log } from '@/lib/system/log';

/** Rows about an article's address: public pages hear of them elsewhere, and nobody's inbox does. */
const withoutLines = ['renamed', 'withdrawn', 'redirected'];
const firstPauseMs = 5000;
const longestPauseMs = 60 * 60 * 1000;

const rowSchema = z.object({ id: z.bigint(), kind: z.string(), payload: z.unknown(), attempts: z.number() });
const happeningSchema = z.enum(happenings);
const payloadSchema = z.object({
  revisionId: z.uuid(),
  number: z.int(),
  byId: z.uuid().nullable().default(null),
  threadId: z.uuid().optional(),
});
type Row = z.infer<typeof rowSchema>;
type Payload = z.infer<typeof payloadSchema>;

/**
 * Works off what is due in the outbox, at most `limit` rows, and answers how many it took. Lines and the row's end are one
 * transaction, so each row tells each person once, however many workers there are. A row that fails is tried again later.
 * Throws Refusal `unavailable` while the database is away.
 */
export async function deliverDue(limit = 200): Promise<number> {
  for (let taken = 0; taken < limit; taken += 1) {
    if (!(await deliverNext())) return taken;
  }
  return limit;
}

async function deliverNext(): Promise<boolean> {
  const held: { row: Row | null } = { row: null };
  try {
    return await inTransaction(systemActor, {}, async (tx) => {
      held.row = await claimRow(tx);
      if (!held.row) return false;
      await deliverRow(tx, held.row);
      const { id } = held.row;
      await tx.outbox.delete({ where: { id } });
      return true;
    });
  } catch (error) {
    if (!held.row || (error instanceof Refusal && error.code === 'unavailable')) throw error;
    await postpone(held.row, error);
    return true;
  }
}

async function claimRow(tx: Tx): Promise<Row | null> {
  const rows = await tx.$queryRaw`
    select id, kind, payload, attempts from outbox where next_at <= ${now()}
    order by id limit 1 for update skip locked`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** Doubles the pause with each failure, up to an hour; the row keeps what went wrong. */
async function postpone({ id, kind, attempts }: Row, error: unknown): Promise<void> {
  const name = error instanceof Error ? error.name : typeof error;
  const pause = Math.min(firstPauseMs * 2 ** attempts, longestPauseMs);
  log.warn('outbox_failed', { id: String(id), kind, attempts: attempts + 1, error: name });
  await db().outbox.updateMany({
    where: { id },
    data: {
      attempts: { increment: 1 },
      nextAt: new Date(now().getTime() + pause),
      lastError: (error instanceof Error ? `${name}: ${error.message}` : name).slice(0, 500),
    },
  });
}

async function deliverRow(tx: Tx, row: Row): Promise<void> {
  if (withoutLines.includes(row.kind)) return;
  const happening = happeningSchema.parse(row.kind);
  const payload = payloadSchema.parse(row.payload);
  // One delivery per revision at a time: lines of two rows must not cross.
  await tx.$queryRaw`select 1 from revision where id = ${payload.revisionId}::uuid for no key update`;
  const revision = await tx.revision.findUniqueOrThrow({
    where: { id: payload.revisionId },
    include: {
      article: { select: { liveVersionId: true, state: true, stateAt: true } },
      contributors: { select: { userId: true } },
      reviews: { include: withReview, orderBy: { createdAt: 'asc' } },
      schedules: { orderBy: { createdAt: 'desc' }, take: 1 },
      version: { select: afterwardsColumns },
    },
  });
  const facts = (await turnFacts()).of(revision);
  const talking = payload.threadId ? await talkingIn(tx, payload.threadId) : [];
  const told = whoIsTold(happening, facts, { byId: payload.byId, talking });
  await clearLines(tx, payload, whoseTurn(facts).people);
  await writeLines(tx, { happening, payload, told });
}

async function talkingIn(tx: Tx, threadId: string): Promise<string[]> {
  const comments = await tx.comment.findMany({ where: { threadId }, select: { authorId: true } });
  return comments.map((comment) => comment.authorId);
}

/** Whoever acted is done with this revision, and a turn that has passed is nobody's any more: such lines go. */
async function clearLines(tx: Tx, { revisionId, byId }: Payload, inTurn: readonly string[]): Promise<void> {
  const open = { revisionId, doneAt: null };
  if (byId) await tx.notification.deleteMany({ where: { ...open, userId: byId } });
  await tx.notification.deleteMany({
    where: { ...open, kind: { in: ['your_turn', 'schedule_late'] }, userId: { notIn: [...inTurn] } },
  });
}

type News = {
  readonly happening: Happening;
  readonly payload: Payload;
  readonly told: ReadonlyMap<string, LineKind>;
};

/** A newer line takes the place of the older one about the same revision; talk and state stand beside each other. */
async function writeLines(tx: Tx, { happening, payload, told }: News): Promise<void> {
  const { revisionId, byId } = payload;
  const isTalk = happening === 'commented';
  await tx.notification.deleteMany({
    where: {
      revisionId,
      doneAt: null,
      userId: { in: [...told.keys()] },
      kind: isTalk ? 'commented' : { not: 'commented' },
    },
  });
  await tx.notification.createMany({
    data: [...told].map(([userId, kind]) => ({
      ...{ id: newId(), userId, kind, revisionId, createdAt: now() },
      payload: { because: happening, byId },
    })),
  });
}

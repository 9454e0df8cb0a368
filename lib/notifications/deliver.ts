import { z } from 'zod';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import type { Tx } from '@/lib/db/transaction';
import { mailAtOnce } from '@/lib/notifications/mail/deliver';
import { type Row, workOff } from '@/lib/notifications/queue';
import { type Happening, happenings, type LineKind, talkKinds, whoIsTold } from '@/lib/notifications/told';
import { afterwardsColumns } from '@/lib/reviews/unreviewed';
import { withReview } from '@/lib/revisions/subject';
import { turnFacts } from '@/lib/revisions/turn-facts';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

/** Rows about an article's address: public pages hear of them elsewhere, and nobody's inbox does. */
const withoutLines = ['renamed', 'withdrawn', 'redirected'];
/** A reader's report on an article came, or was answered. */
const reportKinds = ['report_filed', 'report_answered'];

const happeningSchema = z.enum(happenings);
const payloadSchema = z.object({
  revisionId: z.uuid(),
  number: z.int(),
  byId: z.uuid().nullable().default(null),
  threadId: z.uuid().optional(),
  mentioned: z.array(z.uuid()).default([]),
});
type Payload = z.infer<typeof payloadSchema>;

/**
 * Writes the lines of what is due in the outbox, at most `limit` rows, and answers how many it took. Throws Refusal `unavailable`
 * while the database is away.
 */
export async function deliverDue(limit = 200): Promise<number> {
  return workOff({ line: 'inbox', deliver: deliverRow }, limit);
}

async function deliverRow(tx: Tx, row: Row): Promise<void> {
  if (withoutLines.includes(row.kind)) return;
  if (reportKinds.includes(row.kind)) return deliverReport(tx, row);
  const happening = happeningSchema.parse(row.kind);
  const payload = payloadSchema.parse(row.payload);
  // One delivery per revision at a time: lines of two rows must not cross.
  await tx.$queryRaw`select 1 from revision where id = ${payload.revisionId}::uuid for no key update`;
  const revision = await tx.revision.findUniqueOrThrow({
    where: { id: payload.revisionId },
    include: {
      article: { select: { liveVersionId: true, state: true, stateAt: true, care: { select: { ownerId: true } } } },
      contributors: { select: { userId: true } },
      reviews: { include: withReview, orderBy: { createdAt: 'asc' } },
      schedules: { orderBy: { createdAt: 'desc' }, take: 1 },
      version: { select: { ...afterwardsColumns, kind: true } },
    },
  });
  const facts = (await turnFacts({ revisionId: revision.id })).of(revision);
  const talking = payload.threadId ? await talkingIn(tx, payload.threadId) : [];
  const isCorrection = happening === 'published' && revision.version?.kind === 'correction';
  const ownerId = isCorrection ? (revision.article.care?.ownerId ?? null) : null;
  const told = whoIsTold(happening, facts, { byId: payload.byId, talking, mentioned: payload.mentioned, ownerId });
  const inTurn = whoseTurn(facts).people;
  await clearLines(tx, payload, inTurn);
  await writeLines(tx, { happening, payload, told, inTurn });
}

async function talkingIn(tx: Tx, threadId: string): Promise<string[]> {
  const comments = { select: { authorId: true } };
  const thread = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { createdById: true, comments },
  });
  return [thread.createdById, ...thread.comments.map((comment) => comment.authorId)];
}

/** Whoever acted is done with this revision, and a turn that has passed is nobody's any more: such lines go. */
async function clearLines(tx: Tx, { revisionId, byId }: Payload, inTurn: readonly string[]): Promise<void> {
  const open = { revisionId, doneAt: null };
  if (byId) await tx.notification.deleteMany({ where: { ...open, userId: byId } });
  await tx.notification.deleteMany({
    where: { ...open, kind: { in: ['your_turn', 'schedule_late'] }, userId: { notIn: [...inTurn] } },
  });
  await tx.notification.updateMany({
    where: { ...open, isTurn: true, userId: { notIn: [...inTurn] } },
    data: { isTurn: false },
  });
}

type News = {
  readonly happening: Happening;
  readonly payload: Payload;
  readonly told: ReadonlyMap<string, LineKind>;
  readonly inTurn: readonly string[];
};

/** A newer line takes the place of the older one about the same revision; talk and state stand beside each other. */
async function writeLines(tx: Tx, { happening, payload, told, inTurn }: News): Promise<void> {
  const { revisionId, byId, threadId } = payload;
  for (const [userId, kind] of told) {
    const isTalk = talkKinds.includes(kind);
    const older = isTalk ? kind : { notIn: [...talkKinds] };
    await tx.notification.deleteMany({ where: { revisionId, doneAt: null, userId, kind: older } });
  }
  const lines = [...told].map(([userId, kind]) => ({ id: newId(), userId, kind }));
  await tx.notification.createMany({
    data: lines.map((line) => ({
      ...{ ...line, revisionId, createdAt: now(), threadId: threadId ?? null },
      isTurn: inTurn.includes(line.userId),
      payload: { because: happening, byId },
    })),
  });
  await mailAtOnce(tx, lines);
}

const reportSchema = z.object({ articleId: z.uuid() });

/** Whoever looks after an article hears of reports on it, until they are answered. */
async function deliverReport(tx: Tx, { kind, payload }: Row): Promise<void> {
  const { articleId } = reportSchema.parse(payload);
  const about = { articleId, kind: 'reader_report', doneAt: null };
  const open = await tx.errorReport.count({ where: { articleId, outcome: null } });
  if (open === 0 || kind === 'report_filed') await tx.notification.deleteMany({ where: about });
  if (open === 0 || kind !== 'report_filed') return;
  const care = await tx.articleCare.findUnique({ where: { articleId }, select: { owner: true } });
  if (!care?.owner || care.owner.disabledAt !== null) return;
  const line = { ...about, id: newId(), userId: care.owner.id, createdAt: now() };
  await tx.notification.create({ data: { ...line, payload: { because: 'reported', byId: null } } });
  await mailAtOnce(tx, [line]);
}

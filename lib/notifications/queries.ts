import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { groupBy } from '@/lib/domain/group';
import { permit } from '@/lib/domain/workflow/can';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import { lineKinds } from '@/lib/notifications/told';
import { now } from '@/lib/system/clock';

const pageSize = 200;
const kindSchema = z.enum(lineKinds);
const payloadSchema = z.object({ because: z.string(), byId: z.uuid().nullable() });

/** Lines that are shown now: not put away, and not put off to a later time. */
const shownNow = (userId: string) => ({
  ...{ userId, doneAt: null },
  OR: [{ laterUntil: null }, { laterUntil: { lte: now() } }],
});

/** What is shown in this person's inbox, newest first, at most 200 lines; each leads to its revision or its article. */
export async function listInbox(actor: Actor) {
  permit(actor, 'read_desk', {});
  const rows = await db().notification.findMany({
    where: shownNow(actor.id),
    select: {
      ...{ id: true, kind: true, payload: true, createdAt: true, readAt: true, isTurn: true, threadId: true },
      revision: {
        select: {
          ...{ id: true, number: true, name: true, state: true, title: true },
          version: { select: { number: true } },
        },
      },
      article: { select: { id: true, slug: true, liveVersion: { select: { title: true } } } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: pageSize,
  });
  const read = rows.map((row) => ({ ...row, ...payloadSchema.parse(row.payload) }));
  const names = await namesOf(read.map((row) => row.byId));
  return read.map((row) => ({
    ...{ id: row.id, because: row.because, isTurn: row.isTurn, threadId: row.threadId },
    kind: kindSchema.parse(row.kind),
    isUnread: row.readAt === null,
    by: row.byId ? (names.get(row.byId) ?? null) : null,
    at: row.createdAt.toISOString(),
    ...aboutOf(row),
  }));
}

type About = {
  readonly id: string;
  readonly revision: {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly state: string;
    readonly title: string;
    readonly version: { readonly number: number } | null;
  } | null;
  readonly article: {
    readonly id: string;
    readonly slug: string;
    readonly liveVersion: { title: string } | null;
  } | null;
};

/** What a line is about: a revision, or an article as a whole. */
function aboutOf({ id, revision, article }: About) {
  if (!revision) return aboutArticle(id, article);
  const { number, name, title, version } = revision;
  const about = { subjectId: revision.id, number, articleId: null, name, title };
  return { ...about, state: stateOf(revision.state), version: version?.number ?? null };
}

function aboutArticle(lineId: string, article: About['article']) {
  const none = { number: null, name: '', state: null, version: null };
  if (!article) return { ...none, subjectId: lineId, articleId: null, title: '' };
  return { ...none, subjectId: article.id, articleId: article.id, title: article.liveVersion?.title ?? article.slug };
}

/** The inbox by what its lines are about, the newest first: one entry per revision or article, with its lines, the newest first. */
export async function getInbox(actor: Actor) {
  const groups = groupBy(await listInbox(actor), ({ subjectId }) => subjectId);
  return [...groups.values()].flatMap((lines) => {
    const [newest] = lines;
    if (!newest) return [];
    const { subjectId, number, articleId, name, title, state } = newest;
    const about = { subjectId, number, articleId, name, title, state };
    return [
      { ...about, isTurn: lines.some((line) => line.isTurn), isUnread: lines.some((line) => line.isUnread), lines },
    ];
  });
}

/** In how many revisions it is this person's turn, as far as their inbox shows it. */
export async function countTurns({ id }: Actor): Promise<number> {
  const rows = await db().notification.findMany({
    where: { ...shownNow(id), isTurn: true },
    select: { revisionId: true },
    distinct: ['revisionId'],
    take: pageSize,
  });
  return rows.length;
}

async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const people = await db().user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

import type { Actor } from '@/lib/domain/actor';
import { availableActions, permit } from '@/lib/domain/workflow/can';
import { openStates, type State } from '@/lib/domain/workflow/transitions';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { db } from '@/lib/db/client';
import { afterwardsColumns } from '@/lib/reviews/unreviewed';
import { revisionSubject, withReview } from '@/lib/revisions/subject';
import { turnFacts } from '@/lib/revisions/turn-facts';

const listColumns = {
  number: true,
  name: true,
  state: true,
  title: true,
  headHash: true,
  baseVersionId: true,
  endsWithdrawalAt: true,
  updatedAt: true,
  createdAt: true,
  submittedAt: true,
  createdById: true,
  submittedById: true,
  article: {
    select: {
      id: true,
      slug: true,
      state: true,
      stateAt: true,
      liveVersionId: true,
      liveVersion: { select: { number: true, title: true } },
    },
  },
  contributors: { select: { userId: true } },
  reviews: { include: withReview, orderBy: { createdAt: 'asc' as const } },
  schedules: {
    select: { runAt: true, state: true, createdById: true, createdAt: true },
    orderBy: { createdAt: 'desc' as const },
    take: 1,
  },
  version: { select: afterwardsColumns },
  looks: { where: { state: 'open' }, select: { askedId: true, askedBy: { select: { name: true } } } },
} as const;

const pageSize = 200;

/**
 * Every open revision that the filter names, and those that wait for an approval after an emergency; newest change first,
 * each with both statuses and whose turn it is. At most 200.
 */
export async function listRevisions(actor: Actor, filter: { articleId?: string; states?: readonly State[] } = {}) {
  permit(actor, 'read_desk', {});
  const rows = await db().revision.findMany({
    where: {
      OR: [{ state: { in: [...(filter.states ?? openStates)] } }, { version: { unreviewed: true, approval: null } }],
      ...(filter.articleId ? { articleId: filter.articleId } : {}),
    },
    select: { id: true, ...listColumns },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: pageSize,
  });
  const facts = await turnFacts();
  return rows.map((row) => {
    const { article, schedules } = row;
    const turn = whoseTurn(facts.of(row));
    return {
      number: row.number,
      name: row.name,
      state: row.state as State,
      articleId: article.id,
      title: article.liveVersion?.title ?? row.title,
      articleState: article.state,
      liveNumber: article.liveVersion?.number ?? null,
      isStale: row.baseVersionId !== article.liveVersionId,
      author: facts.nameOf(row.submittedById ?? row.createdById),
      contributorIds: row.contributors.map((contributor) => contributor.userId),
      updatedAt: row.updatedAt.toISOString(),
      scheduledFor: row.state === 'scheduled' ? (schedules[0]?.runAt.toISOString() ?? null) : null,
      mayPublish: availableActions(actor, revisionSubject(row)).publish.ok,
      turn: { ...turn, names: turn.people.map(facts.nameOf), isYours: turn.people.includes(actor.id) },
      /** Who asks this person to look at it. */
      askedBy: row.looks.filter(({ askedId }) => askedId === actor.id).map(({ askedBy }) => askedBy.name),
    };
  });
}

/** The desk's first page: what waits for this person, what they wait for, and their own open revisions. */
export async function getYourTurn(actor: Actor) {
  const open = await listRevisions(actor);
  const mine = open.filter((revision) => revision.contributorIds.includes(actor.id));
  return {
    yourTurn: open.filter(({ turn, askedBy }) => turn.isYours || askedBy.length > 0),
    waiting: mine.filter((revision) => !revision.turn.isYours),
    mine,
  };
}

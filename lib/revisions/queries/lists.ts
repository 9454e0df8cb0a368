import type { Actor } from '@/lib/domain/actor';
import { availableActions, permit } from '@/lib/domain/workflow/can';
import { isFinal, openStates, type State } from '@/lib/domain/workflow/transitions';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { db } from '@/lib/db/client';
import { afterwardsColumns } from '@/lib/reviews/unreviewed';
import { revisionSubject, withReview } from '@/lib/revisions/subject';
import { turnFacts, turnLine } from '@/lib/revisions/turn-facts';

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

/** So many rows are read at once; however many there are, none is left out. */
const batch = 500;
const pageSize = 50;

/**
 * Every open revision that the filter names, and those that wait for an approval after an emergency; newest change first,
 * each with both statuses and whose turn it is.
 */
export async function listRevisions(actor: Actor, filter: { articleId?: string; states?: readonly State[] } = {}) {
  permit(actor, 'read_desk', {});
  const rows = await allRows(filter);
  const isEnded = filter.states?.every(isFinal) ?? false;
  const facts = await turnFacts(isEnded ? null : 'open');
  return rows.map((row) => {
    const { article, schedules } = row;
    const turn = turnLine(actor, whoseTurn(facts.of(row)), facts.nameOf);
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
      turn,
      /** Who asks this person to look at it. */
      askedBy: row.looks.filter(({ askedId }) => askedId === actor.id).map(({ askedBy }) => askedBy.name),
    };
  });
}

async function allRows(filter: { articleId?: string; states?: readonly State[] }) {
  const read = (skip: number) =>
    db().revision.findMany({
      where: {
        OR: [{ state: { in: [...(filter.states ?? openStates)] } }, { version: { unreviewed: true, approval: null } }],
        ...(filter.articleId ? { articleId: filter.articleId } : {}),
      },
      select: { id: true, ...listColumns },
      orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
      ...{ skip, take: batch },
    });
  const rows = await read(0);
  for (let last = rows.length; last === batch;) {
    const more = await read(rows.length);
    rows.push(...more);
    last = more.length;
  }
  return rows;
}

export const reviewTabs = ['mine', 'all'] as const;
type Asked = { readonly tab: (typeof reviewTabs)[number]; readonly page: number };

/** What is in review or close to publishing: this person's turn, or all; what has waited longest stands first, 50 to a page. */
export async function getReviews(actor: Actor, { tab, page }: Asked) {
  const open = await listRevisions(actor, { states: ['in_review', 'approved', 'scheduled', 'changes_requested'] });
  const mine = open.filter((revision) => revision.turn.isYours);
  const waiting = (tab === 'mine' ? mine : open).toSorted((a, b) => (waitsSince(a) < waitsSince(b) ? -1 : 1));
  const pages = Math.max(1, Math.ceil(waiting.length / pageSize));
  const shown = Math.min(page, pages);
  const revisions = waiting.slice((shown - 1) * pageSize, shown * pageSize);
  return { tab, page: shown, pages, revisions, counts: { mine: mine.length, all: open.length } };
}

type Waiting = { readonly updatedAt: string; readonly turn: { readonly since: string | null } };
const waitsSince = ({ turn, updatedAt }: Waiting): string => turn.since ?? updatedAt;

/** The desk's first page: what waits for this person, what they wait for, and their own open revisions. */
export async function getYourTurn(actor: Actor) {
  const open = await listRevisions(actor);
  const mine = open.filter((revision) => revision.contributorIds.includes(actor.id));
  const yours = open.filter(({ turn, askedBy }) => turn.isYours || askedBy.length > 0);
  return {
    yourTurn: yours.toSorted((a, b) => (waitsSince(a) < waitsSince(b) ? -1 : 1)),
    waiting: mine.filter((revision) => !revision.turn.isYours),
    mine,
  };
}

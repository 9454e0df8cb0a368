import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { groupBy } from '@/lib/domain/group';
import { openStates } from '@/lib/domain/workflow/transitions';
import { scheduleLateMs, type Turn, type TurnFacts } from '@/lib/domain/workflow/turn';
import { withdrawnUnder } from '@/lib/domain/workflow/withdrawal';
import { db } from '@/lib/db/client';
import { changedPartsOfApproved, ownersThatCount } from '@/lib/reviews/parts';
import { policyOf } from '@/lib/reviews/quorum';
import { involvedIn } from '@/lib/reviews/unreviewed';
import { reviewFacts } from '@/lib/revisions/subject';
import { now } from '@/lib/system/clock';

type Row = Parameters<typeof reviewFacts>[0] & {
  id: string;
  state: string;
  createdById: string;
  createdAt: Date;
  submittedById: string | null;
  submittedAt: Date | null;
  updatedAt: Date;
  headHash: string;
  baseVersionId: string | null;
  contributors: readonly { userId: string }[];
  endsWithdrawalAt: Date | null;
  article: { liveVersionId: string | null; state: string; stateAt: Date };
  schedules: readonly { state: string; createdById: string; createdAt: Date; runAt: Date }[];
  version?: { unreviewed: boolean; publishedById: string; publishedAt: Date; approval: object | null } | null;
};

/** Which revisions it is asked about: one, all that are open, or none where only names are wanted. */
type Asked = { readonly revisionId: string } | 'open' | null;

const oneOf = (asked: NonNullable<Asked>) => (asked === 'open' ? null : asked.revisionId);

/** Everyone's names, by id: where no turn is asked about. */
export async function everyonesNames(): Promise<(id: string) => string> {
  const people = await db().user.findMany({ select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? 'Someone';
}

/** Everyone's names and roles, and what moves turns, read once for saying whose turn it is. */
export async function turnFacts(asked: Asked = null) {
  const talk: Awaited<ReturnType<typeof talkOf>> = asked === null ? new Map() : await talkOf(asked);
  const moves: Awaited<ReturnType<typeof movesOf>> = asked === null ? new Map() : await movesOf(asked);
  const people = await db().user.findMany({ select: { id: true, name: true, role: true, disabledAt: true } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  const active = people.filter((person) => person.disabledAt === null && person.role !== 'system');
  const idsOf = (...roles: string[]) =>
    active.filter((person) => roles.includes(person.role)).map((person) => person.id);
  const reviewersNow = idsOf('reviewer', 'admin');
  const adminsNow = idsOf('admin');
  const peopleNow = active.map((person) => person.id);
  const policy = await policyOf(db());
  const { quorum, bySection, ownersApprove } = policy;
  const changed: Awaited<ReturnType<typeof changedPartsOfApproved>> =
    asked === null ? new Map() : await changedPartsOfApproved(db(), oneOf(asked));
  const owners = ownersApprove ? await ownersThatCount(db()) : {};
  return {
    policy,
    reviewersNow,
    nameOf: (id: string) => names.get(id) ?? 'Someone',
    /** Whom somebody may name in their place: of a review those who may approve, else anyone who writes. */
    couldAct: (row: Pick<Row, 'state' | 'contributors'>, turn: readonly string[]) =>
      active
        .filter(({ id }) => !turn.includes(id) || turn.length > 1)
        .filter(({ id, role }) => row.state !== 'in_review' || mayApprove(row, { id, role }))
        .map(({ id, name }) => ({ id, name })),
    of(row: Row): TurnFacts {
      const [schedule] = row.schedules;
      return {
        state: row.state,
        createdById: row.createdById,
        createdAt: row.createdAt.toISOString(),
        submittedById: row.submittedById,
        submittedAt: row.submittedAt?.toISOString() ?? null,
        updatedAt: row.updatedAt.toISOString(),
        contributorIds: row.contributors.map((contributor) => contributor.userId),
        reviews: reviewFacts(row),
        headHash: row.headHash,
        quorum,
        parts: { changed: changed.get(row.id) ?? [], bySection, owners },
        reviewersNow,
        adminsNow,
        peopleNow,
        talk: talk.get(row.id) ?? [],
        ...movesIn(moves.get(row.id) ?? []),
        isStale: row.baseVersionId !== row.article.liveVersionId,
        isWithdrawn: withdrawnUnder(row) !== null,
        schedule: schedule ? scheduleFacts(schedule) : null,
        unreviewed: unreviewedOf(row),
      };
    },
  };
}

const mayApprove = ({ contributors }: Pick<Row, 'contributors'>, { id, role }: { id: string; role: string }) =>
  role !== 'editor' && contributors.every(({ userId }) => userId !== id);

/** Handing back is for those who wrote it, while a reviewer waits for their answer. */
export const mayHandBack = (actor: Actor, { contributors }: Pick<Row, 'contributors'>, reason: string): boolean =>
  reason === 'commented' && contributors.some(({ userId }) => userId === actor.id);

const spokenSchema = z.object({ revisionId: z.string(), byId: z.string(), at: z.date(), with: z.array(z.string()) });

/** What was said in threads since the revision was submitted, by revision, oldest first. Only one in review can have an answer outstanding. */
async function talkOf(asked: NonNullable<Asked>) {
  const one = oneOf(asked);
  const rows: unknown[] = await db().$queryRaw`
    select s.revision_id as "revisionId", s.by_id as "byId", s.at,
      (select array_agg(distinct p) from (
        select created_by_id as p from thread where id = s.thread_id union select author_id from comment where thread_id = s.thread_id) x) as with
    from revision r join lateral (
      select t.revision_id, t.id as thread_id, t.created_by_id as by_id, t.created_at as at from thread t where t.revision_id = r.id
      union all
      select t.revision_id, t.id, c.author_id, c.created_at from thread t join comment c on c.thread_id = t.id where t.revision_id = r.id) s
      on s.at > coalesce(r.submitted_at, r.created_at)
    where r.state = 'in_review' and (${one}::uuid is null or r.id = ${one}::uuid)
    order by s.at`;
  const spoken = z
    .array(spokenSchema)
    .parse(rows)
    .map((row) => ({ ...row, at: row.at.toISOString() }));
  return groupBy(spoken, ({ revisionId }) => revisionId);
}

/** Hand-backs and leaves by revision, oldest first. */
async function movesOf(asked: NonNullable<Asked>) {
  const where = asked === 'open' ? { revision: { state: { in: [...openStates] } } } : { revisionId: asked.revisionId };
  const rows = await db().turnMove.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return groupBy(rows, ({ revisionId }) => revisionId);
}

type Move = { kind: string; userId: string; toId: string | null; createdAt: Date };

function movesIn(moves: readonly Move[]): Pick<TurnFacts, 'handedBackAt' | 'leaves'> {
  const leaves = moves.filter(({ kind }) => kind === 'leave');
  return {
    handedBackAt: moves.findLast(({ kind }) => kind === 'hand_back')?.createdAt.toISOString() ?? null,
    leaves: leaves.map(({ userId, toId, createdAt }) => ({ byId: userId, toId, at: createdAt.toISOString() })),
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whose turn it is, with names, as pages show it. After a day it says how long it has waited. */
export function turnLine(actor: Actor, turn: Turn, nameOf: (id: string) => string) {
  return {
    ...turn,
    names: turn.people.map(nameOf),
    by: turn.byId && nameOf(turn.byId),
    isYours: turn.people.includes(actor.id),
    waitsDays: turn.since === null ? 0 : Math.floor((now().getTime() - Date.parse(turn.since)) / dayMs),
  };
}

function scheduleFacts({ state, createdById, createdAt, runAt }: Row['schedules'][number]) {
  const isLate = state === 'pending' && now().getTime() >= runAt.getTime() + scheduleLateMs;
  return { state, createdById, at: createdAt.toISOString(), isLate };
}

function unreviewedOf(row: Row): NonNullable<TurnFacts['unreviewed']> | null {
  const { version } = row;
  if (!version?.unreviewed || version.approval) return null;
  return { involvedIds: involvedIn(version, row), at: version.publishedAt.toISOString() };
}

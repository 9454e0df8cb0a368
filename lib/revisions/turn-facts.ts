import { scheduleLateMs, type TurnFacts } from '@/lib/domain/workflow/turn';
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

/** Everyone's names and roles, read once, for saying whose turn it is on any number of revisions. */
export async function turnFacts() {
  const people = await db().user.findMany({ select: { id: true, name: true, role: true, disabledAt: true } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  const active = people.filter((person) => person.disabledAt === null && person.role !== 'system');
  const idsOf = (...roles: string[]) =>
    active.filter((person) => roles.includes(person.role)).map((person) => person.id);
  const reviewersNow = idsOf('reviewer', 'admin');
  const adminsNow = idsOf('admin');
  const peopleNow = active.map((person) => person.id);
  const { quorum, bySection, ownersApprove } = await policyOf(db());
  const changed = await changedPartsOfApproved(db());
  const owners = ownersApprove ? await ownersThatCount(db()) : {};
  return {
    nameOf: (id: string) => names.get(id) ?? 'Someone',
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
        isStale: row.baseVersionId !== row.article.liveVersionId,
        isWithdrawn: withdrawnUnder(row) !== null,
        schedule: schedule ? scheduleFacts(schedule) : null,
        unreviewed: unreviewedOf(row),
      };
    },
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

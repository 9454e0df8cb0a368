import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { quorumReached } from '@/lib/domain/workflow/review';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { decidingOn } from '@/lib/reviews/quorum';
import { type LockedRevision, lockArticle, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { dismiss, transition } from '@/lib/revisions/transition';
import { endSchedule } from '@/lib/versions/pending';

type PolicyInput = {
  opId?: string | undefined;
  expectedSeq: number;
  quorum: number;
  bySection: boolean;
  ownersApprove: boolean;
  blocking: string[];
  points: string[];
};

/** Numbers of the revisions that went back into review by changed rules, and of those that have all they need by them. */
type Moved = { readonly reopened: number[]; readonly approved: number[] };

/**
 * Changes what approval takes. Every open revision is judged anew in the same transaction: approvals that hold no more by the new
 * rules are dismissed as such, what has not enough goes back into review, what has enough is approved.
 */
export async function savePolicy(actor: Actor, input: PolicyInput) {
  permit(actor, 'set_policy', {});
  const { opId: _opId, expectedSeq, ...rules } = input;
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from policy where id = 1 for update`;
    const { id: _id, ...stored } = await tx.policy.findUniqueOrThrow({ where: { id: 1 } });
    if (stored.seq !== expectedSeq) {
      throw new Refusal('stale', {
        message: 'Somebody else changed this meanwhile. Look at it again.',
        current: stored,
      });
    }
    const seq = stored.seq + 1;
    await tx.policy.update({ where: { id: 1 }, data: { ...rules, seq } });
    await recordEvent(tx, actor, { action: 'save_policy', subjectType: 'policy', subjectId: '1', payload: rules });
    return { seq, ...(await judgeAnew(tx, actor, null)) };
  });
}

type OwnersInput = {
  opId?: string | undefined;
  articleId: string;
  owners: { sectionId: string; userIds: string[] }[];
};

/** Says who answers for which section of an article, all of it at once. Only people who review can own one: others could not approve it. */
export async function saveOwners(actor: Actor, input: OwnersInput) {
  permit(actor, 'set_policy', {});
  const { articleId } = input;
  return inTransaction(actor, input, async (tx) => {
    await lockArticle(tx, articleId);
    const owners = input.owners.flatMap(({ sectionId, userIds }) =>
      [...new Set(userIds)].map((userId) => ({ sectionId, userId })),
    );
    await refuseOthers(tx, articleId, owners);
    await tx.sectionOwner.deleteMany({ where: { section: { articleId } } });
    await tx.sectionOwner.createMany({ data: owners, skipDuplicates: true });
    const payload = { owners };
    await recordEvent(tx, actor, { action: 'save_owners', subjectType: 'article', subjectId: articleId, payload });
    return judgeAnew(tx, actor, articleId);
  });
}

async function refuseOthers(tx: Tx, articleId: string, owners: readonly { sectionId: string; userId: string }[]) {
  const sections = await tx.section.findMany({ where: { articleId }, select: { id: true } });
  const known = new Set(sections.map(({ id }) => id));
  const people = await tx.user.findMany({
    where: { role: { in: ['reviewer', 'admin'] }, disabledAt: null },
    select: { id: true },
  });
  const reviewers = new Set(people.map(({ id }) => id));
  const other = owners.find(({ sectionId }) => !known.has(sectionId));
  if (other) throw new Refusal('not_found', { message: 'The article has no such section.' });
  if (owners.every(({ userId }) => reviewers.has(userId))) return;
  throw new Refusal('invalid', { message: 'Only people who review can answer for a section.' });
}

/** Judges the revisions that approvals decide about by the rules that are in force now, of one article or of all. */
async function judgeAnew(tx: Tx, actor: Actor, articleId: string | null): Promise<Moved> {
  const rows = await tx.revision.findMany({
    where: {
      state: { in: ['in_review', 'changes_requested', 'approved', 'scheduled'] },
      ...(articleId && { articleId }),
    },
    select: { number: true },
    // The one order of locks: nobody else holds two articles.
    orderBy: [{ articleId: 'asc' }, { number: 'asc' }],
  });
  const moved: Moved = { reopened: [], approved: [] };
  for (const { number } of rows) {
    const to = await judge(tx, actor, number);
    if (to === 'in_review') moved.reopened.push(number);
    if (to === 'approved') moved.approved.push(number);
  }
  return moved;
}

async function judge(tx: Tx, actor: Actor, number: number): Promise<string | null> {
  const before = await lockRevision(tx, number);
  await dismissParts(tx, actor, before);
  let revision = await lockRevision(tx, number);
  const people = await decidingOn(tx, revision);
  const subjectOf = (row: LockedRevision) => revisionSubject(row, {}, people);
  const { approvals, contributorIds } = subjectOf(revision);
  const isEnough = approvals ? quorumReached({ ...approvals, contributors: contributorIds }) : false;
  if (revision.state === 'scheduled' && !isEnough) {
    await hold(tx, revision);
    revision = await lockRevision(tx, number);
  }
  const mustMove = isEnough
    ? revision.state === 'in_review' && revision.reviews.length > 0
    : revision.state === 'approved';
  if (!mustMove) return null;
  const allowed = permit(actor, 'apply_rules', subjectOf(revision));
  const state = await transition(tx, actor, revision, {
    event: 'apply_rules',
    allowed,
    payload: { because: 'rules_changed' },
  });
  const kind = state === 'approved' ? 'approved' : 'approval_dismissed';
  await enqueue(tx, kind, { revisionId: revision.id, number, byId: actor.id });
  return state;
}

/** Where parts do not count, an approval that is not of the whole any more, or never was, says nothing. */
async function dismissParts(tx: Tx, actor: Actor, revision: LockedRevision): Promise<void> {
  const { bySection } = await tx.policy.findUniqueOrThrow({ where: { id: 1 }, select: { bySection: true } });
  if (bySection) return;
  const isPart = ({ scope, lostParts }: LockedRevision['reviews'][number]) =>
    scope === 'sections' || lostParts.some(({ part }) => part === 'whole');
  await dismiss(tx, actor, { ...revision, reviews: revision.reviews.filter(isPart) }, { because: 'rules_changed' });
}

async function hold(tx: Tx, revision: LockedRevision): Promise<void> {
  const reason = 'The rules for approval changed, and it has not enough approvals any more.';
  const allowed = permit(systemActor, 'hold', revisionSubject(revision, { reason: true }));
  await endSchedule(tx, revision.id, 'held', reason);
  await transition(tx, systemActor, revision, { event: 'hold', allowed, payload: { as: 'held', reason } });
  await enqueue(tx, 'schedule_held', { revisionId: revision.id, number: revision.number });
}

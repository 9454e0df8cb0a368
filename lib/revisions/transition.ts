import type { Actor } from '@/lib/domain/actor';
import type { Allowed } from '@/lib/domain/workflow/can';
import { coversWhole } from '@/lib/domain/workflow/parts';
import { type DismissalCause, dismissalsFor, lostPartsFor } from '@/lib/domain/workflow/review';
import { type DismissalReason, openStates, type RevisionEvent } from '@/lib/domain/workflow/transitions';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/transaction';
import { changedParts } from '@/lib/reviews/parts';
import type { LockedRevision } from '@/lib/revisions/lock';
import { reviewFacts } from '@/lib/revisions/subject';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';
import { activeReviews } from '@/lib/domain/workflow/verdict';

type Change = {
  readonly event: RevisionEvent;
  readonly allowed: Allowed;
  readonly payload?: Record<string, unknown>;
};

/**
 * The only writer of a revision's state. Moves it to where the workflow table allowed, dismisses the reviews that the
 * event makes void, and writes the one audit event. Call it under the revision's lock. Answers the state that follows.
 */
export async function transition(tx: Tx, actor: Actor, revision: LockedRevision, change: Change): Promise<string> {
  const { allowed, event } = change;
  const to = allowed.next ?? revision.state;
  if (to !== revision.state) {
    await tx.revision.update({ where: { id: revision.id }, data: { state: to, updatedAt: now() } });
  }
  if (allowed.dismisses) await dismiss(tx, actor, revision, await causeOf(tx, actor, revision, allowed.dismisses));
  await recordEvent(tx, actor, {
    action: event,
    subjectType: 'revision',
    subjectId: revision.id,
    payload: { number: revision.number, from: revision.state, to, ...change.payload },
  });
  return to;
}

/** Dismisses the reviews that a cause makes void; each dismissal is a row of the record. After a change of the text their reviewers are told. */
export async function dismiss(tx: Tx, actor: Actor, revision: LockedRevision, cause: DismissalCause): Promise<void> {
  const facts = reviewFacts(revision);
  const dismissals = dismissalsFor(cause, facts);
  const lost = lostPartsFor(cause, facts);
  await tx.reviewDismissal.createMany({
    data: dismissals.map((dismissal) => ({ ...dismissal, byId: actor.id })),
    skipDuplicates: true,
  });
  await tx.reviewPartDismissal.createMany({
    data: lost.map((one) => ({ ...one, byId: actor.id })),
    skipDuplicates: true,
  });
  if (dismissals.length + lost.length === 0 || !('by' in cause)) return;
  await enqueue(tx, 'approval_dismissed', { revisionId: revision.id, number: revision.number, byId: actor.id });
}

/** Carries the approvals of the present head to the head after a clean rebase; each carry is a row of the record. */
export async function carryApprovals(tx: Tx, revision: LockedRevision, headHash: string): Promise<void> {
  const counted = activeReviews(reviewFacts(revision)).filter(
    (review) => review.verdict === 'approve' && coversWhole(review, revision.headHash),
  );
  await tx.reviewCarry.createMany({
    data: counted.map((review) => ({ id: newId(), reviewId: review.id, headHash })),
    skipDuplicates: true,
  });
}

/** What an event is to the reviews. An edit leaves the approvals of what still says the same: that is read after it. */
async function causeOf(tx: Tx, actor: Actor, { id }: LockedRevision, reason: DismissalReason): Promise<DismissalCause> {
  if (reason === 'recalled') return { because: 'recalled' };
  const people = await tx.revisionContributor.findMany({ where: { revisionId: id }, select: { userId: true } });
  const wrote = people.map(({ userId }) => userId);
  if (reason === 'conflict_resolved') return { because: 'conflict_resolved', by: actor.id, wrote };
  const { headHash } = await tx.revision.findUniqueOrThrow({ where: { id }, select: { headHash: true } });
  return { because: 'new_change', by: actor.id, wrote, now: { headHash, changed: await changedParts(tx, id) } };
}

/**
 * A person who reviews no more: their standing verdicts on open revisions are dismissed, for good, even if the role comes
 * back. Publishing counts reviewers afresh in any case.
 */
export async function dismissReviewsOf(tx: Tx, actor: Actor, reviewerId: string): Promise<void> {
  const standing = await tx.review.findMany({
    where: {
      reviewerId,
      verdict: { in: ['approve', 'request_changes'] },
      dismissal: null,
      revision: { state: { in: [...openStates] } },
    },
    select: { id: true },
  });
  await tx.reviewDismissal.createMany({
    data: standing.map(({ id }) => ({ reviewId: id, reason: 'reviewer_lost_role', byId: actor.id })),
    skipDuplicates: true,
  });
}

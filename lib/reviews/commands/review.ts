import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { recordEvent } from '@/lib/db/audit';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { recomputeHead } from '@/lib/revisions/head';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { dismiss, transition } from '@/lib/revisions/transition';
import { quorumOf, reviewersNow } from '@/lib/reviews/quorum';
import { newId } from '@/lib/system/crypto';

type ReviewInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  verdict: 'approve' | 'request_changes' | 'comment';
  comment: string;
};

/** Gives one reviewer's verdict on the exact text that was on screen. Another text by now: Refusal `stale`. */
export async function reviewRevision(actor: Actor, input: ReviewInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    if (input.verdict === 'approve') return approve(tx, actor, revision, input);
    if (input.verdict === 'request_changes') return requestChanges(tx, actor, revision, input);
    permit(actor, 'comment', revisionSubject(revision));
    if (!input.comment) throw new Refusal('invalid', { message: 'Write a comment.' });
    const reviewId = await writeReview(tx, actor, revision, input);
    await announce(tx, actor, revision, 'commented');
    return { reviewId, state: revision.state };
  });
}

async function approve(tx: Tx, actor: Actor, revision: LockedRevision, input: ReviewInput) {
  const head = await recomputeHead(tx, revision);
  refuseOtherHead(head.headHash, input.headHash);
  const people = { quorum: await quorumOf(tx), reviewersNow: await reviewersNow(tx) };
  const allowed = permit(actor, 'approve', revisionSubject(revision, { head_seen: true }, people));
  await supersedeOwn(tx, actor, revision);
  const reviewId = await writeReview(tx, actor, revision, input);
  const payload = { reviewId, headHash: input.headHash };
  const state = await transition(tx, actor, revision, { event: 'approve', allowed, payload });
  if (state === 'approved') await announce(tx, actor, revision, 'approved');
  return { reviewId, state };
}

async function requestChanges(tx: Tx, actor: Actor, revision: LockedRevision, input: ReviewInput) {
  refuseOtherHead(revision.headHash, input.headHash);
  const allowed = permit(actor, 'request_changes', revisionSubject(revision, { comment: input.comment.length > 0 }));
  await supersedeOwn(tx, actor, revision);
  const reviewId = await writeReview(tx, actor, revision, input);
  const state = await transition(tx, actor, revision, { event: 'request_changes', allowed, payload: { reviewId } });
  await announce(tx, actor, revision, 'changes_requested');
  return { reviewId, state };
}

async function writeReview(tx: Tx, actor: Actor, revision: LockedRevision, input: ReviewInput): Promise<string> {
  const id = newId();
  const { headHash, verdict, comment } = input;
  await writeCheckpoint(tx, actor, revision.id, { reason: 'review' });
  await tx.review.create({ data: { id, revisionId: revision.id, reviewerId: actor.id, headHash, verdict, comment } });
  return id;
}

/** A reviewer has one standing verdict: a new one dismisses the one before. */
async function supersedeOwn(tx: Tx, actor: Actor, revision: LockedRevision): Promise<void> {
  await dismiss(tx, actor, revision, { because: 'superseded_by_own_review', reviewerId: actor.id });
}

async function announce(tx: Tx, actor: Actor, revision: LockedRevision, kind: string): Promise<void> {
  await enqueue(tx, kind, { revisionId: revision.id, number: revision.number, byId: actor.id });
}

type DismissInput = { opId?: string | undefined; reviewId: string; note: string };

/** Dismisses a standing review, with a reason: an admin's way out when the reviewer cannot answer. */
export async function dismissReview(actor: Actor, input: DismissInput) {
  return inTransaction(actor, input, async (tx) => {
    const review = await tx.review.findUnique({
      where: { id: input.reviewId },
      include: { revision: { select: { number: true } }, dismissal: true },
    });
    if (!review) throw new Refusal('not_found', { message: 'There is no such review.' });
    const revision = await lockRevision(tx, review.revision.number);
    permit(actor, 'dismiss_review', revisionSubject(revision));
    if (review.dismissal) throw new Refusal('wrong_state', { message: 'This review counts no more already.' });
    await tx.reviewDismissal.create({
      data: { reviewId: review.id, reason: 'manual', note: input.note, byId: actor.id },
    });
    await recordEvent(tx, actor, {
      action: 'dismiss_review',
      subjectType: 'revision',
      subjectId: revision.id,
      payload: { number: revision.number, reviewId: review.id, note: input.note },
    });
    return { state: revision.state };
  });
}

type RejectInput = { opId?: string | undefined; number: number; reason: string };

/** Refuses a revision for good, with a reason. Its text stays and can be copied. */
export async function rejectRevision(actor: Actor, input: RejectInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'reject', revisionSubject(revision, { reason: input.reason.length > 0 }));
    await tx.revision.update({ where: { id: revision.id }, data: { endedReason: input.reason } });
    const payload = { reason: input.reason };
    const state = await transition(tx, actor, revision, { event: 'reject', allowed, payload });
    await announce(tx, actor, revision, 'rejected');
    return { state };
  });
}

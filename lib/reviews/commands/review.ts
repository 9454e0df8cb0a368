import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import type { PartRules } from '@/lib/domain/workflow/parts';
import type { Part } from '@/lib/domain/workflow/verdict';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { recordEvent } from '@/lib/db/audit';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { recomputeHead } from '@/lib/revisions/head';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { dismiss, transition } from '@/lib/revisions/transition';
import { pointsOfRevision } from '@/lib/reviews/points';
import { decidingOn } from '@/lib/reviews/quorum';
import { sayUnsent } from '@/lib/reviews/say';
import { newId } from '@/lib/system/crypto';

type ReviewInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  verdict: 'approve' | 'request_changes' | 'comment';
  comment: string;
  /** Of an approval: only of these parts, each as it was seen. */
  parts?: readonly Part[] | undefined;
  openPoints?: readonly OpenPoint[] | undefined;
};

/** A point of the reviewer's list that was open, and why it was approved all the same. Readers see it. */
type OpenPoint = { readonly point: string; readonly reason: string };
type List = Awaited<ReturnType<typeof pointsOfRevision>>;
/** What one approval is of. */
type Approving = { readonly scope: 'whole' | 'sections'; readonly parts: readonly Part[] };

/** Gives one reviewer's verdict on the exact text that was on screen. Another text by now: Refusal `stale`. */
export async function reviewRevision(actor: Actor, input: ReviewInput) {
  const list = input.verdict === 'approve' ? await pointsOfRevision(actor, input.number) : [];
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    if (input.verdict === 'approve') return approve(tx, actor, revision, { ...input, list });
    if (input.verdict === 'request_changes') return requestChanges(tx, actor, revision, input);
    permit(actor, 'comment', revisionSubject(revision));
    const sent = await sayUnsent(tx, actor, revision);
    if (!input.comment && sent === 0) throw new Refusal('invalid', { message: 'Write a comment.' });
    const reviewId = await writeReview(tx, actor, revision, input);
    await announce(tx, actor, revision, 'commented');
    return { reviewId, state: revision.state };
  });
}

/**
 * Approves the whole, named by its head, or single parts, each named by its hash: those hold while other parts are changed. Of the
 * whole it approves every part that is changed, so that an edit of one leaves the others approved.
 */
async function approve(tx: Tx, actor: Actor, revision: LockedRevision, input: ReviewInput & { readonly list: List }) {
  const head = await recomputeHead(tx, revision);
  if (!input.parts) refuseOtherHead(head.headHash, input.headHash);
  const people = await decidingOn(tx, revision);
  const approving = approvingOf(people.parts, input.parts);
  const subject = revisionSubject({ ...revision, headHash: head.headHash }, { head_seen: true }, people);
  const allowed = permit(actor, 'approve', { ...subject, approving: asApproved(approving) });
  refuseUnanswered(input);
  await supersedeOwn(tx, actor, revision, approving.scope);
  await sayUnsent(tx, actor, revision);
  const seen = { ...input, headHash: head.headHash };
  const reviewId = await writeReview(tx, actor, revision, { ...seen, ...approving });
  const payload = {
    reviewId,
    headHash: head.headHash,
    ...(input.parts && { parts: input.parts.map(({ part }) => part) }),
  };
  const state = await transition(tx, actor, revision, { event: 'approve', allowed, payload });
  if (state === 'approved') await announce(tx, actor, revision, 'approved');
  return { reviewId, state };
}

function approvingOf({ changed, bySection }: PartRules, seen: readonly Part[] | undefined): Approving {
  if (!seen) return { scope: 'whole', parts: changed };
  if (!bySection) {
    throw new Refusal('wrong_state', { message: 'Here a revision is approved as a whole, not section by section.' });
  }
  const hashes = new Map(changed.map(({ part, hash }) => [part, hash]));
  const other = seen.find(({ part, hash }) => hashes.get(part) !== hash);
  if (!other) return { scope: 'sections', parts: seen };
  const message = 'This section was changed since you opened it. Look at what is new.';
  throw new Refusal('stale', {
    message,
    issues: [{ code: 'other_text', where: other.part, message }],
    current: { changed },
  });
}

/**
 * A point that the program counts and that is open needs a reason; of the others the reviewer says which are open. A reason is of a
 * point that the list has.
 */
function refuseUnanswered({
  list,
  openPoints = [],
}: {
  list: List;
  openPoints?: readonly OpenPoint[] | undefined;
}): void {
  const given = new Set(openPoints.map(({ point }) => point));
  const unanswered = list.filter(({ text, counted }) => counted && counted.holds < counted.all && !given.has(text));
  const unknown = [...given].filter((point) => !list.some(({ text }) => text === point));
  const issues = [
    ...unanswered.map(({ text }) => ({ code: 'point_open', where: text, message: `Say why this is open: ${text}` })),
    ...unknown.map((point) => ({
      code: 'no_such_point',
      where: point,
      message: `The list has no such point: ${point}`,
    })),
  ];
  const [first] = issues;
  if (first) throw new Refusal('not_ready', { message: first.message, issues });
}

const asApproved = ({ scope, parts }: Approving) => ({
  scope,
  parts: parts.map((part) => ({ ...part, dismissed: null })),
});

async function requestChanges(tx: Tx, actor: Actor, revision: LockedRevision, input: ReviewInput) {
  refuseOtherHead(revision.headHash, input.headHash);
  const sent = await sayUnsent(tx, actor, revision);
  const comment = input.comment.length > 0 || sent > 0;
  const allowed = permit(actor, 'request_changes', revisionSubject(revision, { comment }));
  await supersedeOwn(tx, actor, revision);
  const reviewId = await writeReview(tx, actor, revision, input);
  const state = await transition(tx, actor, revision, { event: 'request_changes', allowed, payload: { reviewId } });
  await announce(tx, actor, revision, 'changes_requested');
  return { reviewId, state };
}

async function writeReview(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  input: ReviewInput & { readonly scope?: Approving['scope'] },
): Promise<string> {
  const id = newId();
  const { headHash, verdict, comment, scope = 'whole', parts = [], openPoints = [] } = input;
  await writeCheckpoint(tx, actor, revision.id, { reason: 'review' });
  await tx.review.create({
    data: {
      ...{ id, revisionId: revision.id, reviewerId: actor.id, headHash, verdict, comment, scope },
      openPoints: openPoints.map(({ point, reason }) => ({ point, reason })),
    },
  });
  if (verdict === 'approve') {
    await tx.reviewPart.createMany({ data: parts.map(({ part, hash }) => ({ reviewId: id, part, hash })) });
  }
  return id;
}

/**
 * A reviewer has one standing verdict: a new one dismisses the one before. Only approvals of single sections stand beside each
 * other: one more ends no more than one's own request for changes.
 */
async function supersedeOwn(tx: Tx, actor: Actor, revision: LockedRevision, scope = 'whole'): Promise<void> {
  const reviews =
    scope === 'whole' ? revision.reviews : revision.reviews.filter(({ verdict }) => verdict === 'request_changes');
  const cause = { because: 'superseded_by_own_review', reviewerId: actor.id } as const;
  await dismiss(tx, actor, { ...revision, reviews }, cause);
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
    await sayUnsent(tx, actor, revision);
    await tx.revision.update({ where: { id: revision.id }, data: { endedReason: input.reason } });
    const payload = { reason: input.reason };
    const state = await transition(tx, actor, revision, { event: 'reject', allowed, payload });
    await announce(tx, actor, revision, 'rejected');
    return { state };
  });
}

import type { DismissalReason } from '@/lib/domain/workflow/transitions';

export type Verdict = 'approve' | 'request_changes' | 'comment';

/** One review as the rules read it. `dismissed` is the reason why it counts no more, null while it is active. */
export type ReviewFact = {
  readonly id: string;
  readonly reviewerId: string;
  readonly verdict: Verdict;
  readonly headHash: string;
  readonly dismissed: string | null;
  /** Later heads that the approval was carried to, each by a logged clean rebase. */
  readonly carriedTo: readonly string[];
  /** When it was given: ISO 8601, UTC. */
  readonly at: string;
};

/** What decides whether a head has enough approvals. */
export type QuorumFacts = {
  readonly reviews: readonly ReviewFact[];
  readonly contributors: readonly string[];
  readonly headHash: string;
  /** Approvals that policy asks for; less than one counts as one. */
  readonly quorum: number;
  /** Ids of all who may review at this moment: a lost role counts at once (edge case E4). */
  readonly reviewersNow: readonly string[];
};

/** The reviews that still count, oldest first as given. */
export function activeReviews<R extends Pick<ReviewFact, 'dismissed'>>(reviews: readonly R[]): R[] {
  return reviews.filter((review) => review.dismissed === null);
}

/** Whether an approval speaks of this head: given for it, or carried to it (invariant I7). */
export function coversHead(review: Pick<ReviewFact, 'headHash' | 'carriedTo'>, headHash: string): boolean {
  return review.headHash === headHash || review.carriedTo.includes(headHash);
}

/** Ids of the people whose approval of this head counts: active, still reviewers, no contributors. Each person counts once. */
export function approversOf(facts: Omit<QuorumFacts, 'quorum'>): string[] {
  const approvals = activeReviews(facts.reviews).filter(
    (review) =>
      review.verdict === 'approve' &&
      coversHead(review, facts.headHash) &&
      facts.reviewersNow.includes(review.reviewerId) &&
      !facts.contributors.includes(review.reviewerId),
  );
  return [...new Set(approvals.map((review) => review.reviewerId))];
}

/** Ids of the people whose request for changes stands. It outlives edits; only its reviewer, a lost role or an admin ends it. */
export function requestersOf(facts: Pick<QuorumFacts, 'reviews' | 'reviewersNow'>): string[] {
  const requests = activeReviews(facts.reviews).filter(
    (review) => review.verdict === 'request_changes' && facts.reviewersNow.includes(review.reviewerId),
  );
  return [...new Set(requests.map((review) => review.reviewerId))];
}

/** True when enough people who may review now, and contributed nothing, approve this very head and nobody asks for changes. */
export function quorumReached(facts: QuorumFacts): boolean {
  return requestersOf(facts).length === 0 && approversOf(facts).length >= Math.max(1, facts.quorum);
}

/** What makes reviews void. `by` wrote the change. */
export type DismissalCause =
  | { readonly because: 'new_change' | 'conflict_resolved'; readonly by: string }
  | { readonly because: 'recalled' | 'rules_changed' }
  | { readonly because: 'reviewer_lost_role' | 'superseded_by_own_review'; readonly reviewerId: string }
  | { readonly because: 'manual'; readonly reviewId: string };

export type Dismissal = { readonly reviewId: string; readonly reason: DismissalReason };

/**
 * Which active reviews an event makes void, and why (workflow.md 4.2). A change voids every approval; a request for changes
 * outlives it, unless its own reviewer wrote the change: who answers their own request has contributed. Comments never count,
 * so nothing voids them.
 */
export function dismissalsFor(cause: DismissalCause, reviews: readonly ReviewFact[]): Dismissal[] {
  return activeReviews(reviews).flatMap((review) => {
    const reason = review.verdict === 'comment' ? null : reasonFor(cause, review);
    return reason ? [{ reviewId: review.id, reason }] : [];
  });
}

function reasonFor(cause: DismissalCause, review: ReviewFact): DismissalReason | null {
  if ('reviewId' in cause) return review.id === cause.reviewId ? cause.because : null;
  if ('reviewerId' in cause) return review.reviewerId === cause.reviewerId ? cause.because : null;
  if ('by' in cause && review.reviewerId === cause.by) return 'reviewer_became_contributor';
  return review.verdict === 'approve' ? cause.because : null;
}

/** What a new head means for the approvals of the old one (workflow.md 3.2). */
export type CarryOver = 'NO_CHANGE' | 'CLEAN_REBASE' | 'DISMISS';

/**
 * NO_CHANGE: the same head, approvals stay. CLEAN_REBASE: another head, but the revision's own changes are equal (patch
 * hashes before and after), so approvals are carried and that is logged. Anything else dismisses.
 */
export function carryOver(
  before: { readonly headHash: string; readonly patchHash: string },
  after: { readonly headHash: string; readonly patchHash: string },
): CarryOver {
  if (before.headHash === after.headHash) return 'NO_CHANGE';
  return before.patchHash === after.patchHash ? 'CLEAN_REBASE' : 'DISMISS';
}

/**
 * The event that a rebase is. When paragraphs of one section were merged, the revision's own changes are other than those
 * that were approved: that is a resolved conflict, even if no person had to choose, so it always dismisses.
 */
export function rebaseEvent(carry: CarryOver): 'rebase' | 'resolve_conflict' {
  return carry === 'DISMISS' ? 'resolve_conflict' : 'rebase';
}

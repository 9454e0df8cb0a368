import { coversWhole, lossesBy, type PartRules, standingOfParts } from '@/lib/domain/workflow/parts';
import type { DismissalReason } from '@/lib/domain/workflow/transitions';
import { type Part, type ReviewFact, activeReviews } from '@/lib/domain/workflow/verdict';

/** What decides whether a head has enough approvals. */
export type QuorumFacts = {
  readonly reviews: readonly ReviewFact[];
  readonly contributors: readonly string[];
  readonly headHash: string;
  /** Approvals that policy asks for; less than one counts as one. */
  readonly quorum: number;
  /** Ids of all who may review at this moment: a lost role counts at once (edge case E4). */
  readonly reviewersNow: readonly string[];
  /** What it changes, and how approvals of parts count; without it only approvals of the whole do. */
  readonly parts?: PartRules;
};

/** Ids of the people whose approval of this head as a whole counts: active, still reviewers, no contributors. Each person counts once. */
export function approversOf(facts: Omit<QuorumFacts, 'quorum'>): string[] {
  const approvals = activeReviews(facts.reviews).filter(
    (review) =>
      review.verdict === 'approve' &&
      coversWhole(review, facts.headHash) &&
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

/**
 * True when nobody asks for changes and enough people who may review now, and contributed nothing, approve this very head, or
 * between them every part that it changes (workflow.md 3.4); an owner of each section among them where policy asks for it.
 */
export function quorumReached(facts: QuorumFacts): boolean {
  if (requestersOf(facts).length > 0) return false;
  const parts = standingOfParts(facts);
  if (parts.some(({ awaitedOwnerIds }) => awaitedOwnerIds.length > 0)) return false;
  if (approversOf(facts).length >= Math.max(1, facts.quorum)) return true;
  return parts.length > 0 && parts.every(({ isApproved }) => isApproved);
}

/** What makes reviews void. `by` wrote the change; `wrote` are all who have contributed by it, such as whoever suggested its words. */
export type DismissalCause =
  | { readonly because: 'conflict_resolved'; readonly by: string; readonly wrote?: readonly string[] }
  /** `now`: what the revision says after the change. Approvals of parts that still say the same stay. */
  | {
      readonly because: 'new_change';
      readonly by: string;
      readonly wrote?: readonly string[];
      readonly now?: { readonly headHash: string; readonly changed: readonly Part[] };
    }
  | { readonly because: 'recalled' | 'rules_changed' }
  | {
      readonly because: 'reviewer_lost_role' | 'superseded_by_own_review' | 'reviewer_became_contributor';
      readonly reviewerId: string;
    }
  | { readonly because: 'manual'; readonly reviewId: string };

export type Dismissal = { readonly reviewId: string; readonly reason: DismissalReason };

/**
 * Which active reviews an event makes void, and why (workflow.md 4.2). A change voids every approval of whom no part is left as it
 * was (`lostPartsFor` says which parts the others lose); a request for changes outlives it, unless its own reviewer wrote the change: who answers their own request has contributed. Comments never count,
 * so nothing voids them.
 */
export function dismissalsFor(cause: DismissalCause, reviews: readonly ReviewFact[]): Dismissal[] {
  const now = 'now' in cause ? cause.now : undefined;
  const gone = now ? lossesBy(reviews, now).reviewIds : null;
  return activeReviews(reviews).flatMap((review) => {
    const reason = review.verdict === 'comment' ? null : reasonFor(cause, review);
    const stays = reason === 'new_change' && gone !== null && !gone.includes(review.id);
    return reason && !stays ? [{ reviewId: review.id, reason }] : [];
  });
}

/** A part that an approval counts for no more, while it counts for others. `whole` is the head. */
export type LostPart = { readonly reviewId: string; readonly part: string; readonly reason: DismissalReason };

/** What a change takes from the approvals that stay for other parts. */
export function lostPartsFor(cause: DismissalCause, reviews: readonly ReviewFact[]): LostPart[] {
  const now = 'now' in cause ? cause.now : undefined;
  if (!now || !('by' in cause)) return [];
  const others = reviews.filter(({ reviewerId }) => reviewerId !== cause.by && !cause.wrote?.includes(reviewerId));
  return lossesBy(others, now).parts.map((lost) => ({ ...lost, reason: cause.because }));
}

function reasonFor(cause: DismissalCause, review: ReviewFact): DismissalReason | null {
  if ('reviewId' in cause) return review.id === cause.reviewId ? cause.because : null;
  if ('reviewerId' in cause) return review.reviewerId === cause.reviewerId ? cause.because : null;
  if ('by' in cause && review.reviewerId === cause.by) return 'reviewer_became_contributor';
  if (review.verdict !== 'approve') return null;
  const hasWritten = 'by' in cause && cause.wrote?.includes(review.reviewerId);
  return hasWritten ? 'reviewer_became_contributor' : cause.because;
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

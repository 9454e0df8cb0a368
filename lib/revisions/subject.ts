import type { Needs, RevisionSubject } from '@/lib/domain/workflow/can';
import type { QuorumFacts, ReviewFact } from '@/lib/domain/workflow/review';

type ReviewRow = {
  id: string;
  reviewerId: string;
  verdict: string;
  headHash: string;
  createdAt: Date;
  dismissal: { reason: string } | null;
  carries: readonly { headHash: string }[];
};

type Row = {
  state: string;
  headHash: string;
  contributors: readonly { userId: string }[];
  reviews: readonly ReviewRow[];
};

/** A revision as the workflow's rules read it. Pass `people` where a quorum decides (approve, publish). */
export function revisionSubject(
  revision: Row,
  needs: Needs = {},
  people?: Pick<QuorumFacts, 'quorum' | 'reviewersNow'>,
): RevisionSubject {
  const reviews = reviewFacts(revision);
  return {
    state: revision.state,
    contributorIds: revision.contributors.map((contributor) => contributor.userId),
    needs,
    ...(people ? { approvals: { ...people, reviews, headHash: revision.headHash } } : {}),
  };
}

/** The reviews of a revision, oldest first, as the pure rules read them. */
export function reviewFacts(revision: Pick<Row, 'reviews'>): ReviewFact[] {
  return revision.reviews.map((review) => ({
    id: review.id,
    reviewerId: review.reviewerId,
    verdict: review.verdict as ReviewFact['verdict'],
    headHash: review.headHash,
    dismissed: review.dismissal?.reason ?? null,
    carriedTo: review.carries.map((carry) => carry.headHash),
    at: review.createdAt.toISOString(),
  }));
}

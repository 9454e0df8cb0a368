import type { Needs, RevisionSubject } from '@/lib/domain/workflow/can';
import type { QuorumFacts } from '@/lib/domain/workflow/review';
import type { ReviewFact } from '@/lib/domain/workflow/verdict';

type ReviewRow = {
  id: string;
  reviewerId: string;
  verdict: string;
  headHash: string;
  createdAt: Date;
  scope: string;
  dismissal: { reason: string } | null;
  carries: readonly { headHash: string }[];
  parts: readonly { part: string; hash: string }[];
  lostParts: readonly { part: string; reason: string }[];
};

/** What is read with a review so that the rules can judge it. */
export const withReview = { dismissal: true, carries: true, parts: true, lostParts: true } as const;

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
  people?: Pick<QuorumFacts, 'quorum' | 'reviewersNow' | 'parts'>,
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
    ...partsOf(review),
    id: review.id,
    reviewerId: review.reviewerId,
    verdict: review.verdict as ReviewFact['verdict'],
    headHash: review.headHash,
    dismissed: review.dismissal?.reason ?? null,
    carriedTo: review.carries.map((carry) => carry.headHash),
    at: review.createdAt.toISOString(),
  }));
}

function partsOf({ scope, parts, lostParts }: ReviewRow): Pick<ReviewFact, 'scope' | 'parts' | 'wholeLost'> {
  const lost = new Map(lostParts.map(({ part, reason }) => [part, reason]));
  return {
    scope: scope === 'sections' ? 'sections' : 'whole',
    parts: parts.map(({ part, hash }) => ({ part, hash, dismissed: lost.get(part) ?? null })),
    wholeLost: lost.get('whole') ?? null,
  };
}

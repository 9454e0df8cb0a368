/**
 * A part of a revision, bound to what it says: the id of a section with the hash of its text, or one of title, facts, order. A section that
 * the revision removes has sixty-four zeros.
 */
export type Part = { readonly part: string; readonly hash: string };

/** A part that an approval names; `dismissed` is the reason why it counts no more for this part. */
type ApprovedPart = Part & { readonly dismissed: string | null };

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
  /** Of an approval: of the `whole` (unless said otherwise), or of the parts that it names. */
  readonly scope?: 'whole' | 'sections';
  /** The parts that an approval names, one of the whole too. */
  readonly parts?: readonly ApprovedPart[];
  /** Why it counts for the whole no more, while parts of it may still. */
  readonly wholeLost?: string | null;
};

/** The reviews that still count, oldest first as given. */
export function activeReviews<R extends Pick<ReviewFact, 'dismissed'>>(reviews: readonly R[]): R[] {
  return reviews.filter((review) => review.dismissed === null);
}

/** Whether an approval speaks of this head: given for it, or carried to it (invariant I7). */
export function coversHead(review: Pick<ReviewFact, 'headHash' | 'carriedTo'>, headHash: string): boolean {
  return review.headHash === headHash || review.carriedTo.includes(headHash);
}

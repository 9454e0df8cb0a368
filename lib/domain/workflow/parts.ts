import { activeReviews, coversHead, type Part, type ReviewFact } from '@/lib/domain/workflow/verdict';

/** Parts of an article that are no section. `facts` has the related articles and the attribution with it, `order` the levels. */
export const headParts = ['title', 'facts', 'order'] as const;

/** What a part has in place of a hash that is gone. */
export const removedHash = '0'.repeat(64);

/** How the parts of a revision are judged. Without it only approvals of the whole count. */
export type PartRules = {
  /** What the revision changes now. */
  readonly changed: readonly Part[];
  /** Approvals of single parts count. */
  readonly bySection: boolean;
  /** By section: the people of whom one has to approve it. Empty where policy asks for none. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
};

/** What decides about the parts of a revision. */
export type PartFacts = {
  readonly reviews: readonly ReviewFact[];
  readonly contributors: readonly string[];
  readonly headHash: string;
  readonly quorum: number;
  readonly reviewersNow: readonly string[];
  readonly parts?: PartRules;
};

/** Whether an approval of the whole still is one: given for this head or carried to it, and not lost by an edit. */
export const coversWhole = (review: ReviewFact, headHash: string): boolean =>
  (review.scope ?? 'whole') === 'whole' && (review.wholeLost ?? null) === null && coversHead(review, headHash);

/** Whether an approval speaks of this part as it is now. */
const coversPart = (review: ReviewFact, { part, hash }: Part, headHash: string): boolean =>
  coversWhole(review, headHash) ||
  (review.parts ?? []).some((one) => one.part === part && one.hash === hash && one.dismissed === null);

/** How a part stands: who approves it as it is (each person once), and whether that is enough. */
export type PartStanding = Part & {
  readonly approverIds: readonly string[];
  readonly isApproved: boolean;
  /** Owners of whom one still has to approve it. */
  readonly awaitedOwnerIds: readonly string[];
};

/** How every part that a revision changes stands: approvals by people who may review now and contributed nothing. */
export function standingOfParts(facts: PartFacts): PartStanding[] {
  const { reviews, contributors, headHash, reviewersNow, parts } = facts;
  const mayCount = (id: string) => reviewersNow.includes(id) && !contributors.includes(id);
  const approvals = activeReviews(reviews).filter(
    ({ verdict, reviewerId }) => verdict === 'approve' && mayCount(reviewerId),
  );
  return (parts?.changed ?? []).map((part) => {
    const covering = approvals.filter(
      (review) => coversPart(review, part, headHash) && (parts?.bySection || coversWhole(review, headHash)),
    );
    const approverIds = [...new Set(covering.map(({ reviewerId }) => reviewerId))];
    const owners = (parts?.owners[part.part] ?? []).filter(mayCount);
    const awaitedOwnerIds = owners.some((id) => approverIds.includes(id)) ? [] : owners;
    const isApproved = approverIds.length >= Math.max(1, facts.quorum) && awaitedOwnerIds.length === 0;
    return { ...part, approverIds, isApproved, awaitedOwnerIds };
  });
}

/** What an edit takes from approvals: those of whom nothing is left, and the parts that others lost (`whole`: the head). */
export type Losses = {
  readonly reviewIds: readonly string[];
  readonly parts: readonly { readonly reviewId: string; readonly part: string }[];
};

/**
 * What is void once the revision has this head and changes these parts: an approval stays for every part that still says what its
 * reviewer saw (workflow.md 3.4), and for the whole only while the head is the one that it covers.
 */
export function lossesBy(
  reviews: readonly ReviewFact[],
  now: { readonly headHash: string; readonly changed: readonly Part[] },
): Losses {
  const hashes = new Map(now.changed.map(({ part, hash }) => [part, hash]));
  const reviewIds: string[] = [];
  const parts: { reviewId: string; part: string }[] = [];
  for (const review of activeReviews(reviews).filter(({ verdict }) => verdict === 'approve')) {
    const standing = standingPartsOf(review);
    const lost = standing.filter(({ part, hash }) =>
      part === 'whole' ? !coversHead(review, now.headHash) : hashes.get(part) !== hash,
    );
    if (lost.length === standing.length) reviewIds.push(review.id);
    else parts.push(...lost.map(({ part }) => ({ reviewId: review.id, part })));
  }
  return { reviewIds, parts };
}

/** What an approval still says: its parts, and `whole` for one of the whole. */
function standingPartsOf(review: ReviewFact): Part[] {
  const isWhole = (review.scope ?? 'whole') === 'whole' && (review.wholeLost ?? null) === null;
  const whole = isWhole ? [{ part: 'whole', hash: review.headHash }] : [];
  return [...whole, ...(review.parts ?? []).filter(({ dismissed }) => dismissed === null)];
}

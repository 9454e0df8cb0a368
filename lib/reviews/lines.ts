import type { Actor } from '@/lib/domain/actor';
import { standingOfParts } from '@/lib/domain/workflow/parts';
import type { QuorumFacts } from '@/lib/domain/workflow/review';
import { agoWords } from '@/lib/domain/workflow/wall-words';
import { readOpenPoints } from '@/lib/db/approvals';
import { reviewFacts } from '@/lib/revisions/subject';
import { now } from '@/lib/system/clock';

type Rows = Parameters<typeof reviewFacts>[0]['reviews'];
type Review = Omit<Rows[number], 'lostParts' | 'dismissal'> & {
  comment: string;
  openPoints: unknown;
  dismissal: { reason: string; note: string; byId: string | null } | null;
  lostParts: readonly { part: string; reason: string; byId: string }[];
};
type Named = { readonly actor: Actor; readonly nameOf: (id: string) => string };

/** Every review of a revision with this head, oldest first, as its pages show it: of what it was, and what it has lost since to whom. */
export function reviewLines(reviews: readonly Review[], headHash: string, { actor, nameOf }: Named) {
  return reviews.map((review) => ({
    id: review.id,
    reviewer: nameOf(review.reviewerId),
    isYours: review.reviewerId === actor.id,
    verdict: review.verdict,
    scope: review.scope,
    parts: review.parts.map(({ part }) => part),
    comment: review.comment,
    openPoints: readOpenPoints(review.openPoints),
    at: review.createdAt.toISOString(),
    ago: agoWords(review.createdAt.getTime(), now().getTime()),
    isForThisText: review.headHash === headHash || review.carries.some((carry) => carry.headHash === headHash),
    lost: review.lostParts.map(({ part, reason, byId }) => ({ part, reason, by: nameOf(byId) })),
    dismissed: review.dismissal?.reason ?? null,
    dismissedBy: review.dismissal?.byId ? nameOf(review.dismissal.byId) : null,
    dismissedNote: review.dismissal?.note ?? '',
  }));
}

type Asked = {
  readonly headHash: string;
  readonly contributors: readonly { readonly userId: string }[];
  readonly reviews: readonly Review[];
};

/** How each part that a revision changes stands: who approves it, who still has to, and whose approval was of an earlier text of it. */
export function partLines(
  revision: Asked,
  people: Omit<QuorumFacts, 'reviews' | 'contributors' | 'headHash'>,
  named: Named,
) {
  const { actor, nameOf } = named;
  const contributors = revision.contributors.map(({ userId }) => userId);
  const facts = { ...people, reviews: reviewFacts(revision), contributors, headHash: revision.headHash };
  return standingOfParts(facts).map(({ part, hash, approverIds, isApproved, awaitedOwnerIds }) => ({
    ...{ part, hash, isApproved },
    isYours: approverIds.includes(actor.id),
    approvers: approverIds.map((id) => ({ name: nameOf(id), isYours: id === actor.id })),
    awaits: awaitedOwnerIds.map(nameOf),
    earlier: earlierOf(revision.reviews, part, approverIds).map(({ reviewerId, byId }) => ({
      ...{ reviewer: nameOf(reviewerId), isYours: reviewerId === actor.id },
      by: byId === null ? null : nameOf(byId),
    })),
  }));
}

/** The last approval by each reviewer that an edit took from this part, where they have not approved it again. */
function earlierOf(reviews: readonly Review[], part: string, approverIds: readonly string[]) {
  const lost = new Map<string, string | null>();
  for (const { reviewerId, verdict, parts, lostParts, dismissal } of reviews) {
    if (verdict !== 'approve' || approverIds.includes(reviewerId) || !parts.some((one) => one.part === part)) continue;
    const byEdit = lostParts.find((one) => one.part === part);
    if (byEdit) lost.set(reviewerId, byEdit.byId);
    else if (dismissal?.reason === 'new_change' || dismissal?.reason === 'conflict_resolved')
      lost.set(reviewerId, dismissal.byId);
  }
  return [...lost].map(([reviewerId, byId]) => ({ reviewerId, byId }));
}

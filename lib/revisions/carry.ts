import { activeReviews, coversHead } from '@/lib/domain/workflow/review';
import type { Tx } from '@/lib/db/transaction';
import type { LockedRevision } from '@/lib/revisions/lock';
import { reviewFacts } from '@/lib/revisions/subject';
import { newId } from '@/lib/system/crypto';

/** Carries the approvals of the present head to the head after a clean rebase; each carry is a row of the record. */
export async function carryApprovals(tx: Tx, revision: LockedRevision, headHash: string): Promise<void> {
  const counted = activeReviews(reviewFacts(revision)).filter(
    (review) => review.verdict === 'approve' && coversHead(review, revision.headHash),
  );
  await tx.reviewCarry.createMany({
    data: counted.map((review) => ({ id: newId(), reviewId: review.id, headHash })),
    skipDuplicates: true,
  });
}

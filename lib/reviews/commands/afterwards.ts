import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction } from '@/lib/db/transaction';
import { storeLive } from '@/lib/pages/store';
import { unreviewedVersion } from '@/lib/reviews/unreviewed';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { lockRevision } from '@/lib/revisions/lock';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type AfterwardsInput = { opId?: string | undefined; number: number; headHash: string; comment: string };

/**
 * Approves what was published without review, bound to the text that was seen. The version stays as it is: the approval is a
 * row of its own, which readers see beside it. Not for those who wrote, scheduled or published it.
 */
export async function approveAfterwards(actor: Actor, input: AfterwardsInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const version = await unreviewedVersion(tx, revision.id);
    permit(actor, 'review_afterwards', { state: revision.state, contributorIds: version?.involvedIds ?? [] });
    if (!version) throw new Refusal('wrong_state', { message: 'This revision was not published without review.' });
    if (version.approvedBy) {
      throw new Refusal('wrong_state', { message: `${version.approvedBy} approved it already.` });
    }
    refuseOtherHead(revision.headHash, input.headHash);
    const [reviewId, at] = [newId(), now()];
    const { headHash, comment } = input;
    await tx.review.create({
      data: {
        ...{ id: reviewId, revisionId: revision.id, reviewerId: actor.id },
        ...{ headHash, verdict: 'approve', comment, createdAt: at },
      },
    });
    await tx.versionApproval.create({
      data: { versionId: version.id, reviewId, reviewer: actor.name, approvedAt: at },
    });
    await recordEvent(tx, actor, {
      action: 'approve_afterwards',
      subjectType: 'revision',
      subjectId: revision.id,
      payload: { number: revision.number, version: version.number, reviewId, headHash },
    });
    await enqueue(tx, 'approved_afterwards', { revisionId: revision.id, number: revision.number, byId: actor.id });
    return { reviewId, version: version.number, changedPaths: await storeLive(tx, revision.articleId) };
  });
}

import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { quorumOf, reviewersNow } from '@/lib/reviews/quorum';
import { recomputeHead } from '@/lib/revisions/head';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { publishFacts } from '@/lib/revisions/readiness';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { storeLive } from '@/lib/pages/store';
import { endSchedule, pendingSchedule } from '@/lib/versions/pending';
import { insertVersion } from '@/lib/versions/insert';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type PublishInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  kind: Kind;
  changeNote: string;
  wordingReason: string;
};

/**
 * Publishes an approved revision: one transaction, one path for people and for the schedule. Everything is asserted again
 * under the locks: state, base = live, the head recomputed, quorum of people who contributed nothing, readiness.
 */
export async function publishRevision(actor: Actor, input: PublishInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const assembled = await recomputeHead(tx, revision);
    refuseOtherHead(assembled.headHash, input.headHash);
    const people = { quorum: await quorumOf(tx), reviewersNow: await reviewersNow(tx) };
    if (actor.role === 'system') await refuseOtherSchedule(tx, revision.id, input.opId, people.reviewersNow);
    const facts = await publishFacts(tx, revision, { ...input, assembled });
    const allowed = permit(actor, 'publish', revisionSubject(revision, facts, people));
    const note = input.wordingReason ? `${input.changeNote} (Wording only: ${input.wordingReason})` : input.changeNote;
    const version = await insertVersion(tx, actor, revision, {
      publishRequestId: input.opId ?? newId(),
      kind: input.kind,
      changeNote: note,
      unreviewedReason: '',
      assembled,
    });
    await transition(tx, actor, revision, { event: 'publish', allowed, payload: { version: version.number } });
    if (revision.state === 'scheduled') {
      await endSchedule(tx, revision.id, actor.role === 'system' ? 'fired' : 'cancelled');
    }
    return goLive(tx, actor, revision, version);
  });
}

/**
 * A schedule fires as the row that waits now, when its time has come, and with the right of whoever made it: another row, or
 * none, is no reason to publish, nor is one whose maker may not publish any more.
 */
async function refuseOtherSchedule(
  tx: Tx,
  revisionId: string,
  scheduleId: string | undefined,
  mayPublish: readonly string[],
): Promise<void> {
  const { id, runAt, createdById } = await pendingSchedule(tx, revisionId);
  if (id !== scheduleId || runAt.getTime() > now().getTime()) {
    throw new Refusal('wrong_state', { message: 'It has been scheduled anew.' });
  }
  if (mayPublish.includes(createdById)) return;
  const { name } = await tx.user.findUniqueOrThrow({ where: { id: createdById }, select: { name: true } });
  throw new Refusal('forbidden', { message: `${name}, who scheduled it, may not publish any more.` });
}

type EmergencyInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  kind: Kind;
  changeNote: string;
  reason: string;
};

/** Publishes without review: an admin, with a reason that readers see. The version stays marked until someone else approves it. */
export async function emergencyPublish(actor: Actor, input: EmergencyInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const assembled = await recomputeHead(tx, revision);
    refuseOtherHead(assembled.headHash, input.headHash);
    const facts = await publishFacts(tx, revision, { ...input, wordingReason: input.reason, assembled });
    const allowed = permit(actor, 'emergency_publish', revisionSubject(revision, { ...facts, reason: true }));
    const version = await insertVersion(tx, actor, revision, {
      publishRequestId: input.opId ?? newId(),
      kind: input.kind,
      changeNote: input.changeNote,
      unreviewedReason: input.reason,
      assembled,
    });
    const payload = { version: version.number, reason: input.reason };
    await transition(tx, actor, revision, { event: 'emergency_publish', allowed, payload });
    return goLive(tx, actor, revision, version);
  });
}

async function goLive(tx: Tx, actor: Actor, revision: LockedRevision, version: { id: string; number: number }) {
  const { article } = revision;
  await tx.article.update({
    where: { id: article.id },
    data: { state: 'published', stateReason: '', stateAt: now(), liveVersionId: version.id, redirectToId: null },
  });
  await tx.articleSlug.createMany({ data: [{ slug: article.slug, articleId: article.id }], skipDuplicates: true });
  await enqueue(tx, 'published', {
    articleId: article.id,
    versionId: version.id,
    revisionId: revision.id,
    number: revision.number,
    byId: actor.id,
  });
  const changedPaths = await storeLive(tx, article.id);
  return { version: version.number, path: `/articles/${encodeURIComponent(article.slug)}`, changedPaths };
}

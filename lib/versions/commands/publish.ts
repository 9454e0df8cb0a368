import { type Actor, hasRole } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { agoWords } from '@/lib/domain/workflow/wall-words';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { decidingOn } from '@/lib/reviews/quorum';
import { recomputeHead } from '@/lib/revisions/head';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { publishFacts } from '@/lib/revisions/readiness';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { storeLive } from '@/lib/pages/store';
import { claimSchedule, endSchedule, pendingSchedule } from '@/lib/versions/pending';
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
    if (actor.role === 'system') await claimSchedule(tx, input.opId ?? '');
    const revision = await lockRevision(tx, input.number);
    await refusePublished(tx, actor, revision);
    const assembled = await recomputeHead(tx, revision);
    refuseOtherHead(assembled.headHash, input.headHash);
    const people = await decidingOn(tx, revision);
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

/** Tells the second of two publishers who was faster, and leads to what is live (ux.md 11.2). */
async function refusePublished(tx: Tx, actor: Actor, revision: LockedRevision): Promise<void> {
  if (revision.state !== 'published' || !hasRole(actor.role, 'reviewer')) return;
  const { number, publishedAt, publishedBy } = await tx.version.findUniqueOrThrow({
    where: { revisionId: revision.id },
    select: { number: true, publishedAt: true, publishedBy: { select: { name: true } } },
  });
  const ago = agoWords(publishedAt.getTime(), now().getTime());
  throw new Refusal('wrong_state', {
    message: `Version ${number} was published by ${publishedBy.name} ${ago}.`,
    current: { version: number, path: versionPath(revision.article.slug, number) },
  });
}

const articlePath = (slug: string) => `/articles/${encodeURIComponent(slug)}`;
const versionPath = (slug: string, version: number) => `${articlePath(slug)}/versions/${version}`;

type EmergencyInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  kind: Kind;
  changeNote: string;
  reason: string;
};

/**
 * Publishes without review: an admin, with a reason that readers see. The version stays marked until someone else approves it.
 * The reason for the hurry is no reason to call a changed fact wording.
 */
export async function emergencyPublish(actor: Actor, input: EmergencyInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    await refusePublished(tx, actor, revision);
    const assembled = await recomputeHead(tx, revision);
    refuseOtherHead(assembled.headHash, input.headHash);
    const facts = await publishFacts(tx, revision, { ...input, wordingReason: '', assembled });
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
  return { version: version.number, path: articlePath(article.slug), changedPaths };
}

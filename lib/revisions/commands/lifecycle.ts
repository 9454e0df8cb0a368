import type { Actor } from '@/lib/domain/actor';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { permit } from '@/lib/domain/workflow/can';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction } from '@/lib/db/transaction';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { lockRevision } from '@/lib/revisions/lock';
import { refuseOtherHead } from '@/lib/revisions/edit';
import { submitFacts } from '@/lib/revisions/readiness';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';
import { now } from '@/lib/system/clock';

type SubmitInput = { opId?: string | undefined; number: number; headHash: string; changeNote: string; kind: Kind };

/** Submits a revision for review: freezes a checkpoint and asks the reviewers. Refused with every issue at once. */
export async function submitRevision(actor: Actor, input: SubmitInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseOtherHead(revision.headHash, input.headHash);
    const needs = await submitFacts(tx, revision, { ...input, wordingReason: '' });
    const allowed = permit(actor, 'submit', revisionSubject(revision, needs));
    await tx.revision.update({
      where: { id: revision.id },
      data: { changeNote: input.changeNote, kind: input.kind, submittedById: actor.id, submittedAt: now() },
    });
    await writeCheckpoint(tx, actor, revision.id, { reason: 'submit' });
    const state = await transition(tx, actor, revision, { event: 'submit', allowed });
    await enqueue(tx, 'submitted', { revisionId: revision.id, number: revision.number, byId: actor.id });
    return { state };
  });
}

type RecallInput = { opId?: string | undefined; number: number };

/** Takes a revision back to draft. Its approvals are dismissed. */
export async function recallRevision(actor: Actor, input: RecallInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'recall', revisionSubject(revision));
    const state = await transition(tx, actor, revision, { event: 'recall', allowed });
    await enqueue(tx, 'recalled', { revisionId: revision.id, number: revision.number, byId: actor.id });
    return { state };
  });
}

type DiscardInput = { opId?: string | undefined; number: number; reason: string };

/** Gives a revision up. Its text stays in the record and can be copied into a new one. */
export async function discardRevision(actor: Actor, input: DiscardInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = permit(actor, 'discard', revisionSubject(revision));
    await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    await tx.revision.update({ where: { id: revision.id }, data: { endedReason: input.reason } });
    const payload = { reason: input.reason };
    const state = await transition(tx, actor, revision, { event: 'discard', allowed, payload });
    await enqueue(tx, 'discarded', { revisionId: revision.id, number: revision.number, byId: actor.id });
    return { state };
  });
}

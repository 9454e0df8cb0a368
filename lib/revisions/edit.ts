import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { type Allowed, permit } from '@/lib/domain/workflow/can';
import type { Tx } from '@/lib/db/transaction';
import { recomputeHead } from '@/lib/revisions/head';
import type { LockedRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';

/** Asks whether the actor may write to the revision now. Throws the refusal that says why not. */
export function editing(actor: Actor, revision: LockedRevision): Allowed {
  return permit(actor, 'edit', revisionSubject(revision));
}

/** Refuses a text that another person typed, in a browser where somebody else has signed in since. */
export function refuseOtherWriter(actor: Actor, writtenBy: string | undefined): void {
  if (writtenBy === undefined || writtenBy === actor.id) return;
  const message = `You are signed in as ${actor.name}, and somebody else wrote this. Sign in as that person to save it.`;
  throw new Refusal('signed_out', { message });
}

/** Refuses a write to the head (title, facts, outline) that was made from another state than the stored one. */
export function refuseStaleHead(revision: LockedRevision, expectedHeadSeq: number): void {
  if (revision.headSeq === expectedHeadSeq) return;
  const { headSeq, title, facts, related, attribution, outline } = revision;
  throw new Refusal('stale', {
    message: 'Title, facts or order of sections were changed since you opened them.',
    current: { headSeq, title, facts, related, attribution, outline },
  });
}

/** After a write: recomputes the head. A head that changed under review goes back into review and loses its approvals. */
export async function finishEdit(tx: Tx, actor: Actor, revision: LockedRevision, allowed: Allowed) {
  const head = await recomputeHead(tx, revision);
  const touchesReview = allowed.next !== revision.state || allowed.dismisses;
  const state =
    head.changed && touchesReview ? await transition(tx, actor, revision, { event: 'edit', allowed }) : revision.state;
  const { headSeq } = await tx.revision.findUniqueOrThrow({ where: { id: revision.id }, select: { headSeq: true } });
  return { headSeq, headHash: head.headHash, state };
}

/** Refuses an action on another text than the one that its author saw. */
export function refuseOtherHead(stored: string, seen: string): void {
  if (stored === seen) return;
  throw new Refusal('stale', {
    message: 'The text was changed since you opened it. Look at what is new.',
    current: { headHash: stored },
  });
}

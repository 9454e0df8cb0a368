import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { type Allowed, can } from '@/lib/domain/workflow/can';
import { isUnderstood } from '@/lib/domain/prose/understood';
import type { Tx } from '@/lib/db/transaction';
import { readOutline } from '@/lib/revisions/columns';
import { reanchor } from '@/lib/reviews/reanchor';
import { refreshHead } from '@/lib/revisions/head';
import type { LockedRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { transition } from '@/lib/revisions/transition';

/** States in which the text of a revision is written. */
export const writableStates: readonly string[] = ['draft', 'in_review', 'changes_requested'];

/** What decides whether somebody may write to a revision. */
type Editable = Pick<LockedRevision, 'state' | 'headHash' | 'contributors' | 'updatedAt'> & {
  readonly reviews?: LockedRevision['reviews'];
};

/** Asks whether the actor may write to the revision now. Throws the refusal that says why not, and since when it is so. */
export function editing(actor: Actor, revision: Editable): Allowed {
  const decision = can(actor, 'edit', revisionSubject({ reviews: [], ...revision }));
  if (decision.ok) return decision;
  const current = { state: revision.state, at: revision.updatedAt.toISOString() };
  throw new Refusal(decision.code, { message: decision.because, issues: decision.missing, current });
}

/** Refuses to save over a text that this program does not understand: what it does not know would be lost. */
export function refuseNotUnderstood({ body, schemaVersion }: { body: unknown; schemaVersion: number }): void {
  if (isUnderstood(body, schemaVersion)) return;
  throw new Refusal('wrong_state', { message: notUnderstood });
}

const notUnderstood =
  'This section holds something that this version of Stet does not understand. It can be read and not changed, so that nothing of it is lost.';

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
    current: { headSeq, title, facts, related, attribution, outline: readOutline(outline) },
  });
}

/** After a write: recomputes the head, and comments follow their words. A head that changed under review goes back into review and loses its approvals. */
export async function finishEdit(tx: Tx, actor: Actor, revision: LockedRevision, allowed: Allowed) {
  const { headHash, headSeq, changed } = await refreshHead(tx, revision.id);
  if (changed) await reanchor(tx, revision.id);
  const isMoved = changed && touchesReview(revision, allowed);
  const state = isMoved ? await transition(tx, actor, revision, { event: 'edit', allowed }) : revision.state;
  return { headSeq, headHash, state };
}

/** Whether an edit that changes the head moves the revision or dismisses approvals. */
export const touchesReview = ({ state }: { state: string }, { next, dismisses }: Allowed): boolean =>
  next !== state || dismisses !== undefined;

/** Refuses an action on another text than the one that its author saw. */
export function refuseOtherHead(stored: string, seen: string): void {
  if (stored === seen) return;
  throw new Refusal('stale', {
    message: 'The text was changed since you opened it. Look at what is new.',
    current: { headHash: stored },
  });
}

import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { type About, checked, sayKept, type Suggest } from '@/lib/reviews/say';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type KeepInput = About & {
  opId?: string | undefined;
  number: number;
  /** The thread that it replies in; null starts one. */
  threadId: string | null;
  text: string;
  mustResolve: boolean;
  suggest?: Suggest | null | undefined;
};

/**
 * Keeps a comment, reply or suggestion that only its author sees, until it goes with their verdict or is sent by itself. Nobody
 * is told of it, and no event speaks of it.
 */
export async function keepUnsent(actor: Actor, input: KeepInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const { threadId, text, mustResolve, suggest } = input;
    const { about, suggested } = await checked(tx, actor, revision, {
      ...{ threadId, about: input, text, mustResolve, suggest },
    });
    const { sectionId, quote, prefix, suffix, side = 'now' } = about;
    const unsentId = newId();
    const row = { revisionId: revision.id, authorId: actor.id, threadId, sectionId, quote, prefix, suffix, side };
    const data = { id: unsentId, ...row, text, mustResolve, createdAt: now(), ...suggested };
    await tx.unsentComment.create({ data });
    return { unsentId };
  });
}

type OneInput = { opId?: string | undefined; unsentId: string };

/** Throws a comment away that was not sent. Somebody else's is `not_found`. */
export async function dropUnsent(actor: Actor, input: OneInput) {
  return inTransaction(actor, input, async (tx) => {
    const row = await ownUnsent(tx, actor, input.unsentId);
    await tx.unsentComment.delete({ where: { id: row.id } });
    return { unsentId: row.id };
  });
}

/** Sends one comment now, without a verdict; after the revision has ended, too. Somebody else's is `not_found`. */
export async function sendUnsent(actor: Actor, input: OneInput) {
  return inTransaction(actor, input, async (tx) => {
    const seen = await ownUnsent(tx, actor, input.unsentId);
    const revision = await lockRevision(tx, seen.revision.number);
    permit(actor, 'comment', revisionSubject(revision));
    // Sent by another tab while this one waited for the lock.
    const row = await ownUnsent(tx, actor, input.unsentId);
    const { threadId } = await sayKept(tx, actor, revision, row);
    return { threadId };
  });
}

async function ownUnsent(tx: Tx, actor: Actor, id: string) {
  permit(actor, 'read_desk', {});
  const include = { revision: { select: { number: true } } };
  const row = await tx.unsentComment.findFirst({ where: { id, authorId: actor.id }, include });
  if (row) return row;
  throw new Refusal('not_found', { message: 'There is no such comment of yours that waits to be sent.' });
}

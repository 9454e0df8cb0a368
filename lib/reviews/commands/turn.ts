import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { afterwardsColumns } from '@/lib/reviews/unreviewed';
import { sayUnsent } from '@/lib/reviews/say';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { mayHandBack, turnFacts } from '@/lib/revisions/turn-facts';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type HandBackInput = { opId?: string | undefined; number: number };

/** Gives a revision in review back to the reviewers who wait for an answer; what its author had not sent yet goes with it. */
export async function handBack(actor: Actor, input: HandBackInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'comment', revisionSubject(revision));
    const { turn } = await turnOf(tx, revision);
    if (!mayHandBack(actor, revision, turn.reason)) {
      throw new Refusal('wrong_state', { message: 'No reviewer waits for an answer of yours here.' });
    }
    await sayUnsent(tx, actor, revision);
    await move(tx, actor, revision, { kind: 'hand_back', toId: null });
    return { state: revision.state };
  });
}

type LeaveInput = { opId?: string | undefined; number: number; toId: string | null };

/** Says that one cannot do it now, and may name somebody who could. Whose turn it is not has nothing to leave. */
export async function leaveTurn(actor: Actor, input: LeaveInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'comment', revisionSubject(revision));
    const { turn, facts } = await turnOf(tx, revision);
    if (!turn.people.includes(actor.id)) throw new Refusal('wrong_state', { message: 'It is not your turn.' });
    const { toId } = input;
    const others = facts.couldAct(revision, turn.people);
    if (toId !== null && (toId === actor.id || others.every(({ id }) => id !== toId))) {
      throw new Refusal('invalid', { message: 'That person cannot do it. Name somebody else.' });
    }
    await move(tx, actor, revision, { kind: 'leave', toId });
    return { state: revision.state };
  });
}

/** Whose turn it is by what is committed: under the revision's lock nothing else moves it. */
async function turnOf(tx: Tx, revision: LockedRevision) {
  const { schedules, version } = await tx.revision.findUniqueOrThrow({
    where: { id: revision.id },
    select: { schedules: { orderBy: { createdAt: 'desc' }, take: 1 }, version: { select: afterwardsColumns } },
  });
  const facts = await turnFacts({ revisionId: revision.id });
  return { facts, turn: whoseTurn(facts.of({ ...revision, schedules, version })) };
}

type Move = { readonly kind: 'hand_back' | 'leave'; readonly toId: string | null };

async function move(tx: Tx, actor: Actor, { id, number }: LockedRevision, { kind, toId }: Move): Promise<void> {
  // Later than anything that was said in the same transaction.
  const createdAt = now();
  await tx.turnMove.create({ data: { id: newId(), revisionId: id, userId: actor.id, kind, toId, createdAt } });
  await enqueue(tx, kind === 'leave' ? 'left' : 'handed_back', { revisionId: id, number, byId: actor.id });
  const action = kind === 'leave' ? 'leave_turn' : 'hand_back';
  await recordEvent(tx, actor, { action, subjectType: 'revision', subjectId: id, payload: { number } });
}

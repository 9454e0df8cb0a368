import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { isFinal, stateOf } from '@/lib/domain/workflow/transitions';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type AskInput = { opId?: string | undefined; number: number; personId: string; question: string };

/**
 * Asks somebody to look at a revision, whatever their role: they see what a reviewer sees and answer in words, without approving
 * anything. It waits for them on their desk until they answer or say that they cannot.
 */
export async function askForLook(actor: Actor, input: AskInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'comment', revisionSubject(revision));
    if (isFinal(stateOf(revision.state))) {
      throw new Refusal('wrong_state', { message: 'This revision has ended. There is nothing to look at any more.' });
    }
    return { lookId: await ask(tx, actor, revision, input) };
  });
}

type AnswerInput = {
  opId?: string | undefined;
  lookId: string;
  answer: 'answered' | 'declined';
  text: string;
  /** Who could look instead, of somebody who cannot. */
  personId?: string | undefined;
};

/** What came of it, said by whoever was asked: an answer, or that they cannot do it now, and who could. Whoever asked is told. */
export async function answerLook(actor: Actor, input: AnswerInput) {
  return inTransaction(actor, input, async (tx) => {
    const found = await tx.lookRequest.findUnique({
      where: { id: input.lookId },
      include: { revision: { select: { number: true } } },
    });
    if (!found) throw new Refusal('not_found', { message: 'Nobody asks for this look.' });
    const revision = await lockRevision(tx, found.revision.number);
    permit(actor, 'comment', revisionSubject(revision));
    if (found.askedId !== actor.id) throw new Refusal('forbidden', { message: 'Somebody else was asked.' });
    if (input.answer === 'answered' && !input.text) throw new Refusal('invalid', { message: 'Write an answer.' });
    const { count } = await tx.lookRequest.updateMany({
      where: { id: found.id, state: 'open' },
      data: { state: input.answer, answer: input.text, endedAt: now() },
    });
    if (count === 0) throw new Refusal('wrong_state', { message: 'You have answered this already.' });
    await record(tx, actor, revision, { action: 'answer_look', lookId: found.id, answer: input.answer });
    await clear(tx, revision.id, actor.id);
    await tell(tx, actor, revision.id, { userId: found.askedById, kind: 'look_answered' });
    if (!input.personId) return { lookId: null };
    const instead = { personId: input.personId, question: found.question };
    return { lookId: await ask(tx, actor, revision, instead) };
  });
}

type Asking = { readonly personId: string; readonly question: string };

async function ask(tx: Tx, actor: Actor, revision: LockedRevision, { personId, question }: Asking): Promise<string> {
  if (personId === actor.id) throw new Refusal('invalid', { message: 'Choose somebody else.' });
  const person = await tx.user.findFirst({ where: { id: personId, disabledAt: null, role: { not: 'system' } } });
  if (!person) throw new Refusal('not_found', { message: 'There is no such person here.' });
  const asked = await tx.lookRequest.findFirst({
    where: { revisionId: revision.id, askedId: personId, state: 'open' },
  });
  if (asked) throw new Refusal('wrong_state', { message: `${person.name} has been asked already.` });
  const id = newId();
  await tx.lookRequest.create({
    data: { id, revisionId: revision.id, askedId: personId, askedById: actor.id, question, createdAt: now() },
  });
  await record(tx, actor, revision, { action: 'ask_look', lookId: id, personId });
  await tell(tx, actor, revision.id, { userId: personId, kind: 'asked_to_look' });
  return id;
}

type Entry = { readonly action: string; readonly lookId: string } & Readonly<Record<string, string>>;

async function record(tx: Tx, actor: Actor, { id, number }: LockedRevision, { action, ...payload }: Entry) {
  await recordEvent(tx, actor, { action, subjectType: 'revision', subjectId: id, payload: { number, ...payload } });
}

type News = { readonly userId: string; readonly kind: 'asked_to_look' | 'look_answered' };

/** A line in the inbox of one person, in the same transaction: it concerns nobody else, and nothing about it can change by then. */
async function tell(tx: Tx, actor: Actor, revisionId: string, { userId, kind }: News): Promise<void> {
  await tx.notification.create({
    data: { id: newId(), userId, kind, revisionId, payload: { because: kind, byId: actor.id }, createdAt: now() },
  });
}

async function clear(tx: Tx, revisionId: string, userId: string): Promise<void> {
  await tx.notification.deleteMany({ where: { revisionId, userId, kind: 'asked_to_look', doneAt: null } });
}

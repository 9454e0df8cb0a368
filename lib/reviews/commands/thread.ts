import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type StartInput = {
  opId?: string | undefined;
  number: number;
  sectionId: string | null;
  quote: string;
  prefix: string;
  suffix: string;
  text: string;
  mustResolve: boolean;
};

/** Starts a thread on words of a section, on a whole section or on the revision. The anchor lives outside the text. */
export async function startThread(actor: Actor, input: StartInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'comment', revisionSubject(revision));
    const threadId = newId();
    const { sectionId, quote, prefix, suffix, mustResolve } = input;
    if (sectionId) await refuseForeignSection(tx, revision, sectionId);
    await tx.thread.create({
      data: {
        id: threadId,
        revisionId: revision.id,
        sectionId,
        quote,
        prefix,
        suffix,
        mustResolve,
        createdById: actor.id,
      },
    });
    await tx.comment.create({ data: { id: newId(), threadId, authorId: actor.id, text: input.text } });
    await enqueue(tx, 'commented', { revisionId: revision.id, number: revision.number, threadId, byId: actor.id });
    await record(tx, actor, { action: 'start_thread', threadId, revision });
    return { threadId };
  });
}

async function refuseForeignSection(tx: Tx, { articleId }: LockedRevision, sectionId: string): Promise<void> {
  if (await tx.section.findFirst({ where: { id: sectionId, articleId }, select: { id: true } })) return;
  throw new Refusal('not_found', { message: 'There is no such section in this article.' });
}

type ReplyInput = { opId?: string | undefined; threadId: string; text: string };

/** Replies in a thread. */
export async function reply(actor: Actor, input: ReplyInput) {
  return inTransaction(actor, input, async (tx) => {
    const { thread, revision } = await lockThread(tx, input.threadId);
    permit(actor, 'comment', revisionSubject(revision));
    const commentId = newId();
    await tx.comment.create({ data: { id: commentId, threadId: thread.id, authorId: actor.id, text: input.text } });
    await enqueue(tx, 'commented', {
      revisionId: revision.id,
      number: revision.number,
      threadId: thread.id,
      byId: actor.id,
    });
    await record(tx, actor, { action: 'reply', threadId: thread.id, revision });
    return { commentId };
  });
}

type StateInput = { opId?: string | undefined; threadId: string; state: 'open' | 'resolved' };

/** Resolves a thread or opens it again. Only people do that: no edit ever closes a thread. */
export async function setThreadState(actor: Actor, input: StateInput) {
  return inTransaction(actor, input, async (tx) => {
    const { thread, revision } = await lockThread(tx, input.threadId);
    permit(actor, 'comment', revisionSubject(revision));
    const resolved = input.state === 'resolved';
    await tx.thread.update({
      where: { id: thread.id },
      data: {
        state: input.state,
        resolvedById: resolved ? actor.id : null,
        resolvedAt: resolved ? now() : null,
      },
    });
    const action = resolved ? 'resolve_thread' : 'reopen_thread';
    await record(tx, actor, { action, threadId: thread.id, revision });
    return { state: input.state };
  });
}

type Deed = { readonly action: string; readonly threadId: string; readonly revision: LockedRevision };

const record = (tx: Tx, actor: Actor, { action, threadId, revision }: Deed) =>
  recordEvent(tx, actor, { action, subjectType: 'thread', subjectId: threadId, payload: { number: revision.number } });

async function lockThread(tx: Tx, threadId: string) {
  const thread = await tx.thread.findUnique({
    where: { id: threadId },
    include: { revision: { select: { number: true } } },
  });
  if (!thread) throw new Refusal('not_found', { message: 'There is no such thread.' });
  return { thread, revision: await lockRevision(tx, thread.revision.number) };
}

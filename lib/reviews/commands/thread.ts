import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { type About, checked, say, settle, type Suggest } from '@/lib/reviews/say';

type StartInput = About & {
  opId?: string | undefined;
  number: number;
  text: string;
  mustResolve: boolean;
  suggest?: Suggest | null | undefined;
};

/**
 * Starts a thread on words of a section, on a whole section or on the revision, maybe with other words for those. The anchor
 * lives outside the text.
 */
export async function startThread(actor: Actor, input: StartInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const { text, mustResolve, suggest } = input;
    const said = await checked(tx, actor, revision, { threadId: null, about: input, text, mustResolve, suggest });
    const { threadId } = await say(tx, actor, revision, said);
    return { threadId };
  });
}

type ReplyInput = { opId?: string | undefined; threadId: string; text: string };
const nowhere: About = { sectionId: null, quote: '', prefix: '', suffix: '' };

/** Replies in a thread. */
export async function reply(actor: Actor, input: ReplyInput) {
  return inTransaction(actor, input, async (tx) => {
    const { threadId, text } = input;
    const { revision } = await lockThread(tx, threadId);
    const said = await checked(tx, actor, revision, { threadId, about: nowhere, text, mustResolve: false });
    const { commentId } = await say(tx, actor, revision, said);
    return { commentId };
  });
}

type StateInput = { opId?: string | undefined; threadId: string; state: 'open' | 'resolved' };

/**
 * Resolves a thread or opens it again. Only people do that: no edit ever closes a thread. Those resolve it who wrote the
 * revision or started it, and admins; whoever may comment opens it again.
 */
export async function setThreadState(actor: Actor, input: StateInput) {
  return inTransaction(actor, input, async (tx) => {
    const { thread, revision } = await lockThread(tx, input.threadId);
    const subject = revisionSubject(revision);
    const resolved = input.state === 'resolved';
    const contributorIds = [...subject.contributorIds, thread.createdById];
    if (resolved) permit(actor, 'resolve_thread', { ...subject, contributorIds });
    else permit(actor, 'comment', subject);
    await settle(tx, actor, { threadId: thread.id, state: input.state, number: revision.number });
    return { state: input.state };
  });
}

async function lockThread(tx: Tx, threadId: string) {
  const thread = await tx.thread.findUnique({
    where: { id: threadId },
    include: { revision: { select: { number: true } } },
  });
  if (!thread) throw new Refusal('not_found', { message: 'There is no such thread.' });
  return { thread, revision: await lockRevision(tx, thread.revision.number) };
}

import type { Actor } from '@/lib/domain/actor';
import { canonicalJson } from '@/lib/domain/manifest';
import { Refusal } from '@/lib/domain/refusal';
import { findAnchor } from '@/lib/domain/thread/anchor';
import { mentionsIn } from '@/lib/domain/thread/mention';
import { type Leaf, leafAt, looksLikeSpelling } from '@/lib/domain/thread/suggestion';
import { plainText } from '@/lib/domain/prose/text';
import { permit } from '@/lib/domain/workflow/can';
import { isFinal, stateOf } from '@/lib/domain/workflow/transitions';
import { recordEvent } from '@/lib/db/audit';
import { enqueue } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/transaction';
import { assembleRevision } from '@/lib/revisions/assemble';
import type { LockedRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { newId, sha256 } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

/** What a comment is about: words of a section (now, or deleted ones), a section (no quote), or the revision (no section). */
export type About = {
  readonly sectionId: string | null;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly side?: 'now' | 'before' | undefined;
};

/** Other words for the quoted ones, as somebody asks for them. */
export type Suggest = { readonly replacement: string; readonly isSpelling: boolean };

/** The same with the paragraph that it was made for. */
type Suggested = Suggest & {
  readonly blockId: string;
  readonly blockHash: string;
  readonly fromAt: number;
  readonly toAt: number;
};

/** One comment, ready to be said: a reply in a thread, or the first of a new one. */
export type Said = {
  readonly threadId: string | null;
  readonly about: About;
  readonly text: string;
  readonly mustResolve: boolean;
  readonly suggested: Suggested | null;
};

/** The hash that a suggestion names its paragraph by. */
export const leafHash = (leaf: Leaf): string => sha256(canonicalJson(leaf));

/** What a person wants to say, checked. Throws Refusals that name what is wrong; nothing is written. */
export async function checked(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  wanted: Omit<Said, 'suggested'> & { readonly suggest?: Suggest | null | undefined },
): Promise<Said> {
  permit(actor, 'comment', revisionSubject(revision));
  const { suggest, ...said } = wanted;
  if (said.text === '' && !suggest) throw new Refusal('invalid', { message: 'Write a comment.' });
  if (said.threadId) await refuseForeignThread(tx, revision, said.threadId);
  if (said.about.sectionId) await refuseForeignSection(tx, revision, said.about.sectionId);
  await refuseStrangers(tx, said.text);
  return { ...said, suggested: suggest ? await placed(tx, revision, said.about, suggest) : null };
}

async function refuseForeignThread(tx: Tx, { id }: LockedRevision, threadId: string): Promise<void> {
  if (await tx.thread.findFirst({ where: { id: threadId, revisionId: id }, select: { id: true } })) return;
  throw new Refusal('not_found', { message: 'There is no such thread.' });
}

async function refuseForeignSection(tx: Tx, { articleId }: LockedRevision, sectionId: string): Promise<void> {
  if (await tx.section.findFirst({ where: { id: sectionId, articleId }, select: { id: true } })) return;
  throw new Refusal('not_found', { message: 'There is no such section in this article.' });
}

/** Only people with an account can be named. */
async function refuseStrangers(tx: Tx, text: string): Promise<void> {
  const named = mentionsIn(text);
  if (named.length === 0) return;
  const known = await tx.user.count({ where: { id: { in: named }, role: { not: 'system' }, disabledAt: null } });
  if (known === named.length) return;
  throw new Refusal('invalid', {
    message: 'Somebody who is named here has no account any more. Choose the name anew.',
  });
}

/** Finds the paragraph that a suggestion is for. Its words have to stand in the present text, inside one paragraph. */
async function placed(tx: Tx, revision: LockedRevision, about: About, suggest: Suggest): Promise<Suggested> {
  const state = stateOf(revision.state);
  if (isFinal(state)) throw new Refusal('wrong_state', { message: 'This revision has ended. Comment on it instead.' });
  const { body, from, to } = await wordsIn(tx, revision, about);
  const place = leafAt(body, from, to);
  if (!place) throw new Refusal('invalid', { message: 'Suggest other words for one paragraph at a time.' });
  const replacement = suggest.replacement.replaceAll(/\s*\n\s*/gu, ' ');
  if (replacement === about.quote) throw new Refusal('invalid', { message: 'The suggested words are the same.' });
  return {
    replacement,
    isSpelling: suggest.isSpelling || looksLikeSpelling(about.quote, replacement),
    ...{ blockId: place.leaf.attrs.id, blockHash: leafHash(place.leaf), fromAt: place.from, toAt: place.to },
  };
}

/** Where the words stand in the present text of their section. */
async function wordsIn(tx: Tx, revision: LockedRevision, about: About) {
  const { sections } = await assembleRevision(tx, revision);
  const body = sections.find(({ sectionId }) => sectionId === about.sectionId)?.body;
  if (body && about.side !== 'before') {
    const { state, from, to } = findAnchor(plainText(body), about);
    const isThere = state === 'exact' || state === 'moved';
    if (isThere && from !== undefined && to !== undefined) return { body, from, to };
  }
  throw new Refusal('stale', { message: 'These words changed since you opened the page. Select them anew.' });
}

/** Says it, for all to read. What is said after the revision has ended is a comment on the article. */
export async function say(tx: Tx, actor: Actor, revision: LockedRevision, said: Said) {
  const threadId = said.threadId ?? (await startThread(tx, actor, revision, said));
  const commentId = newId();
  if (said.text !== '') {
    await tx.comment.create({ data: { id: commentId, threadId, authorId: actor.id, text: said.text } });
  }
  const { id: revisionId, number } = revision;
  const mentioned = mentionsIn(said.text);
  await enqueue(tx, 'commented', { revisionId, number, threadId, byId: actor.id, mentioned });
  await recordEvent(tx, actor, {
    action: said.threadId ? 'reply' : said.suggested ? 'suggest' : 'start_thread',
    subjectType: 'thread',
    subjectId: threadId,
    payload: { number },
  });
  return { threadId, commentId };
}

async function startThread(tx: Tx, actor: Actor, revision: LockedRevision, said: Said): Promise<string> {
  const id = newId();
  const { sectionId, quote, prefix, suffix, side = 'now' } = said.about;
  const hasEnded = isFinal(stateOf(revision.state));
  await tx.thread.create({
    data: {
      ...{ id, revisionId: revision.id, sectionId, quote, prefix, suffix, side },
      mustResolve: said.mustResolve && !hasEnded,
      createdById: actor.id,
      articleId: hasEnded ? revision.articleId : null,
    },
  });
  if (said.suggested) await tx.suggestion.create({ data: { threadId: id, ...said.suggested } });
  return id;
}

/** Says everything that this person kept for the verdict, oldest first. Answers how many that were. */
export async function sayUnsent(tx: Tx, actor: Actor, revision: LockedRevision): Promise<number> {
  const rows = await tx.unsentComment.findMany({
    where: { revisionId: revision.id, authorId: actor.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const row of rows) await sayKept(tx, actor, revision, row);
  return rows.length;
}

type Kept = Awaited<ReturnType<Tx['unsentComment']['findUniqueOrThrow']>>;

/** Says one of them; it is not kept any more. */
export async function sayKept(tx: Tx, actor: Actor, revision: LockedRevision, row: Kept) {
  const { id, threadId, sectionId, quote, prefix, suffix, text, mustResolve } = row;
  const about: About = { sectionId, quote, prefix, suffix, side: row.side === 'before' ? 'before' : 'now' };
  const done = await say(tx, actor, revision, { threadId, about, text, mustResolve, suggested: suggestedOf(row) });
  await tx.unsentComment.delete({ where: { id } });
  return done;
}

function suggestedOf({ replacement, isSpelling, blockId, blockHash, fromAt, toAt }: Kept): Suggested | null {
  if (replacement === null || blockId === null || blockHash === null || fromAt === null || toAt === null) return null;
  return { replacement, isSpelling, blockId, blockHash, fromAt, toAt };
}

type Settled = { readonly threadId: string; readonly state: 'open' | 'resolved'; readonly number: number };

/** Closes a thread or opens it again, and says by whom. */
export async function settle(tx: Tx, actor: Actor, { threadId, state, number }: Settled): Promise<void> {
  const resolved = state === 'resolved';
  await tx.thread.update({
    where: { id: threadId },
    data: { state, resolvedById: resolved ? actor.id : null, resolvedAt: resolved ? now() : null },
  });
  await recordEvent(tx, actor, {
    action: resolved ? 'resolve_thread' : 'reopen_thread',
    subjectType: 'thread',
    subjectId: threadId,
    payload: { number },
  });
}

import type { Actor } from '@/lib/domain/actor';
import type { Body } from '@/lib/domain/prose/body';
import { normalise } from '@/lib/domain/prose/normalise';
import { blockText, plainText } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
import { placeOf, sideOf } from '@/lib/domain/thread/follow';
import {
  type Leaf,
  leafAt,
  leavesOf,
  type Replacement,
  replaceInLeaf,
  shifted,
  sourcesAtStake,
  withLeaf,
} from '@/lib/domain/thread/suggestion';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { leafHash, say, settle } from '@/lib/reviews/say';
import { reanchor } from '@/lib/reviews/reanchor';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { replaceWorkingCopy, storedSection } from '@/lib/revisions/commands/section';
import { editing, finishEdit, refuseNotUnderstood } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { dismiss } from '@/lib/revisions/transition';
import { now } from '@/lib/system/clock';

/** One suggestion to be used. */
type Use = {
  readonly threadId: string;
  /** Other words than the suggested ones, where the accepter changed them. */
  readonly words?: string | undefined;
  /** What happens to the sources of words that are removed altogether. */
  readonly sources?: 'keep' | 'drop' | undefined;
  /** Hash of the paragraph that was compared with, where the words changed since they were suggested. */
  readonly seenHash?: string | undefined;
};
type UseInput = { opId?: string | undefined; number: number; uses: Use[] };

/**
 * Puts suggested words into the text: one write by whoever suggests and whoever accepts, who both become contributors. All or
 * none. A suggestion for other words than those that stand there now is refused as `stale` with the three texts, until the
 * accepter names the paragraph that they compared with; sources of removed words are asked about (`not_ready`).
 */
export async function applySuggestions(actor: Actor, input: UseInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const allowed = editing(actor, revision);
    await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    for (const use of input.uses) await applyOne(tx, actor, revision, use);
    return finishEdit(tx, actor, revision, allowed);
  });
}

async function applyOne(tx: Tx, actor: Actor, revision: LockedRevision, use: Use): Promise<void> {
  const { thread, ...suggestion } = await openSuggestion(tx, revision, use.threadId);
  const stored = await storedSection(tx, revision, thread.sectionId ?? '');
  refuseNotUnderstood(stored);
  const body = normalise(stored.body, stored.sectionId);
  const place = freshPlace(body, suggestion) ?? comparedPlace(body, { thread, suggestion, use });
  const { leaf } = place;
  const replacement = (use.words ?? suggestion.replacement).replaceAll(/\s*\n\s*/gu, ' ');
  const change: Replacement = { blockId: leaf.attrs.id, from: place.from, to: place.to, replacement };
  if (use.sources === undefined) refuseLosingSources(leaf, change, use.threadId);
  const made = replaceInLeaf(leaf, change, use.sources === 'drop');
  const next = normalise(withLeaf(body, made), stored.sectionId);
  await replaceWorkingCopy(tx, actor, revision, { ...stored, body: next });
  await tx.suggestion.update({
    where: { threadId: use.threadId },
    data: { state: 'used', used: replacement, decidedById: actor.id, decidedAt: now() },
  });
  await moveOthers(tx, revision, { change, was: leaf, body: next });
  // The words are the suggester's: their own verdict on this text counts no more.
  await dismiss(tx, actor, revision, { because: 'reviewer_became_contributor', reviewerId: thread.createdById });
  await settle(tx, actor, { threadId: use.threadId, state: 'resolved', number: revision.number });
  await note(tx, actor, revision, { action: 'use_suggestion', threadId: use.threadId });
  await reanchor(tx, revision.id);
}

type Suggestion = Awaited<ReturnType<typeof openSuggestion>>;

async function openSuggestion(tx: Tx, revision: LockedRevision, threadId: string) {
  const row = await tx.suggestion.findUnique({ where: { threadId }, include: { thread: true } });
  if (row?.thread.revisionId !== revision.id)
    throw new Refusal('not_found', { message: 'There is no such suggestion.' });
  if (row.state === 'open') return row;
  throw new Refusal('wrong_state', {
    message: `This suggestion was ${row.state === 'used' ? 'used' : 'declined'} already.`,
  });
}

type Place = { readonly leaf: Leaf; readonly from: number; readonly to: number };
type Base = Pick<Suggestion, 'blockId' | 'blockHash' | 'fromAt' | 'toAt'>;

/** The place in the very paragraph that the suggestion was made for. */
function freshPlace(body: Body, { blockId, blockHash, fromAt, toAt }: Base): Place | null {
  const leaf = leavesOf(body).find((one) => one.leaf.attrs.id === blockId)?.leaf;
  return leaf && leafHash(leaf) === blockHash ? { leaf, from: fromAt, to: toAt } : null;
}

type Compared = {
  readonly thread: Suggestion['thread'];
  readonly suggestion: Omit<Suggestion, 'thread'>;
  readonly use: Use;
};

/** The place in another paragraph than that, if this is the one that the accepter compared with. */
function comparedPlace(body: Body, { thread, suggestion, use }: Compared): Place {
  const { from, to } = placeOf(plainText(body), { ...thread, side: sideOf(thread.side) });
  const place = from === undefined || to === undefined || from === to ? undefined : leafAt(body, from, to);
  if (!place) {
    throw new Refusal('stale', {
      message: 'The words of this suggestion are gone. Write it where it belongs, or say no.',
      current: {
        threadId: thread.id,
        before: thread.quote,
        now: null,
        suggested: suggestion.replacement,
        seenHash: null,
      },
    });
  }
  const seenHash = leafHash(place.leaf);
  if (use.seenHash === seenHash) return place;
  throw new Refusal('stale', {
    message: 'The words changed since. Compare and use.',
    current: {
      ...{ threadId: thread.id, before: thread.quote, suggested: suggestion.replacement, seenHash },
      now: blockText(place.leaf).slice(place.from, place.to),
    },
  });
}

function refuseLosingSources(leaf: Leaf, change: Replacement, threadId: string): void {
  const sources = sourcesAtStake(leaf, change);
  if (sources.length === 0) return;
  const message = 'The words that go have a source. Does it stay with the words before them?';
  throw new Refusal('not_ready', {
    message,
    issues: [{ code: 'sources_at_stake', where: threadId, message }],
    current: { threadId, citations: sources },
  });
}

type Moved = { readonly change: Replacement; readonly was: Leaf; readonly body: Body };

/** Other suggestions for the same paragraph speak of the present one from now on, if they do not touch the same words. */
async function moveOthers(tx: Tx, revision: LockedRevision, { change, was, body }: Moved): Promise<void> {
  const leaf = leavesOf(body).find((one) => one.leaf.attrs.id === change.blockId)?.leaf;
  if (!leaf) return;
  const others = await tx.suggestion.findMany({
    where: { state: 'open', blockId: change.blockId, blockHash: leafHash(was), thread: { revisionId: revision.id } },
  });
  for (const { threadId, blockId, fromAt, toAt, replacement } of others) {
    const moved = shifted({ blockId, from: fromAt, to: toAt, replacement }, change);
    if (!moved) continue;
    const data = { blockHash: leafHash(leaf), fromAt: moved.from, toAt: moved.to };
    await tx.suggestion.update({ where: { threadId }, data });
  }
}

type DeclineInput = { opId?: string | undefined; threadId: string; reason: string };

/** Says no to a suggestion, because of something: the reason stands in its thread, and the text stays as it is. */
export async function declineSuggestion(actor: Actor, input: DeclineInput) {
  return inTransaction(actor, input, async (tx) => {
    const { threadId, reason } = input;
    const found = await tx.thread.findUnique({
      where: { id: threadId },
      select: { revision: { select: { number: true } } },
    });
    if (!found) throw new Refusal('not_found', { message: 'There is no such suggestion.' });
    const revision = await lockRevision(tx, found.revision.number);
    await openSuggestion(tx, revision, threadId);
    editing(actor, revision);
    const about = { sectionId: null, quote: '', prefix: '', suffix: '' };
    await say(tx, actor, revision, { threadId, about, text: reason, mustResolve: false, suggested: null });
    await tx.suggestion.update({
      where: { threadId },
      data: { state: 'declined', reason, decidedById: actor.id, decidedAt: now() },
    });
    await settle(tx, actor, { threadId, state: 'resolved', number: revision.number });
    await note(tx, actor, revision, { action: 'decline_suggestion', threadId });
    return { threadId };
  });
}

type Deed = { readonly action: string; readonly threadId: string };

const note = (tx: Tx, actor: Actor, { number }: LockedRevision, { action, threadId }: Deed) =>
  recordEvent(tx, actor, { action, subjectType: 'thread', subjectId: threadId, payload: { number } });

import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import { mentionOf } from '@/lib/domain/thread/mention';
import { rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { setThreadState, startThread } from '@/lib/reviews/commands/thread';
import { dropUnsent, keepUnsent, sendUnsent } from '@/lib/reviews/commands/unsent';
import { getReviewScreen } from '@/lib/reviews/queries';
import { listArticleTalk } from '@/lib/reviews/talk';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const onRevision = { sectionId: null, quote: '', prefix: '', suffix: '' };

let cast: Cast;
let articleId: string;
let number: number;

/** A revision by Amal, submitted. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('The lead says a third thing.'));
  await submit(cast.amal, number);
});

const keep = (text: string, about: object = {}, actor: Actor = cast.nora) =>
  keepUnsent(actor, { number, threadId: null, ...onRevision, text, mustResolve: false, ...about });
const screen = (actor: Actor) => getReviewScreen(actor, number);
const said = async (actor: Actor) =>
  (await screen(actor)).threads.map(({ comments }) =>
    comments.map(({ text }) => text.map((piece) => piece.text).join('')),
  );
const waiting = async (actor: Actor) => (await screen(actor)).unsent.map(({ text }) => text[0]?.text);
const verdict = async (kind: 'comment' | 'request_changes', comment = '') =>
  reviewRevision(cast.nora, { number, headHash: await headOf(number), verdict: kind, comment });

describe('comments that are not sent yet', () => {
  it('are seen by their author alone, tell nobody and leave no event', async () => {
    const events = await db().event.count();
    await keep('A doubt.');
    expect(await waiting(cast.nora)).toEqual(['A doubt.']);
    for (const other of [cast.amal, cast.jonas, cast.rosa]) expect(await waiting(other)).toEqual([]);
    expect(await said(cast.amal)).toEqual([]);
    expect(await db().event.count()).toBe(events);
    expect(await db().outbox.count({ where: { kind: 'commented' } })).toBe(0);
  });

  it('go all together with the verdict, in order, replies included, and nobody else’s go with them', async () => {
    const { threadId } = await startThread(cast.jonas, { number, ...onRevision, text: 'Why?', mustResolve: false });
    await keep('First.');
    await keep('An answer.', { threadId });
    await keep('Of Jonas.', {}, cast.jonas);
    await verdict('request_changes');
    expect(await said(cast.amal)).toEqual([['Why?', 'An answer.'], ['First.']]);
    expect(await waiting(cast.nora)).toEqual([]);
    expect(await waiting(cast.jonas)).toEqual(['Of Jonas.']);
  });

  it('are what a verdict needs where it has no comment of its own, and stay when it is refused', async () => {
    await expect(verdict('request_changes')).rejects.toEqual(refused('not_ready'));
    await expect(verdict('comment')).rejects.toEqual(refused('invalid'));
    await keep('Say who.');
    const stale = { number, headHash: '0'.repeat(64), verdict: 'request_changes', comment: '' } as const;
    await expect(reviewRevision(cast.nora, stale)).rejects.toEqual(refused('stale'));
    expect(await waiting(cast.nora)).toEqual(['Say who.']);
    await verdict('comment');
    expect(await said(cast.amal)).toEqual([['Say who.']]);
  });

  it('are sent one by one, once, and thrown away, by their author alone', async () => {
    const { unsentId } = await keep('One.');
    const other = await keep('Two.');
    for (const act of [sendUnsent, dropUnsent]) {
      await expect(act(cast.jonas, { unsentId })).rejects.toEqual(refused('not_found'));
    }
    const results = await Promise.allSettled([
      sendUnsent(cast.nora, { unsentId }),
      sendUnsent(cast.nora, { unsentId }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await dropUnsent(cast.nora, { unsentId: other.unsentId });
    expect(await said(cast.amal)).toEqual([['One.']]);
    expect(await waiting(cast.nora)).toEqual([]);
  });

  it.each(['published', 'discarded', 'rejected'] as const)(
    'can still be sent when it was %s, as comments on the article',
    async (end) => {
      const { unsentId } = await keep('Too late.', { mustResolve: true });
      if (end === 'published') {
        await approve(cast.jonas, number);
        await publish(cast.jonas, number);
      } else if (end === 'discarded') await discardRevision(cast.amal, { number, reason: '' });
      else await rejectRevision(cast.jonas, { number, reason: 'No source.' });
      const { threadId } = await sendUnsent(cast.nora, { unsentId });
      expect((await screen(cast.amal)).threads).toMatchObject([
        { id: threadId, isOnArticle: true, mustResolve: false },
      ]);
      expect(await listArticleTalk(cast.amal, articleId)).toMatchObject([{ id: threadId, number, by: 'Nora' }]);
      await setThreadState(cast.nora, { threadId, state: 'resolved' });
      expect(await listArticleTalk(cast.amal, articleId)).toEqual([]);
    },
  );
});

describe('who may do what in a thread', () => {
  it('resolving is for those who wrote the revision, who started it, and admins; anyone opens it again', async () => {
    const { threadId } = await startThread(cast.nora, { number, ...onRevision, text: 'Why?', mustResolve: true });
    for (const other of [cast.yusuf, cast.jonas]) {
      await expect(setThreadState(other, { threadId, state: 'resolved' })).rejects.toEqual(refused('forbidden'));
    }
    for (const one of [cast.amal, cast.nora, cast.rosa]) {
      await setThreadState(one, { threadId, state: 'resolved' });
      await setThreadState(cast.jonas, { threadId, state: 'open' });
    }
    expect((await screen(cast.jonas)).threads[0]).toMatchObject({ state: 'open', mayResolve: false });
  });

  it('people are named by their id, shown with the name they have, and only those with an account', async () => {
    await startThread(cast.nora, {
      number,
      ...onRevision,
      text: `Ask ${mentionOf(cast.yusuf.id)}.`,
      mustResolve: false,
    });
    await db().user.update({ where: { id: cast.yusuf.id }, data: { name: 'Yusuf Ali' } });
    expect(await said(cast.amal)).toEqual([['Ask Yusuf Ali.']]);
    const named = (id: string) =>
      startThread(cast.nora, { number, ...onRevision, text: mentionOf(id), mustResolve: false });
    await expect(named(newId())).rejects.toEqual(refused('invalid'));
    await db().user.update({ where: { id: cast.yusuf.id }, data: { disabledAt: new Date() } });
    await expect(named(cast.yusuf.id)).rejects.toEqual(refused('invalid'));
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { withdrawArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { anchorOf } from '@/lib/domain/thread/anchor';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { reply, setThreadState, startThread } from '@/lib/reviews/commands/thread';
import { getPublishScreen, getReviewScreen } from '@/lib/reviews/queries';
import { saveOutline } from '@/lib/revisions/commands/head';
import { copyRevision, openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
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
const sentence = 'The treaty was signed in March. It was kept for ten years.';

let cast: Cast;
let articleId: string;
let number: number;

/** A revision by Amal of an article by Amal, submitted, whose section "History" holds the sentence. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 1, prose(sentence));
  await submit(cast.amal, number);
});

const onRevision = { sectionId: null, quote: '', prefix: '', suffix: '' };
const start = (about: object = {}, actor = cast.nora) =>
  startThread(actor, { number, ...onRevision, text: 'Why?', mustResolve: false, ...about });
const threads = async () => (await getReviewScreen(cast.amal, number)).threads;

/** A thread on the words "signed in March" of the section "History". */
async function onWords(about: object = {}): Promise<string> {
  const section = (await getEditScreen(cast.amal, number)).sections[1];
  const text = section ? plainText(section.body) : '';
  const from = text.indexOf('signed in March');
  const anchor = anchorOf(text, from, from + 'signed in March'.length);
  const { threadId } = await start({ sectionId: section?.sectionId ?? null, ...anchor, ...about });
  return threadId;
}

describe('a thread on words', () => {
  it('is on changed words where the paragraph behind them changed in the same save', async () => {
    const before = 'Trade between the two countries began with tea.';
    const texts = [
      [before, 'A chamber of comerce was founded in 1971.'],
      [before.replace('tea', 'coffee'), 'A chamber of commerce was reportedly founded later.'],
    ] as const;
    await write(cast.amal, number, 1, prose(...texts[0]));
    const section = (await getEditScreen(cast.amal, number)).sections[1];
    const text = section ? plainText(section.body) : '';
    const anchor = anchorOf(text, text.indexOf('began'), text.indexOf('tea') + 3);
    await start({ sectionId: section?.sectionId ?? null, ...anchor });
    await write(cast.amal, number, 1, prose(...texts[1]));
    expect(await threads()).toMatchObject([{ place: 'changed', quote: 'began with tea' }]);
  });

  it('finds its words after edits before, around and inside them, and never closes by itself', async () => {
    await onWords();
    const placeAfter = async (text: string) => {
      await write(cast.amal, number, 1, prose(text));
      const [thread] = await threads();
      expect(thread).toMatchObject({ state: 'open', quote: 'signed in March', heading: 'History' });
      return thread?.place;
    };
    expect((await threads())[0]?.place).toBe('exact');
    expect(await placeAfter(`In those days much happened. ${sentence}`)).toBe('exact');
    expect(await placeAfter(sentence.replace('March', 'April'))).toBe('changed');
    expect(await placeAfter('It was kept for ten years.')).toBe('removed');
    expect(await placeAfter(sentence)).toBe('exact');
  });

  it('E25: goes with its words when they are cut here and pasted there, and comes back when both is taken back', async () => {
    const threadId = await onWords();
    const seen = async () => (await threads()).map(({ id, place, heading }) => [id, place, heading]);
    await write(cast.amal, number, 1, prose('It was kept for ten years.'));
    expect(await seen()).toEqual([[threadId, 'removed', 'History']]);
    await write(cast.amal, number, 0, prose('The lead says that a pact was signed in March, at last.'));
    expect(await seen()).toEqual([[threadId, 'exact', '']]);
    await write(cast.amal, number, 1, prose(sentence));
    expect(await seen()).toEqual([[threadId, 'exact', '']]);
    await write(cast.amal, number, 0, prose('The lead says one thing.'));
    expect(await seen()).toEqual([[threadId, 'exact', 'History']]);
  });

  it('follows what was made of its words through a change after the next', async () => {
    await onWords();
    for (const text of ['The treaty was signed in April. It was kept.', 'A pact was signed in April. It held.']) {
      await write(cast.amal, number, 1, prose(text));
      expect(await threads()).toMatchObject([{ place: 'changed', now: 'signed in April', quote: 'signed in March' }]);
    }
    await write(cast.amal, number, 1, prose('Nothing of it.'));
    expect(await threads()).toMatchObject([{ place: 'removed', now: null }]);
  });

  it('stands on deleted words at their place, and is not taken for the same word elsewhere', async () => {
    const { sectionId } = (await getEditScreen(cast.amal, number)).sections[1] ?? { sectionId: null };
    const gone = {
      quote: 'reportedly',
      prefix: 'The treaty was ',
      suffix: 'signed in March.',
      side: 'before' as const,
    };
    await start({ sectionId, ...gone });
    expect(await threads()).toMatchObject([{ place: 'removed', after: 'The treaty was', lettersBefore: null }]);
    await write(cast.amal, number, 1, prose(`${sentence} It was reportedly broken.`));
    expect(await threads()).toMatchObject([{ place: 'removed' }]);
    await write(cast.amal, number, 1, prose(sentence.replace('was signed', 'was reportedly signed')));
    expect(await threads()).toMatchObject([{ place: 'exact' }]);
  });

  it('is shown as removed when its section goes', async () => {
    await onWords();
    const { sections, headSeq } = await getEditScreen(cast.amal, number);
    const outline = sections.slice(0, 1).map(({ sectionId, level }) => ({ sectionId, level }));
    await saveOutline(cast.amal, { number, expectedHeadSeq: headSeq, outline });
    expect(await threads()).toMatchObject([{ place: 'removed', heading: null, state: 'open' }]);
  });

  it('stands on a whole section or on the revision as well', async () => {
    const { sections } = await getEditScreen(cast.amal, number);
    await start({ sectionId: sections[0]?.sectionId });
    await start();
    expect(await threads()).toMatchObject([
      { place: null, heading: '' },
      { place: null, heading: null },
    ]);
  });

  it('is refused on a section that the revision does not have', async () => {
    const other = await publishedArticle(cast);
    const foreign = (await getEditScreen(cast.amal, other.number)).sections[0]?.sectionId;
    for (const sectionId of [newId(), foreign])
      await expect(start({ sectionId })).rejects.toEqual(refused('not_found'));
    expect(await threads()).toEqual([]);
  });
});

describe('a conversation', () => {
  it('is written by anyone of the desk, in order, once each', async () => {
    const { threadId } = await start();
    const opId = newId();
    const answer = { opId, threadId, text: 'Because.' };
    const [one, two] = await Promise.all([reply(cast.amal, answer), reply(cast.amal, answer)]);
    expect(one).toEqual(two);
    await reply(cast.yusuf, { threadId, text: 'I agree.' });
    expect((await threads())[0]?.comments.map(({ by, text }) => [by, text[0]?.text])).toEqual([
      ['Nora', 'Why?'],
      ['Amal', 'Because.'],
      ['Yusuf', 'I agree.'],
    ]);
    await expect(reply(cast.amal, { threadId: newId(), text: 'Where?' })).rejects.toEqual(refused('not_found'));
  });

  it('is resolved and opened again by people, and says by whom', async () => {
    const { threadId } = await start();
    await setThreadState(cast.amal, { threadId, state: 'resolved' });
    const row = () => db().thread.findUniqueOrThrow({ where: { id: threadId } });
    expect(await row()).toMatchObject({ state: 'resolved', resolvedById: cast.amal.id });
    await setThreadState(cast.nora, { threadId, state: 'open' });
    expect(await row()).toMatchObject({ state: 'open', resolvedById: null, resolvedAt: null });
    const unknown = setThreadState(cast.amal, { threadId: newId(), state: 'open' });
    await expect(unknown).rejects.toEqual(refused('not_found'));
  });

  it('stands in the audit log, deed by deed and without its words', async () => {
    const { threadId } = await start();
    await reply(cast.amal, { threadId, text: 'Because.' });
    await setThreadState(cast.nora, { threadId, state: 'resolved' });
    await setThreadState(cast.amal, { threadId, state: 'open' });
    const events = await db().event.findMany({ where: { subjectId: threadId }, orderBy: { id: 'asc' } });
    expect(events.map(({ action, actorId, payload }) => [action, actorId, payload])).toEqual([
      ['start_thread', cast.nora.id, { number }],
      ['reply', cast.amal.id, { number }],
      ['resolve_thread', cast.nora.id, { number }],
      ['reopen_thread', cast.amal.id, { number }],
    ]);
  });

  it('makes nobody a contributor and dismisses no approval, nor does a comment as a review', async () => {
    await approve(cast.jonas, number);
    const before = await headOf(number);
    const threadId = await onWords();
    await reply(cast.yusuf, { threadId, text: 'Yes.' });
    await setThreadState(cast.amal, { threadId, state: 'resolved' });
    await reviewRevision(cast.nora, { number, headHash: before, verdict: 'comment', comment: 'Well done.' });
    const { state, reviews, contributors, headHash } = await getRevision(cast.amal, number);
    expect([state, headHash, contributors.map(({ name }) => name)]).toEqual(['approved', before, ['Amal']]);
    expect(reviews.map(({ verdict, dismissed }) => [verdict, dismissed])).toEqual([
      ['approve', null],
      ['comment', null],
    ]);
    await publish(cast.nora, number);
  });
});

describe('publishing', () => {
  it('waits for a thread that must be resolved, and for no other', async () => {
    await start({ text: 'A thought.' });
    const must = await onWords({ mustResolve: true });
    await approve(cast.jonas, number);
    const attempt = await publish(cast.jonas, number).catch((error: unknown) => error);
    expect(attempt).toMatchObject({ code: 'not_ready', detail: { issues: [{ code: 'thread_open', where: must }] } });
    const codes = async () => (await getPublishScreen(cast.jonas, number)).issues.map(({ code }) => code);
    expect(await codes()).toContain('thread_open');
    await setThreadState(cast.amal, { threadId: must, state: 'resolved' });
    expect(await codes()).not.toContain('thread_open');
    await setThreadState(cast.nora, { threadId: must, state: 'open' });
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
    await setThreadState(cast.nora, { threadId: must, state: 'resolved' });
    expect(await publish(cast.jonas, number)).toMatchObject({ version: 2 });
    expect((await threads()).map(({ state }) => state)).toEqual(['open', 'resolved']);
  });

  it('waits even when the words of the thread are gone: only people resolve', async () => {
    await onWords({ mustResolve: true });
    await write(cast.amal, number, 1, prose('Another text altogether.'));
    await approve(cast.jonas, number);
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
  });

  it('of a copy or of a restored version does not wait for threads of another revision', async () => {
    await onWords({ mustResolve: true });
    await discardRevision(cast.amal, { number, reason: '' });
    const copy = await copyRevision(cast.amal, { number });
    expect((await getReviewScreen(cast.amal, copy.number)).threads).toEqual([]);
    expect(await threads()).toHaveLength(1);
    await submit(cast.amal, copy.number);
    await approve(cast.jonas, copy.number);
    await publish(cast.jonas, copy.number);
    await withdrawArticle(cast.rosa, { articleId, reason: 'Not ours.' });
    const restored = await restoreVersion(cast.amal, { articleId, version: 1, why: '' });
    number = restored.number;
    await start({ mustResolve: true });
    expect(await threads()).toHaveLength(1);
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
  });
});

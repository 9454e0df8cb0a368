import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { cite as mark, doc, p } from '@/lib/domain/prose/builder';
import { citationIds, plainText } from '@/lib/domain/prose/text';
import { Refusal, type RefusalCode } from '@/lib/domain/refusal';
import { anchorOf } from '@/lib/domain/thread/anchor';
import { cite } from '@/lib/revisions/commands/cite';
import { createSource } from '@/lib/sources/commands/record';
import { setThreadState, startThread } from '@/lib/reviews/commands/thread';
import { getReviewScreen } from '@/lib/reviews/queries';
import { applySuggestions, declineSuggestion } from '@/lib/revisions/commands/suggestion';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const sentence = 'The goverment signed a plan in March. It was provded for ten years.';

let cast: Cast;
let number: number;

/** A revision by Amal whose section "History" holds the sentences, and another paragraph. */
beforeEach(async () => {
  cast = await people();
  const { articleId } = await publishedArticle(cast);
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 1, prose(sentence, 'Another paragraph.'));
});

const section = async () => {
  const found = (await getEditScreen(cast.amal, number)).sections[1];
  if (!found) throw new Error('No section');
  return found;
};
const words = async () => plainText((await section()).body).split('\n\n')[0];

async function suggest(quote: string, replacement: string, actor: Actor = cast.nora): Promise<string> {
  const { sectionId, body } = await section();
  const text = plainText(body);
  const from = text.indexOf(quote);
  const about = { sectionId, ...anchorOf(text, from, from + quote.length) };
  const suggestion = { replacement, isSpelling: false };
  const input = { number, ...about, text: '', mustResolve: false, suggest: suggestion };
  return (await startThread(actor, input)).threadId;
}
const use = (threadIds: readonly string[], more: object = {}, actor: Actor = cast.amal) =>
  applySuggestions(actor, { number, uses: threadIds.map((threadId) => ({ threadId, ...more })) });
const lines = async () =>
  (await getReviewScreen(cast.amal, number)).threads.map(({ suggestion, state }) => ({ ...suggestion, thread: state }));
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof Refusal)) throw new Error('It was not refused');
  return error;
};

describe('a suggestion', () => {
  it('changes the text when it is used, in one write by both: both become contributors', async () => {
    const threadId = await suggest('a plan', 'an agreement');
    expect(await words()).toBe(sentence);
    await use([threadId]);
    expect(await words()).toBe(sentence.replace('a plan', 'an agreement'));
    expect(await lines()).toMatchObject([
      { state: 'used', used: 'an agreement', decidedBy: 'Amal', thread: 'resolved' },
    ]);
    const { contributors } = await getRevision(cast.amal, number);
    expect(contributors.map(({ name }) => name).toSorted()).toEqual(['Amal', 'Nora']);
    await submit(cast.amal, number);
    await expect(approve(cast.nora, number)).rejects.toEqual(refused('own_work'));
    await approve(cast.jonas, number);
  });

  it('ends the approval of whoever wrote it, as well as those of the text before', async () => {
    await submit(cast.amal, number);
    const threadId = await suggest('a plan', 'an agreement');
    await db().policy.update({ where: { id: 1 }, data: { quorum: 2 } });
    await approve(cast.nora, number);
    await use([threadId]);
    await db().policy.update({ where: { id: 1 }, data: { quorum: 1 } });
    const { reviews, state } = await getRevision(cast.amal, number);
    expect(reviews.map(({ dismissed }) => dismissed)).toEqual(['reviewer_became_contributor']);
    expect(state).toBe('in_review');
  });

  it('is used with other words, or declined with a reason; once', async () => {
    const [one, two] = [await suggest('a plan', 'an agreement'), await suggest('ten years', 'a decade')];
    await use([one], { words: 'a treaty' });
    await declineSuggestion(cast.amal, { threadId: two, reason: 'The source says ten.' });
    expect(await words()).toBe(sentence.replace('a plan', 'a treaty'));
    expect(await lines()).toMatchObject([
      { state: 'used', used: 'a treaty' },
      { state: 'declined', reason: 'The source says ten.', thread: 'resolved' },
    ]);
    for (const threadId of [one, two]) await expect(use([threadId])).rejects.toEqual(refused('wrong_state'));
    await setThreadState(cast.nora, { threadId: two, state: 'open' });
  });

  it('is for those who may write: an outsider uses none while it is reviewed', async () => {
    await submit(cast.amal, number);
    const threadId = await suggest('a plan', 'an agreement');
    await expect(use([threadId], {}, cast.yusuf)).rejects.toEqual(refused('forbidden'));
    await expect(declineSuggestion(cast.yusuf, { threadId, reason: 'No.' })).rejects.toEqual(refused('forbidden'));
  });

  it('is refused for words that are not there, over two paragraphs, and for the same words', async () => {
    await expect(suggest(sentence, sentence)).rejects.toEqual(refused('invalid'));
    await expect(suggest(`${sentence}\n\nAnother`, 'x')).rejects.toEqual(refused('invalid'));
    const { sectionId } = await section();
    const gone = { sectionId, quote: 'nowhere', prefix: '', suffix: '' };
    const input = { number, ...gone, text: '', mustResolve: false, suggest: { replacement: 'x', isSpelling: false } };
    await expect(startThread(cast.nora, input)).rejects.toEqual(refused('stale'));
  });
});

describe('several suggestions', () => {
  it('for one paragraph are used in any order, and all spelling at once', async () => {
    const spelling = [await suggest('goverment', 'government'), await suggest('provded', 'provided')];
    const wording = await suggest('a plan', 'an agreement');
    expect((await lines()).map(({ isSpelling }) => isSpelling)).toEqual([true, true, false]);
    await use([wording]);
    expect((await lines()).map(({ isStale }) => isStale)).toEqual([false, false, false]);
    await use(spelling.toReversed());
    expect(await words()).toBe('The government signed an agreement in March. It was provided for ten years.');
  });

  it('that touch the same words are not used blindly after each other; none of a list is when one is refused', async () => {
    const [one, two] = [
      await suggest('signed a plan', 'made a plan'),
      await suggest('a plan in March', 'a plan in April'),
    ];
    const refusedOne = await refusal(use([one, two]));
    expect(refusedOne.code).toBe('stale');
    expect(await words()).toBe(sentence);
    await use([one]);
    expect((await lines())[1]?.isStale).toBe(true);
  });
});

describe('a stale suggestion', () => {
  it('is compared first: the words then, those of today, and the suggested ones', async () => {
    const threadId = await suggest('signed a plan', 'signed an agreement');
    await write(cast.amal, number, 1, prose(sentence.replace('signed a plan', 'wrote a plan'), 'Another paragraph.'));
    const stale = await refusal(use([threadId]));
    expect(stale.detail.current).toMatchObject({
      ...{ before: 'signed a plan', suggested: 'signed an agreement', now: expect.stringContaining('wrote') as string },
    });
    expect(await words()).toBe(sentence.replace('signed a plan', 'wrote a plan'));
    const { seenHash } = stale.detail.current as { seenHash: string };
    await write(cast.amal, number, 1, prose(sentence.replace('signed a plan', 'drew a plan'), 'Another paragraph.'));
    await expect(use([threadId], { seenHash })).rejects.toEqual(refused('stale'));
    const again = (await refusal(use([threadId]))).detail.current as { seenHash: string };
    await use([threadId], { seenHash: again.seenHash });
    expect(await words()).toBe(sentence.replace('a plan', 'an agreement'));
  });

  it('whose words are gone is not used at all', async () => {
    const threadId = await suggest('Another paragraph.', 'Another one.');
    await write(cast.amal, number, 1, prose(sentence));
    const stale = await refusal(use([threadId]));
    expect(stale).toMatchObject({ code: 'stale', detail: { current: { now: null } } });
    await expect(use([threadId], { seenHash: '0'.repeat(64) })).rejects.toEqual(refused('stale'));
  });
});

describe('sources inside replaced words', () => {
  const cited = async (): Promise<string[]> => citationIds((await section()).body);

  it('are kept, and asked about where all their words go', async () => {
    const { sourceId } = await createSource(cast.amal, { csl: { type: 'book', title: 'A book' }, stub: false });
    const place = { locators: [], quote: '', note: '', supports: 'supports' as const };
    const { citationId } = await cite(cast.amal, { number, sourceId, ...place });
    const body = doc(p('Both signed.', ' It lasted', mark(citationId), ' for long.'));
    await write(cast.amal, number, 1, body);
    await use([await suggest('lasted for', 'held for')]);
    expect(await cited()).toEqual([citationId]);
    const removal = await suggest(' It held for long.', '');
    expect(await refusal(use([removal]))).toMatchObject({
      code: 'not_ready',
      detail: { current: { citations: [citationId] } },
    });
    expect(await cited()).toEqual([citationId]);
    await use([removal], { sources: 'drop' });
    expect(await cited()).toEqual([]);
  });
});

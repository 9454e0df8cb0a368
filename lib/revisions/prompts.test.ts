import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { PromptKind, PromptReason } from '@/lib/domain/prose/prompts/prompt';
import { getReviewScreen, getSubmitScreen } from '@/lib/reviews/queries';
import { openRevision } from '@/lib/revisions/commands/open';
import { answerPrompt } from '@/lib/revisions/commands/prompt';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';

useDatabase();

let cast: Cast;
beforeAll(async () => {
  cast = await people();
});
afterEach(() => setClock(null));

const fresh = 'Both sides signed a long-term cooperation plan covering oil and gas.';
const frozen = 'Relations are currently frozen, and nobody knows for how long they will be.';

/** A revision of a live article in which Amal has put these paragraphs into the lead. */
async function revised(...paragraphs: string[]) {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'Prompts', why: '' });
  await write(cast.amal, number, 0, prose('The lead says one thing. It says another thing too.', ...paragraphs));
  const { sections } = await getEditScreen(cast.amal, number);
  return { articleId, number, sectionId: sections[0]?.sectionId ?? '', other: sections[1]?.sectionId ?? '' };
}

const asked = async (number: number) =>
  (await getReviewScreen(cast.jonas, number)).prompts.map(({ kind, answer }) => [kind, answer?.reason ?? null]);
const refused = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );
const countAnswers = async (number: number) => db().promptAnswer.count({ where: { revision: { number } } });

describe('an answer to a prompt', () => {
  it('is seen by the next editor and by the reviewer, with the name of who gave it, and among the checks', async () => {
    const { number, sectionId } = await revised(fresh, frozen);
    expect(await asked(number)).toEqual([
      ['source', null],
      ['source', null],
      ['time_bound', null],
    ]);
    const checks = async () => (await getSubmitScreen(cast.amal, number)).issues.map(({ message }) => message);
    expect(await checks()).toContain('2 questions about sources are not answered.');
    const about = { number, sectionId, kind: 'source' as const };
    await answerPrompt(cast.amal, { ...about, statement: fresh, reason: 'unsure' });
    await answerPrompt(cast.yusuf, { ...about, kind: 'time_bound', statement: frozen, reason: 'dated_nearby' });
    const { prompts } = await getEditScreen(cast.yusuf, number);
    expect(prompts.answers.map(({ reason, by }) => [reason, by])).toEqual([
      ['unsure', 'Amal'],
      ['dated_nearby', 'Yusuf'],
    ]);
    expect(await asked(number)).toEqual([
      ['source', 'unsure'],
      ['source', null],
      ['time_bound', 'dated_nearby'],
    ]);
    expect(await checks()).toEqual(
      expect.arrayContaining(['1 question about a source is not answered.', '2 prompts were dismissed with reasons.']),
    );
  });
  it('is bound to the words: blanks do not matter, another word asks again', async () => {
    const { number, sectionId } = await revised(fresh);
    const statement = fresh.replace(' a ', '  a\n');
    await answerPrompt(cast.amal, { number, sectionId, kind: 'source', statement, reason: 'restates' });
    expect(await asked(number)).toEqual([['source', 'restates']]);
    await write(cast.amal, number, 0, prose(fresh.replace('gas', 'coal')));
    expect(await asked(number)).toEqual([['source', null]]);
    await write(cast.amal, number, 0, prose(fresh));
    expect(await asked(number)).toEqual([['source', 'restates']]);
  });
  it('is given anew and taken back: the newest counts', async () => {
    const { number, sectionId } = await revised(fresh);
    const give = (reason: PromptReason | null) =>
      answerPrompt(cast.amal, { number, sectionId, kind: 'source', statement: fresh, reason });
    await give('unsure');
    await give('common_knowledge');
    expect(await asked(number)).toEqual([['source', 'common_knowledge']]);
    await give(null);
    expect(await asked(number)).toEqual([['source', null]]);
  });
  it('"keep" runs out after six months', async () => {
    const { number, sectionId } = await revised(frozen);
    setClock(() => new Date('2026-08-31T10:00:00Z'));
    const about = { number, sectionId, kind: 'time_bound' as const, statement: frozen };
    const { until } = await answerPrompt(cast.amal, { ...about, reason: 'keep' });
    expect(until).toBe('2027-03-03T10:00:00.000Z');
    const reasons = async () => (await asked(number)).find(([kind]) => kind === 'time_bound');
    setClock(() => new Date('2027-03-03T09:59:59Z'));
    expect(await reasons()).toEqual(['time_bound', 'keep']);
    setClock(() => new Date('2027-03-03T10:00:00Z'));
    expect(await reasons()).toEqual(['time_bound', null]);
  });
  it('goes with the article once it is published, and not before', async () => {
    const { articleId, number, sectionId } = await revised(fresh);
    await answerPrompt(cast.amal, { number, sectionId, kind: 'source', statement: fresh, reason: 'restates' });
    const early = await openRevision(cast.yusuf, { articleId, name: 'Beside', why: '' });
    const answersOf = async (one: number) => (await getEditScreen(cast.yusuf, one)).prompts.answers.length;
    expect(await answersOf(early.number)).toBe(0);
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const late = await openRevision(cast.yusuf, { articleId, name: 'After', why: '' });
    expect([await answersOf(early.number), await answersOf(late.number)]).toEqual([0, 1]);
  });
  it('of pasted text stands at the statement that it begins with', async () => {
    const { number, sectionId } = await revised(`${fresh} ${frozen}`);
    await answerPrompt(cast.amal, { number, sectionId, kind: 'pasted', statement: fresh, reason: 'own_words' });
    expect((await asked(number))[0]).toEqual(['pasted', 'own_words']);
  });
  it('leaves an event without the words, and is made once for one operation', async () => {
    const { number, sectionId } = await revised(fresh);
    const input = {
      opId: newId(),
      number,
      sectionId,
      kind: 'source' as const,
      statement: fresh,
      reason: 'unsure' as const,
    };
    const first = await answerPrompt(cast.amal, input);
    expect(await answerPrompt(cast.amal, input)).toEqual(first);
    expect(await countAnswers(number)).toBe(1);
    const events = await db().event.findMany({ where: { action: 'answer_prompt' }, orderBy: { id: 'desc' } });
    expect(events[0]?.payload).toMatchObject({ number, kind: 'source', reason: 'unsure' });
    expect(JSON.stringify(events[0]?.payload)).not.toContain('Both sides');
  });
});

describe('an answer is refused', () => {
  it.each<readonly [PromptKind, PromptReason]>([
    ['source', 'keep'],
    ['no_year', 'restates'],
    ['doubled_word', 'common_knowledge'],
  ])('to %s with the reason %s, which is not on its list', async (kind, reason) => {
    const { number, sectionId } = await revised(fresh);
    const input = { number, sectionId, kind, statement: fresh, reason };
    expect(await refused(answerPrompt(cast.amal, input))).toBe('invalid');
    expect(await countAnswers(number)).toBe(0);
  });
  it('about a section of another article, an unknown revision, and by somebody who may not edit it', async () => {
    const { number, sectionId } = await revised(fresh);
    const elsewhere = await revised(fresh);
    const input = { number, sectionId, kind: 'source' as const, statement: fresh, reason: 'unsure' as const };
    expect(await refused(answerPrompt(cast.amal, { ...input, sectionId: elsewhere.sectionId }))).toBe('not_found');
    expect(await refused(answerPrompt(cast.amal, { ...input, number: 999_999 }))).toBe('not_found');
    await submit(cast.amal, number);
    expect(await refused(answerPrompt(cast.yusuf, input))).toBe('forbidden');
    expect(await refused(answerPrompt(cast.amal, input))).toBe('taken');
  });
  it('once somebody has approved the text, and when it is published', async () => {
    const { number, sectionId } = await revised(fresh);
    const input = { number, sectionId, kind: 'source' as const, statement: fresh, reason: 'unsure' as const };
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    expect(await refused(answerPrompt(cast.amal, input))).toBe('wrong_state');
    await publish(cast.jonas, number);
    expect(await refused(answerPrompt(cast.amal, input))).toBe('wrong_state');
    expect(await countAnswers(number)).toBe(0);
  });
  it('and whoever answers has part in the revision: the same person cannot approve it', async () => {
    const { number, sectionId } = await revised(fresh);
    await submit(cast.amal, number);
    const input = { number, sectionId, kind: 'source' as const, statement: fresh, reason: 'restates' as const };
    await answerPrompt(cast.jonas, input);
    expect(await refused(approve(cast.jonas, number))).toBe('own_work');
    await approve(cast.nora, number);
  });
});

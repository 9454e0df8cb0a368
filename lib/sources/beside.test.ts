import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { cite as mark } from '@/lib/domain/prose/builder';
import { findArticleById, findManifest, getArticleView } from '@/lib/pages/queries/articles';
import { getReviewScreen } from '@/lib/reviews/queries';
import { cite } from '@/lib/revisions/commands/cite';
import { saveHead } from '@/lib/revisions/commands/head';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { assessSource } from '@/lib/sources/commands/assess';
import { mergeSources } from '@/lib/sources/commands/merge';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { verifyCitation } from '@/lib/sources/commands/verify';
import { freezeCitations } from '@/lib/sources/freeze';
import { hashOfStatement } from '@/lib/sources/text';
import { newId } from '@/lib/system/crypto';

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await people();
});

const place = { locators: [], quote: '', note: '', supports: 'supports' as const };
const statement = 'Both sides signed a plan.';

/** A revision whose lead says one sentence, with one citation made by Amal, and what two people see of it. */
async function citing(more: object = {}) {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
  const csl = { type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press' };
  const { sourceId } = await createSource(cast.amal, { csl, stub: false });
  const { citationId } = await cite(cast.amal, { ...place, number, sourceId, ...more });
  const say = (text: string, id = citationId) => write(cast.amal, number, 0, prose([text, mark(id)]));
  await say(statement);
  const verify = (actor = cast.jonas) =>
    verifyCitation(actor, {
      ...{ articleId, citationId, number, statementHash: hashOfStatement(statement), comment: 'p. 3' },
      verdict: 'partly',
    });
  return { articleId, number, sourceId, citationId, csl, say, verify };
}

const written = async (number: number, actor = cast.amal) => (await getEditScreen(actor, number)).citations;
const reviewed = async (number: number, actor = cast.jonas) => (await getReviewScreen(actor, number)).uses;

async function saveFacts(number: number, citations: string[]) {
  const { headSeq, title, related, attribution } = await getEditScreen(cast.amal, number);
  const facts = [{ key: 'Since', value: '1946', confirmed: true, citations }];
  const head = { title, facts, related: [...related], attribution };
  await saveHead(cast.amal, { number, expectedHeadSeq: headSeq, ...head });
}

describe('beside a citation', () => {
  it('who writes and who reviews see who looked it up, and that it counts no more for other words', async () => {
    const { number, say, verify } = await citing();
    expect(await reviewed(number)).toMatchObject([
      { statement, isNew: true, mayVerify: true, verified: { current: null, lapsed: null } },
    ]);
    await verify();
    expect(await written(number)).toMatchObject([
      { checks: [{ verdict: 'partly', by: 'Jonas', statementText: statement, isThisUse: true }], corrected: '' },
    ]);
    expect(await reviewed(number)).toMatchObject([{ verified: { current: { by: 'Jonas', comment: 'p. 3' } } }]);
    await say('Both sides signed a long plan.');
    expect(await reviewed(number)).toMatchObject([
      { verified: { current: null, lapsed: { statementText: statement }, because: 'words' } },
    ]);
    expect(await reviewed(number, cast.amal)).toMatchObject([{ mayVerify: false }]);
  });

  it('a check of another place is known as such', async () => {
    const { number, sourceId, citationId, say, verify } = await citing();
    await verify();
    const locators = [{ label: 'page' as const, value: '14' }];
    const next = await cite(cast.amal, { ...place, number, sourceId, replaces: citationId, locators });
    await say(statement, next.citationId);
    expect(await written(number)).toMatchObject([{ checks: [{ by: 'Jonas', isThisUse: false }] }]);
    expect(await reviewed(number)).toMatchObject([{ verified: { lapsed: { by: 'Jonas' }, because: 'use' } }]);
  });

  it('stands who says that they have read the source, and how it bears on the statement', async () => {
    const { number } = await citing({ readByMaker: true, supports: 'partly' });
    expect(await reviewed(number)).toMatchObject([{ readBy: 'Amal', supports: 'partly' }]);
    expect(await written(number)).toMatchObject([{ readBy: 'You', supports: 'partly' }]);
    expect(await reviewed((await citing()).number)).toMatchObject([{ readBy: null, supports: 'supports' }]);
  });

  it('what is said of having read it is no part of what is approved', async () => {
    const { citationId } = await citing({ readByMaker: true });
    const [frozen] = await freezeCitations(db(), [citationId]);
    expect(frozen).not.toHaveProperty('readByMaker');
  });

  it('a corrected record is offered until it is cited, and the check of the words stands', async () => {
    const { number, sourceId, citationId, csl, say, verify } = await citing();
    await verify();
    await saveSource(cast.nora, { sourceId, expectedSeq: 1, csl: { ...csl, publisher: 'Quay Press' }, stub: false });
    const [line] = await written(number);
    expect(line?.reference).toContain('Harbour Press');
    expect(line?.corrected).toContain('Quay Press');
    expect(await reviewed(number)).toMatchObject([{ isOlderRecord: true }]);
    const next = await cite(cast.amal, { ...place, number, sourceId, replaces: citationId });
    await say(statement, next.citationId);
    expect(await written(number)).toMatchObject([
      { reference: line?.corrected, corrected: '', checks: [{ by: 'Jonas', isThisUse: true }] },
    ]);
    expect(await reviewed(number)).toMatchObject([{ isOlderRecord: false, verified: { current: { by: 'Jonas' } } }]);
  });

  it('so it is to a fact that cites the old one', async () => {
    const { number, sourceId, citationId, csl } = await citing();
    await saveFacts(number, [citationId]);
    await saveSource(cast.nora, { sourceId, expectedSeq: 1, csl: { ...csl, publisher: 'Quay Press' }, stub: false });
    expect(await written(number)).toMatchObject([{ id: citationId, corrected: expect.stringContaining('Quay Press') }]);
    const next = await cite(cast.amal, { ...place, number, sourceId, replaces: citationId });
    await saveFacts(number, [next.citationId]);
    await write(cast.amal, number, 0, prose([statement, mark(next.citationId)]));
    expect(await written(number)).toMatchObject([{ id: next.citationId, corrected: '' }]);
  });

  it('the record of the source that it was merged into is offered, in facts too; citing it anew keeps place and words', async () => {
    const { number, sourceId, citationId, verify } = await citing({ prefix: 'cf.', quote: 'signed' });
    await saveFacts(number, [citationId]);
    await verify();
    const { sourceId: keptId } = await createSource(cast.amal, {
      csl: { type: 'book', title: `The other record ${newId()}`, publisher: 'Quay Press' },
      stub: false,
    });
    const merge = { sourceId, expectedSeq: 1, intoId: keptId, intoSeq: 1, take: [] };
    await mergeSources(cast.nora, merge);
    const [line] = await written(number);
    expect(line).toMatchObject({ id: citationId, sourceId: keptId, isMerged: true, checks: [{ isThisUse: true }] });
    expect(line?.corrected).toContain('The other record');
    expect(line?.reference).not.toBe(line?.corrected);
    expect(await reviewed(number)).toMatchObject([{ isOlderRecord: false }, { isOlderRecord: false }]);

    const next = await cite(cast.amal, { ...place, quote: 'signed', number, sourceId, replaces: citationId });
    await write(cast.amal, number, 0, prose([statement, mark(next.citationId)]));
    await saveFacts(number, [next.citationId]);
    expect(await written(number)).toMatchObject([
      { id: next.citationId, reference: line?.corrected, quote: 'signed', corrected: '', isMerged: false },
    ]);
    expect(await freezeCitations(db(), [next.citationId])).toMatchObject([{ sourceId: keptId, prefix: 'cf.' }]);
    expect((await written(number))[0]?.checks).toMatchObject([{ isThisUse: false }]);
  });

  it('stands what was decided about the source, and what readers see already is not new', async () => {
    const { articleId, number, sourceId, citationId } = await citing();
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const about = { scope: 'work' as const, about: sourceId, topic: '', link: '' };
    await assessSource(cast.nora, { ...about, verdict: 'generally_unreliable', reason: 'Often wrong.' });
    const next = await openRevision(cast.amal, { articleId, name: 'More', why: '' });
    expect(await reviewed(next.number)).toMatchObject([
      { citationId, isNew: false, reliability: { verdict: 'generally_unreliable', reason: 'Often wrong.' } },
    ]);
  });
});

describe('beside the approvals of a version', () => {
  const beside = async (articleId: string, at: 'version' | 'article' = 'version') => {
    const article = await findArticleById(db(), articleId);
    if (!article) throw new Error('No article');
    return (await getArticleView(db(), article, 2, at))?.beside ?? null;
  };

  it('stand the checks and decisions that were in force when it was published, and no later ones; its hash is of neither', async () => {
    const { articleId, number, sourceId, citationId, verify } = await citing();
    const about = { scope: 'work' as const, about: sourceId, topic: '', link: '' };
    await assessSource(cast.nora, { ...about, verdict: 'additional_considerations', reason: 'A party to it.' });
    await verify();
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const told = {
      uses: 1,
      checks: [{ citationId, statement, verdict: 'partly', by: 'Jonas' }],
      assessments: [{ sourceId, verdict: 'additional_considerations', reason: 'A party to it.' }],
    };
    expect(await beside(articleId)).toMatchObject(told);
    const sealed = await findManifest(db(), articleId, 2);
    await verify(cast.nora);
    await assessSource(cast.nora, { ...about, verdict: 'blacklisted', reason: 'Invents quotations.' });
    expect(await beside(articleId)).toMatchObject(told);
    expect(await findManifest(db(), articleId, 2)).toBe(sealed);
    expect(sealed).not.toContain('A party to it.');
    expect(await beside(articleId, 'article')).toBeNull();
    expect((await getRevision(cast.amal, number)).uses).toMatchObject([
      { verified: { current: { by: 'Nora' } }, reliability: { verdict: 'blacklisted' } },
    ]);
  });

  it('stands nothing of a check whose words were changed before it was published', async () => {
    const { articleId, number, say, verify } = await citing();
    await verify();
    await say('Both sides signed a long plan.');
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    expect(await beside(articleId)).toEqual({ uses: 1, checks: [], assessments: [] });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { cite as mark } from '@/lib/domain/prose/builder';
import { cite } from '@/lib/revisions/commands/cite';
import { saveHead } from '@/lib/revisions/commands/head';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { type Cast, people, prose, publishedArticle, write } from '@/lib/revisions/testing';
import { assessSource } from '@/lib/sources/commands/assess';
import { clearFlag, raiseFlag } from '@/lib/sources/commands/flag';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { addSnapshot } from '@/lib/sources/commands/snapshot';
import { verifyCitation } from '@/lib/sources/commands/verify';
import { searchSources } from '@/lib/sources/queries/library';
import { checkQuoteOf, getSource } from '@/lib/sources/queries/source';
import { listFlags, readVerifications } from '@/lib/sources/queries/uses';
import { newId } from '@/lib/system/crypto';

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await people();
});

const place = { locators: [], quote: '', note: '', supports: 'supports' as const };
async function createBook(more: object = {}) {
  const csl = { type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press', ...more };
  return (await createSource(cast.amal, { csl, stub: false })).sourceId;
}

/** A revision of a live article whose lead says one sentence, with one citation made by Amal. */
async function citing(words = 'Both sides signed a plan.') {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
  const sourceId = await createBook();
  const { citationId } = await cite(cast.amal, { ...place, number, sourceId });
  const say = (text: string, id = citationId) => write(cast.amal, number, 0, prose([text, mark(id)]));
  await say(words);
  const read = async () => {
    const { uses } = await readVerifications(cast.jonas, { articleId, citationId, number });
    const [use] = uses;
    if (!use) throw new Error('No use');
    return use;
  };
  return { articleId, number, sourceId, citationId, say, read };
}

describe('verifying that a source says so', () => {
  it('counts while words and use are the same, lapses with the first changed word, and counts again when it is taken back', async () => {
    const { articleId, number, citationId, say, read } = await citing();
    const { statementHash, mayVerify, current } = await read();
    expect([mayVerify, current]).toEqual([true, null]);
    const seen = { articleId, citationId, number, statementHash, verdict: 'verified' as const, comment: 'p. 3' };
    await verifyCitation(cast.jonas, seen);
    expect(await read()).toMatchObject({
      current: { verdict: 'verified', by: 'Jonas', comment: 'p. 3' },
      lapsed: null,
    });
    await say('Both sides signed a long plan.');
    expect(await read()).toMatchObject({ current: null, lapsed: { statementText: 'Both sides signed a plan.' } });
    await expect(verifyCitation(cast.jonas, seen)).rejects.toMatchObject({
      code: 'stale',
      detail: { current: [{ statement: 'Both sides signed a long plan.' }] },
    });
    await say('Both  sides signed a plan.');
    expect(await read()).toMatchObject({ current: { by: 'Jonas' } });
    await verifyCitation(cast.nora, { ...seen, verdict: 'failed', comment: '' });
    expect(await read()).toMatchObject({ current: { verdict: 'failed', by: 'Nora' } });
  });

  it('lapses when the place changes and stands when only the note does', async () => {
    const { articleId, number, citationId, say, sourceId, read } = await citing();
    const { statementHash } = await read();
    await verifyCitation(cast.jonas, {
      articleId,
      citationId,
      number,
      statementHash,
      verdict: 'verified',
      comment: '',
    });
    const recite = async (more: object) => {
      const next = await cite(cast.amal, { ...place, number, sourceId, replaces: citationId, ...more });
      await say('Both sides signed a plan.', next.citationId);
      return (await readVerifications(cast.jonas, { articleId, citationId: next.citationId, number })).uses[0];
    };
    expect(await recite({ note: 'Seen in the archive' })).toMatchObject({ current: { by: 'Jonas' }, lapsed: null });
    const moved = await recite({ locators: [{ label: 'page', value: '14' }] });
    expect(moved).toMatchObject({ current: null, lapsed: { by: 'Jonas' } });
  });

  it('is for reviewers, and never for whoever had a hand in the citation', async () => {
    const { articleId, number, citationId, sourceId, say, read } = await citing();
    const { statementHash } = await read();
    const input = { articleId, citationId, number, statementHash, verdict: 'verified' as const, comment: '' };
    await expect(verifyCitation(cast.yusuf, input)).rejects.toMatchObject({ code: 'forbidden' });
    const own = await cite(cast.jonas, { ...place, number, sourceId, replaces: citationId });
    await say('Both sides signed a plan.', own.citationId);
    const mine = verifyCitation(cast.jonas, { ...input, citationId: own.citationId });
    await expect(mine).rejects.toMatchObject({
      code: 'own_work',
      message: expect.stringContaining('You made this citation'),
    });
    const screen = await readVerifications(cast.jonas, { articleId, citationId: own.citationId, number });
    expect(screen.uses.map(({ mayVerify }) => mayVerify)).toEqual([false]);
    await verifyCitation(cast.nora, { ...input, citationId: own.citationId });
    await expect(verifyCitation(cast.nora, { ...input, articleId: newId() })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('flags', () => {
  it('stand until somebody ends them with a reason; the same doubt twice is one', async () => {
    const { articleId, number, citationId, read } = await citing();
    const { statementHash, sectionId } = await read();
    const about = { articleId, number, sectionId: sectionId ?? '', statementHash };
    const first = await raiseFlag(cast.yusuf, { ...about, kind: 'page_needed', citationId, why: 'A long book' });
    const again = await raiseFlag(cast.amal, { ...about, kind: 'page_needed', citationId, why: 'Yes' });
    expect(again).toEqual(first);
    await raiseFlag(cast.yusuf, { ...about, kind: 'disputed', why: 'Others deny it' });
    const { flags } = await listFlags(cast.amal, { articleId });
    expect(flags.map(({ kind, by, why, lineage }) => [kind, by, why, lineage])).toEqual([
      ['page_needed', 'Yusuf', 'A long book', citationId],
      ['disputed', 'Yusuf', 'Others deny it', null],
    ]);
    const flagged = await searchSources(cast.amal, { show: 'flagged' });
    expect(flagged.sources).toHaveLength(1);
    await clearFlag(cast.amal, { articleId, ...first, why: 'Page added' });
    await expect(clearFlag(cast.amal, { articleId, ...first, why: 'x' })).rejects.toMatchObject({
      code: 'wrong_state',
    });
    expect((await listFlags(cast.amal, { articleId })).flags).toHaveLength(1);
  });

  it('name the words that were seen, and a citation of them', async () => {
    const { articleId, number, citationId, read, say } = await citing();
    const { statementHash, sectionId } = await read();
    const about = { articleId, number, sectionId: sectionId ?? '', statementHash, why: 'Why' };
    const other = await citing();
    const foreign = raiseFlag(cast.amal, { ...about, kind: 'better_source', citationId: other.citationId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(raiseFlag(cast.amal, { ...about, kind: 'better_source' })).rejects.toMatchObject({ code: 'invalid' });
    await say('Other words.');
    const late = raiseFlag(cast.amal, { ...about, kind: 'better_source', citationId });
    await expect(late).rejects.toMatchObject({ code: 'stale' });
    const live = raiseFlag(cast.amal, { ...about, number: undefined, kind: 'citation_needed' });
    await expect(live).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('how far a source can be relied on', () => {
  it('warns in the search, refuses what is blacklisted, and asks a reason for what is deprecated', async () => {
    const host = `w${newId().slice(-8)}.example.org`;
    const sourceId = await createBook({ URL: `https://news.${host}/a` });
    const { articleId } = await publishedArticle(cast);
    const { number } = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
    const input = { ...place, number, sourceId };
    const { citationId } = await cite(cast.amal, input);
    const decide = { scope: 'domain' as const, about: `https://${host}/x`, topic: '', link: '' };
    const editor = assessSource(cast.amal, { ...decide, verdict: 'blacklisted', reason: 'No' });
    await expect(editor).rejects.toMatchObject({ code: 'forbidden' });
    await assessSource(cast.jonas, { ...decide, verdict: 'blacklisted', reason: 'Invents quotations.' });
    const [line] = (await searchSources(cast.amal, { q: host })).sources;
    expect(line?.reliability).toEqual({ verdict: 'blacklisted', reason: 'Invents quotations.', about: host });
    const refused = { code: 'not_ready', detail: { issues: [{ code: 'blacklisted', where: 'sourceId' }] } };
    await expect(cite(cast.amal, input)).rejects.toMatchObject(refused);
    await expect(cite(cast.amal, { ...input, reliabilityReason: 'Please' })).rejects.toMatchObject(refused);
    // What stands in the text already may be mended.
    await cite(cast.amal, { ...input, replaces: citationId, locators: [{ label: 'page', value: '2' }] });

    await assessSource(cast.nora, { ...decide, verdict: 'deprecated', reason: 'Often wrong.' });
    const needs = { code: 'not_ready', detail: { issues: [{ code: 'deprecated', where: 'reliabilityReason' }] } };
    await expect(cite(cast.amal, input)).rejects.toMatchObject(needs);
    const made = await cite(cast.amal, { ...input, reliabilityReason: 'Its own statement' });
    await write(cast.amal, number, 0, prose(['They said so.', mark(made.citationId)]));
    const screen = await getEditScreen(cast.amal, number);
    expect(screen.citations.map(({ id }) => id)).toEqual([made.citationId]);
    await assessSource(cast.nora, { ...decide, verdict: 'none', reason: 'Reconsidered.' });
    await cite(cast.amal, input);
    const events = await db().event.findMany({ where: { action: 'assess_source' } });
    expect(events).toHaveLength(3);
  });

  it('on one topic counts for articles about that country alone', async () => {
    const publisher = `Press ${newId()}`;
    const sourceId = await createBook({ publisher, title: publisher });
    const input = { scope: 'publisher' as const, about: publisher.toUpperCase(), topic: 'Syria', link: '' };
    await assessSource(cast.jonas, { ...input, verdict: 'blacklisted', reason: 'Party to it.' });
    const { articleId } = await publishedArticle(cast);
    const { number } = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
    await cite(cast.amal, { ...place, number, sourceId });
    const { headSeq, title } = await getEditScreen(cast.amal, number);
    const facts = [{ key: 'Countries', value: 'Iran, Syria', confirmed: true, citations: [] }];
    await saveHead(cast.amal, { number, expectedHeadSeq: headSeq, title, facts, related: [], attribution: '' });
    await expect(cite(cast.amal, { ...place, number, sourceId })).rejects.toMatchObject({ code: 'not_ready' });
    const lineOf = async (asked: object) => (await searchSources(cast.amal, { q: publisher, ...asked })).sources[0];
    expect((await lineOf({ number }))?.reliability?.verdict).toBe('blacklisted');
    expect((await lineOf({}))?.reliability).toBeNull();
  });

  it.each([
    ['domain', 'example'],
    ['domain', 'not a domain'],
    ['domain', '[::1]'],
    ['publisher', '…'],
    ['work', 'no id'],
    ['work', newId()],
  ] as const)('cannot be decided about the %s %j', async (scope, about) => {
    const attempt = assessSource(cast.jonas, { scope, about, topic: '', verdict: 'deprecated', reason: 'x', link: '' });
    await expect(attempt).rejects.toMatchObject({ name: 'Refusal' });
  });
});

describe('what a citation carries', () => {
  it('is frozen where there is any, and absent where there is none', async () => {
    const { number, sourceId, citationId } = await citing();
    const plain = await db().revision.findUniqueOrThrow({ where: { number } });
    const { snapshotId } = await addSnapshot(cast.amal, {
      sourceId,
      url: '',
      archiveUrl: '',
      text: 'Ja, wir haben unterschrieben.',
    });
    const more = {
      prefix: 'cf.',
      quote: 'wir haben unterschrieben',
      quoteLanguage: 'de',
      quoteTranslation: 'we have signed',
      snapshotId,
    };
    const next = await cite(cast.amal, { ...place, number, sourceId, replaces: citationId, ...more });
    await write(cast.amal, number, 0, prose(['Both sides signed a plan.', mark(next.citationId)]));
    const { citations } = await getEditScreen(cast.amal, number);
    expect(citations).toHaveLength(1);
    const frozen = await freezeOf(next.citationId);
    expect(frozen).toMatchObject({ prefix: 'cf.', quoteLanguage: 'de', quoteTranslation: 'we have signed' });
    expect(frozen).toHaveProperty('snapshot.sha256');
    expect(Object.keys(await freezeOf(citationId)).toSorted()).toEqual([
      ...['csl', 'id', 'locators', 'note', 'quote', 'sourceId', 'sourceKey', 'sourceState', 'stub', 'supports'],
    ]);
    await write(cast.amal, number, 0, prose(['Both sides signed a plan.', mark(citationId)]));
    expect((await db().revision.findUniqueOrThrow({ where: { number } })).headHash).toBe(plain.headHash);
    expect(await checkQuoteOf(cast.amal, { sourceId, quote: 'wir haben unterschrieben' })).toMatchObject({
      is: 'found',
    });
    await write(cast.amal, number, 0, prose(['Both sides signed a plan.', mark(next.citationId)]));
    const usesNow = async () => {
      const { seq, uses } = await getSource(cast.amal, sourceId);
      return { seq, uses: uses.map((use) => [use.quoteIs, use.isOlderRecord]) };
    };
    const { seq, uses } = await usesNow();
    expect(uses).toEqual([['found', false]]);
    const csl = { type: 'book', title: 'Corrected', publisher: 'Harbour Press' };
    await saveSource(cast.amal, { sourceId, expectedSeq: seq, csl, stub: false });
    expect((await usesNow()).uses).toEqual([['found', true]]);
    const foreign = cite(cast.amal, { ...place, number, sourceId: await createBook(), snapshotId });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });
});

async function freezeOf(id: string) {
  const { freezeCitations } = await import('@/lib/sources/freeze');
  const [frozen] = await freezeCitations(db(), [id]);
  return { ...frozen };
}

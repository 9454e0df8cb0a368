import { describe, expect, it } from 'vitest';
import { changeRole } from '@/lib/accounts/commands';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { cite as mark } from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { cite } from '@/lib/revisions/commands/cite';
import { saveHead, saveOutline } from '@/lib/revisions/commands/head';
import { discardRevision, recallRevision } from '@/lib/revisions/commands/lifecycle';
import { copyRevision, openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection, revertSection } from '@/lib/revisions/commands/section';
import { getHistory } from '@/lib/revisions/queries/history';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import {
  approve,
  headOf,
  openInTests,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';
import { emergencyPublish } from '@/lib/versions/commands/publish';
import { withdrawArticle } from '@/lib/articles/commands/article';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const open = async (actor: Parameters<typeof openRevision>[0], articleId: string) =>
  (await openRevision(actor, { articleId, name: 'A change', why: '' })).number;

describe('from an empty article to a published version', () => {
  it('publishes exactly what was approved, numbered, chained and live', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 1, prose('First paragraph of the history.', 'Another second paragraph.'));
    await submit(cast.amal, number);
    await approve(cast.nora, number);
    const approved = await headOf(number);
    await publish(cast.jonas, number);
    const versions = await db().version.findMany({ where: { articleId }, orderBy: { number: 'asc' } });
    expect(versions.map((version) => version.number)).toEqual([1, 2]);
    expect(versions[1]?.contentHash).toBe(approved);
    expect(versions[1]?.prevHash).toBe(versions[0]?.hash);
    const article = await db().article.findUniqueOrThrow({ where: { id: articleId } });
    expect(article).toMatchObject({ state: 'published', liveVersionId: versions[1]?.id });
  });

  it('makes one version of a double click, and answers the same', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Another lead.'));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    const opId = newId();
    const answers = await Promise.all([publish(cast.jonas, number, opId), publish(cast.jonas, number, opId)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await db().version.count({ where: { articleId } })).toBe(2);
  });

  it('lets only one of two people publish', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Another lead.'));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    const results = await Promise.allSettled([publish(cast.jonas, number), publish(cast.nora, number)]);
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await db().version.count({ where: { articleId } })).toBe(2);
  });
});

describe('writing', () => {
  it('refuses a save from another state, with what is there now, and keeps both texts', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const { sections } = await getEditScreen(cast.amal, number);
    const { sectionId = '', seq = 0, heading = '' } = sections[1] ?? {};
    const base = { number, sectionId, expectedSeq: seq, heading };
    await saveSection(cast.amal, { ...base, body: prose('Of Amal.') });
    const late = saveSection(cast.yusuf, { ...base, body: prose('Of Yusuf.') });
    await expect(late).rejects.toMatchObject({ code: 'stale', detail: { current: { seq: 1 } } });
    await saveSection(cast.yusuf, { ...base, expectedSeq: 1, body: prose('Of Yusuf.') });
    const { checkpoints } = await getHistory(cast.amal, number);
    expect(checkpoints.map((checkpoint) => checkpoint.reason)).toEqual(['sitting']);
  });

  it('answers a repeated save with the first answer and writes once', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const { sections } = await getEditScreen(cast.amal, number);
    const { sectionId = '' } = sections[0] ?? {};
    const save = { opId: newId(), number, sectionId, expectedSeq: 0, heading: '', body: prose('Once.') };
    const first = await saveSection(cast.amal, save);
    expect(await saveSection(cast.amal, save)).toEqual(first);
    expect(first.seq).toBe(1);
  });

  it('loses none of two saves at the same moment', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const { sections } = await getEditScreen(cast.amal, number);
    const { sectionId = '' } = sections[0] ?? {};
    const save = (body: string) =>
      saveSection(cast.amal, { number, sectionId, expectedSeq: 0, heading: '', body: prose(body) });
    const results = await Promise.allSettled([save('One.'), save('Two.'), save('Three.')]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toEqual([refused('stale'), refused('stale')]);
  });

  it('adds, moves, re-levels, removes and reverts sections; the lead stays first', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const before = await getEditScreen(cast.amal, number);
    const [lead, history] = before.sections.map((section) => section.sectionId);
    const added = await addSection(cast.amal, {
      number,
      expectedHeadSeq: 0,
      heading: 'Trade',
      level: 2,
      after: lead ?? '',
    });
    const wanted = [
      { sectionId: lead ?? '', level: 1 },
      { sectionId: history ?? '', level: 2 },
      { sectionId: added.sectionId, level: 3 },
    ];
    const moved = await saveOutline(cast.amal, { number, expectedHeadSeq: added.headSeq, outline: wanted });
    expect((await getEditScreen(cast.amal, number)).sections.map(({ heading }) => heading)).toEqual([
      '',
      'History',
      'Trade',
    ]);
    const leadMoved = saveOutline(cast.amal, { number, expectedHeadSeq: moved.headSeq, outline: wanted.toReversed() });
    await expect(leadMoved).rejects.toEqual(refused('invalid'));
    await saveOutline(cast.amal, { number, expectedHeadSeq: moved.headSeq, outline: wanted.slice(0, 2) });
    await write(cast.amal, number, 1, prose('Gone.'));
    await revertSection(cast.amal, { number, sectionId: history ?? '', expectedSeq: 1 });
    expect((await getRevision(cast.amal, number)).sections.some(({ isChanged }) => isChanged)).toBe(false);
  });

  it('changes title and facts by compare-and-swap', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const head = {
      title: 'New title',
      facts: [{ key: 'Since', value: '1946', confirmed: true, citations: [] }],
      related: [],
      attribution: '',
    };
    await saveHead(cast.amal, { number, expectedHeadSeq: 0, ...head });
    await expect(saveHead(cast.yusuf, { number, expectedHeadSeq: 0, ...head })).rejects.toEqual(refused('stale'));
    const foreign = { ...head, facts: [{ key: 'Since', value: '1946', confirmed: true, citations: [newId()] }] };
    await expect(saveHead(cast.amal, { number, expectedHeadSeq: 1, ...foreign })).rejects.toEqual(refused('invalid'));
  });

  it('refuses a citation that nobody made', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await expect(write(cast.amal, number, 0, prose(['Text.', mark(newId())]))).rejects.toEqual(refused('invalid'));
  });
});

describe('citations', () => {
  it('are frozen with their source as it was', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const csl = { type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press' };
    const { sourceId } = await createSource(cast.amal, { csl, stub: false });
    const number = await open(cast.amal, articleId);
    const locators = [{ label: 'page' as const, value: '112' }];
    const { citationId } = await cite(cast.amal, {
      number,
      sourceId,
      locators,
      quote: 'So it is.',
      note: '',
      supports: 'supports',
    });
    await write(cast.amal, number, 0, prose(['The lead.', mark(citationId)]));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    const { version } = await publish(cast.jonas, number);
    await saveSource(cast.amal, { sourceId, expectedSeq: 1, csl: { ...csl, title: 'Corrected' }, stub: false });
    const rows = await db().versionCitation.findMany({ where: { version: { articleId, number: version } } });
    expect(rows.map((row) => row.frozen)).toEqual([
      expect.objectContaining({ id: citationId, csl, locators, quote: 'So it is.' }),
    ]);
  });
});

describe('review', () => {
  it('never lets a contributor approve, nor anyone who is no reviewer', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.jonas, articleId);
    await write(cast.jonas, number, 0, prose('By the reviewer.'));
    await submit(cast.jonas, number);
    await expect(approve(cast.jonas, number)).rejects.toEqual(refused('own_work'));
    await expect(approve(cast.amal, number)).rejects.toEqual(refused('forbidden'));
    await write(cast.nora, number, 0, prose('By the other reviewer as well.'));
    await expect(approve(cast.nora, number)).rejects.toEqual(refused('own_work'));
  });

  it('is bound to the text that was seen, and an edit dismisses it', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Seen.'));
    await submit(cast.amal, number);
    const seen = await headOf(number);
    await write(cast.amal, number, 0, prose('Not seen.'));
    const late = reviewRevision(cast.jonas, {
      number,
      headHash: seen,
      verdict: 'approve',
      comment: '',
      openPoints: openInTests,
    });
    await expect(late).rejects.toEqual(refused('stale'));
    await approve(cast.jonas, number);
    await write(cast.amal, number, 0, prose('After the approval.'));
    const { state, reviews } = await getRevision(cast.amal, number);
    expect(state).toBe('in_review');
    expect(reviews.map((review) => review.dismissed)).toEqual(['new_change']);
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('wrong_state'));
  });

  it('keeps an approval when a save changes nothing', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('The same.'));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    const { sections } = await getEditScreen(cast.amal, number);
    const { sectionId = '', seq = 0, body } = sections[0] ?? {};
    await saveSection(cast.amal, { number, sectionId, expectedSeq: seq, heading: '', body });
    expect(await getRevision(cast.amal, number)).toMatchObject({ state: 'approved', reviews: [{ dismissed: null }] });
  });

  it('needs a comment to request changes, and the request outlives edits', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('First try.'));
    await submit(cast.amal, number);
    const verdict = async (comment: string) =>
      reviewRevision(cast.jonas, { number, headHash: await headOf(number), verdict: 'request_changes', comment });
    await expect(verdict('')).rejects.toEqual(refused('not_ready'));
    expect(await verdict('Say who.')).toMatchObject({ state: 'changes_requested' });
    await write(cast.amal, number, 0, prose('Second try.'));
    await submit(cast.amal, number);
    expect(await approve(cast.nora, number)).toMatchObject({ state: 'in_review' });
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'approved' });
  });

  it('counts no approval of someone who lost the role, nor when it comes back', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Approved once.'));
    await submit(cast.amal, number);
    await approve(cast.nora, number);
    await changeRole(cast.rosa, { opId: newId(), personId: cast.nora.id, role: 'editor' });
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
    await changeRole(cast.rosa, { opId: newId(), personId: cast.nora.id, role: 'reviewer' });
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
    expect(await getRevision(cast.amal, number)).toMatchObject({ reviews: [{ dismissed: 'reviewer_lost_role' }] });
  });

  it('recalls, discards, rejects and copies, and keeps every text', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Kept text.'));
    await submit(cast.amal, number);
    await recallRevision(cast.amal, { number });
    await submit(cast.amal, number);
    await expect(discardRevision(cast.yusuf, { number, reason: '' })).rejects.toEqual(refused('forbidden'));
    await rejectRevision(cast.jonas, { number, reason: 'No source.' });
    await expect(write(cast.amal, number, 0, prose('Too late.'))).rejects.toEqual(refused('wrong_state'));
    const copy = await copyRevision(cast.amal, { number });
    const { sections } = await getEditScreen(cast.amal, copy.number);
    expect(sections[0] && plainText(sections[0].body)).toBe('Kept text.');
  });

  it('tells at submit that nobody is left to approve', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('Everyone wrote.'));
    for (const reviewer of await db().user.findMany({ where: { role: { in: ['reviewer', 'admin'] } } })) {
      await db().revisionContributor.createMany({
        data: [{ revisionId: (await db().revision.findUniqueOrThrow({ where: { number } })).id, userId: reviewer.id }],
      });
    }
    await expect(submit(cast.amal, number)).rejects.toMatchObject({ code: 'not_ready' });
  });
});

describe('admins and old versions', () => {
  it('publish in an emergency, marked as unreviewed, with the reason', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    await write(cast.amal, number, 0, prose('At once.'));
    const request = {
      number,
      headHash: await headOf(number),
      kind: 'correction' as const,
      changeNote: 'At once.',
      reason: 'A person is at risk.',
    };
    await expect(emergencyPublish(cast.jonas, request)).rejects.toEqual(refused('forbidden'));
    // The reason for the hurry does not make a changed text "wording only".
    const wording = { ...request, kind: 'wording' as const };
    await expect(emergencyPublish(cast.rosa, wording)).rejects.toEqual(refused('not_ready'));
    const { version } = await emergencyPublish(cast.rosa, request);
    const row = await db().version.findFirstOrThrow({ where: { articleId, number: version } });
    expect(row).toMatchObject({ unreviewed: true, unreviewedReason: 'A person is at risk.' });
  });

  it('withdraw, and come back only by a new version', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    await expect(withdrawArticle(cast.jonas, { articleId, reason: 'No.' })).rejects.toEqual(refused('forbidden'));
    await withdrawArticle(cast.rosa, { articleId, reason: 'Under dispute.' });
    const { number } = await restoreVersion(cast.amal, { articleId, version: 1, why: 'Settled.' });
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    expect(await db().article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'published' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeRole, setDisabled } from '@/lib/accounts/commands';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { cite as mark } from '@/lib/domain/prose/builder';
import { Refusal, type RefusalCode } from '@/lib/domain/refusal';
import { setThreadState, startThread } from '@/lib/reviews/commands/thread';
import { cite } from '@/lib/revisions/commands/cite';
import { describeRevision, saveHead } from '@/lib/revisions/commands/head';
import { discardRevision, recallRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { publishRevision } from '@/lib/versions/commands/publish';
import { getArticleOverview } from '@/lib/articles/queries/articles';
import { listUpdates } from '@/lib/pages/queries/lists';
import { amendNote } from '@/lib/versions/commands/note';
import { verifyVersions } from '@/lib/versions/chain';
import { scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import { runDue } from '@/lib/versions/run-due';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const issueCodes = (attempt: Promise<unknown>) =>
  attempt.then(
    () => [],
    (error: { detail?: { issues?: { code: string }[] } }) => error.detail?.issues?.map(({ code }) => code) ?? error,
  );

let cast: Cast;
let articleId: string;
let number: number;

async function approved(text = 'Another lead. In 1946 there were 12 ports.'): Promise<number> {
  const opened = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await write(cast.amal, opened.number, 0, prose(text));
  await submit(cast.amal, opened.number);
  await approve(cast.jonas, opened.number);
  return opened.number;
}
const versionsNow = () => db().version.findMany({ where: { articleId }, orderBy: { number: 'asc' } });
const rowNow = () => db().revision.findUniqueOrThrow({ where: { number } });
const wording = async (wordingReason: string, actor = cast.jonas) =>
  publishRevision(actor, {
    ...{ number, headHash: await headOf(number), kind: 'wording', changeNote: 'Said better.', wordingReason },
  });

/** A revision by Amal that Jonas approved, ready to publish. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  number = await approved();
});
afterEach(async () => {
  setClock(null);
  await db().policy.update({ where: { id: 1 }, data: { quorum: 1 } });
});

/** The code of the refusal, after making sure that nothing was written. */
async function refusal(attempt: () => Promise<unknown>): Promise<string> {
  const everything = async () =>
    JSON.stringify([await rowNow(), await versionsNow(), await db().event.count(), await db().outbox.count()], plain);
  const before = await everything();
  const code = await attempt().then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
  return (await everything()) === before ? code : `${code}, and it left traces`;
}
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

describe('publishing is refused, and nothing is written,', () => {
  it('to editors, and of a revision that does not exist', async () => {
    expect(await refusal(() => publish(cast.amal, number))).toBe('forbidden');
    const headHash = await headOf(number);
    const unknown = { number: 999_999, headHash, kind: 'update', changeNote: 'x', wordingReason: '' } as const;
    expect(await refusal(() => publishRevision(cast.jonas, unknown))).toBe('not_found');
  });

  it('in any state but approved and scheduled', async () => {
    await recallRevision(cast.amal, { number });
    expect(await refusal(() => publish(cast.jonas, number))).toBe('wrong_state');
    await submit(cast.amal, number);
    expect(await refusal(() => publish(cast.jonas, number))).toBe('wrong_state');
    await discardRevision(cast.amal, { number, reason: '' });
    expect(await refusal(() => publish(cast.jonas, number))).toBe('wrong_state');
  });

  it('E15 a second time: whoever is later is told who was faster, how long ago, and where it is', async () => {
    await publish(cast.nora, number);
    setClock(() => new Date(Date.now() + 5500));
    expect(await refusal(() => publish(cast.jonas, number))).toBe('wrong_state');
    const { slug } = await db().article.findUniqueOrThrow({ where: { id: articleId } });
    await expect(publish(cast.jonas, number)).rejects.toMatchObject({
      message: expect.stringMatching(/^Version 2 was published by Nora \d seconds ago\.$/u),
      detail: { current: { version: 2, path: `/articles/${slug}/versions/2` } },
    });
  });

  it('E15 by two people at once: one publishes, the other is told', async () => {
    const both = await Promise.allSettled([publish(cast.nora, number), publish(cast.jonas, number)]);
    const told = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []));
    expect(told).toEqual([expect.stringMatching(/^Version 2 was published by (?:Nora|Jonas) \d seconds? ago\.$/u)]);
    expect(await versionsNow()).toHaveLength(2);
  });

  it('when another version went live in the meantime', async () => {
    const first = await approved('A third lead.');
    await publish(cast.jonas, first);
    expect(await refusal(() => publish(cast.jonas, number))).toBe('not_ready');
    expect(await issueCodes(publish(cast.jonas, number))).toEqual(['base_not_live']);
  });

  it('for another text than the one on screen', async () => {
    const seen = await headOf(number);
    await write(cast.amal, number, 0, prose('Other words.'));
    await approve(cast.jonas, number);
    const late = { number, headHash: seen, kind: 'update', changeNote: 'x', wordingReason: '' } as const;
    expect(await refusal(() => publishRevision(cast.jonas, late))).toBe('stale');
  });

  it('while policy asks for more approvals than there are, even if it asked for less when they were given', async () => {
    await db().policy.update({ where: { id: 1 }, data: { quorum: 2 } });
    expect(await refusal(() => publish(cast.jonas, number))).toBe('not_ready');
    expect(await issueCodes(publish(cast.jonas, number))).toEqual(['quorum']);
  });

  it.each([
    ['lost the role', () => changeRole(cast.rosa, { opId: newId(), personId: cast.jonas.id, role: 'editor' })],
    ['was disabled', () => setDisabled(cast.rosa, { opId: newId(), personId: cast.jonas.id, disabled: true })],
    [
      'wrote part of it',
      async () => {
        const { id: revisionId } = await rowNow();
        return db().revisionContributor.create({ data: { revisionId, userId: cast.jonas.id } });
      },
    ],
  ])('when the only approver %s since', async (_, change) => {
    await change();
    expect(await refusal(() => publish(cast.nora, number))).toBe('not_ready');
    expect(await issueCodes(publish(cast.nora, number))).toEqual(['quorum']);
  });

  it('as wording only when a number changed, unless a reviewer says why, which is published', async () => {
    expect(await refusal(() => wording(''))).toBe('not_ready');
    expect(await issueCodes(wording(''))).toContain('more_than_wording');
    expect(await refusal(() => wording('  '))).toBe('not_ready');
    expect(await refusal(() => wording('The number was a slip.', cast.amal))).toBe('forbidden');
    await wording('The number was a slip.');
    const [, second] = await versionsNow();
    expect(second).toMatchObject({ kind: 'wording' });
    expect(second?.changeNote).toBe('Said better. (Wording only: The number was a slip.)');
  });

  it('without a change note', async () => {
    const headHash = await headOf(number);
    const bare = { number, headHash, kind: 'update', changeNote: ' ', wordingReason: '' } as const;
    expect(await refusal(() => publishRevision(cast.jonas, bare))).toBe('not_ready');
  });

  it('while a thread that must be resolved is open', async () => {
    const about = { sectionId: null, quote: '', prefix: '', suffix: '' };
    const asked = { number, ...about, text: 'Source?', mustResolve: true };
    const { threadId } = await startThread(cast.nora, asked);
    expect(await refusal(() => publish(cast.jonas, number))).toBe('not_ready');
    await setThreadState(cast.amal, { threadId, state: 'resolved' });
    await publish(cast.jonas, number);
  });
});

describe('two approvals', () => {
  it('are two people: one who approves again counts once', async () => {
    await db().policy.update({ where: { id: 1 }, data: { quorum: 2 } });
    await write(cast.amal, number, 0, prose('Fresh text.'));
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'in_review' });
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'in_review' });
    expect(await approve(cast.nora, number)).toMatchObject({ state: 'approved' });
    await publish(cast.jonas, number);
    const [, second] = await versionsNow();
    expect(second?.approvals).toMatchObject([{ reviewer: 'Jonas' }, { reviewer: 'Nora' }]);
  });

  it('given at once by two people reach the quorum', async () => {
    await db().policy.update({ where: { id: 1 }, data: { quorum: 2 } });
    await write(cast.amal, number, 0, prose('Fresh text.'));
    const states = await Promise.all([approve(cast.jonas, number), approve(cast.nora, number)]);
    expect(states.map(({ state }) => state).toSorted()).toEqual(['approved', 'in_review']);
  });
});

describe('a repeated request', () => {
  it('gets the first answer, and with another input it is refused', async () => {
    const opId = newId();
    const words = { kind: 'update', changeNote: 'What changed.', wordingReason: '' } as const;
    const input = { opId, number, headHash: await headOf(number), ...words };
    const first = await publishRevision(cast.jonas, input);
    expect(await publishRevision(cast.jonas, input)).toEqual(first);
    const other = publishRevision(cast.jonas, { ...input, changeNote: 'Something else.' });
    await expect(other).rejects.toEqual(refused('invalid'));
    await expect(publishRevision(cast.nora, input)).rejects.toEqual(refused('wrong_state'));
    expect(await versionsNow()).toHaveLength(2);
  });
});

describe('what a version holds', () => {
  it('is chained, verified, and names citations of the facts as they were', async () => {
    await recallRevision(cast.amal, { number });
    const csl = { type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press' };
    const { sourceId } = await createSource(cast.amal, { csl, stub: false });
    const words = { quote: 'It began.', note: '', supports: 'supports' } as const;
    const place = { number, sourceId, locators: [], ...words };
    const [inFact, inText, unused] = [
      await cite(cast.amal, place),
      await cite(cast.amal, place),
      await cite(cast.amal, place),
    ].map(({ citationId }) => citationId);
    const { title, headSeq } = await getEditScreen(cast.amal, number);
    const facts = [{ key: 'Since', value: '1946', confirmed: true, citations: [inFact ?? ''] }];
    await saveHead(cast.amal, { number, expectedHeadSeq: headSeq, title, facts, related: [], attribution: '' });
    await write(cast.amal, number, 0, prose(['With a source.', mark(inText ?? '')]));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    await saveSource(cast.amal, { sourceId, expectedSeq: 1, csl: { ...csl, title: 'Corrected' }, stub: false });
    const [first, second] = await versionsNow();
    expect(second?.prevHash).toBe(first?.hash);
    expect(second?.facts).toEqual(facts);
    const frozen = await db().versionCitation.findMany({ where: { versionId: second?.id ?? '' } });
    expect(frozen.map((row) => row.citationId).toSorted()).toEqual([inFact, inText].map(String).toSorted());
    expect(frozen.map((row) => row.citationId)).not.toContain(unused);
    for (const row of frozen) expect(row.frozen).toMatchObject({ csl, quote: 'It began.' });
    expect((await verifyVersions()).faults).toEqual([]);
  });

  it('is nothing of another revision of the article', async () => {
    const { number: other } = await openRevision(cast.yusuf, { articleId, name: 'Secret plan', why: 'Hidden.' });
    await write(cast.yusuf, other, 1, prose('Not yet for readers.'));
    const about = { sectionId: null, quote: '', prefix: '', suffix: '', mustResolve: true };
    await startThread(cast.nora, { number: other, ...about, text: 'Only for the other.' });
    const before = await getEditScreen(cast.yusuf, other);
    const { version } = await publish(cast.jonas, number);
    const row = await db().version.findFirstOrThrow({
      where: { articleId, number: version },
      include: { sections: { include: { content: true } }, citations: true },
    });
    expect(JSON.stringify(row)).not.toMatch(/Secret plan|Hidden|Not yet for readers|Yusuf|Only for the other/u);
    const after = await getEditScreen(cast.yusuf, other);
    expect(after).toMatchObject({ state: 'draft', isStale: true, headHash: before.headHash });
    expect(after.sections).toEqual(before.sections);
  });
});

describe('scheduling', () => {
  const hourMs = 3_600_000;
  const soon = () => new Date(Date.now() + 1.5 * hourMs);
  const schedule = async (actor: Cast['jonas'], change: { wall?: string; zone?: string; which?: 'later' } = {}) =>
    scheduleRevision(actor, {
      ...{ number, headHash: await headOf(number), kind: 'update', changeNote: 'What changed.' },
      ...{ ...wallIn(hourMs), wordingReason: '', ...change },
    });

  it('refuses a past time, this very minute, an unknown zone, editors and another text', async () => {
    expect(await refusal(() => schedule(cast.nora, wallIn(-hourMs)))).toBe('not_ready');
    setClock(() => new Date('2027-01-01T12:00:30.000Z'));
    expect(await refusal(() => schedule(cast.nora, { wall: '2027-01-01T12:00' }))).toBe('not_ready');
    expect(await refusal(() => schedule(cast.nora, { zone: 'Mars/Olympus' }))).toBe('invalid');
    expect(await refusal(() => schedule(cast.amal))).toBe('forbidden');
    const other = { number, headHash: '0'.repeat(64), kind: 'update', changeNote: 'x' } as const;
    const attempt = () => scheduleRevision(cast.nora, { ...other, ...wallIn(hourMs), wordingReason: '' });
    expect(await refusal(attempt)).toBe('stale');
    expect(await schedule(cast.nora, { wall: '2027-01-01T14:00', zone: 'Europe/Berlin' })).toEqual({
      state: 'scheduled',
      runAt: '2027-01-01T13:00:00.000Z',
    });
  });

  it('pins the text: edits, recall and discard wait until it is unscheduled; its name may change', async () => {
    await schedule(cast.nora);
    const { title, headSeq } = await getEditScreen(cast.amal, number);
    const head = { number, expectedHeadSeq: headSeq, title: 'Other', facts: [], related: [], attribution: '' };
    expect(await refusal(() => write(cast.amal, number, 0, prose('Other.')))).toBe('wrong_state');
    expect(await refusal(() => saveHead(cast.amal, head))).toBe('wrong_state');
    expect(await refusal(() => recallRevision(cast.amal, { number }))).toBe('wrong_state');
    expect(await refusal(() => discardRevision(cast.amal, { number, reason: '' }))).toBe('wrong_state');
    expect(await refusal(() => schedule(cast.nora))).toBe('wrong_state');
    await describeRevision(cast.amal, { number, name: 'A better name', why: '' });
    expect(await refusal(() => unscheduleRevision(cast.amal, { number }))).toBe('forbidden');
    expect(await unscheduleRevision(cast.jonas, { number })).toEqual({ state: 'approved' });
    await saveHead(cast.amal, { ...head, title });
    expect((await rowNow()).state).toBe('approved');
    expect(await schedule(cast.nora)).toMatchObject({ state: 'scheduled' });
  });

  it('may be overtaken by hand, and does not fire then', async () => {
    await schedule(cast.nora);
    await publish(cast.jonas, number);
    const [row] = await db().schedule.findMany({ where: { revision: { number } } });
    expect(row?.state).not.toBe('pending');
    setClock(soon);
    await runDue();
    expect(await versionsNow()).toHaveLength(2);
  });

  it('is held with the reason when its quorum is lost or a thread has to be resolved', async () => {
    await schedule(cast.nora);
    const about = { sectionId: null, quote: '', prefix: '', suffix: '', mustResolve: true };
    await startThread(cast.yusuf, { number, ...about, text: 'Wait!' });
    setClock(soon);
    await runDue();
    expect(await rowNow()).toMatchObject({ state: 'approved' });
    const held = () => db().schedule.findFirstOrThrow({ where: { revision: { number } } });
    expect(await held()).toMatchObject({ state: 'held', reason: 'This comment has to be resolved first.' });
    expect(await versionsNow()).toHaveLength(1);
  });

  it('publishes as wording what the reviewer may publish as wording', async () => {
    number = await approved('The lead states one thing. It says another thing too.');
    await scheduleRevision(cast.nora, {
      ...{ number, headHash: await headOf(number), kind: 'wording', changeNote: 'Said better.' },
      ...{ ...wallIn(hourMs), wordingReason: '' },
    });
    setClock(soon);
    await runDue();
    expect((await versionsNow()).at(-1)).toMatchObject({ kind: 'wording', changeNote: 'Said better.' });
  });

  it('publishes as wording what is more, for the reason that the reviewer gave', async () => {
    number = await approved('The lead says 3 things. It says another thing too.');
    const about = { number, headHash: await headOf(number), ...wallIn(hourMs) };
    const counted = { ...about, kind: 'wording', changeNote: 'Counted.' } as const;
    expect(await refusal(() => scheduleRevision(cast.nora, { ...counted, wordingReason: '' }))).toBe('not_ready');
    await scheduleRevision(cast.nora, { ...counted, wordingReason: 'Three stood there before.' });
    setClock(soon);
    await runDue();
    const changeNote = 'Counted. (Wording only: Three stood there before.)';
    expect((await versionsNow()).at(-1)).toMatchObject({ kind: 'wording', changeNote });
  });
});

describe('a change note', () => {
  const amend = (actor: Cast['jonas'], changeNote: string, seen = 'What changed.') =>
    amendNote(actor, { articleId, number: 1, seen, changeNote });
  const hashes = async () => (await versionsNow()).map(({ hash, changeNote }) => [hash, changeNote]);

  it('is amended beside the chain: old words kept, hash of the first ones, new ones everywhere', async () => {
    const before = await hashes();
    await amend(cast.nora, 'The lead says it plainly.');
    await amend(cast.jonas, 'The lead says it more plainly.', 'The lead says it plainly.');
    expect(await hashes()).toEqual(before);
    expect((await verifyVersions()).faults).toEqual([]);
    const [line] = await listUpdates({ articleId, take: 50 });
    expect(line?.version).toMatchObject({
      changeNote: 'The lead says it more plainly.',
      noteEdits: [{ before: 'What changed.' }, { before: 'The lead says it plainly.' }],
    });
    const { versions: shown } = await getArticleOverview(cast.amal, articleId);
    expect(shown).toMatchObject([
      {
        changeNote: 'The lead says it more plainly.',
        notesBefore: ['What changed.', 'The lead says it plainly.'],
      },
    ]);
  });

  it('is amended by reviewers only, from what they saw, with other words that are not too long', async () => {
    expect(await refusal(() => amend(cast.amal, 'Mine.'))).toBe('forbidden');
    expect(await refusal(() => amend(cast.nora, 'Mine.', 'Other words.'))).toBe('stale');
    expect(await refusal(() => amend(cast.nora, 'What changed.'))).toBe('invalid');
    expect(await refusal(() => amend(cast.nora, ' '))).toBe('invalid');
    expect(await refusal(() => amend(cast.nora, 'x'.repeat(201)))).toBe('invalid');
    await amend(cast.nora, 'x'.repeat(200));
    const [edit] = await db().changeNoteEdit.findMany();
    const change = db().changeNoteEdit.updateMany({ where: { id: edit?.id ?? '' }, data: { note: 'Other.' } });
    await expect(change).rejects.toThrow('permission denied');
  });
});

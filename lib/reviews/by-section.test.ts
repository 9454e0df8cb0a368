import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { db } from '@/lib/db/client';
import { ruleCodes } from '@/lib/db/errors';
import { answer } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { removedHash } from '@/lib/domain/workflow/parts';
import { countedPoints } from '@/lib/domain/workflow/policy';
import type { RefusalCode } from '@/lib/domain/refusal';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { changedParts } from '@/lib/reviews/parts';
import { readOutline } from '@/lib/revisions/columns';
import { saveHead, saveOutline } from '@/lib/revisions/commands/head';
import { recallRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import {
  approve,
  type Cast,
  headOf,
  openInTests,
  people,
  person,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { verifyVersions } from '@/lib/versions/chain';

const database = useDatabase();
let sql: postgres.Sql;
beforeAll(() => {
  sql = postgres(database().appUrl, { max: 2, onnotice: () => undefined });
});
afterAll(() => sql.end());

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

let cast: Cast;
let articleId: string;
let number: number;
let lead: string;
let history: string;

/** A revision by Amal, submitted, that changes the lead and the section "History". */
beforeEach(async () => {
  await db().policy.update({ where: { id: 1 }, data: { quorum: 1, bySection: true, ownersApprove: false } });
  await db().sectionOwner.deleteMany({});
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('The lead says something new.'));
  await write(cast.amal, number, 1, prose('The history is another one.'));
  [lead = '', history = ''] = await sectionIds();
  await submit(cast.amal, number);
});

const revision = () => db().revision.findUniqueOrThrow({ where: { number }, include: { reviews: true } });
const sectionIds = async () => readOutline((await revision()).outline).map(({ sectionId }) => sectionId);
const parts = async () => changedParts(db(), (await revision()).id);
const stateNow = async () => (await revision()).state;
const seen = async (...names: string[]) => (await parts()).filter(({ part }) => names.includes(part));
const give = async (actor: Actor, ...names: string[]) =>
  reviewRevision(actor, {
    ...{ number, headHash: await headOf(number), verdict: 'approve' as const, comment: '', openPoints: openInTests },
    parts: await seen(...names),
  });
/** Who approves which part, as the frame of every screen has it. */
const approved = async () => {
  const { parts: found } = await getRevision(cast.amal, number);
  return Object.fromEntries(found.map(({ part, approvers }) => [part, approvers.map(({ name }) => name)]));
};

describe('approval of sections', () => {
  it('by several reviewers between them covers the revision', async () => {
    expect(await give(cast.jonas, lead)).toMatchObject({ state: 'in_review' });
    expect(await approved()).toEqual({ [lead]: ['Jonas'], [history]: [] });
    expect(await give(cast.nora, history)).toMatchObject({ state: 'approved' });
    expect(await approved()).toEqual({ [lead]: ['Jonas'], [history]: ['Nora'] });
    await expect(publish(cast.rosa, number)).resolves.toMatchObject({ version: 2 });
  });

  it('outlives an edit of another section; of its own it loses it, and it is said who did it', async () => {
    await give(cast.jonas, lead);
    await give(cast.nora, history);
    await write(cast.amal, number, 1, prose('The history is another one, once more.'));
    expect(await stateNow()).toBe('in_review');
    expect(await approved()).toEqual({ [lead]: ['Jonas'], [history]: [] });
    const { reviews, turn } = await getRevision(cast.nora, number);
    expect(reviews.at(-1)).toMatchObject({ reviewer: 'Nora', dismissed: 'new_change', dismissedBy: 'Amal' });
    expect(turn).toMatchObject({ names: ['Nora'], reason: 'approval_dismissed' });
    expect(await give(cast.nora, history)).toMatchObject({ state: 'approved' });
    await expect(publish(cast.jonas, number)).resolves.toMatchObject({ version: 2 });
  });

  it('E2 outlives a save that changes nothing', async () => {
    await give(cast.jonas, lead, history);
    await write(cast.amal, number, 1, prose('The history is another one.'));
    expect(await approved()).toEqual({ [lead]: ['Jonas'], [history]: ['Jonas'] });
    expect(await stateNow()).toBe('approved');
  });

  it('of the whole loses the section that was edited, and stays for the others', async () => {
    await approve(cast.jonas, number);
    await write(cast.amal, number, 0, prose('The lead says something newer.'));
    expect(await approved()).toEqual({ [lead]: [], [history]: ['Jonas'] });
    const [review] = (await getRevision(cast.amal, number)).reviews;
    expect(review).toMatchObject({ dismissed: null, scope: 'whole', isForThisText: false });
    const because = { reason: 'new_change', by: 'Amal' };
    expect(review?.lost).toHaveLength(2);
    expect(review?.lost).toEqual(
      expect.arrayContaining([
        { part: lead, ...because },
        { part: 'whole', ...because },
      ]),
    );
    expect(await give(cast.nora, lead)).toMatchObject({ state: 'approved' });
    await expect(publish(cast.nora, number)).resolves.toMatchObject({ version: 2 });
  });

  it('E1 names the text that was seen: after an edit of it it is refused with what is there, of another it is not', async () => {
    const early = await seen(lead, history);
    await write(cast.amal, number, 1, prose('The history is another one, once more.'));
    const input = {
      number,
      headHash: await headOf(number),
      verdict: 'approve' as const,
      comment: '',
      openPoints: openInTests,
    };
    const refusal: unknown = await reviewRevision(cast.jonas, { ...input, parts: early }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toEqual(refused('stale'));
    expect(refusal).toHaveProperty('detail.issues.0.where', history);
    expect(refusal).toHaveProperty('detail.current.changed', await parts());
    const ofLead = early.filter(({ part }) => part === lead);
    const oldHead = { ...input, headHash: removedHash, parts: ofLead };
    await expect(reviewRevision(cast.jonas, oldHead)).resolves.toMatchObject({ state: 'in_review' });
  });

  it('is of no section that the revision leaves as it is, and of none that it does not have', async () => {
    const input = {
      number,
      headHash: await headOf(number),
      verdict: 'approve' as const,
      comment: '',
      openPoints: openInTests,
    };
    for (const part of ['title', newId()]) {
      await expect(reviewRevision(cast.jonas, { ...input, parts: [{ part, hash: removedHash }] })).rejects.toEqual(
        refused('stale'),
      );
    }
  });

  it('asks as many people of each section as policy says', async () => {
    await db().policy.update({ where: { id: 1 }, data: { quorum: 2 } });
    await give(cast.jonas, lead);
    await give(cast.nora, lead, history);
    expect(await stateNow()).toBe('in_review');
    expect(await give(cast.jonas, history)).toMatchObject({ state: 'approved' });
  });

  it('E6 E4 is void for whoever writes any part of it, resolves a conflict or reviews no more', async () => {
    await give(cast.jonas, lead);
    await give(cast.nora, history);
    await write(cast.jonas, number, 1, prose('The history by Jonas.'));
    expect(await approved()).toEqual({ [lead]: [], [history]: [] });
    await expect(give(cast.jonas, lead)).rejects.toEqual(refused('own_work'));
    await give(cast.nora, lead);
    await db().user.update({ where: { id: cast.nora.id }, data: { role: 'editor' } });
    expect(await approved()).toEqual({ [lead]: [], [history]: [] });
  });

  it('is void for whoever suggested words that were used, of every section', async () => {
    await give(cast.jonas, lead);
    const { id } = await revision();
    // What using a suggestion writes beside the edit itself.
    await db().revisionContributor.create({ data: { revisionId: id, userId: cast.jonas.id } });
    await write(cast.amal, number, 1, prose('The history in the words of Jonas.'));
    expect(await approved()).toEqual({ [lead]: [], [history]: [] });
    const { reviews } = await getRevision(cast.amal, number);
    expect(reviews.at(-1)).toMatchObject({ dismissed: 'reviewer_became_contributor' });
  });

  it('E3 is void after a conflict was resolved, of every section', async () => {
    const other = await openRevision(cast.yusuf, { articleId, name: 'Faster', why: '' });
    await write(cast.yusuf, other.number, 1, prose('The history as Yusuf has it.'));
    await submit(cast.yusuf, other.number);
    await approve(cast.nora, other.number);
    await publish(cast.nora, other.number);
    await give(cast.jonas, lead);
    const resolutions = [{ sectionId: history, heading: 'History', body: prose('The history as both have it.') }];
    const head = { number, headHash: await headOf(number), liveNumber: 2, resolutions, head: {} };
    await rebaseRevision(cast.amal, head);
    expect(await approved()).toEqual({ [lead]: [], [history]: [] });
  });

  it('is carried by a clean rebase, of sections and of the whole', async () => {
    const third = await openRevision(cast.yusuf, { articleId, name: 'Beside it', why: '' });
    const { headSeq, sections } = await getEditScreen(cast.yusuf, third.number);
    const after = sections[1]?.sectionId ?? '';
    await addSection(cast.yusuf, { number: third.number, expectedHeadSeq: headSeq, heading: 'Today', level: 2, after });
    await write(cast.yusuf, third.number, 2, prose('Today they trade.'));
    await submit(cast.yusuf, third.number);
    await approve(cast.nora, third.number);
    await publish(cast.nora, third.number);
    await give(cast.jonas, lead);
    await give(cast.nora, history);
    const head = { number, headHash: await headOf(number), liveNumber: 2, resolutions: [], head: {} };
    expect(await rebaseRevision(cast.amal, head)).toMatchObject({ state: 'approved' });
    expect(await approved()).toEqual({ [lead]: ['Jonas'], [history]: ['Nora'] });
    await expect(publish(cast.rosa, number)).resolves.toMatchObject({ version: 3 });
  });

  it('is void after recall', async () => {
    await give(cast.jonas, lead);
    await recallRevision(cast.amal, { number });
    await submit(cast.amal, number);
    expect(await approved()).toEqual({ [lead]: [], [history]: [] });
  });

  it('does not count where policy asks for the whole', async () => {
    await db().policy.update({ where: { id: 1 }, data: { bySection: false } });
    await expect(give(cast.jonas, lead)).rejects.toEqual(refused('wrong_state'));
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'approved' });
  });
});

describe('title, facts, and the order of sections are parts', () => {
  it('each approved apart; a section that came or went is its own', async () => {
    const { headSeq, sections } = await getEditScreen(cast.amal, number);
    const fact = { key: 'Founded', value: '1946', confirmed: true, citations: [] };
    await saveHead(cast.amal, {
      ...{ number, expectedHeadSeq: headSeq, title: 'Another title', facts: [fact], related: [], attribution: '' },
    });
    const place = { number, heading: 'Today', level: 2, after: sections[0]?.sectionId ?? '' };
    const { sectionId: added } = await addSection(cast.amal, { ...place, expectedHeadSeq: headSeq + 1 });
    const now = await getEditScreen(cast.amal, number);
    const kept = now.sections.filter(({ sectionId }) => sectionId !== history);
    const outline = kept.map(({ sectionId, level }) => ({ sectionId, level }));
    await saveOutline(cast.amal, { number, expectedHeadSeq: now.headSeq, outline });
    expect((await parts()).map(({ part }) => part).toSorted()).toEqual(
      ['title', 'facts', 'order', lead, history, added].toSorted(),
    );
    expect((await seen(history))[0]?.hash).toBe(removedHash);
    await give(cast.jonas, 'title', 'order', added);
    await give(cast.nora, 'facts', lead);
    expect(await stateNow()).toBe('in_review');
    const later = await getEditScreen(cast.amal, number);
    await saveHead(cast.amal, {
      ...{
        number,
        expectedHeadSeq: later.headSeq,
        title: 'Another title yet',
        facts: [fact],
        related: [],
        attribution: '',
      },
    });
    expect(await approved()).toMatchObject({ title: [], facts: ['Nora'], order: ['Jonas'], [added]: ['Jonas'] });
    expect(await give(cast.rosa, 'title', history)).toMatchObject({ state: 'approved' });
    await expect(publish(cast.rosa, number)).resolves.toMatchObject({ version: 2 });
  });
});

describe('owners of sections', () => {
  beforeEach(async () => {
    await db().policy.update({ where: { id: 1 }, data: { ownersApprove: true } });
    await db().sectionOwner.create({ data: { sectionId: history, userId: cast.nora.id } });
  });

  it('have to be among those who approve their section', async () => {
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'in_review' });
    const { parts: found } = await getRevision(cast.amal, number);
    expect(found.find(({ part }) => part === history)).toMatchObject({ isApproved: false, awaits: ['Nora'] });
    expect(await give(cast.nora, history)).toMatchObject({ state: 'approved' });
    await expect(publish(cast.jonas, number)).resolves.toMatchObject({ version: 2 });
  });

  it('who wrote part of it leave it to the others', async () => {
    await write(cast.nora, number, 0, prose('The lead by Nora.'));
    expect(await approve(cast.jonas, number)).toMatchObject({ state: 'approved' });
    await expect(publish(cast.jonas, number)).resolves.toMatchObject({ version: 2 });
  });

  it('are asked for by the database, too', async () => {
    await db().sectionOwner.deleteMany({});
    await approve(cast.jonas, number);
    await db().sectionOwner.create({ data: { sectionId: history, userId: cast.nora.id } });
    const owner = postgres(database().ownerUrl, { max: 1, onnotice: () => undefined });
    const row = await revision();
    const [eligible] = await owner`select user_id from eligible_owners(${row.id}, ${history})`;
    await owner.end();
    expect(eligible).toEqual({ user_id: cast.nora.id });
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
  });
});

describe('the version keeps the approvals as they were', () => {
  it('each with its sections, in its hash, and verified', async () => {
    await give(cast.jonas, lead);
    await give(cast.nora, history);
    const approvedParts = await parts();
    await publish(cast.rosa, number);
    const version = await db().version.findFirstOrThrow({ where: { articleId, number: 2 } });
    const hashOf = (part: string) => approvedParts.find((one) => one.part === part)?.hash;
    expect(version.approvals).toMatchObject([
      { reviewer: 'Jonas', parts: [{ part: lead, hash: hashOf(lead) }] },
      { reviewer: 'Nora', parts: [{ part: history, hash: hashOf(history) }] },
    ]);
    expect((await verifyVersions()).faults).toEqual([]);
    const owner = postgres(database().adminUrl, { max: 1, onnotice: () => undefined });
    const alter = async (approvals: unknown) => {
      await owner`alter table version disable trigger user`;
      await owner`update version set approvals = ${JSON.stringify(approvals)}::text::jsonb where id = ${version.id}`;
    };
    const [ofLead] = version.approvals as object[];
    await alter([ofLead]);
    const faults = (await verifyVersions()).faults.map(({ what }) => what);
    await alter(version.approvals);
    await owner`alter table version enable always trigger never_changes`;
    await owner.end();
    expect(faults).toContain(`nobody approved its part ${history}`);
    expect(faults).toContain('its record was changed after it was published (version hash)');
  });

  it('one of the whole without any, as before', async () => {
    await db().policy.update({ where: { id: 1 }, data: { points: [] } });
    const headHash = await headOf(number);
    await reviewRevision(cast.jonas, { number, headHash, verdict: 'approve', comment: '' });
    await publish(cast.jonas, number);
    const version = await db().version.findFirstOrThrow({ where: { articleId, number: 2 } });
    expect(Object.keys((version.approvals as object[])[0] ?? {}).toSorted()).toEqual(['at', 'reviewId', 'reviewer']);
    expect((await verifyVersions()).faults).toEqual([]);
    await db().policy.update({ where: { id: 1 }, data: { points: [...Object.values(countedPoints)] } });
  });
});

describe('the database', () => {
  it('refuses to publish what has a section that nobody approved, whatever the state says', async () => {
    await give(cast.jonas, lead);
    await db().revision.update({ where: { number }, data: { state: 'approved' } });
    const { id } = await revision();
    const [{ lacking } = { lacking: '' }] = await sql<{ lacking: string }[]>`
      select c.part as lacking from changed_parts(${id}) c, revision r
      where r.id = ${id} and not exists (select from approvers_of(r.id, r.head_hash::text, c.part, c.hash))`;
    expect(lacking).toBe(history);
    await expect(publish(cast.jonas, number)).rejects.toEqual(refused('not_ready'));
  });

  it('refuses an approval of a part that is not as it says, a part named later, and any change of one', async () => {
    const { id, headHash } = await revision();
    const [ofLead] = await seen(lead);
    const review = newId();
    const bent = (part: string, hash: string) =>
      answer(
        sql.begin(async (tx) => {
          await tx`insert into review (id, revision_id, reviewer_id, verdict, head_hash, scope)
            values (${review}, ${id}, ${cast.jonas.id}, 'approve', ${headHash}, 'sections')`;
          await tx`insert into review_part (review_id, part, hash) values (${review}, ${part}, ${hash})`;
        }),
      );
    expect(await bent(history, ofLead?.hash ?? '')).toBe(ruleCodes.review);
    expect(await bent(newId(), removedHash)).toBe(ruleCodes.review);
    expect(await bent(lead, ofLead?.hash ?? '')).toBe('done');
    const [ofHistory] = await seen(history);
    expect(
      await answer(
        sql`insert into review_part (review_id, part, hash) values (${review}, ${history}, ${ofHistory?.hash ?? ''})`,
      ),
    ).toBe(ruleCodes.review);
    expect(await answer(sql`update review_part set hash = ${removedHash}`)).toBe('42501');
    expect(await answer(sql`delete from review_part`)).toBe('42501');
    expect(await answer(sql`delete from review_part_dismissal`)).toBe('42501');
  });

  it('takes no approval of somebody who wrote part of it, of a section or of the whole', async () => {
    const { id, headHash } = await revision();
    const reviewer = await person('Omar', 'reviewer');
    await db().revisionContributor.create({ data: { revisionId: id, userId: reviewer.id } });
    const insert = sql`insert into review (id, revision_id, reviewer_id, verdict, head_hash, scope)
      values (${newId()}, ${id}, ${reviewer.id}, 'approve', ${headHash}, 'sections')`;
    expect(await answer(insert)).toBe(ruleCodes.review);
  });
});

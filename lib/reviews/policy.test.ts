import { beforeEach, describe, expect, it } from 'vitest';

import { createArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { settableChecks } from '@/lib/domain/workflow/policy';
import type { RefusalCode } from '@/lib/domain/refusal';
import { saveOwners, savePolicy } from '@/lib/reviews/commands/policy';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { changedParts } from '@/lib/reviews/parts';
import { getPolicyScreen } from '@/lib/reviews/policy';
import { getPublishScreen, getReviewScreen } from '@/lib/reviews/queries';
import { openRevision } from '@/lib/revisions/commands/open';
import { getRevision } from '@/lib/revisions/queries/screens';
import { readOutline } from '@/lib/revisions/columns';
import {
  approve,
  type Cast,
  headOf,
  openInTests,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { scheduleRevision } from '@/lib/versions/commands/schedule';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const points = ['The sources say what the text says'];
const atFirst = { quorum: 1, bySection: true, ownersApprove: false, blocking: ['heading_empty'], points };

let cast: Cast;
let articleId: string;
let number: number;
let lead: string;
let history: string;

const set = async (rules: Partial<typeof atFirst> = {}, actor: Actor = cast.rosa) => {
  const { seq } = await db().policy.findUniqueOrThrow({ where: { id: 1 } });
  return savePolicy(actor, { ...atFirst, ...rules, expectedSeq: seq });
};
const revision = () => db().revision.findUniqueOrThrow({ where: { number } });
const stateNow = async () => (await revision()).state;
const give = async (actor: Actor, ...names: string[]) => {
  const parts = (await changedParts(db(), (await revision()).id)).filter(({ part }) => names.includes(part));
  const headHash = await headOf(number);
  return reviewRevision(actor, { number, headHash, verdict: 'approve', comment: '', parts, openPoints: [open] });
};
const open = openInTests.find(({ point }) => points.includes(point)) ?? { point: '', reason: '' };

/** A revision by Amal, submitted, that changes the lead and the history. */
beforeEach(async () => {
  cast = await people();
  // What other tests left open is not judged again and again.
  await db().policy.update({ where: { id: 1 }, data: atFirst });
  await db().policy.update({ where: { id: 1 }, data: { points: openInTests.map(({ point }) => point) } });
  ({ articleId } = await publishedArticle(cast));
  await db().policy.update({ where: { id: 1 }, data: { points } });
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('The lead says something new.'));
  await write(cast.amal, number, 1, prose('The history is another one.'));
  [lead = '', history = ''] = readOutline((await revision()).outline).map(({ sectionId }) => sectionId);
  await submit(cast.amal, number);
});

describe('the rules of approval', () => {
  it('are an admin’s to change, from what they saw, and an event says how', async () => {
    await expect(set({}, cast.jonas)).rejects.toEqual(refused('forbidden'));
    await expect(savePolicy(cast.rosa, { ...atFirst, expectedSeq: 0 })).rejects.toEqual(refused('stale'));
    await set({ quorum: 2 });
    expect((await getPolicyScreen(cast.rosa, null)).policy).toMatchObject({ ...atFirst, quorum: 2 });
    const event = await db().event.findFirstOrThrow({ where: { action: 'save_policy' }, orderBy: { id: 'desc' } });
    expect(event).toMatchObject({ actorId: cast.rosa.id, payload: { quorum: 2, bySection: true } });
    await expect(getPolicyScreen(cast.nora, null)).rejects.toEqual(refused('forbidden'));
  });

  it('send back what has not enough any more, and approve what has enough by them', async () => {
    await give(cast.jonas, lead, history);
    expect(await stateNow()).toBe('approved');
    expect(await set({ quorum: 2 })).toMatchObject({ reopened: [number], approved: [] });
    expect(await stateNow()).toBe('in_review');
    const { reviews, turn } = await getRevision(cast.amal, number);
    expect(
      reviews.map(({ dismissed }) => dismissed),
      'the approval holds, there are too few',
    ).toEqual([null]);
    expect(turn.names).toContain('Nora');
    const event = await db().event.findFirstOrThrow({ where: { action: 'apply_rules' }, orderBy: { id: 'desc' } });
    expect(event.payload).toMatchObject({ number, from: 'approved', to: 'in_review', because: 'rules_changed' });
    expect((await getReviewScreen(cast.amal, number)).rules).toMatchObject({ to: 'in_review' });
    expect(await set({ quorum: 1 })).toMatchObject({ reopened: [], approved: [number] });
    expect(await stateNow()).toBe('approved');
  });

  it('dismiss approvals of sections where only the whole counts, and no other', async () => {
    await give(cast.jonas, lead);
    await give(cast.nora, history);
    await set({ bySection: false });
    expect(await stateNow()).toBe('in_review');
    const { reviews } = await getRevision(cast.amal, number);
    expect(reviews.map(({ dismissed }) => dismissed)).toEqual(['rules_changed', 'rules_changed']);
    const headHash = await headOf(number);
    const whole = { number, headHash, verdict: 'approve' as const, comment: '', openPoints: [open] };
    expect(await reviewRevision(cast.jonas, whole)).toMatchObject({ state: 'approved' });
    await set({ bySection: false, quorum: 1, ownersApprove: true });
    expect((await getRevision(cast.amal, number)).reviews.at(-1)).toMatchObject({ dismissed: null });
    expect(await stateNow()).toBe('approved');
  });

  it('hold what was scheduled and has not enough any more', async () => {
    await give(cast.jonas, lead, history);
    const headHash = await headOf(number);
    const words = { kind: 'update' as const, changeNote: 'What changed.', wordingReason: '' };
    await scheduleRevision(cast.jonas, { number, headHash, ...wallIn(3_600_000), ...words });
    await set({ quorum: 2 });
    expect(await stateNow()).toBe('in_review');
    const schedule = await db().schedule.findFirstOrThrow({ where: { revision: { number } } });
    expect(schedule).toMatchObject({ state: 'held' });
    expect(schedule.reason).toContain('The rules for approval changed');
  });

  it('leave a request for changes, and what is still written, as they are', async () => {
    const headHash = await headOf(number);
    await reviewRevision(cast.jonas, { number, headHash, verdict: 'request_changes', comment: 'When?' });
    const moved = await set({ quorum: 1, bySection: false });
    expect([...moved.reopened, ...moved.approved]).not.toContain(number);
    expect(await stateNow()).toBe('changes_requested');
  });
});

describe('checks', () => {
  it('stand in the way where the site says so, when it is submitted and again when it is published', async () => {
    await approve(cast.jonas, number).catch(() => give(cast.jonas, lead, history));
    const codes = async () =>
      (await getPublishScreen(cast.jonas, number)).issues.map((one) => `${one.severity} ${one.code}`);
    expect(await codes()).toContain('warning uncited');
    await set({ blocking: ['heading_empty', 'uncited'] });
    expect(await codes()).toContain('blocker uncited');
    await expect(publish(cast.jonas, number)).rejects.toMatchObject({ code: 'not_ready' });
    const other = await openRevision(cast.amal, { articleId, name: 'Another', why: '' });
    await write(cast.amal, other.number, 0, prose('No source for this.'));
    await expect(submit(cast.amal, other.number)).rejects.toMatchObject({ code: 'not_ready' });
    await set();
    await expect(publish(cast.jonas, number)).resolves.toMatchObject({ version: 2 });
  });

  it('that can be set are known to the readiness list', () => {
    expect(settableChecks.map(({ code }) => code)).toEqual(['uncited', 'stub_source', 'prompts_open', 'heading_empty']);
  });
});

describe('the reviewer’s list', () => {
  it('is the one that the site has', async () => {
    await set({ points: ['It is short', 'It is true'] });
    expect((await getReviewScreen(cast.jonas, number)).points).toEqual([
      { text: 'It is short', counted: null },
      { text: 'It is true', counted: null },
    ]);
  });
});

describe('who answers for a section', () => {
  it('is said for an article at once, by an admin, and of people who review', async () => {
    const owners = [{ sectionId: history, userIds: [cast.nora.id] }];
    await expect(saveOwners(cast.jonas, { articleId, owners })).rejects.toEqual(refused('forbidden'));
    await expect(
      saveOwners(cast.rosa, { articleId, owners: [{ sectionId: history, userIds: [cast.amal.id] }] }),
    ).rejects.toEqual(refused('invalid'));
    const other = await createArticle(cast.amal, { title: 'Another article' });
    await expect(saveOwners(cast.rosa, { articleId: other.articleId, owners })).rejects.toEqual(refused('not_found'));
    await saveOwners(cast.rosa, { articleId, owners });
    expect((await getPolicyScreen(cast.rosa, articleId)).article?.sections).toEqual([
      { sectionId: lead, heading: '', owners: [] },
      { sectionId: history, heading: 'History', owners: [cast.nora.id] },
    ]);
  });

  it('counts at once where policy asks for owners', async () => {
    await set({ ownersApprove: true });
    await give(cast.jonas, lead, history);
    expect(await stateNow()).toBe('approved');
    const owners = [{ sectionId: history, userIds: [cast.nora.id] }];
    expect(await saveOwners(cast.rosa, { articleId, owners })).toMatchObject({ reopened: [number] });
    expect(await give(cast.nora, history)).toMatchObject({ state: 'approved' });
    expect(await saveOwners(cast.rosa, { articleId, owners: [] })).toMatchObject({ reopened: [], approved: [] });
  });
});

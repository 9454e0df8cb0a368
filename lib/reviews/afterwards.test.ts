import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';

import { db } from '@/lib/db/client';
import { answer, refusedBy } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { deliverDue } from '@/lib/notifications/deliver';
import { listInbox } from '@/lib/notifications/queries';
import { approveAfterwards } from '@/lib/reviews/commands/afterwards';
import { openRevision } from '@/lib/revisions/commands/open';
import { listRevisions } from '@/lib/revisions/queries/lists';
import { type Cast, headOf, people, person, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { emergencyPublish } from '@/lib/versions/commands/publish';

const database = useDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await people();
});

/** A revision of Amal's that Rosa published without review. */
async function emergency(): Promise<number> {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'Urgent', why: '' });
  await write(cast.amal, number, 1, prose(`Urgent words ${newId()}.`));
  await submit(cast.amal, number);
  const note = { kind: 'update', changeNote: 'Urgent.', reason: 'A court order.' } as const;
  await emergencyPublish(cast.rosa, { number, headHash: await headOf(number), ...note });
  return number;
}

const approve = async (who: keyof Cast, number: number, opId?: string) =>
  approveAfterwards(cast[who], { opId, number, headHash: await headOf(number), comment: '' });

const versionOf = (number: number) =>
  db().version.findFirstOrThrow({ where: { revision: { number } }, include: { approval: true } });

describe('what was published without review', () => {
  it('waits for reviewers who had no part in it, in their queue and in their inbox', async () => {
    const number = await emergency();
    await deliverDue();
    const seen = async (who: keyof Cast) =>
      (await listRevisions(cast[who])).find((revision) => revision.number === number)?.turn;
    expect(await seen('jonas')).toMatchObject({ reason: 'unreviewed', isYours: true, alarm: null });
    expect(await seen('rosa')).toMatchObject({ isYours: false });
    const lines = await listInbox(cast.jonas);
    expect(lines).toContainEqual(expect.objectContaining({ number, kind: 'your_turn', because: 'published' }));
  });

  it('is approved once, by a row of its own, and leaves the queue; the version and its hash stay', async () => {
    const number = await emergency();
    const before = await versionOf(number);
    await approve('jonas', number);
    const after = await versionOf(number);
    expect(after).toMatchObject({ hash: before.hash, unreviewed: true, approval: { reviewer: 'Jonas' } });
    expect((await listRevisions(cast.nora)).map((revision) => revision.number)).not.toContain(number);
    await expect(approve('nora', number)).rejects.toMatchObject({ code: 'wrong_state' });
    await deliverDue();
    const lines = await listInbox(cast.amal);
    expect(lines).toContainEqual(expect.objectContaining({ number, kind: 'approved_afterwards' }));
    expect((await listInbox(cast.jonas)).map((line) => line.number)).not.toContain(number);
  });

  it.each([
    ['amal', 'forbidden'],
    ['rosa', 'own_work'],
  ] as const)('is not approved by %s', async (who, code) => {
    const number = await emergency();
    await expect(approve(who, number)).rejects.toMatchObject({ code });
    expect((await versionOf(number)).approval).toBeNull();
  });

  it('is not approved by a reviewer who wrote part of it', async () => {
    const { articleId } = await publishedArticle(cast);
    const { number } = await openRevision(cast.jonas, { articleId, name: 'Own', why: '' });
    await write(cast.jonas, number, 1, prose('Words of Jonas.'));
    const note = { kind: 'update', changeNote: 'Urgent.', reason: 'A court order.' } as const;
    await emergencyPublish(cast.rosa, { number, headHash: await headOf(number), ...note });
    await expect(approve('jonas', number)).rejects.toMatchObject({ code: 'own_work' });
  });

  it('is approved as the text that was seen, and by the same request only once', async () => {
    const number = await emergency();
    const other = { number, headHash: '0'.repeat(64), comment: '' };
    await expect(approveAfterwards(cast.jonas, other)).rejects.toMatchObject({ code: 'stale' });
    const opId = newId();
    expect(await approve('jonas', number, opId)).toEqual(await approve('jonas', number, opId));
  });

  it('a revision that went through review has nothing to approve afterwards', async () => {
    const { number } = await publishedArticle(cast);
    await expect(approve('nora', number)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  it('the database refuses the approval of who published it, of another text, and any change of one', async () => {
    const number = await emergency();
    const { id, publishedById, revisionId, contentHash } = await versionOf(number);
    const review = async (reviewerId: string) => {
      const reviewId = newId();
      const row = { id: reviewId, revisionId, reviewerId, headHash: contentHash, verdict: 'approve' };
      await db().review.create({ data: row });
      return reviewId;
    };
    const sql = postgres(database().appUrl, { max: 1, onnotice: () => undefined });
    const insert = (reviewId: string) => sql`
      insert into version_approval (version_id, review_id, reviewer, approved_at)
      select ${id}, id, 'Someone', created_at from review where id = ${reviewId}`;
    expect(await answer(insert(await review(publishedById)))).toBe(refusedBy.review);
    const { number: other } = await publishedArticle(cast);
    const foreign = await db().review.findFirstOrThrow({ where: { revision: { number: other } } });
    expect(await answer(insert(foreign.id))).toBe(refusedBy.review);
    const outsider = await person('Olga', 'reviewer');
    await insert(await review(outsider.id));
    expect(await answer(sql`update version_approval set reviewer = 'Another'`)).toBe(refusedBy.denied);
    await sql.end();
  });
});

import { beforeEach, describe, expect, it } from 'vitest';

import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { countedPoints } from '@/lib/domain/workflow/policy';
import type { RefusalCode } from '@/lib/domain/refusal';
import { approvalColumns, frozenApprovals } from '@/lib/db/approvals';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { getReviewScreen } from '@/lib/reviews/queries';
import { openRevision } from '@/lib/revisions/commands/open';
import { getRevision } from '@/lib/revisions/queries/screens';
import {
  type Cast,
  headOf,
  openInTests,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { verifyVersions } from '@/lib/versions/chain';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

let cast: Cast;
let articleId: string;
let number: number;

/** A revision by Amal, submitted, with two new statements. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('The lead says something new.'));
  await write(cast.amal, number, 1, prose('The history is another one.'));
  await submit(cast.amal, number);
});

describe('the reviewer’s list', () => {
  const input = async () => ({ number, headHash: await headOf(number), verdict: 'approve' as const, comment: '' });

  it('counts for itself whether new statements have a source; what is open needs a reason', async () => {
    const screen = await getReviewScreen(cast.jonas, number);
    expect(screen.points[0]).toEqual({ text: countedPoints.sourced, counted: { holds: 0, all: 2 } });
    const refusal: unknown = await reviewRevision(cast.jonas, await input()).catch((error: unknown) => error);
    expect(refusal).toEqual(refused('not_ready'));
    expect(refusal).toHaveProperty('detail.issues.0', {
      ...{ code: 'point_open', where: countedPoints.sourced },
      message: `Say why this is open: ${countedPoints.sourced}`,
    });
    expect(await db().revision.findUniqueOrThrow({ where: { number } })).toMatchObject({ state: 'in_review' });
  });

  it('is of the points that the site asks, and of no other', async () => {
    const openPoints = [...openInTests, { point: 'It is nice', reason: 'It is.' }];
    await expect(reviewRevision(cast.jonas, { ...(await input()), openPoints })).rejects.toEqual(refused('not_ready'));
  });

  it('leaves its reasons in the review and in the version', async () => {
    const open = { point: countedPoints.sourced, reason: 'Common knowledge.' };
    await reviewRevision(cast.jonas, { ...(await input()), openPoints: [open] });
    expect((await getRevision(cast.amal, number)).reviews.at(-1)).toMatchObject({ openPoints: [open] });
    await publish(cast.jonas, number);
    const version = await db().version.findFirstOrThrow({ where: { articleId, number: 2 }, select: approvalColumns });
    expect(frozenApprovals(version)).toMatchObject([{ reviewer: 'Jonas', reasons: [open] }]);
    expect(JSON.stringify(version.approvals)).not.toContain(open.reason);
    expect((await verifyVersions()).faults).toEqual([]);
  });
});

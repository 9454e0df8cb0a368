import { beforeEach, describe, expect, it } from 'vitest';
import * as accounts from '@/lib/accounts/commands';
import { saveSectionEndpoint } from '@/lib/contract/revisions';
import { db } from '@/lib/db/client';
import {
  approved,
  cast,
  changed,
  hourMs,
  later,
  refused,
  scene,
  screen,
  sectionAt,
  useScene,
  words,
} from '@/lib/proof/edge-cases/scene';
import { useDatabase } from '@/lib/db/testing';
import { diffSection } from '@/lib/domain/diff/section';
import { doc, p } from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { startThread } from '@/lib/reviews/commands/thread';
import { getReviewScreen } from '@/lib/reviews/queries';
import { nameCheckpoint, restoreCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { recallRevision } from '@/lib/revisions/commands/lifecycle';
import { tellPresence } from '@/lib/revisions/commands/presence';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { saveSection } from '@/lib/revisions/commands/save';
import { approve, headOf, prose, publish, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { publishRevision } from '@/lib/versions/commands/publish';
import { runDue } from '@/lib/versions/run-due';

/** The rows of workflow.md 4.5: what mature systems got wrong. Each test is named after its row; others are where they belong. */
useDatabase();

useScene();

/** Saves the history as somebody would who had seen that number. */
const saveAs = async (expectedSeq: number, text: string, opId?: string) => {
  const { sectionId, heading } = await sectionAt(1);
  return saveSection(cast.amal, { opId, number: scene.number, sectionId, expectedSeq, heading, body: prose(text) });
};

describe('review', () => {
  it('E1 an edit between the reviewer’s look and their approval: what they saw is named, and refused', async () => {
    await submit(cast.amal, scene.number);
    const headHash = await headOf(scene.number);
    await write(cast.amal, scene.number, 1, prose('One more word.'));
    const late = reviewRevision(cast.jonas, { number: scene.number, headHash, verdict: 'approve', comment: '' });
    await expect(late).rejects.toEqual(refused('stale'));
    expect((await screen()).state).toBe('in_review');
  });

  it('E2 a save that changes nothing keeps approvals', async () => {
    await approved();
    const { body } = await sectionAt(1);
    await write(cast.amal, scene.number, 1, body);
    expect(await screen()).toMatchObject({ state: 'approved', reviews: [{ dismissed: null }] });
  });

  it('E3 resolving a conflict dismisses every approval', async () => {
    const other = await changed('History as somebody else has it.');
    await approved();
    await submit(cast.amal, other);
    await approve(cast.jonas, other);
    await publish(cast.nora, other);
    const { sectionId, heading } = await sectionAt(1);
    const resolutions = [{ sectionId, heading, body: prose('Both, joined by hand.') }];
    const request = {
      number: scene.number,
      headHash: await headOf(scene.number),
      liveNumber: 2,
      resolutions,
      head: {},
    };
    await rebaseRevision(cast.amal, request);
    expect(await screen()).toMatchObject({ state: 'in_review', reviews: [{ dismissed: 'conflict_resolved' }] });
  });

  it('E4 a reviewer who lost the role counts no more, at the latest when it is published', async () => {
    await approved();
    await accounts.changeRole(cast.rosa, { opId: newId(), personId: cast.jonas.id, role: 'editor' });
    await expect(publish(cast.nora, scene.number)).rejects.toEqual(refused('not_ready'));
    await accounts.changeRole(cast.rosa, { opId: newId(), personId: cast.jonas.id, role: 'reviewer' });
    await expect(publish(cast.nora, scene.number)).rejects.toEqual(refused('not_ready'));
  });

  it('E5 the author is the only one who could approve: said when it is submitted', async () => {
    await write(cast.jonas, scene.number, 0, prose('A lead by Jonas.'));
    await write(cast.nora, scene.number, 0, prose('A lead by Nora.'));
    await write(cast.rosa, scene.number, 0, prose('A lead by Rosa.'));
    await expect(submit(cast.amal, scene.number)).rejects.toMatchObject({
      code: 'not_ready',
      detail: { issues: [{ code: 'no_eligible_reviewer' }] },
    });
  });

  it('E6 a reviewer who mends something has contributed: their approval falls, and they give no other', async () => {
    await approved();
    await write(cast.jonas, scene.number, 1, prose('As Jonas would say it.'));
    expect((await screen()).state).toBe('in_review');
    await expect(approve(cast.jonas, scene.number)).rejects.toEqual(refused('own_work'));
  });

  it('E7 approving what was recalled meanwhile', async () => {
    await submit(cast.amal, scene.number);
    const headHash = await headOf(scene.number);
    await recallRevision(cast.amal, { number: scene.number });
    const late = reviewRevision(cast.jonas, { number: scene.number, headHash, verdict: 'approve', comment: '' });
    await expect(late).rejects.toEqual(refused('wrong_state'));
  });

  it('E38 nothing is closed for being old: a revision that people talk about stays as it is', async () => {
    await submit(cast.amal, scene.number);
    later(400 * 24 * hourMs);
    await runDue();
    expect((await screen()).state).toBe('in_review');
  });

  it('E40 somebody else edits during the review: allowed, seen, and dismissing', async () => {
    await approved();
    await write(cast.nora, scene.number, 1, prose('A history by Nora.'));
    const { state, contributors, reviews, turn } = await screen();
    expect([state, contributors.map(({ name }) => name).toSorted()]).toEqual(['in_review', ['Amal', 'Nora']]);
    expect(reviews).toMatchObject([{ isForThisText: false, dismissed: 'new_change' }]);
    expect(turn.names).toContain('Jonas');
  });
});

describe('saving', () => {
  it('E8 publishing while a save is under way: one of them wins, and the text that was published was approved', async () => {
    await approved();
    const { seq } = await sectionAt(1);
    const headHash = await headOf(scene.number);
    const [published, saved] = await Promise.allSettled([
      publishRevision(cast.nora, { number: scene.number, headHash, ...words }),
      saveAs(seq, 'One last word.'),
    ]);
    expect([published.status, saved.status].filter((status) => status === 'fulfilled')).toHaveLength(1);
    const { state } = await screen();
    expect(state).toBe(published.status === 'fulfilled' ? 'published' : 'in_review');
  });

  it('E17 two of one’s own saves at once, the second a repetition: one answer, no conflict with oneself', async () => {
    const { seq } = await sectionAt(1);
    const opId = newId();
    const [first, second] = await Promise.all([saveAs(seq, 'Once.', opId), saveAs(seq, 'Once.', opId)]);
    expect(second).toEqual(first);
    expect((await sectionAt(1)).seq).toBe(seq + 1);
  });

  it('E18 telling that one is there never stands in the way of a save', async () => {
    const { seq, sectionId } = await sectionAt(1);
    const presence = { number: scene.number, tab: newId(), sectionId, isUnsaved: true, isLeaving: false };
    await Promise.all([tellPresence(cast.amal, presence), tellPresence(cast.yusuf, { ...presence, tab: newId() })]);
    await saveAs(seq, 'Saved all the same.');
    expect(plainText((await sectionAt(1)).body)).toBe('Saved all the same.');
  });

  it('E19 every save is compared, not the first alone', async () => {
    const { seq } = await sectionAt(1);
    await saveAs(seq, 'First.');
    await saveAs(seq + 1, 'Second.');
    for (const old of [seq, seq + 1]) await expect(saveAs(old, 'Late.')).rejects.toEqual(refused('stale'));
    expect(plainText((await sectionAt(1)).body)).toBe('Second.');
  });

  it('E20 no request says "overwrite": a field of that kind is refused, and a late save brings what is there', async () => {
    const { sectionId, heading, seq } = await sectionAt(1);
    const request = { opId: newId(), number: scene.number, sectionId, expectedSeq: seq, heading, body: {} };
    for (const field of ['force', 'overwrite', 'ignoreConflict']) {
      expect(saveSectionEndpoint.input.safeParse({ ...request, [field]: true }).success).toBe(false);
    }
    const { expectedSeq: _, ...without } = request;
    expect(saveSectionEndpoint.input.safeParse(without).success).toBe(false);
    await saveAs(seq, 'Theirs.');
    await expect(saveAs(seq, 'Mine.')).rejects.toMatchObject({ code: 'stale', detail: { current: { seq: seq + 1 } } });
  });

  it('E22 giving back an older text keeps the present one first', async () => {
    const { checkpointId } = await nameCheckpoint(cast.amal, { number: scene.number, label: 'Before' });
    await write(cast.amal, scene.number, 1, prose('The present text.'));
    await restoreCheckpoint(cast.amal, { number: scene.number, checkpointId, headHash: await headOf(scene.number) });
    const kept = await db().checkpoint.findMany({ where: { revision: { number: scene.number }, reason: 'restore' } });
    expect(kept).toHaveLength(1);
    expect(plainText((await sectionAt(1)).body)).not.toBe('The present text.');
  });

  it('E31 doubled ids of blocks become different ones', async () => {
    const { seq, sectionId, heading } = await sectionAt(1);
    const twice = doc({ ...p('One.'), attrs: { id: 'same' } }, { ...p('Two.'), attrs: { id: 'same' } });
    const { body } = await saveSection(cast.amal, {
      number: scene.number,
      sectionId,
      expectedSeq: seq,
      heading,
      body: twice,
    });
    expect(new Set(body.content.map(({ attrs }) => attrs.id)).size).toBe(2);
  });

  it('E32 a comparison that would take too long says that it is limited', () => {
    const many = (word: string) => doc(...Array.from({ length: 5001 }, (_, at) => p(`${word} ${at}.`)));
    expect(diffSection(many('One'), many('Two')).limited).toBe(true);
  });
});

describe('comments', () => {
  const anchor = { quote: 'second sentence', prefix: 'A ', suffix: ' stands here.' };
  const about = { mustResolve: false, text: 'Why?' };
  const text = 'One sentence. A second sentence stands here.';

  beforeEach(async () => {
    await write(cast.amal, scene.number, 1, prose(text));
    await submit(cast.amal, scene.number);
  });

  const threads = async () => (await getReviewScreen(cast.jonas, scene.number)).threads;
  const start = async () =>
    startThread(cast.jonas, { number: scene.number, sectionId: (await sectionAt(1)).sectionId, ...anchor, ...about });

  it('E25 cut and pasted again: the thread loses its place and finds it back', async () => {
    await start();
    await write(cast.amal, scene.number, 1, prose('One sentence.'));
    expect(await threads()).toMatchObject([{ state: 'open', quote: anchor.quote }]);
    expect((await threads())[0]?.place).not.toBe('exact');
    await write(cast.amal, scene.number, 1, prose('Something before it.', text));
    expect(await threads()).toMatchObject([{ state: 'open', place: 'exact' }]);
  });

  it('E26 the block with its words is deleted: the thread stays, open', async () => {
    await start();
    await write(cast.amal, scene.number, 1, prose('Something else.'));
    expect(await threads()).toMatchObject([{ state: 'open', quote: anchor.quote }]);
  });

  it('E27 a comment is no part of the text: neither hash nor approval knows of it', async () => {
    const before = await headOf(scene.number);
    await start();
    expect(await headOf(scene.number)).toBe(before);
    await approve(cast.nora, scene.number);
    await start();
    expect((await screen()).state).toBe('approved');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { RefusalCode } from '@/lib/domain/refusal';
import { glance } from '@/lib/domain/workflow/seen';
import { keepScreen, markSeen, purgeScreens } from '@/lib/reviews/commands/seen';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { lineUp } from '@/lib/reviews/line-up';
import { getNews } from '@/lib/reviews/news';
import { getReviewScreen } from '@/lib/reviews/queries';
import { assembleRevision } from '@/lib/revisions/assemble';
import { nameCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { saveHead, saveOutline } from '@/lib/revisions/commands/head';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen } from '@/lib/revisions/queries/screens';
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
  write,
} from '@/lib/revisions/testing';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

let cast: Cast;
let articleId: string;
let number: number;

/** A revision by Amal in review: the lead and the section "History" are changed. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('The lead says three things now.'));
  await write(cast.amal, number, 1, prose('First paragraph, changed.', 'Second paragraph of the history.'));
  await submit(cast.amal, number);
});

const screenOf = (actor = cast.jonas, asked = {}) => getReviewScreen(actor, number, asked);
type Screen = Awaited<ReturnType<typeof screenOf>>;

const changed = ({ diff }: Screen) =>
  diff.sections.filter(({ flags }) => flags.length > 0).map(({ heading }) => heading.after ?? heading.before);
const stateIn = ({ seen }: Screen, part = '') => seen[part]?.state;

/** Ids of the sections in the order of the revision. */
async function sectionIds(): Promise<string[]> {
  return (await getEditScreen(cast.amal, number)).sections.map(({ sectionId }) => sectionId);
}

/** Marks a part as it stands on the screen now. */
async function mark(part = '', { actor = cast.jonas, viewed = true } = {}) {
  const seen = (await screenOf(actor)).seen[part];
  if (!seen) throw new Error(`No part ${part}`);
  return markSeen(actor, { number, part, contentHash: seen.contentHash, level: seen.level, viewed });
}

describe('a mark that a section was viewed', () => {
  it('is bound to the text, to the person and to the level; another text says that it changed', async () => {
    const [lead, history] = await sectionIds();
    await mark(lead);
    expect(stateIn(await screenOf(), lead)).toBe('viewed');
    expect(stateIn(await screenOf(), history)).toBe('unseen');
    expect(stateIn(await screenOf(cast.nora), lead)).toBe('unseen');

    await write(cast.amal, number, 0, prose('The lead says four things now.'));
    expect(stateIn(await screenOf(), lead)).toBe('changed');
    await mark(lead);
    await mark(lead, { viewed: false });
    expect(stateIn(await screenOf(), lead)).toBe('unseen');

    await mark(history);
    const { headSeq, sections } = await getEditScreen(cast.amal, number);
    const outline = sections.map(({ sectionId, level }, at) => ({ sectionId, level: at === 1 ? 3 : level }));
    await saveOutline(cast.amal, { number, expectedHeadSeq: headSeq, outline });
    expect(stateIn(await screenOf(), history)).toBe('changed');
  });

  it('is refused for another text, for a section that is none of the article, and once the revision has ended', async () => {
    const [lead = ''] = await sectionIds();
    const part = (await screenOf()).seen[lead];
    const seen = { number, part: lead, contentHash: part?.contentHash ?? '', level: 1, viewed: true };
    await write(cast.amal, number, 0, prose('Somebody was faster.'));
    await expect(markSeen(cast.jonas, seen)).rejects.toEqual(refused('stale'));
    await expect(markSeen(cast.jonas, { ...seen, part: cast.jonas.id })).rejects.toEqual(refused('not_found'));
    await discardRevision(cast.amal, { number, reason: '' });
    await expect(mark(lead)).rejects.toEqual(refused('wrong_state'));
    expect(await db().reviewSeen.count({ where: { revision: { number } } })).toBe(0);
  });

  it('holds for title, facts and order as one part', async () => {
    await mark(glance);
    expect(stateIn(await screenOf(), glance)).toBe('viewed');
    const { headSeq, facts, related, attribution } = await getEditScreen(cast.amal, number);
    const head = { title: 'Another title', facts: [...facts], related: [...related], attribution };
    await saveHead(cast.amal, { number, expectedHeadSeq: headSeq, ...head });
    expect(stateIn(await screenOf(), glance)).toBe('changed');
    const since = await screenOf(cast.jonas, { with: 'seen' });
    expect(since.diff.title.after).toBe('Another title');
    expect(since.diff.counts.head).toBe(1);
  });

  it('holds for a section that is gone, as long as it is', async () => {
    const [lead = '', history = ''] = await sectionIds();
    const { headSeq } = await getEditScreen(cast.amal, number);
    await saveOutline(cast.amal, { number, expectedHeadSeq: headSeq, outline: [{ sectionId: lead, level: 1 }] });
    await mark(history);
    const screen = await screenOf();
    expect(stateIn(screen, history)).toBe('viewed');
    expect(changed(await screenOf(cast.jonas, { with: 'seen' }))).not.toContain('History');
  });
});

describe('a comparison with what I last looked at', () => {
  it('shows after a review only what was written since', async () => {
    await expect(screenOf(cast.jonas, { with: 'seen' })).rejects.toEqual(refused('not_found'));
    const review = { number, headHash: await headOf(number), verdict: 'request_changes', comment: 'When?' } as const;
    await reviewRevision(cast.jonas, review);
    const [lead, history] = await sectionIds();
    expect(stateIn(await screenOf(), lead)).toBe('viewed');

    await write(cast.amal, number, 1, prose('First paragraph, changed in 1971.', 'Second paragraph of the history.'));
    const since = await screenOf(cast.jonas, { with: 'seen' });
    expect(since.compared.kind).toBe('seen');
    expect(changed(since)).toEqual(['History']);
    expect(since.diff.counts.total).toBe(1);
    expect([stateIn(since, lead), stateIn(since, history)]).toEqual(['viewed', 'changed']);
    expect(changed(await screenOf())).toEqual(['', 'History']);
    expect(since.choices.map(({ key }) => key).slice(0, 3)).toEqual(['live', 'seen', 'v1']);
    expect((await screenOf(cast.nora)).choices.map(({ kind }) => kind)).not.toContain('seen');
  });

  it('takes what was marked since over the review, and the live version where nothing was looked at', async () => {
    const [lead] = await sectionIds();
    await mark(lead);
    await write(cast.amal, number, 1, prose('First paragraph, changed again.', 'Second paragraph of the history.'));
    // The lead was seen as it is; the history never was: it is compared with the live version.
    expect(changed(await screenOf(cast.jonas, { with: 'seen' }))).toEqual(['History']);
    await reviewRevision(cast.jonas, { number, headHash: await headOf(number), verdict: 'comment', comment: 'Well.' });
    expect((await screenOf(cast.jonas, { with: 'seen' })).diff.counts.total).toBe(0);
    await write(cast.amal, number, 0, prose('The lead says five things now.'));
    await mark(lead);
    expect((await screenOf(cast.jonas, { with: 'seen' })).diff.counts.total).toBe(0);
  });

  it('takes a section that was approved alone for looked at, and no other', async () => {
    const [lead, history] = await sectionIds();
    const part = (await screenOf()).parts.find((one) => one.part === lead);
    const approval = { number, headHash: await headOf(number), comment: '', openPoints: openInTests };
    await reviewRevision(cast.jonas, {
      ...approval,
      verdict: 'approve',
      parts: [{ part: lead ?? '', hash: part?.hash ?? '' }],
    });
    const screen = await screenOf();
    expect([stateIn(screen, lead), stateIn(screen, history)]).toEqual(['viewed', 'unseen']);
    expect(changed(await screenOf(cast.jonas, { with: 'seen' }))).toEqual(['History']);
    await write(cast.amal, number, 0, prose('The lead says eight things now.'));
    expect(stateIn(await screenOf(), lead)).toBe('changed');
  });

  it('takes the coming of a section for no move of the others', async () => {
    await reviewRevision(cast.jonas, { number, headHash: await headOf(number), verdict: 'comment', comment: 'Well.' });
    const [lead = ''] = await sectionIds();
    const { headSeq } = await getEditScreen(cast.amal, number);
    await addSection(cast.amal, { number, expectedHeadSeq: headSeq, heading: 'Trade', level: 2, after: lead });
    const trade = (await sectionIds())[1];
    expect(changed(await screenOf(cast.jonas, { with: 'seen' }))).toEqual(['Trade']);
    await mark(trade);
    const since = await screenOf(cast.jonas, { with: 'seen' });
    expect(changed(since)).toEqual([]);
  });
});

describe('a comparison by its address', () => {
  it('is with any version and any kept text of the revision, and with nothing else', async () => {
    const { checkpointId } = await nameCheckpoint(cast.amal, { number, label: 'Half way' });
    await write(cast.amal, number, 0, prose('The lead says nothing now.'));
    const kept = await screenOf(cast.jonas, { with: checkpointId });
    expect([kept.compared.kind, kept.compared.label, changed(kept)]).toEqual(['kept', 'Half way', ['']]);
    const version = await screenOf(cast.jonas, { with: 'v1' });
    expect([version.compared.kind, version.compared.number, changed(version)]).toEqual(['version', 1, ['', 'History']]);
    const other = await openRevision(cast.amal, { articleId, name: 'Another', why: '' });
    const elsewhere = await nameCheckpoint(cast.amal, { number: other.number, label: 'Elsewhere' });
    for (const unknown of ['v7', 'v0', 'screen-12', 'nonsense', elsewhere.checkpointId, cast.amal.id]) {
      await expect(screenOf(cast.jonas, { with: unknown })).rejects.toEqual(refused('not_found'));
    }
  });

  it('pins the text that it was made for, or says that it cannot', async () => {
    const text = await headOf(number);
    expect((await screenOf(cast.nora, { with: 'v1', text })).pinned).toBeNull();
    await write(cast.amal, number, 0, prose('The lead was written anew.'));
    const pinned = await screenOf(cast.nora, { with: 'v1', text });
    expect(pinned.pinned).toMatchObject({ kept: true });
    expect(JSON.stringify(pinned.diff)).toContain('three things');
    expect(JSON.stringify(pinned.diff)).not.toContain('anew');
    const unkept = await headOf(number);
    await write(cast.amal, number, 0, prose('The lead was written once more.'));
    const lost = await screenOf(cast.nora, { with: 'v1', text: unkept });
    expect(lost.pinned).toEqual({ kept: false, at: null });
    expect(JSON.stringify(lost.diff)).toContain('once more');
  });

  it('of a published revision is with the version before it', async () => {
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const screen = await screenOf();
    expect([screen.compared.kind, screen.compared.number, screen.publishedAs]).toEqual(['live', 1, 2]);
    expect(changed(screen)).toEqual(['', 'History']);
  });
});

describe('news on an open screen', () => {
  const since = new Date(0).toISOString();

  it('say who saved in how many of the sections shown, and compare with what was shown', async () => {
    const headHash = await headOf(number);
    expect(await keepScreen(cast.jonas, { number, headHash })).toEqual({ kept: true });
    expect((await getNews(cast.jonas, { number, headHash, since })).edit).toBeNull();
    await write(cast.amal, number, 0, prose('The lead says six things now.'));
    expect((await getNews(cast.jonas, { number, headHash, since })).edit).toMatchObject({ by: 'Amal', sections: 1 });
    const onlyNew = await screenOf(cast.jonas, { with: `screen-${headHash}` });
    expect([onlyNew.compared.kind, changed(onlyNew), onlyNew.diff.counts.total]).toEqual(['screen', [''], 1]);
    // What was on Jonas's screen is his alone; a text that is not there any more is not kept.
    await expect(screenOf(cast.nora, { with: `screen-${headHash}` })).rejects.toEqual(refused('not_found'));
    expect((await getNews(cast.nora, { number, headHash, since })).edit).toMatchObject({ by: 'Amal', sections: null });
    expect(await keepScreen(cast.nora, { number, headHash })).toEqual({ kept: false });
  });

  it('name verdicts of others given since, and the state', async () => {
    const headHash = await headOf(number);
    await approve(cast.nora, number);
    const { reviews, state, edit } = await getNews(cast.jonas, { number, headHash, since });
    expect([reviews.map(({ by, verdict }) => `${by} ${verdict}`), state, edit]).toEqual([
      ['Nora approve'],
      'approved',
      null,
    ]);
    expect((await getNews(cast.nora, { number, headHash, since })).reviews).toEqual([]);
    const later = new Date(Date.now() + 1000).toISOString();
    expect((await getNews(cast.jonas, { number, headHash, since: later })).reviews).toEqual([]);
  });

  it('are forgotten with their screens once the revision has ended, or after a month', async () => {
    const headHash = await headOf(number);
    await keepScreen(cast.jonas, { number, headHash });
    expect(await purgeScreens()).toBe(0);
    const old = { openedAt: new Date(Date.now() - 31 * 24 * 3600 * 1000) };
    await db().reviewScreen.updateMany({ where: { revision: { number } }, data: old });
    expect(await purgeScreens()).toBe(1);
    await keepScreen(cast.jonas, { number, headHash });
    await discardRevision(cast.amal, { number, reason: '' });
    expect(await keepScreen(cast.nora, { number, headHash })).toEqual({ kept: false });
    expect(await purgeScreens()).toBe(1);
  });

  it('are of the newest few screens of a person only', async () => {
    const hashes: string[] = [];
    for (let at = 0; at < 10; at += 1) {
      await write(cast.amal, number, 0, prose(`The lead says ${at} things.`));
      const headHash = await headOf(number);
      await keepScreen(cast.jonas, { number, headHash });
      hashes.push(headHash);
    }
    const kept = await db().reviewScreen.findMany({ where: { personId: cast.jonas.id } });
    expect(kept.map(({ headHash }) => headHash).toSorted()).toEqual(hashes.slice(2).toSorted());
  });
});

describe('a comparison that fails', () => {
  it('takes nothing away: both texts stand there whole', async () => {
    const now = await assembleRevision(db(), await db().revision.findUniqueOrThrow({ where: { number } }));
    const { diff, failed } = lineUp(null, now, () => {
      throw new RangeError('a mistake of ours');
    });
    expect(diff.counts.total).toBe(0);
    expect(failed?.before).toEqual([]);
    expect(failed?.after.map(({ heading }) => heading)).toEqual(['', 'History']);
    expect(lineUp(null, now).failed).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { getReviewScreen } from '@/lib/reviews/queries';
import { nameCheckpoint, restoreCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { saveHead, saveOutline } from '@/lib/revisions/commands/head';
import { openRevision } from '@/lib/revisions/commands/open';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection } from '@/lib/revisions/commands/section';
import { compareStates, getCheckpoint, getHistory } from '@/lib/revisions/queries/history';
import { getSectionHistory } from '@/lib/revisions/queries/section-history';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, type Cast, headOf, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

async function scene(): Promise<Cast & { number: number }> {
  const cast = await people();
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  return { ...cast, number };
}

const textsOf = async (cast: Cast, number: number) =>
  (await getEditScreen(cast.amal, number)).sections.map(({ body }) => plainText(body));

describe('autosave', () => {
  it('writes no history: forty saves of one sitting make no checkpoint and no row but the working copy', async () => {
    const { amal, number } = await scene();
    const rows = async () => [
      await db().checkpoint.count(),
      await db().sectionContent.count(),
      await db().version.count(),
    ];
    const before = await rows();
    for (let nth = 0; nth < 40; nth += 1) await write(amal, number, 1, prose(`Word by word, ${nth}.`));
    expect(await rows()).toEqual(before);
    expect((await getHistory(amal, number)).checkpoints).toEqual([]);
    expect((await getEditScreen(amal, number)).sections[1]).toMatchObject({ seq: 40 });
  });

  it('keeps the text of a sitting when ten minutes later another one begins', async () => {
    const { amal, number } = await scene();
    await write(amal, number, 1, prose('Of the morning.'));
    await db().workingCopy.updateMany({
      where: { revision: { number } },
      data: { savedAt: new Date(Date.now() - 11 * 60_000) },
    });
    await write(amal, number, 1, prose('Of the evening.'));
    const { checkpoints } = await getHistory(amal, number);
    expect(checkpoints.map(({ reason, by, changed }) => [reason, by, changed])).toEqual([
      ['sitting', 'Amal', ['History']],
    ]);
    const kept = await getCheckpoint(amal, number, checkpoints[0]?.id ?? '');
    expect(plainText(kept.sections[1]?.body ?? prose())).toBe('Of the morning.');
  });

  it('keeps the text at submit and at each review, once for one text', async () => {
    const { amal, jonas, nora, number } = await scene();
    await write(amal, number, 1, prose('Submitted.'));
    await submit(amal, number);
    const comment = { number, headHash: await headOf(number), verdict: 'comment', comment: 'Why?' } as const;
    await reviewRevision(jonas, comment);
    await write(amal, number, 1, prose('Answered.'));
    await reviewRevision(nora, { ...comment, headHash: await headOf(number) });
    const { checkpoints } = await getHistory(amal, number);
    expect(checkpoints.map(({ reason }) => reason)).toEqual(['review', 'submit']);
  });
});

describe('history', () => {
  it('says who kept what when, and what changed; any two states can be compared', async () => {
    const { amal, yusuf, number } = await scene();
    await write(amal, number, 1, prose('First state.'));
    const first = await nameCheckpoint(amal, { number, label: 'First' });
    await write(amal, number, 0, prose('Another lead.'));
    const { headSeq } = await getEditScreen(amal, number);
    await saveHead(amal, {
      number,
      expectedHeadSeq: headSeq,
      title: 'New title',
      facts: [],
      related: [],
      attribution: '',
    });
    const second = await nameCheckpoint(yusuf, { number, label: 'Second' });
    await write(amal, number, 1, prose('Second state.'));

    const { checkpoints } = await getHistory(amal, number);
    expect(checkpoints.map(({ label, by, changed, isPresent }) => [label, by, changed, isPresent])).toEqual([
      ['Second', 'Yusuf', ['Summary', 'Title'], false],
      ['First', 'Amal', ['History'], false],
    ]);
    const changedIn = async (from: string, to: string) => {
      const { diff } = await compareStates(amal, number, { from, to });
      return diff?.sections.flatMap(({ flags }, at) => (flags.length > 0 ? [at] : [])) ?? null;
    };
    expect(await changedIn(first.checkpointId, second.checkpointId)).toEqual([0]);
    expect(await changedIn(second.checkpointId, 'now')).toEqual([1]);
    expect(await changedIn('base', 'now')).toEqual([0, 1]);
    expect(await changedIn('now', 'now')).toBeNull();
    expect(await changedIn('now', first.checkpointId)).toEqual([0, 1]);
  });

  it('pages by key', async () => {
    const { amal, number } = await scene();
    for (let nth = 0; nth < 103; nth += 1) await nameCheckpoint(amal, { number, label: `Kept ${nth}` });
    const first = await getHistory(amal, number);
    const second = await getHistory(amal, number, first.next ?? '');
    const labels = [...first.checkpoints, ...second.checkpoints].map(({ label }) => label);
    expect(labels).toEqual(Array.from({ length: 103 }, (_, nth) => `Kept ${102 - nth}`));
    expect([first.checkpoints.length, second.next]).toEqual([100, null]);
  });

  it('shows nothing of another revision', async () => {
    const [one, other] = [await scene(), await scene()];
    const { checkpointId } = await nameCheckpoint(other.amal, { number: other.number, label: 'Not yours' });
    const points = { from: checkpointId, to: 'now' };
    await expect(getCheckpoint(one.amal, one.number, checkpointId)).rejects.toEqual(refused('not_found'));
    await expect(compareStates(one.amal, one.number, points)).rejects.toEqual(refused('not_found'));
    await expect(getHistory(one.amal, one.number, checkpointId)).rejects.toEqual(refused('not_found'));
    const restore = { number: one.number, checkpointId, headHash: await headOf(one.number) };
    await expect(restoreCheckpoint(one.amal, restore)).rejects.toEqual(refused('not_found'));
  });
});

describe('restoring a checkpoint', () => {
  it('makes a new state, keeps the present one, and refuses saves that were made from it', async () => {
    const { number, ...cast } = await scene();
    const { amal } = cast;
    await write(amal, number, 1, prose('Old state.'));
    const { checkpointId } = await nameCheckpoint(amal, { number, label: 'Old' });
    await write(amal, number, 0, prose('New lead.'));
    await write(amal, number, 1, prose('New state.'));
    const stale = (await getEditScreen(amal, number)).sections[1];
    await restoreCheckpoint(amal, { number, checkpointId, headHash: await headOf(number) });

    expect(await textsOf(cast, number)).toEqual(['The lead says one thing. It says another thing too.', 'Old state.']);
    const { checkpoints } = await getHistory(amal, number);
    expect(checkpoints.map(({ reason, isPresent }) => [reason, isPresent])).toEqual([
      ['restore', false],
      ['named', true],
    ]);
    const { sectionId = '', seq: expectedSeq = 0, heading = '' } = stale ?? {};
    const late = saveSection(amal, { number, sectionId, expectedSeq, heading, body: prose('Too late.') });
    await expect(late).rejects.toEqual(refused('stale'));
    // And back again
    const before = checkpoints[0]?.id ?? '';
    await restoreCheckpoint(amal, { number, checkpointId: before, headHash: await headOf(number) });
    expect(await textsOf(cast, number)).toEqual(['New lead.', 'New state.']);
  });

  it('brings sections, their order and the head back as they were', async () => {
    const { number, ...cast } = await scene();
    const { amal } = cast;
    const start = await getEditScreen(amal, number);
    const lead = start.sections[0]?.sectionId ?? '';
    const more = { number, expectedHeadSeq: start.headSeq, heading: 'More', level: 2, after: lead };
    const added = await addSection(amal, more);
    const { checkpointId } = await nameCheckpoint(amal, { number, label: 'Three sections' });
    const kept = await getEditScreen(amal, number);
    await saveOutline(amal, { number, expectedHeadSeq: added.headSeq, outline: [{ sectionId: lead, level: 1 }] });
    await restoreCheckpoint(amal, { number, checkpointId, headHash: await headOf(number) });
    const after = await getEditScreen(amal, number);
    expect(after.headHash).toBe(kept.headHash);
    expect(after.sections.map(({ sectionId }) => sectionId)).toEqual(kept.sections.map(({ sectionId }) => sectionId));
  });

  it('asks for the text that is on screen, and dismisses approvals', async () => {
    const { amal, jonas, number } = await scene();
    await write(amal, number, 1, prose('Old state.'));
    const { checkpointId } = await nameCheckpoint(amal, { number, label: 'Old' });
    await write(amal, number, 1, prose('New state.'));
    await submit(amal, number);
    await approve(jonas, number);
    const other = { number, checkpointId, headHash: '0'.repeat(64) };
    await expect(restoreCheckpoint(amal, other)).rejects.toEqual(refused('stale'));
    await restoreCheckpoint(amal, { ...other, headHash: await headOf(number) });
    expect(await getRevision(amal, number)).toMatchObject({
      state: 'in_review',
      reviews: [{ dismissed: 'new_change' }],
    });
  });
});

describe('the history of one section', () => {
  it('has the states of its text only, says what changed, and compares nothing else', async () => {
    const { amal, yusuf, number } = await scene();
    const { sections } = await getEditScreen(amal, number);
    const sectionId = sections[1]?.sectionId ?? '';
    const keep = async (label: string) => (await nameCheckpoint(yusuf, { number, label })).checkpointId;
    await write(amal, number, 0, prose('Another lead.'));
    await keep('Lead');
    await write(amal, number, 1, prose('Old state.'));
    const old = await keep('Old');
    await keep('The same under another name');
    const { seq: expectedSeq = 0 } = (await getEditScreen(amal, number)).sections[1] ?? {};
    await saveSection(amal, { number, sectionId, expectedSeq, heading: 'Chronicle', body: prose('Old state.') });
    await keep('Renamed');

    const { section, checkpoints, next } = await getSectionHistory(amal, number, { sectionId });
    expect([section.heading, section.isHere, next]).toEqual(['Chronicle', true, null]);
    expect(checkpoints.map(({ label, by, changed, isPresent }) => [label, by, changed, isPresent])).toEqual([
      ['Renamed', 'Yusuf', ['Heading'], true],
      ['Old', 'Yusuf', ['Text'], false],
    ]);
    const points = { from: 'base', to: 'now', section: sectionId };
    const { diff } = await compareStates(amal, number, points);
    expect(diff?.sections.map(({ heading }) => heading)).toMatchObject([{ before: 'History', after: 'Chronicle' }]);
    expect((await compareStates(amal, number, { ...points, from: old, to: old })).diff).toBeNull();
    const kept = await getCheckpoint(amal, number, old, sectionId);
    expect(kept.sections.map(({ heading }) => heading)).toEqual(['History']);
    const older = await getSectionHistory(amal, number, { sectionId, before: checkpoints[0]?.id });
    expect(older.checkpoints.map(({ label }) => label)).toEqual(['Old']);
  });

  it('says when it came and went, also after it is gone', async () => {
    const { amal, number } = await scene();
    const { sections, headSeq } = await getEditScreen(amal, number);
    const lead = sections[0]?.sectionId ?? '';
    const added = await addSection(amal, { number, expectedHeadSeq: headSeq, heading: 'More', level: 2, after: lead });
    await nameCheckpoint(amal, { number, label: 'With more' });
    await saveOutline(amal, { number, expectedHeadSeq: added.headSeq, outline: [{ sectionId: lead, level: 1 }] });
    await nameCheckpoint(amal, { number, label: 'Without' });
    const { section, checkpoints } = await getSectionHistory(amal, number, { sectionId: added.sectionId });
    expect([section.heading, section.isHere]).toEqual(['More', false]);
    expect(checkpoints.map(({ label, changed }) => [label, changed])).toEqual([
      ['Without', ['Removed']],
      ['With more', ['Added']],
    ]);
    const elsewhere = await scene();
    const other = getSectionHistory(elsewhere.amal, elsewhere.number, { sectionId: added.sectionId });
    await expect(other).rejects.toEqual(refused('not_found'));
  });

  it('gives one text back and leaves the others; the present text is kept first', async () => {
    const { number, ...cast } = await scene();
    const { amal } = cast;
    await write(amal, number, 1, prose('Old state.'));
    const { checkpointId } = await nameCheckpoint(amal, { number, label: 'Old' });
    await write(amal, number, 0, prose('New lead.'));
    await write(amal, number, 1, prose('New state.'));
    const { sectionId = '', seq: expectedSeq = 0 } = (await getEditScreen(amal, number)).sections[1] ?? {};
    const input = { number, checkpointId, sectionId };
    await expect(restoreCheckpoint(amal, { ...input, headHash: '0'.repeat(64) })).rejects.toEqual(refused('stale'));
    await restoreCheckpoint(amal, { ...input, headHash: await headOf(number) });
    expect(await textsOf(cast, number)).toEqual(['New lead.', 'Old state.']);
    const late = saveSection(amal, { number, sectionId, expectedSeq, heading: 'History', body: prose('Too late.') });
    await expect(late).rejects.toEqual(refused('stale'));
    const [kept] = (await getHistory(amal, number)).checkpoints;
    expect(kept?.reason).toBe('restore');
    const { sections } = await getCheckpoint(amal, number, kept?.id ?? '', sectionId);
    expect(sections.map(({ body }) => plainText(body))).toEqual(['New state.']);
    const nowhere = { ...input, sectionId: newId(), headHash: await headOf(number) };
    await expect(restoreCheckpoint(amal, nowhere)).rejects.toEqual(refused('not_found'));
  });
});

describe('a text that this program does not understand', () => {
  const strange = { type: 'doc', content: [{ type: 'hologram', attrs: { id: 'b1' } }] };

  it.each([
    ['holds an unknown node', { body: strange, contentHash: 'f'.repeat(64) }],
    ['is written in a newer schema', { schemaVersion: 2 }],
  ])('that %s is shown as such, and nothing is saved over it', async (_, data) => {
    const { amal, number } = await scene();
    await write(amal, number, 1, prose('Known.'));
    const { checkpointId } = await nameCheckpoint(amal, { number, label: 'Known' });
    await db().workingCopy.updateMany({ where: { revision: { number } }, data: { ...data, seq: { increment: 1 } } });
    const stored = await db().workingCopy.findFirstOrThrow({ where: { revision: { number } } });
    const { sections, headHash } = await getEditScreen(amal, number);
    expect(sections.map(({ isUnderstood }) => isUnderstood)).toEqual([true, false]);
    expect((await getReviewScreen(amal, number)).number).toBe(number);

    const { sectionId, seq: expectedSeq } = stored;
    const save = saveSection(amal, { number, sectionId, expectedSeq, heading: 'History', body: prose('Over it.') });
    await expect(save).rejects.toEqual(refused('wrong_state'));
    await expect(restoreCheckpoint(amal, { number, checkpointId, headHash })).rejects.toEqual(refused('wrong_state'));
    expect(await db().workingCopy.findFirstOrThrow({ where: { revision: { number } } })).toEqual(stored);
  });

  it('is refused at the door', async () => {
    const { amal, number } = await scene();
    const { sectionId = '', seq: expectedSeq = 0 } = (await getEditScreen(amal, number)).sections[1] ?? {};
    const save = saveSection(amal, {
      opId: newId(),
      number,
      sectionId,
      expectedSeq,
      heading: 'History',
      body: strange,
    });
    await expect(save).rejects.toEqual(refused('invalid'));
  });
});

import { describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { nameCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { saveHead } from '@/lib/revisions/commands/head';
import { openRevision } from '@/lib/revisions/commands/open';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { saveSection } from '@/lib/revisions/commands/save';
import { getCheckpoint } from '@/lib/revisions/queries/history';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, headOf, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const open = async (actor: Parameters<typeof openRevision>[0], articleId: string) =>
  (await openRevision(actor, { articleId, name: 'A change', why: '' })).number;

type Choices = Partial<Pick<Parameters<typeof rebaseRevision>[1], 'resolutions' | 'head'>>;
const rebase = async (...[actor, number, liveNumber, choices = {}]: [Actor, number, number, Choices?]) =>
  rebaseRevision(actor, { number, headHash: await headOf(number), liveNumber, resolutions: [], head: {}, ...choices });

describe('two open revisions', () => {
  it('marks the second stale, refuses to publish it, and carries its approval over a clean rebase', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const [small, big] = [await open(cast.amal, articleId), await open(cast.yusuf, articleId)];
    await write(cast.amal, small, 0, prose('Another lead.'));
    await write(cast.yusuf, big, 1, prose('Another history.'));
    for (const [author, number] of [
      [cast.amal, small],
      [cast.yusuf, big],
    ] as const) {
      await submit(author, number);
      await approve(cast.jonas, number);
    }
    await publish(cast.jonas, small);
    await expect(publish(cast.jonas, big)).rejects.toEqual(refused('not_ready'));
    await rebase(cast.yusuf, big, 2);
    expect(await getRevision(cast.yusuf, big)).toMatchObject({
      state: 'approved',
      isStale: false,
      reviews: [{ isForThisText: true }],
    });
    await publish(cast.jonas, big);
    const { sections } = await getEditScreen(cast.amal, await open(cast.amal, articleId));
    expect(sections.map(({ body }) => plainText(body))).toEqual(['Another lead.', 'Another history.']);
  });

  it('shows both texts of a conflict, and resolving it dismisses approvals', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const [first, second] = [await open(cast.amal, articleId), await open(cast.yusuf, articleId)];
    await write(cast.amal, first, 1, prose('First paragraph, as Amal has it.', 'Second paragraph of the history.'));
    await write(
      cast.yusuf,
      second,
      1,
      prose('First paragraph, as Yusuf has it now.', 'Second paragraph of the history.'),
    );
    await submit(cast.yusuf, second);
    await approve(cast.nora, second);
    await submit(cast.amal, first);
    await approve(cast.jonas, first);
    await publish(cast.jonas, first);
    const blocked = await rebase(cast.yusuf, second, 2).catch((error: unknown) => error);
    expect(blocked).toMatchObject({
      code: 'not_ready',
      detail: { current: { conflicts: [{ ours: {}, theirs: {} }], head: [] } },
    });
    const { sections } = await getEditScreen(cast.yusuf, second);
    const { sectionId = '', heading = '' } = sections[1] ?? {};
    const resolutions = [{ sectionId, heading, body: prose('Both, joined by hand.') }];
    await rebase(cast.yusuf, second, 2, { resolutions });
    expect(await getRevision(cast.yusuf, second)).toMatchObject({
      state: 'in_review',
      reviews: [{ dismissed: 'conflict_resolved' }],
    });
  });
});

describe('bringing a revision up to date', () => {
  /** Two revisions of one article; the first one is live already, the second is approved and stale. */
  async function overtaken(first: readonly [at: number, ...string[]], second: readonly [at: number, ...string[]]) {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const [one, two] = [await open(cast.amal, articleId), await open(cast.yusuf, articleId)];
    await write(cast.amal, one, first[0], prose(...(first.slice(1) as string[])));
    await write(cast.yusuf, two, second[0], prose(...(second.slice(1) as string[])));
    for (const [author, number] of [
      [cast.amal, one],
      [cast.yusuf, two],
    ] as const) {
      await submit(author, number);
      await approve(cast.nora, number);
    }
    await publish(cast.jonas, one);
    const texts = async () => (await getEditScreen(cast.yusuf, two)).sections.map(({ body }) => plainText(body));
    return { ...cast, number: two, texts };
  }

  it('merges different paragraphs of one section, says so beforehand, and dismisses the approval of another text', async () => {
    const { yusuf, number, texts } = await overtaken(
      [1, 'First paragraph of the history, as Amal has it.', 'Second paragraph of the history.'],
      [1, 'First paragraph of the history.', 'Second paragraph of the history, as Yusuf has it.'],
    );
    const { update, isStale } = await getRevision(yusuf, number);
    expect([isStale, update?.merged.map(({ heading }) => heading), update?.inConflict]).toEqual([
      true,
      ['History'],
      [],
    ]);
    await rebase(yusuf, number, 2);
    expect((await texts())[1]).toBe(
      'First paragraph of the history, as Amal has it.\n\nSecond paragraph of the history, as Yusuf has it.',
    );
    const after = await getRevision(yusuf, number);
    expect(after).toMatchObject({
      isStale: false,
      update: null,
      state: 'in_review',
      reviews: [{ dismissed: 'conflict_resolved' }],
    });
  });

  it('takes over what only the live version changed, and keeps the approval of sections that it left alone', async () => {
    const { yusuf, number, texts } = await overtaken([0, 'Another lead.'], [1, 'Another history.']);
    expect((await getRevision(yusuf, number)).update).toMatchObject({ takenOver: [{ heading: '' }], merged: [] });
    await rebase(yusuf, number, 2);
    expect(await texts()).toEqual(['Another lead.', 'Another history.']);
    expect(await getRevision(yusuf, number)).toMatchObject({ state: 'approved', reviews: [{ dismissed: null }] });
  });

  it('names the sections in which somebody has to choose', async () => {
    const { yusuf, number } = await overtaken([1, 'As Amal has it.'], [1, 'As Yusuf has it.']);
    const { update } = await getRevision(yusuf, number);
    expect(update).toMatchObject({ inConflict: [{ heading: 'History' }], merged: [], takenOver: [] });
    await expect(rebase(yusuf, number, 2)).rejects.toEqual(refused('not_ready'));
  });

  it('refuses a save that was made before it, with the text that stands there now', async () => {
    const { yusuf, number } = await overtaken([0, 'Another lead.'], [1, 'Another history.']);
    const [lead] = (await getEditScreen(yusuf, number)).sections;
    await rebase(yusuf, number, 2);
    const { sectionId = '', seq: expectedSeq = 0 } = lead ?? {};
    const late = saveSection(yusuf, { number, sectionId, expectedSeq, heading: '', body: prose('On the old lead.') });
    await expect(late).rejects.toEqual(refused('stale'));
  });

  it('is asked for the live version that was seen, and once', async () => {
    const { yusuf, number } = await overtaken([0, 'Another lead.'], [1, 'Another history.']);
    await expect(rebase(yusuf, number, 1)).rejects.toEqual(refused('stale'));
    await rebase(yusuf, number, 2);
    await expect(rebase(yusuf, number, 2)).rejects.toEqual(refused('wrong_state'));
  });
});

describe('a text that somebody else typed', () => {
  it('is not saved under the name of whoever signed in since', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const { sections, headSeq } = await getEditScreen(cast.amal, number);
    const { sectionId = '', heading = '', seq: expectedSeq = 0 } = sections[0] ?? {};
    const text = { number, sectionId, expectedSeq, heading, body: prose('Typed by Amal.'), writtenBy: cast.amal.id };
    await expect(saveSection(cast.yusuf, text)).rejects.toEqual(refused('signed_out'));
    const head = { title: 'T', facts: [], related: [], attribution: '', writtenBy: cast.amal.id };
    await expect(saveHead(cast.yusuf, { number, expectedHeadSeq: headSeq, ...head })).rejects.toEqual(
      refused('signed_out'),
    );
    await saveSection(cast.amal, text);
  });

  it('is kept in History though it was never saved', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await open(cast.amal, articleId);
    const { sections, headHash } = await getEditScreen(cast.amal, number);
    const { sectionId = '', heading = '' } = sections[0] ?? {};
    const instead = { sectionId, heading, body: prose('Never saved.') };
    const { checkpointId } = await nameCheckpoint(cast.amal, { number, label: 'Mine', instead });
    const kept = await getCheckpoint(cast.amal, number, checkpointId);
    expect(kept.sections.map(({ body }) => plainText(body))[0]).toBe('Never saved.');
    expect((await getEditScreen(cast.amal, number)).headHash).toBe(headHash);
  });
});

describe('two revisions that change title, facts and heading', () => {
  const fact = (key: string, value: string) => ({ key, value, confirmed: true, citations: [] });
  const head = async (actor: Actor, number: number, title: string, facts: ReturnType<typeof fact>[]) => {
    const { headSeq } = await getEditScreen(actor, number);
    return saveHead(actor, { number, expectedHeadSeq: headSeq, title, facts, related: [], attribution: '' });
  };
  const rename = async (actor: Actor, number: number, heading: string) => {
    const { sections } = await getEditScreen(actor, number);
    const { sectionId = '', seq: expectedSeq = 0, body } = sections[1] ?? {};
    return saveSection(actor, { number, sectionId, expectedSeq, heading, body });
  };

  it('offers both titles, facts and headings, and keeps what only one side changed', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const [first, second] = [await open(cast.amal, articleId), await open(cast.yusuf, articleId)];
    await head(cast.amal, first, 'Live title', [fact('Since', '1946'), fact('Embassy', 'Tehran')]);
    await rename(cast.amal, first, 'Early history');
    await head(cast.yusuf, second, 'Own title', [fact('Since', '1947'), fact('Treaty', 'of 1948')]);
    await rename(cast.yusuf, second, 'Beginnings');
    await submit(cast.amal, first);
    await approve(cast.jonas, first);
    await publish(cast.jonas, first);

    const blocked = await rebase(cast.yusuf, second, 2).catch((error: unknown) => error);
    expect(blocked).toMatchObject({
      code: 'not_ready',
      detail: {
        current: {
          conflicts: [{ ours: { heading: 'Beginnings' }, theirs: { heading: 'Early history' } }],
          head: [
            { field: 'title', ours: 'Own title', theirs: 'Live title' },
            { field: 'facts', ours: [fact('Since', '1947')], theirs: [fact('Since', '1946')] },
          ],
        },
      },
    });
    const { sections } = await getEditScreen(cast.yusuf, second);
    const { sectionId = '', body } = sections[1] ?? {};
    const resolutions = [{ sectionId, heading: 'Early history', body }];
    await rebase(cast.yusuf, second, 2, { resolutions, head: { title: 'theirs', facts: 'ours' } });
    const screen = await getEditScreen(cast.yusuf, second);
    expect(screen.title).toBe('Live title');
    expect(screen.facts).toEqual([fact('Since', '1947'), fact('Treaty', 'of 1948'), fact('Embassy', 'Tehran')]);
    expect(screen.sections[1]?.heading).toBe('Early history');
  });
});

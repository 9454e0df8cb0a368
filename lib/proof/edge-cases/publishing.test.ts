import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { publishEndpoint } from '@/lib/contract/versions';
import { db } from '@/lib/db/client';
import {
  approved,
  cast,
  changed,
  hourMs,
  later,
  refused,
  scene,
  schedule,
  screen,
  sectionAt,
  useScene,
  words,
} from '@/lib/proof/edge-cases/scene';
import { useDatabase } from '@/lib/db/testing';
import { doc, p } from '@/lib/domain/prose/builder';
import { startThread } from '@/lib/reviews/commands/thread';
import { cite } from '@/lib/revisions/commands/cite';
import { restoreVersion } from '@/lib/revisions/commands/open';
import { saveSection } from '@/lib/revisions/commands/save';
import { getPreview } from '@/lib/revisions/queries/preview';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, headOf, prose, publish, submit, write } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';
import { scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import { runDue } from '@/lib/versions/run-due';

/** The rows of workflow.md 4.5: what mature systems got wrong. Each test is named after its row; others are where they belong. */
useDatabase();

useScene();

describe('publishing', () => {
  it('E9 two articles of one title at once have two addresses; of two first versions one is made', async () => {
    const title = `Article ${newId()}`;
    const made = await Promise.all([createArticle(cast.amal, { title }), createArticle(cast.yusuf, { title })]);
    const rows = await db().article.findMany({ where: { id: { in: made.map((one) => one.articleId) } } });
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(2);
    const first = made[0]?.number ?? 0;
    await write(cast.amal, first, 0, prose('A lead.'));
    await submit(cast.amal, first);
    await approve(cast.jonas, first);
    const both = await Promise.allSettled([publish(cast.nora, first), publish(cast.jonas, first)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('E11 of two approved revisions one is published: the other is stale, or held if it was scheduled', async () => {
    const other = await changed();
    await approved();
    await schedule();
    await submit(cast.amal, other);
    await approve(cast.jonas, other);
    await publish(cast.nora, other);
    expect((await screen()).isStale).toBe(true);
    later(hourMs + 60_000);
    await runDue();
    expect(await screen()).toMatchObject({ state: 'approved', schedule: { state: 'held' } });
  });

  it('E13 what is scheduled is checked again when its time comes', async () => {
    await approved();
    await schedule();
    const about = { sectionId: null, quote: '', prefix: '', suffix: '', text: 'Wait.', mustResolve: true };
    await startThread(cast.jonas, { number: scene.number, ...about });
    later(hourMs + 60_000);
    await runDue();
    expect(await screen()).toMatchObject({ state: 'approved', schedule: { state: 'held' } });
  });

  it('E14 nothing of a schedule lingers: each is a row with an end of its own', async () => {
    await approved();
    await schedule();
    await unscheduleRevision(cast.nora, { number: scene.number });
    await schedule();
    later(hourMs + 60_000);
    await runDue();
    const rows = await db().schedule.findMany({
      where: { revision: { number: scene.number } },
      orderBy: { createdAt: 'asc' },
    });
    expect(rows.map(({ state, endedAt }) => [state, endedAt !== null])).toEqual([
      ['cancelled', true],
      ['fired', true],
    ]);
    later(48 * hourMs);
    await runDue();
    expect(await db().version.count({ where: { articleId: scene.articleId } })).toBe(2);
  });

  it('E16 a time is an instant of whole minutes, with the clock and the zone that were meant', async () => {
    await approved();
    const { runAt } = await scheduleRevision(cast.nora, {
      ...{
        number: scene.number,
        headHash: await headOf(scene.number),
        ...words,
        wall: '2099-07-01T09:00',
        zone: 'America/New_York',
      },
    });
    expect(runAt).toBe('2099-07-01T13:00:00.000Z');
    expect(await db().schedule.findFirst({ where: { revision: { number: scene.number } } })).toMatchObject({
      zone: 'America/New_York',
    });
  });

  it('E28 the records of citations are part of the version, and come back with it as they were', async () => {
    const { sourceId } = await createSource(cast.amal, {
      csl: { type: 'book', title: `Book ${newId()}` },
      stub: false,
    });
    const use = {
      locators: [{ label: 'page', value: '7' }],
      quote: 'so it was',
      note: '',
      supports: 'supports',
    } as const;
    const { citationId } = await cite(cast.amal, {
      number: scene.number,
      sourceId,
      ...use,
      locators: [...use.locators],
    });
    await write(cast.amal, scene.number, 1, doc(p('So it was.', { type: 'citation', attrs: { id: citationId } })));
    await approved();
    await publish(cast.nora, scene.number);
    scene.number = await changed('Without any source.');
    await approved();
    await publish(cast.nora, scene.number);
    ({ number: scene.number } = await restoreVersion(cast.amal, { articleId: scene.articleId, version: 2, why: '' }));
    const { citations } = await getEditScreen(cast.amal, scene.number);
    expect(citations).toMatchObject([{ id: citationId, quote: 'so it was', locators: use.locators }]);
  });

  it('E37 withdrawing is one transaction: page, state and what is to be told go together', async () => {
    await withdrawArticle(cast.rosa, { articleId: scene.articleId, reason: 'Not true.' });
    expect(await db().livePage.count({ where: { articleId: scene.articleId } })).toBe(0);
    expect(await db().article.findUnique({ where: { id: scene.articleId } })).toMatchObject({ state: 'withdrawn' });
    expect(await db().liveSection.count({ where: { articleId: scene.articleId } })).toBe(0);
    expect(await db().event.count({ where: { action: 'withdraw', subjectId: scene.articleId } })).toBe(1);
  });

  it('E39 a section that gets another name, and an article that gets another address, are approved as before', async () => {
    const { sectionId, seq, body } = await sectionAt(1);
    await saveSection(cast.amal, { number: scene.number, sectionId, expectedSeq: seq, heading: 'Renamed', body });
    await expect(approve(cast.amal, scene.number)).rejects.toBeInstanceOf(Error);
    await approved();
    await renameArticle(cast.rosa, { articleId: scene.articleId, slug: `renamed-${newId()}` });
    expect((await screen()).state).toBe('approved');
    await publish(cast.nora, scene.number);
  });
});

describe('side doors', () => {
  it('E29 a preview writes nothing', async () => {
    const before = await db()
      .$queryRaw`select pg_current_xact_id_if_assigned()::text, (select max(id) from event) as e`;
    await getPreview(cast.yusuf, scene.number);
    const after = await db().$queryRaw`select pg_current_xact_id_if_assigned()::text, (select max(id) from event) as e`;
    expect(after).toEqual(before);
    expect(await db().liveSection.count({ where: { articleId: scene.articleId, text: { contains: 'History' } } })).toBe(
      0,
    );
  });

  it('E33 history, comparison, preview and export are closed to whoever is signed out', () => {
    const rows = readFileSync('lib/proof/matrix.csv', 'utf8').split('\n');
    const doors = rows.filter((row) =>
      /,(?:\/desk|\/api\/v1\/revisions).*(?:history|compare|preview|export)/u.test(row),
    );
    expect(doors.length).toBeGreaterThan(6);
    expect(doors.filter((row) => !['307', '401'].includes(row.split(',')[3] ?? ''))).toEqual([]);
  });

  it('E34 what is restored is published by whoever may publish, and nobody else', async () => {
    await approved();
    await publish(cast.nora, scene.number);
    ({ number: scene.number } = await restoreVersion(cast.amal, { articleId: scene.articleId, version: 1, why: '' }));
    expect(publishEndpoint.input.safeParse({ number: scene.number, restore: true }).success).toBe(false);
    await approved();
    await expect(publish(cast.amal, scene.number)).rejects.toEqual(refused('forbidden'));
  });
});

describe('the list', () => {
  it('every row has a test that is named after it', () => {
    const files = ['lib', 'e2e'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:test|spec)\.ts$/u.test(file))
        .map((file) => path.join(folder, file)),
    );
    const named = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:it|test)\(\s*['`]E(\d+) /gu)]);
    const rows = new Set(named.map(([, row]) => Number(row)));
    expect(Array.from({ length: 40 }, (_, at) => at + 1).filter((row) => !rows.has(row))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endImportNotice } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { RefusalCode } from '@/lib/domain/refusal';
import { articleAnswer } from '@/lib/pages/answers/article';
import { citeAnswer } from '@/lib/pages/answers/cite';
import { historyAnswer } from '@/lib/pages/answers/history';
import { timelineAnswer, versionsTableAnswer } from '@/lib/pages/answers/open-data';
import { listUpdates } from '@/lib/pages/queries/lists';
import { ask, textOf } from '@/lib/web/public/testing';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, type Cast, headOf, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { forgetEnv } from '@/lib/system/env';
import { publishRevision } from '@/lib/versions/commands/publish';
import { seed } from '@/seeds/seed';

useDatabase();

let cast: Cast;
const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

beforeAll(async () => {
  process.env['DEMO'] = '1';
  forgetEnv();
  await seed({ demo: true });
  cast = await people();
}, 60_000);
afterAll(() => {
  delete process.env['DEMO'];
  forgetEnv();
});

/** Slug and id of a new article in two versions; the note of the second is given. */
async function twice(note: string) {
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'More', why: '' });
  await write(cast.amal, number, 0, prose('Another lead.'));
  await submit(cast.amal, number);
  await approve(cast.nora, number);
  const words = { kind: 'update', changeNote: note, wordingReason: '' } as const;
  await publishRevision(cast.nora, { number, headHash: await headOf(number), ...words });
  const { slug } = await db().article.findUniqueOrThrow({ where: { id: articleId } });
  return { articleId, slug };
}

describe('how to cite', () => {
  it('names the version asked for, and the live one when none is', async () => {
    const { slug } = await twice('More.');
    const newest = await textOf(citeAnswer, `/articles/${slug}/cite`);
    expect(newest).toContain('version 2');
    const first = await textOf(citeAnswer, `/articles/${slug}/cite?version=1`);
    for (const style of ['Plain', 'APA 7', 'Chicago 17, author-date', 'MLA 9', 'BibTeX', 'RIS']) {
      expect(first).toContain(`>${style}</h3>`);
    }
    expect(first.split(`/articles/${slug}/versions/1`).length).toBeGreaterThan(6);
    expect(first).not.toContain(`/articles/${slug}/versions/2`);
    for (const none of ['0', '3', 'x']) {
      expect((await ask(citeAnswer, `/articles/${slug}/cite?version=${none}`)).status).toBe(404);
    }
  });
});

describe('open data', () => {
  it('gives the dated statements of an article with their places', async () => {
    const response = await ask(timelineAnswer, '/articles/iran-syria-relations/timeline.json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const {
      events,
      version,
    }: { events: { date: string | null; said: string; url: string; text: string }[]; version: number } =
      await response.json();
    expect(version).toBe(2);
    expect(events.length).toBeGreaterThan(40);
    const ids = await textOf(articleAnswer, '/articles/iran-syria-relations');
    for (const { said, text, url } of events) {
      expect(text).toContain(said);
      expect(ids).toContain(`id="${decodeURIComponent(url.split('#')[1] ?? 'none')}"`);
    }
    expect(events.map(({ date }) => date)).toContain('2024-12-08');
  });

  it('gives every version as a table that no spreadsheet takes for formulas', async () => {
    const { slug } = await twice('=1+1, "quoted"\nand more');
    const table = await textOf(versionsTableAnswer, `/articles/${slug}/versions.csv`);
    const [head, second] = table.split('\r\n');
    expect(head?.split(',').slice(0, 4)).toEqual(['version', 'published', 'kind', 'note']);
    expect(second).toMatch(/^2,\d{4}-\d\d-\d\dT[\d:.]+Z,update,"'=1\+1, ""quoted""/u);
    expect(table.trimEnd().split('\r\n')).toHaveLength(3);
  });
});

describe('the list of versions', () => {
  it('says who wrote, reviewed and published each', async () => {
    const { slug } = await twice('Another lead.');
    const page = (await textOf(historyAnswer, `/articles/${slug}/versions`)).replaceAll(/<[^>]*>/gu, '');
    expect(page).toContain('Amal; reviewed by Nora; published by Nora');
    expect(page).toContain('Amal; reviewed by Jonas; published by Jonas');
  });
});

describe('a list of updates, page by page', () => {
  it('shows each version once, also where many were published at one moment', async () => {
    const at = new Date();
    setClock(() => at);
    for (let made = 0; made < 9; made += 1) await publishedArticle(cast);
    setClock(null);
    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const lines = await listUpdates({ take: 2, ...(after && { after }) });
      if (lines.length === 0) break;
      seen.push(...lines.map(({ id }) => id));
    }
    const all = await db().version.findMany({ where: { article: { state: 'published' } }, select: { id: true } });
    expect(seen.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });
});

describe('the notice of an imported text', () => {
  const path = '/articles/pakistan-syria-relations';

  it('is ended by a reviewer with a reason, once, and leaves every page of the article', async () => {
    const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'pakistan-syria-relations' } });
    const end = (actor: Cast['amal'], articleId = id) =>
      endImportNotice(actor, { articleId, reason: 'Read against the file.' });
    expect(await textOf(articleAnswer, path)).toContain('has not yet been checked');
    await expect(end(cast.amal)).rejects.toEqual(refused('forbidden'));
    expect(await end(cast.jonas)).toEqual({ articleId: id, changedPaths: [path] });
    const page = await db().livePage.findUniqueOrThrow({ where: { articleId: id } });
    expect(Buffer.from(page.identity).toString('utf8')).not.toContain('has not yet been checked');
    expect(await textOf(articleAnswer, path)).not.toContain('has not yet been checked');
    await expect(end(cast.jonas)).rejects.toEqual(refused('wrong_state'));
    const { articleId } = await publishedArticle(cast);
    await expect(end(cast.jonas, articleId)).rejects.toEqual(refused('wrong_state'));
  });
});

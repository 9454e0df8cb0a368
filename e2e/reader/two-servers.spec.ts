import type { APIRequestContext } from 'playwright/test';

import { call, expect, liveArticle, openPoints, type Page, test } from '@/e2e/fixtures';
import { startSecond } from '@/e2e/second-server';

// Answers of a server without a browser.
test.use({ trace: 'off' });

let second: Awaited<ReturnType<typeof startSecond>>;
test.beforeAll(async () => {
  second = await startSecond();
});
test.afterAll(() => second.stop());

const bytesOf = async (request: APIRequestContext, url: string) => {
  const answer = await request.get(url, { maxRedirects: 0 });
  return { status: answer.status(), text: await answer.text(), etag: answer.headers()['etag'] };
};

type Site = Record<'name' | 'tagline' | 'publisher' | 'licenceName' | 'licenceUrl' | 'contact', string>;
const stet: Site = {
  name: 'Stet',
  tagline: 'Relations between countries, with sources you can check.',
  publisher: '',
  licenceName: '',
  licenceUrl: '',
  contact: '',
};
let siteSeq = 1;

/** Changes how the site names itself. */
async function nameSite(admin: Page, name: string): Promise<void> {
  const data = { ...stet, name, expectedSeq: siteSeq };
  const answer = await call<{ seq: number }>(admin, '/api/v1/site', { method: 'PUT', data });
  siteSeq = answer.seq;
}

/** Publishes another text of an article; its lead becomes these words. */
async function publishText(writer: Page, reviewer: Page, article: { articleId: string; lead: string }, text: string) {
  const opened = { name: 'More', why: '' };
  const path = `/api/v1/articles/${article.articleId}/revisions`;
  const { number } = await call<{ number: number }>(writer, path, { data: opened });
  const at = `/api/v1/revisions/${number}`;
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
  const { headHash } = await call<{ headHash: string }>(writer, `${at}/sections/${article.lead}`, {
    method: 'PUT',
    data: { expectedSeq: 0, heading: '', body },
  });
  const words = { headHash, kind: 'update', changeNote: 'More of it.' };
  await call(writer, `${at}/submit`, { data: words });
  await call(reviewer, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  await call(reviewer, `${at}/publish`, { data: { ...words, wordingReason: '' } });
}

test('E36 what one server publishes, both serve: at once here, in a moment there', async ({
  visit,
  request,
  baseURL,
}) => {
  const [writer, reviewer, admin] = [
    await visit({ as: 'amal' }),
    await visit({ as: 'jonas' }),
    await visit({ as: 'rosa' }),
  ];
  const first = baseURL ?? '';
  const article = await liveArticle(writer, reviewer, {
    title: `Chad and Cuba ${Date.now()}`,
    paragraphs: ['Of old.'],
  });
  const here = (path = article.path) => bytesOf(request, first + path);
  const there = (path = article.path) => bytesOf(request, second.origin + path);
  const seenThere = (words: string, path = article.path) =>
    expect.poll(async () => (await there(path)).text, words).toContain(words);

  // The first version, and what lists it
  await seenThere('Of old.');
  await seenThere(article.title, '/articles');

  // A new version
  await publishText(writer, reviewer, article, 'Anew, and for both.');
  expect((await here()).text).toContain('Anew, and for both.');
  await seenThere('Anew, and for both.');
  expect((await there()).text.replaceAll(second.origin, first)).toBe((await here()).text);

  // A new name of the site, on pages that are stored and on those that are not
  await nameSite(admin, 'Stet of two');
  expect((await here()).text).toContain('Stet of two');
  expect((await here('/about')).text).toContain('Stet of two');
  await seenThere('Stet of two', '/about');
  await seenThere('Stet of two');
  await nameSite(admin, 'Stet');

  // Another address
  const slug = `chad-cuba-${Date.now()}`;
  await call(reviewer, `/api/v1/articles/${article.articleId}/rename`, { data: { slug } });
  expect((await here()).status).toBe(308);
  expect((await here(`/articles/${slug}`)).status).toBe(200);
  await expect.poll(async () => (await there()).status).toBe(308);
  await expect.poll(async () => (await there(`/articles/${slug}`)).status).toBe(200);

  // Withdrawn
  await call(admin, `/api/v1/articles/${article.articleId}/withdraw`, { data: { reason: 'A test.' } });
  expect((await here(`/articles/${slug}`)).status).toBe(410);
  await expect.poll(async () => (await there(`/articles/${slug}`)).status).toBe(410);
  expect((await here('/articles')).text).not.toContain(article.title);
  await expect.poll(async () => (await there('/articles')).text).not.toContain(article.title);
});

test('a server that was cut off serves what it had, and everything new once it is connected again', async ({
  visit,
  request,
  baseURL,
}) => {
  const [writer, reviewer] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const title = `Mali and Malta ${Date.now()}`;
  const article = await liveArticle(writer, reviewer, { title, paragraphs: ['Before the cut.'] });
  const there = async (path = article.path) => bytesOf(request, second.origin + path);
  await expect.poll(async () => (await there()).text).toContain('Before the cut.');

  second.setLine('refused');
  await publishText(writer, reviewer, article, 'Said during the cut.');
  expect((await bytesOf(request, (baseURL ?? '') + article.path)).text).toContain('Said during the cut.');
  const cut = await there();
  expect([cut.status, cut.text.includes('Before the cut.')]).toEqual([200, true]);

  second.setLine('open');
  await expect.poll(async () => (await there()).text, { timeout: 20_000 }).toContain('Said during the cut.');
  await publishText(writer, reviewer, article, 'And after it.');
  await expect.poll(async () => (await there()).text).toContain('And after it.');
});

for (const trouble of ['refused', 'silent', 'slow'] as const) {
  test(`readers are served while the database is ${trouble}, and everything works again without a restart`, async ({
    request,
  }) => {
    test.setTimeout(120_000);
    const at = (path: string) => second.origin + path;
    const articles = [...(await (await request.get(at('/articles'))).text()).matchAll(/href="(\/articles\/[^"?/]+)"/g)];
    const live = [...new Set(articles.map(([, path]) => path ?? ''))];
    expect(live.length).toBeGreaterThan(3);
    const readAll = () => Promise.all(live.map(async (path) => (await request.get(at(path))).text()));
    let before: string[] = [];
    // What earlier journeys published is still being made part of other pages.
    await expect
      .poll(
        async () => {
          const last = before;
          before = await readAll();
          return before.every((text, place) => text === last[place]);
        },
        { intervals: [1500], timeout: 60_000 },
      )
      .toBe(true);

    second.setLine(trouble);
    try {
      for (const [place, path] of live.entries()) {
        const answer = await request.get(at(path), { timeout: 3000 });
        expect([path, answer.status(), (await answer.text()) === before[place]]).toEqual([path, 200, true]);
      }
      const search = await request.get(at('/search?q=Damascus'), { timeout: 3000 });
      const wanted = trouble === 'slow' ? [200, 503] : [503];
      expect(wanted).toContain(search.status());
      expect(search.status() === 200 || Number(search.headers()['retry-after']) > 0).toBe(true);
    } finally {
      second.setLine('open');
    }
    await expect
      .poll(async () => (await request.get(at('/search?q=Damascus'))).status(), { timeout: 30_000 })
      .toBe(200);
  });
}

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/actor';
import { redirectArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { databaseUrl, db, useDatabaseAt } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { articleAnswer, manifestAnswer, versionAnswer } from '@/lib/pages/answers/article';
import { articleFeedAnswer, feedAnswer, robotsAnswer, sitemapAnswer } from '@/lib/pages/answers/feeds';
import { fontAnswer } from '@/lib/pages/answers/files';
import { compareAnswer, historyAnswer } from '@/lib/pages/answers/history';
import { articlesAnswer, homeAnswer, sourceAnswer, updatesAnswer } from '@/lib/pages/answers/lists';
import { searchAnswer } from '@/lib/pages/answers/search';
import { missingAnswer } from '@/lib/pages/answers/missing';
import { aboutAnswer, accessibilityAnswer } from '@/lib/pages/answers/texts';
import { ask, textOf } from '@/lib/web/public/testing';
import { forgetEnv } from '@/lib/system/env';
import { sha256 } from '@/lib/system/crypto';
import { approve, publish, revise, submit } from '@/seeds/desk';
import { seed } from '@/seeds/seed';

useDatabase();

const slug = 'iran-syria-relations';
const cast: Record<string, Actor> = {};
let sourceId = '';

beforeAll(async () => {
  process.env['DEMO'] = '1';
  forgetEnv();
  await seed({ demo: true });
  for (const { id, handle, name, role } of await db().user.findMany()) {
    cast[handle] = { id, name, role: role as Actor['role'] };
  }
  const { amal, jonas } = cast as { amal: Actor; jonas: Actor };
  const source = await db().source.findFirstOrThrow({ where: { authorsText: { contains: 'Maltzahn' } } });
  sourceId = source.id;
  const words = 'took Syria as part of his empire, to become known as Eber-Nari';
  const number = await revise(amal, slug, 'Cite', [{ find: words, replace: words, cite: { sourceId } }]);
  await submit(amal, number, 'update', 'Named a source for Eber-Nari.');
  await approve(jonas, number);
  await publish(jonas, number);
}, 60_000);
afterAll(() => {
  delete process.env['DEMO'];
  forgetEnv();
});

describe('articles', () => {
  it('shows the live version with its source, numbered both ways', async () => {
    const html = await textOf(articleAnswer, `/articles/${slug}`);
    const target = /href="#(ref-[0-9a-z]+)"[^>]*aria-label="Source 1"/u.exec(html)?.[1] ?? '';
    expect(target).not.toBe('');
    expect(html).toContain(`<li id="${target}">`);
    expect(html).toMatch(/<a href="#use-[0-9a-z]+-1" aria-label="Back to use 1 of source 1">a<\/a>/u);
    expect(html).toContain('Nadia von Maltzahn');
    expect(html).toContain('Version 3 · Updated');
    expect(html).toContain('has not yet been checked. 1 of 119 statements has a source.');
    expect(html).toContain('(not yet written)');
  });

  it('has one h1, no level skipped, unique ids, no script but data, no style attribute', async () => {
    for (const one of await db().article.findMany({ where: { state: 'published' } })) {
      const html = await textOf(articleAnswer, `/articles/${one.slug}`);
      const levels = [...html.matchAll(/<h([1-6])[ >]/gu)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
      const ids = [...html.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(html).not.toMatch(/<script(?! type="application\/ld\+json")|style="| on[a-z]+="/u);
      for (const [, anchor] of html.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(anchor);
    }
  });

  it('names the style by its hash in the policy', async () => {
    const response = await ask(articleAnswer, `/articles/${slug}`);
    const css = /<style>([\s\S]*?)<\/style>/u.exec(await response.text())?.[1] ?? '';
    const hash = Buffer.from(sha256(css), 'hex').toString('base64');
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
  });

  it('keeps old versions with a banner and the permanent address of the live one', async () => {
    const old = await textOf(versionAnswer, `/articles/${slug}/versions/1`);
    expect(old).toContain('You are reading version 1, live');
    expect(old).toContain('2 versions have followed.');
    expect(old).toContain('including the current president Bashar Assad');
    expect(old).toContain('<meta name="robots" content="noindex"/>');
    const live = await textOf(versionAnswer, `/articles/${slug}/versions/3`);
    expect(live).toContain('This is the permanent address of version 3');
    expect(live).not.toContain('noindex');
    const none = await ask(versionAnswer, `/articles/${slug}/versions/9`);
    expect(none.status).toBe(404);
    expect(await none.text()).toContain(`href="/articles/${slug}/versions/2"`);
  });

  it('gives the bytes that the hash of a version was taken of', async () => {
    for (const { number, hash, article } of await db().version.findMany({ include: { article: true } })) {
      const manifest = await textOf(manifestAnswer, `/articles/${article.slug}/versions/${number}/manifest.json`);
      expect(sha256(manifest)).toBe(hash);
    }
  });

  it('lists and compares versions', async () => {
    const history = await textOf(historyAnswer, `/articles/${slug}/versions`);
    expect(history).toContain('Compare the two chosen');
    expect(history).toContain('Named a source for Eber-Nari.');
    const compare = await textOf(compareAnswer, `/articles/${slug}/compare?from=1&to=2`);
    expect(compare).toMatch(/<del><span class="visually-hidden"> \[deleted: <\/span>current/u);
    expect(compare).toContain('1 section changed, 10 unchanged.');
    expect(await textOf(compareAnswer, `/articles/${slug}/compare?from=2&to=2`)).toContain(
      'These are the same version.',
    );
    expect((await ask(compareAnswer, `/articles/${slug}/compare?from=x`)).status).toBe(404);
  });
});

describe('lists, search, sources, feeds', () => {
  it('lists what is live', async () => {
    for (const [maker, path] of [
      [homeAnswer, '/'],
      [articlesAnswer, '/articles'],
      [articlesAnswer, '/articles?sort=updated'],
      [updatesAnswer, '/updates'],
      [sitemapAnswer, '/sitemap.xml'],
      [feedAnswer, '/updates.atom'],
    ] as const) {
      const response = await ask(maker, path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(slug);
    }
    expect(await textOf(robotsAnswer, '/robots.txt')).toContain('Disallow: /desk');
    expect(await textOf(articleFeedAnswer, `/articles/${slug}/updates.atom`)).toContain('<entry>');
    for (const maker of [aboutAnswer, accessibilityAnswer]) expect((await ask(maker, '/about')).status).toBe(200);
  });

  it.each([
    ['Eber-Nari', 'Ancient history'],
    ['iran syria', 'Iran–Syria relations'],
    ["“Ba'athist” rule", 'Iran–Syria relations'],
    ['embassy Islamabad', 'Pakistan–Syria relations'],
    ['relatons betwen', 'relations'],
  ])('finds %s', async (query, expected) => {
    const html = await textOf(searchAnswer, `/search?q=${encodeURIComponent(query)}`);
    expect(html).toContain(expected);
    expect(html).toContain('<mark>');
  });

  it.each(["'", '\\', ':* & |', '%', '\u0301', '\u0000', '<qq>', 'a'.repeat(300)])(
    'survives a search for %j',
    async (query) => {
      const response = await ask(searchAnswer, `/search?q=${encodeURIComponent(query)}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('No article mentions');
    },
  );

  it('shows a source with the statements that cite it, and none that only drafts cite', async () => {
    const html = await textOf(sourceAnswer, `/sources/${sourceId}`);
    expect(html).toContain('1 statement of live articles.');
    expect(html).toContain('Eber-Nari');
    const [draft] = await db().source.findMany({ where: { versionCitations: { none: {} } }, take: 1 });
    expect((await ask(sourceAnswer, `/sources/${draft?.id ?? ''}`)).status).toBe(404);
  });
});

describe('conditional and coded answers', () => {
  it('answers 304 to its own validator, HEAD without a body, and every coding alike', async () => {
    const path = `/articles/${slug}`;
    const plain = await ask(articleAnswer, path);
    const html = await plain.text();
    const again = await ask(articleAnswer, path, { 'if-none-match': plain.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await ask(articleAnswer, path, {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(html)));
    const br = await ask(articleAnswer, path, { 'accept-encoding': 'gzip, br' });
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(br.headers.get('vary')).toBe('accept-encoding');
    expect(br.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(html);
    const gz = await ask(articleAnswer, path, { 'accept-encoding': 'br;q=0, gzip' });
    expect(gunzipSync(await gz.arrayBuffer()).toString()).toBe(html);
  });

  it('serves the fonts of a closed list', async () => {
    const font = await ask(fontAnswer, '/fonts/source-serif-4-latin-wght-normal.woff2');
    expect(font.headers.get('cache-control')).toContain('immutable');
    expect((await font.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    expect((await ask(fontAnswer, '/fonts/..%2Fpackage.json')).status).toBe(404);
  });
});

describe('what is not there', () => {
  it('helps on with near matches', async () => {
    const response = await ask(articleAnswer, '/articles/relations-of-iran');
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('There is no article at this address.');
    expect(html).toContain('value="relations of iran"');
    expect(html).toContain(`href="/articles/${slug}"`);
    expect((await ask((request) => missingAnswer(request), '/nowhere/%ff')).status).toBe(404);
  });

  it('leads from old slugs and redirected articles, and tells of withdrawn ones', async () => {
    const admin = cast['rosa'] ?? Object.values(cast).find(({ role }) => role === 'admin');
    if (!admin) throw new Error('The cast has an admin');
    const at = (one: string) => db().article.findUniqueOrThrow({ where: { slug: one }, select: { id: true } });
    const { id } = await at('afghanistan-syria-relations');
    await renameArticle(admin, { articleId: id, slug: 'syria-and-afghanistan' });
    const moved = await ask(versionAnswer, '/articles/afghanistan-syria-relations/versions/1');
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/articles/syria-and-afghanistan/versions/1']);

    await withdrawArticle(admin, { articleId: id, reason: 'It was a test.' });
    const gone = await ask(articleAnswer, '/articles/syria-and-afghanistan');
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain('It was a test.');
    expect((await ask(versionAnswer, '/articles/syria-and-afghanistan/versions/1')).status).toBe(200);
    expect(await textOf(homeAnswer, '/')).not.toContain('syria-and-afghanistan');
    expect(await textOf(searchAnswer, '/search?q=Afghanistan%20Syria')).not.toContain('syria-and-afghanistan');

    const from = await at('afghanistan-palestine-relations');
    const to = await at(slug);
    await redirectArticle(admin, { articleId: from.id, toArticleId: to.id, reason: 'Joined.' });
    const led = await ask(articleAnswer, '/articles/afghanistan-palestine-relations');
    expect([led.status, led.headers.get('location')]).toEqual([308, `/articles/${slug}`]);
    expect((await ask(versionAnswer, '/articles/afghanistan-palestine-relations/versions/1')).status).toBe(200);
  });

  it('says so when the database is away', async () => {
    const url = databaseUrl();
    await useDatabaseAt('postgresql://stet_app@127.0.0.1:1/nowhere');
    const response = await ask(homeAnswer, '/');
    await useDatabaseAt(url);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.text()).toContain('We could not load this page. Try again.');
  });
});

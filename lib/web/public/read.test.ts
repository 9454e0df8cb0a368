import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { redirectArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { listArticlesEndpoint } from '@/lib/contract/reads/articles';
import { compareVersionsEndpoint, getVersionEndpoint, listVersionsEndpoint } from '@/lib/contract/reads/versions';
import type { Actor } from '@/lib/domain/actor';
import { databaseUrl, db, useDatabaseAt } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { publicPages } from '@/lib/pages/public-pages';
import { api, asker, origin } from '@/lib/pages/reads/testing';
import { newId } from '@/lib/system/crypto';
import { forgetEnv } from '@/lib/system/env';
import { allowReading, defineRead } from '@/lib/web/public/read';
import { seed } from '@/seeds/seed';

useDatabase();

const slug = 'iran-syria-relations';
const iran = `${api}/articles/${slug}`;
const { ask, bodyOf, problemOf } = asker(defineRead);

let rosa: Actor = { id: '', name: '', role: 'admin' };

beforeAll(async () => {
  process.env['DEMO'] = '1';
  process.env['NEXTAUTH_URL'] = origin;
  forgetEnv();
  await seed({ demo: true });
  rosa = {
    ...rosa,
    ...(await db().user.findUniqueOrThrow({ where: { handle: 'rosa' }, select: { id: true, name: true } })),
  };
}, 60_000);

afterAll(() => {
  delete process.env['DEMO'];
  delete process.env['NEXTAUTH_URL'];
  forgetEnv();
});

describe('what does not fit', () => {
  it.each([
    [`${api}/articles?after=nonsense`, 'after'],
    [`${api}/events?after=WyJhIl0`, 'after'],
    [`${api}/articles?limit=0`, 'limit'],
    [`${api}/articles?limit=101`, 'limit'],
    [`${api}/articles?limit=many`, 'limit'],
    [`${api}/articles?country=atlantis`, 'country'],
    [`${api}/articles?letter=ab`, 'letter'],
    [`${api}/events?from=soon`, 'from'],
    [`${api}/search?q=`, 'q'],
    [`${api}/search`, 'q'],
    [`${api}/sources/12`, 'sourceId'],
    [`${iran}/versions/first`, 'number'],
    [`${iran}/compare?from=0`, 'from'],
  ])('%s is not well made at %s', async (address, where) => {
    expect(await problemOf(address)).toMatchObject({ status: 400, code: 'invalid', where: [where] });
  });

  it.each([
    [`${api}/articles`, '?colour=red', 'colour'],
    [`${api}/articles`, '?limit=2&limit=3', 'limit'],
    [iran, '?draft=1', 'draft'],
    [iran, '?articleId=x', 'articleId'],
  ])('%s%s asks for what there is not, and is told so, although the page is in memory', async (path, query, where) => {
    await ask(path);
    const { status, message, where: places } = await problemOf(path + query);
    expect([status, places]).toEqual([400, [where]]);
    expect(message).toContain(where);
  });

  it('is told in plain words', async () => {
    const { message } = await problemOf(`${iran}/versions/first`);
    expect(message).toBe('Enter the number of a version, like 3');
  });
});

describe('every answer', () => {
  it('has a strong validator, is the same for HEAD and in every coding, and is kept in memory', async () => {
    const first = await ask(iran);
    const text = await first.text();
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/u);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      ...{ 'cache-control': 'public, max-age=0, must-revalidate', vary: 'accept-encoding' },
      ...{ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag, Link' },
      ...{ 'cross-origin-resource-policy': 'cross-origin', 'content-type': 'application/json; charset=utf-8' },
    });
    expect(first.headers.get('set-cookie')).toBeNull();
    const again = await ask(iran, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('access-control-allow-origin')]).toEqual([
      304,
      '',
      '*',
    ]);
    const head = await ask(iran, {}, 'HEAD');
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag]);
    const packed = await ask(iran, { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(await packed.arrayBuffer()).toString()).toBe(text);
    expect(publicPages().get(iran)).toMatchObject({ strict: true, forms: { identity: { etag } } });
  });

  it('allows scripts of other sites to read, and to do nothing else', () => {
    const { status, headers } = allowReading();
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    expect(headers.get('access-control-allow-headers')).toBe('If-None-Match');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each([
    [`${api}/articles/nowhere`, 'articleId'],
    [`${api}/articles/${newId()}/sections`, 'articleId'],
    [`${api}/articles/%E2%80%93%25/versions`, 'articleId'],
    [`${iran}/sections/nowhere`, 'sectionKey'],
    [`${iran}/versions/9`, 'number'],
    [`${iran}/compare?from=1&to=9`, 'to'],
    [`${iran}/compare?from=9&to=1`, 'from'],
    [`${api}/sources/${newId()}`, 'sourceId'],
  ])('%s names what is not there: %s', async (address, where) => {
    expect(await problemOf(address)).toMatchObject({ status: 404, code: 'not_found', where: [where] });
  });
});

describe('what has gone', () => {
  it('leads from old addresses, with all that follows them, and tells of withdrawn articles', async () => {
    const { id } = await db().article.findUniqueOrThrow({ where: { slug: 'afghanistan-syria-relations' } });
    const old = `${api}/articles/afghanistan-syria-relations`;
    await ask(`${api}/articles`);
    await renameArticle(rosa, { articleId: id, slug: 'syria-and-afghanistan' });
    publicPages().changed();
    const at = `${api}/articles/syria-and-afghanistan`;
    for (const rest of ['', '/sections', '/versions/1', '/versions?limit=5', '/compare?from=1&to=1']) {
      const moved = await ask(old + rest);
      expect([moved.status, moved.headers.get('location')]).toEqual([308, at + rest]);
      expect(moved.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect((await ask(`${api}/articles/${id}`)).status).toBe(200);

    await withdrawArticle(rosa, { articleId: id, reason: 'It was a test.' });
    publicPages().changed();
    for (const rest of ['', '/sections', '/sections/main', '/citations', '/events']) {
      const gone = await problemOf(at + rest);
      expect(gone).toMatchObject({ status: 410, code: 'withdrawn' });
      expect(gone.message).toContain('It was a test.');
    }
    expect(await bodyOf(getVersionEndpoint, `${at}/versions/1`)).toMatchObject({
      article: { state: 'withdrawn', live: null },
    });
    await bodyOf(listVersionsEndpoint, `${at}/versions`);
    await bodyOf(compareVersionsEndpoint, `${at}/compare`);
    const left = await bodyOf(listArticlesEndpoint, `${api}/articles`);
    expect(left.articles.map((one) => one.slug)).not.toContain('syria-and-afghanistan');

    const from = await db().article.findUniqueOrThrow({ where: { slug: 'afghanistan-palestine-relations' } });
    const to = await db().article.findUniqueOrThrow({ where: { slug } });
    await redirectArticle(rosa, { articleId: from.id, toArticleId: to.id, reason: 'Joined.' });
    publicPages().changed();
    const led = await ask(`${api}/articles/afghanistan-palestine-relations/sections`);
    expect([led.status, led.headers.get('location')]).toEqual([308, `${iran}/sections`]);
    await bodyOf(getVersionEndpoint, `${api}/articles/${from.id}/versions/1`);
  });

  it('does not end a walk whose last line has left meanwhile', async () => {
    const { articles, next: address } = await bodyOf(listArticlesEndpoint, `${api}/articles?limit=1`);
    const next = (address ?? '').slice(origin.length);
    const { articles: before } = await bodyOf(listArticlesEndpoint, next);
    await withdrawArticle(rosa, { articleId: articles[0]?.id ?? '', reason: 'Gone.' });
    publicPages().changed();
    expect((await bodyOf(listArticlesEndpoint, next)).articles).toEqual(before);
  });

  it('says so when the database is away', async () => {
    const url = databaseUrl();
    await useDatabaseAt('postgresql://stet_app@127.0.0.1:1/nowhere');
    const response = await ask(`${api}/articles`);
    await useDatabaseAt(url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(z.looseObject({ code: z.string() }).parse(await response.json()).code).toBe('unavailable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

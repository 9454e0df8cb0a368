import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PublicPage, PublicPages } from '@/lib/pages/public-pages';
import { makeAnswer } from '@/lib/web/server/answer';
import { codingFor, namesEtag } from '@/lib/web/server/coding';
import { diskCopy } from '@/lib/web/server/disk-copy';
import { makeReaders } from '@/lib/web/server/readers';
import { makeTurns } from '@/lib/web/server/turns';

const text = 'Words of the page. '.repeat(50);
const bytes = Buffer.from(text);
const page = (more: Partial<PublicPage> = {}): PublicPage => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding' },
  forms: {
    identity: { etag: '"h"', body: bytes },
    gzip: { etag: '"h.gzip"', body: gzipSync(bytes) },
    br: { etag: '"h.br"', body: brotliCompressSync(bytes) },
  },
  ...{ listed: ['sourcing'], seq: 1n },
  ...more,
});

let pages = new PublicPages();
let stored: Record<string, PublicPage> = {};
let server: Server;
let origin = '';
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  const profile = { dev: false, https: true, trustedProxies: 0 };
  const load = (at: string) => Promise.resolve(stored[at] ?? null);
  const readers = {
    direct: (...args: Parameters<ReturnType<typeof makeReaders>['direct']>) =>
      makeReaders({ pages, load, profile }).direct(...args),
    fromMemory: (...args: Parameters<ReturnType<typeof makeReaders>['fromMemory']>) =>
      makeReaders({ pages, load, profile }).fromMemory(...args),
    fromStore: (...args: Parameters<ReturnType<typeof makeReaders>['fromStore']>) =>
      makeReaders({ pages, load, profile }).fromStore(...args),
  };
  const csrf = { cookie: 'c', secret: 's', https: true };
  const next = (req: IncomingMessage, res: { writeHead: (status: number) => { end: () => void } }) => {
    asked.push(req.url);
    res.writeHead(299).end();
  };
  const answer = makeAnswer({ profile, csrf, origin: '', readers, next, turns: makeTurns() });
  server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  pages = new PublicPages();
  stored = {};
  asked.length = 0;
});

const ask = (at: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(origin + at, { method, headers: { 'accept-encoding': 'identity', ...headers } });

describe('a page in memory', () => {
  it('is answered without the framework, in the coding that the client takes, with length and validator', async () => {
    pages.put('/articles/a', page());
    const answer = await ask('/articles/a');
    expect(await answer.text()).toBe(text);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ etag: '"h"', vary: 'accept-encoding', 'content-length': String(bytes.length) },
      ...{ 'x-content-type-options': 'nosniff', 'strict-transport-security': expect.stringContaining('max-age') },
    });
    expect(answer.headers.has('cross-origin-opener-policy')).toBe(false);
    for (const coding of ['gzip', 'br']) {
      const packed = await ask('/articles/a', { 'accept-encoding': coding });
      expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual([coding, text]);
      expect(packed.headers.get('etag')).toBe(`"h.${coding}"`);
    }
    expect(asked).toEqual([]);
  });

  it('answers 304 to its validator of the same coding, and HEAD without a body', async () => {
    pages.put('/articles/a', page());
    const same = await ask('/articles/a', { 'if-none-match': 'W/"x", "h"' });
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', '"h"']);
    expect((await ask('/articles/a', { 'if-none-match': '"h.br"' })).status).toBe(200);
    const head = await ask('/articles/a', {}, 'HEAD');
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([
      200,
      '',
      String(bytes.length),
    ]);
  });

  it('is the same with parameters that make no other page, and another with those that do', async () => {
    pages.put('/articles/a', page());
    pages.put('/articles/a?sourcing=1', page({ forms: { identity: { etag: '"s"', body: Buffer.from('Other') } } }));
    expect(await (await ask('/articles/a?utm_source=news&fbclid=1')).text()).toBe(text);
    expect(await (await ask('/articles/a?x=1&sourcing=1')).text()).toBe('Other');
    expect((await ask('/articles/a?sourcing=2')).status).toBe(299);
  });

  it('that is strict is not what an address with other parameters, or twice the same, asks for', async () => {
    pages.put('/api/v1/a', page({ listed: ['after', 'limit'], strict: true }));
    pages.put('/api/v1/a?after=b&limit=2', page({ listed: ['after', 'limit'], strict: true }));
    for (const query of ['', '?after=b&limit=2', '?limit=2&after=b']) {
      expect(await (await ask(`/api/v1/a${query}`)).text()).toBe(text);
    }
    for (const query of ['?x=1', '?limit=', '?after=b&limit=2&x=1', '?limit=2&after=b&after=c']) {
      expect((await ask(`/api/v1/a${query}`)).status).toBe(299);
    }
  });

  it('takes no other method', async () => {
    pages.put('/articles/a', page());
    expect((await ask('/articles/a', {}, 'POST')).status).toBe(405);
  });

  it('keeps a redirect and a notice of withdrawal as they are', async () => {
    pages.put('/articles/b', page({ status: 410, seq: null }));
    const gone = await ask('/articles/b', { 'if-none-match': '"h"' });
    expect([gone.status, gone.headers.get('etag')]).toEqual([410, null]);
  });
});

describe('a page that is not in memory', () => {
  it('comes from the store when it is an article, else from the framework', async () => {
    stored['/articles/a'] = page();
    expect(await (await ask('/articles/a')).text()).toBe(text);
    expect(asked).toEqual([]);
    expect((await ask('/articles/b')).status).toBe(299);
    expect((await ask('/articles/a/versions')).status).toBe(299);
    expect((await ask('/articles/a?sourcing=1')).status).toBe(299);
    expect(asked).toEqual(['/articles/b', '/articles/a/versions', '/articles/a?sourcing=1']);
  });

  it('with a malformed address is nothing', async () => {
    expect((await ask('/articles/%')).status).toBe(400);
  });
});

describe('the copy on disk', () => {
  it('gives back what was kept, and nothing that was changed, cut or meant for another path', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pages-'));
    const disk = diskCopy(folder);
    await disk.keep('/articles/a', page({ seq: 7n }));
    const found = await disk.find('/articles/a');
    expect(found).toMatchObject({ status: 200, seq: 7n, listed: ['sourcing'] });
    expect(Buffer.from(found?.forms.identity.body ?? []).toString()).toBe(text);
    expect(brotliDecompressSync(found?.forms.br?.body ?? Buffer.of()).toString()).toBe(text);
    expect(await disk.find('/articles/b')).toBeNull();
    const [file = ''] = await readdir(folder);
    const whole = await readFile(path.join(folder, file), 'utf8');
    for (const bad of [whole.slice(0, -9), whole.replace('V29', 'V30'), '', 'x'.repeat(200)]) {
      await writeFile(path.join(folder, file), bad);
      expect(await disk.find('/articles/a')).toBeNull();
    }
    await writeFile(path.join(folder, file), whole);
    await disk.drop('/articles/a');
    expect(await disk.find('/articles/a')).toBeNull();
    await writeFile(path.join(folder, 'file'), '');
    await diskCopy(path.join(folder, 'file', 'below')).keep('/articles/a', page());
    await rm(folder, { recursive: true });
  });
});

it.each([
  ['', 'identity'],
  ['gzip, deflate, br', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.1', 'br'],
  ['*', 'br'],
  ['identity;q=1, *;q=0', 'identity'],
  ['GZIP;Q=1', 'gzip'],
])('for Accept-Encoding %j the coding is %s', (header, coding) => {
  expect([codingFor(header), codingFor(header)]).toEqual([coding, coding]);
});

it.each([
  ['"h"', true],
  ['*', true],
  ['"x", "h"', true],
  ['W/"h"', true],
  ['"h.br"', false],
  ['h', false],
])('If-None-Match %s: %s', (header, named) => {
  expect(namesEtag(header, '"h"')).toBe(named);
});

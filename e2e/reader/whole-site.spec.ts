import { HtmlValidate } from 'html-validate/node';
import type { APIRequestContext } from 'playwright/test';

import { expect, liveArticle, test } from '@/e2e/fixtures';

// Answers without a browser.
test.use({ trace: 'off' });

/** An answer of the site: its links as they are written, and where they can lead to in it. */
type Answer = {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

const decodedEntities = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** Addresses that an answer names: links, forms, elements of feeds and maps, headers. With their anchors. */
function linksOf({ text, headers, type }: Answer): string[] {
  const html = type.startsWith('text/html') ? [...text.matchAll(/ (?:href|src|action)="([^"]*)"/g)] : [];
  const xml = type.includes('xml') ? [...text.matchAll(/<(?:loc|uri)>([^<]+)<| href="([^"]+)"/g)] : [];
  const link = [...(headers['link'] ?? '').matchAll(/<([^>]+)>/g)];
  const json = /json/.test(type)
    ? [...text.matchAll(/"(?:url|home_page_url|feed_url|id|next)": ?"(https?:[^"]+)"/g)]
    : [];
  return [...html, ...xml, ...link, ...json].map(([, one, other]) => decodedEntities(one ?? other ?? ''));
}

const idsOf = (text: string) =>
  new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => decodedEntities(id ?? '')));

/** Pages for signed-in people, and endless spaces: a crawl stays outside. */
const outside = /^\/(?:desk|admin|api\/auth|sign-in|_next)(?:[/?]|$)/;

async function crawl(
  request: APIRequestContext,
  origin: string,
  starts: readonly string[],
): Promise<Map<string, Answer>> {
  const seen = new Map<string, Answer>();
  const queue = [...starts];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path) || outside.test(path)) continue;
    const got = await request.get(origin + path, { maxRedirects: 0 });
    const type = got.headers()['content-type'] ?? '';
    const isText = /text|json|xml/.test(type);
    const answer = { path, status: got.status(), type, headers: got.headers(), text: isText ? await got.text() : '' };
    seen.set(path, answer);
    for (const link of linksOf(answer)) {
      if (!URL.canParse(link, origin + path)) throw new Error(`${path} has a link that is none: ${link}`);
      const url = new URL(link, origin + path);
      if (url.origin === origin) queue.push(url.pathname + url.search);
    }
  }
  return seen;
}

const starts = [
  '/',
  '/search?q=Damascus',
  '/search?q=1946',
  '/articles?sort=updated',
  '/robots.txt',
  '/.well-known/security.txt',
];

let site: Map<string, Answer>;
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext();
  site = await crawl(request, baseURL ?? '', [...starts, '/opensearch.xml', '/sitemap.xml', '/api/v1/openapi.json']);
  await request.dispose();
});

const pages = () => [...site.values()].filter(({ type, status }) => type.startsWith('text/html') && status === 200);

test('no link of the public site is broken, and no anchor is missing', ({ baseURL }) => {
  const origin = baseURL ?? '';
  const broken: string[] = [];
  for (const answer of site.values()) {
    if (answer.status !== 200) broken.push(`${answer.path}: ${answer.status}`);
    for (const link of linksOf(answer)) {
      const url = new URL(link, origin + answer.path);
      const anchor = decodeURIComponent(url.hash.slice(1).split(':~:')[0] ?? '');
      const target = site.get(url.pathname + url.search);
      if (url.origin !== origin || anchor === '' || !target?.type.startsWith('text/html')) continue;
      if (!idsOf(target.text).has(anchor)) broken.push(`${answer.path}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
  expect(site.size).toBeGreaterThan(80);
  expect(pages().length).toBeGreaterThan(40);
});

test('every public page is valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // Our printer writes what React does: these are matters of taste, not of validity.
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'attr-case': 'off',
      'doctype-style': 'off',
      'long-title': 'off',
      // Measured by axe in a browser, with the styles applied.
      'prefer-native-element': 'off',
    },
  });
  const wrong: string[] = [];
  for (const { path, text } of pages()) {
    const report = await validator.validateString(text, path);
    for (const { messages } of report.results) {
      wrong.push(
        ...messages.map(({ ruleId, message, line, column }) => `${path} ${line}:${column} ${ruleId}: ${message}`),
      );
    }
  }
  expect(wrong.slice(0, 40)).toEqual([]);
});

test('every public address has a validator, and answers 304 to it', async ({ request, baseURL }) => {
  const wrong: string[] = [];
  for (const { path, headers } of site.values()) {
    const etag = headers['etag'] ?? '';
    if (!/^"[^"]+"$/.test(etag)) wrong.push(`${path} has no strong validator`);
    for (const method of ['GET', 'HEAD']) {
      const again = await request.fetch((baseURL ?? '') + path, { method, headers: { 'if-none-match': etag } });
      if (again.status() !== 304) wrong.push(`${method} ${path}: ${again.status()}, not 304`);
    }
  }
  expect(wrong).toEqual([]);
});

test('no public page runs a script, sets a cookie, or asks another site for anything', () => {
  for (const { path, text, headers } of site.values()) {
    expect(headers['set-cookie'], path).toBeUndefined();
    expect(headers['content-security-policy'], path).toBeDefined();
    expect(text.match(/<script(?! type="application\/ld\+json")/), path).toBeNull();
    for (const [, source] of text.matchAll(/ src="([^"]*)"/g)) expect(source, path).toMatch(/^\/(?!\/)/);
    for (const [, sheet] of text.matchAll(/url\(([^)]*)\)/g)) expect(sheet, path).toMatch(/^"?(?:#|\/(?!\/))/);
  }
});

test('an article weighs no more than the budget', async ({ request, baseURL }) => {
  for (const { path } of pages().filter(({ path: at }) => /^\/articles\/[^/?]+$/.test(at))) {
    const packed = await request.get((baseURL ?? '') + path, { headers: { 'accept-encoding': 'br' } });
    expect(packed.headers()['content-encoding']).toBe('br');
    expect(Number(packed.headers()['content-length']), path).toBeLessThanOrEqual(20 * 1024);
  }
});

test('words of any script stand in valid pages, in their own direction', async ({ visit, request, baseURL }) => {
  const odd = [
    'هذه مقالة عن العلاقات بين بلدين. بدأت في 12 November 1946.',
    'Words <script>alert(1)</script> & "more".',
  ];
  const live = await liveArticle(await visit({ as: 'amal' }), await visit({ as: 'jonas' }), {
    title: `العلاقات السورية ${Date.now()}`,
    paragraphs: odd,
  });
  const html = await (await request.get((baseURL ?? '') + live.path)).text();
  expect(html).toContain('lang="ar" dir="rtl"');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const report = await new HtmlValidate({ extends: ['html-validate:document'] }).validateString(html);
  expect(report.valid).toBe(true);
});

import { strFromU8, unzipSync } from 'fflate';
import type { APIRequestContext, APIResponse } from 'playwright/test';

import {
  bodyOf,
  call,
  draftArticle,
  expect,
  listEntries,
  liveArticle,
  openPoints,
  type Page,
  test,
} from '@/e2e/fixtures';

// A trace would keep hundreds of answers.
test.use({ trace: 'off' });

const begun = new Set<string>();

/**
 * A word that stands nowhere else: sixteen letters, the first six unlike those of any other word too. The letters are
 * those that no language puts side by side, so that search never takes the word for a slip in one that is published.
 */
function uniqueWord(): string {
  const rare = 'bcfgjkqvwxz';
  const letters = [...crypto.getRandomValues(new Uint32Array(14))].map((number) => rare[number % rare.length]);
  const word = `zx${letters.join('')}`;
  if (begun.has(word.slice(0, 6))) return uniqueWord();
  begun.add(word.slice(0, 6));
  return word;
}

/** Where a word is planted. None of these places has been published. */
const places = [
  'section text',
  'section heading',
  'title',
  'fact name',
  'fact',
  'related title',
  'attribution',
  'revision name',
  'reason for the revision',
  'change note',
  'checkpoint',
  'comment',
  'words commented on',
  'reply',
  'review',
  'discarded revision',
  'reason for discarding',
  'source',
  'cited words',
  'note on a citation',
  'unpublished article',
  'unpublished text',
  'imported file name',
  'imported title',
  'imported text',
  'invited person',
] as const;
type Words = Readonly<Record<(typeof places)[number], string>>;
type Planted = { readonly words: Words; readonly live: string; readonly known: Readonly<Record<string, string>> };

const id = (pattern: RegExp, html: string) => pattern.exec(html)?.[1] ?? '';
const paragraph = (text: string, citation: string) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text },
        { type: 'citation', attrs: { id: citation } },
      ],
    },
  ],
});

/** A revision of a live article, with a word in everything that one can write there; approved in the end. */
async function plantRevision(editor: Page, reviewer: Page, words: Words, article: { articleId: string; lead: string }) {
  const opened = { name: words['revision name'], why: words['reason for the revision'] };
  const at = `/api/v1/articles/${article.articleId}/revisions`;
  const { number } = await call<{ number: number }>(editor, at, { data: opened });
  const one = `/api/v1/revisions/${number}`;
  const csl = { type: 'book', title: `A history of ${words.source}` };
  const { sourceId } = await call<{ sourceId: string }>(editor, '/api/v1/sources', { data: { csl, stub: false } });
  const place = { sourceId, locators: [], quote: words['cited words'], note: words['note on a citation'] };
  const { citationId } = await call<{ citationId: string }>(editor, `${one}/citations`, {
    data: { ...place, supports: 'supports' },
  });
  await call(editor, `${one}/sections/${article.lead}`, {
    method: 'PUT',
    data: { expectedSeq: 0, heading: '', body: paragraph(`They have met in ${words['section text']}.`, citationId) },
  });
  const section = { expectedHeadSeq: 0, heading: words['section heading'], level: 2, after: article.lead };
  const added = await call<{ headSeq: number; sectionId: string }>(editor, `${one}/sections`, { data: section });
  const filled = await call<{ headHash: string }>(editor, `${one}/sections/${added.sectionId}`, {
    method: 'PUT',
    data: { expectedSeq: 1, heading: words['section heading'], body: bodyOf(['Words.']) },
  });
  expect(filled.headHash).toBeTruthy();
  const fact = { key: words['fact name'], value: words.fact, confirmed: true, citations: [] };
  const head = { title: words.title, facts: [fact], related: [words['related title']] };
  const { headHash } = await call<{ headHash: string }>(editor, `${one}/head`, {
    method: 'PUT',
    data: { expectedHeadSeq: added.headSeq, ...head, attribution: words.attribution },
  });
  await call(editor, `${one}/checkpoints`, { data: { label: words.checkpoint } });
  await call(editor, `${one}/submit`, { data: { headHash, kind: 'update', changeNote: words['change note'] } });
  const anchor = { sectionId: article.lead, quote: words['words commented on'], prefix: '', suffix: '' };
  const { threadId } = await call<{ threadId: string }>(reviewer, `${one}/threads`, {
    data: { ...anchor, text: words.comment, mustResolve: false },
  });
  await call(editor, `/api/v1/threads/${threadId}/comments`, { data: { text: words.reply } });
  const { reviewId } = await call<{ reviewId: string }>(reviewer, `${one}/reviews`, {
    data: { headHash, verdict: 'approve', comment: words.review, openPoints },
  });
  const history = await (await editor.request.get(`/desk/revisions/${number}/history`)).text();
  const checkpoint = id(/\/history\/([0-9a-f-]{36})/, history);
  return { number: String(number), sourceId, sectionId: added.sectionId, threadId, reviewId, checkpoint };
}

async function plantElsewhere(editor: Page, admin: Page, words: Words, articleId: string): Promise<string> {
  const opened = { name: words['discarded revision'], why: '' };
  const { number } = await call<{ number: number }>(editor, `/api/v1/articles/${articleId}/revisions`, {
    data: opened,
  });
  const given = { reason: words['reason for discarding'] };
  await call(editor, `/api/v1/revisions/${number}/discard`, { data: given });
  await draftArticle(editor, words['unpublished article'], [words['unpublished text']]);
  const file = `= ${words['imported title']} =\n\nA text on ${words['imported text']}.\n`;
  const base64 = Buffer.from(file).toString('base64');
  const { runId } = await call<{ runId: string }>(editor, '/api/v1/imports', {
    data: { fileName: `${words['imported file name']}.txt`, base64 },
  });
  const name = words['invited person'];
  await call(admin, '/api/v1/people', { data: { name, email: `${name}@demo.invalid`, role: 'editor' } });
  return runId;
}

/** Everything that strangers have been answered. */
class Stranger {
  readonly answers: string[] = [];
  private readonly pages = new Set<string>();
  private readonly origin: string;

  constructor(
    private readonly request: APIRequestContext,
    origin: string,
    private readonly secrets: readonly string[],
  ) {
    this.origin = origin;
  }

  /** One answer as text with its headers; fails when it holds a planted word that was not in the question. */
  async ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<string> {
    // Each question from another address: no limit of one stranger hides what is told to many.
    const headers = { 'x-forwarded-for': crypto.randomUUID(), ...options.headers };
    const answer = await this.request.fetch(path, { maxRedirects: 0, ...options, headers });
    const text = `${answer.status()}\n${headersOf(answer)}\n${await textOf(answer)}`;
    this.answers.push(text);
    const lower = text.toLowerCase();
    const told = this.secrets.find((secret) => !path.includes(secret) && lower.includes(secret));
    if (told) throw new Error(`${path} tells ${told}`);
    return text;
  }

  /** Reads these addresses and every one of this origin that they name, packed and plain. */
  async crawl(starts: readonly string[]): Promise<readonly string[]> {
    const queue = [...starts];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (this.pages.has(path)) continue;
      this.pages.add(path);
      const plain = await this.ask(path, { headers: { 'accept-encoding': 'identity' } });
      await this.ask(path, { headers: { 'accept-encoding': 'br' } });
      queue.push(...this.linksOf(plain, path));
    }
    return [...this.pages];
  }

  private linksOf(text: string, base: string): string[] {
    const named = text.matchAll(
      /(?:href|src|action)="([^"]+)"|<(?:loc|id|uri)>([^<]+)<|^(?:location|link): <?([^>;\n]+)/gm,
    );
    return [...named].flatMap(([, link, element, header]) => {
      const written = (link ?? element ?? header ?? '').replaceAll('&amp;', '&');
      if (!URL.canParse(written, this.origin + base)) return [];
      const url = new URL(written, this.origin + base);
      return url.origin === this.origin ? [url.pathname + url.search] : [];
    });
  }
}

/** The words of an answer; of a package, those of all its files. */
async function textOf(answer: APIResponse): Promise<string> {
  const isPackage = /epub\+zip|officedocument/.test(answer.headers()['content-type'] ?? '');
  if (!isPackage || answer.status() !== 200) return answer.text();
  return Object.values(unzipSync(await answer.body()))
    .map((file) => strFromU8(file))
    .join('\n');
}

const headersOf = (answer: APIResponse): string =>
  answer
    .headersArray()
    .map(({ name, value }) => `${name.toLowerCase()}: ${value}`)
    .join('\n');

/** The answer without what differs between any two answers, and without the word that was asked for. */
const without = (word: string, answer: string): string =>
  answer
    .replaceAll(/^(?:date|etag|content-length|x-request-id): .*$/gm, '')
    .replaceAll(/'nonce-[^']+'|nonce="[^"]+"/g, '')
    .replaceAll(word, '…');

const planted = new Map<string, Promise<Planted>>();
const published = uniqueWord();

/** Sets the scene once for all tests of this file. */
async function plant(visit: (options: { as: 'amal' | 'jonas' | 'rosa' }) => Promise<Page>): Promise<Planted> {
  const words = Object.fromEntries(places.map((place) => [place, uniqueWord()])) as Words;
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const article = await liveArticle(editor, reviewer, { title: `Samoa and ${published}`, paragraphs: ['They met.'] });
  const revision = await plantRevision(editor, reviewer, words, article);
  const run = await plantElsewhere(editor, await visit({ as: 'rosa' }), words, article.articleId);
  // Signed in people look first: what they are shown must not be kept for strangers.
  for (const path of ['/', article.path, `${article.path}/versions`, `/search?q=${words.title}`]) {
    await editor.request.get(path);
    await editor.request.get(path.replace(article.path, `/desk/revisions/${revision.number}`));
  }
  return {
    words,
    live: article.path,
    known: { ...revision, articleId: article.articleId, id: article.articleId, run },
  };
}

const plantOnce = (visit: Parameters<typeof plant>[0]): Promise<Planted> => {
  const made = planted.get('all') ?? plant(visit);
  planted.set('all', made);
  return made;
};

test('E35 nothing unpublished is told to a stranger, at any address and in any format', async ({
  visit,
  playwright,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const origin = baseURL ?? '';
  const { words, live, known } = await plantOnce(visit);
  const request = await playwright.request.newContext({ baseURL: origin });
  const stranger = new Stranger(request, origin, Object.values(words));

  // Everything that is linked from the public starting points
  const starts = [
    '/',
    '/articles',
    '/articles?sort=updated',
    '/updates',
    '/updates.atom',
    '/updates.json',
    '/updates/corrections',
    '/countries',
    '/sitemap.xml',
    '/opensearch.xml',
    '/robots.txt',
  ];
  const pages = await stranger.crawl([...starts, '/search', '/search?q=relations', `/search?q=${published}`]);
  expect(pages).toEqual(
    expect.arrayContaining(['', '/versions/1', '/versions/1.docx', '/versions/1.epub'].map((rest) => live + rest)),
  );

  // Every address of the program, with the true ids of what is not published
  const fill = (path: string) =>
    path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => known[name] ?? known['articleId'] ?? '');
  for (const { method, path } of listEntries(process.cwd())) {
    if (path.startsWith('/api/auth')) continue;
    await stranger.ask(fill(path), { method, headers: { origin } });
    if (method !== 'GET') continue;
    await stranger.ask(fill(path), { method: 'HEAD' });
    await stranger.ask(`${fill(path)}?_rsc=1`, { headers: { rsc: '1', 'next-router-prefetch': '1' } });
  }
  await stranger.ask(`/sources/${known['sourceId']}`);
  await stranger.ask(`/desk/sources/${known['sourceId']}`);

  // Odd questions about an article that is live and has an unpublished revision
  const number = known['number'] ?? '';
  const odd = ['', '0', '-1', '2', 'draft', number, known['checkpoint'] ?? ''];
  for (const from of odd) {
    await stranger.ask(`${live}/versions/${from}`);
    await stranger.ask(`${live}/versions/${from}/manifest.json`);
    await stranger.ask(`${live}/compare?from=1&to=${from}`);
    await stranger.ask(`${live}/compare?from=${from}&to=${number}`);
    for (const key of ['version', 'revision', 'preview', 'draft']) await stranger.ask(`${live}?${key}=${from}`);
  }
  for (const headers of [
    { 'x-middleware-subrequest': 'proxy' },
    { 'x-nextjs-data': '1' },
    { accept: 'application/json' },
  ]) {
    for (const path of [live, '/desk', `/desk/revisions/${number}/edit`]) await stranger.ask(path, { headers });
  }

  // The crawl has seen the world: enough answers, and the word that is published
  expect(stranger.answers.length).toBeGreaterThan(150);
  expect(stranger.answers.filter((answer) => answer.includes(published)).length).toBeGreaterThan(10);
  await request.dispose();
});

test('asking for an unpublished word or address is answered as for one that does not exist', async ({
  visit,
  playwright,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const origin = baseURL ?? '';
  const { words } = await plantOnce(visit);
  const request = await playwright.request.newContext({ baseURL: origin });
  const stranger = new Stranger(request, origin, Object.values(words));
  const asAsked = async (word: string, pathOf: (word: string) => string) => {
    const nowhere = uniqueWord().slice(0, word.length);
    const answer = without(word, await stranger.ask(pathOf(word)));
    expect(answer, pathOf(word)).toBe(without(nowhere, await stranger.ask(pathOf(nowhere))));
  };
  for (const word of Object.values(words)) {
    await asAsked(word, (one) => `/search?q=${one}`);
    await asAsked(word.slice(0, 6), (one) => `/search?q=${one}`);
  }
  for (const place of ['title', 'unpublished article', 'imported title'] as const) {
    for (const rest of [
      '',
      '/versions',
      '/versions/1',
      '/versions/1/manifest.json',
      '/compare?from=1&to=1',
      '/updates.atom',
    ]) {
      await asAsked(words[place], (one) => `/articles/${one}${rest}`);
    }
  }
  // The same question about a published word is answered
  expect(await stranger.ask(`/search?q=${published}`)).toContain(`/articles/samoa-and-${published}`);
  expect(await stranger.ask(`/articles/samoa-and-${published}`)).toMatch(/^200\n/);
  await request.dispose();
});

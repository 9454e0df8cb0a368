import { bodyOf, call, draftArticle, expect, liveArticle, type Page, test } from '@/e2e/fixtures';

/** A word that occurs nowhere else; which place it was planted in can be read from it. */
const planted: string[] = [];
function plant(place: string): string {
  const word = `zq${place}${crypto.randomUUID().slice(0, 8)}`;
  planted.push(word);
  return word;
}

/** Puts a word of its own in every place that readers must not see. Answers the addresses of what holds them. */
async function plantEverywhere(editor: Page, reviewer: Page): Promise<string[]> {
  const title = 'Cuba–Niger relations';
  const live = await liveArticle(editor, reviewer, { title, paragraphs: ['The embassy has a garden.'] });
  const data = { name: plant('name'), why: plant('why') };
  const { number } = await call<{ number: number }>(editor, `/api/v1/articles/${live.articleId}/revisions`, { data });
  const at = `/api/v1/revisions/${number}`;
  const csl = { type: 'book', title: plant('source') };
  const { sourceId } = await call<{ sourceId: string }>(editor, '/api/v1/sources', { data: { csl, stub: false } });
  const cite = { sourceId, locators: [], quote: plant('quote'), note: plant('citation'), supports: 'supports' };
  const { citationId } = await call<{ citationId: string }>(editor, `${at}/citations`, { data: cite });
  const body = bodyOf([`The embassy has a garden. ${plant('draft')}`]);
  const [paragraph] = body.content;
  const cited = {
    ...paragraph,
    content: [...(paragraph?.content ?? []), { type: 'citation', attrs: { id: citationId } }],
  };
  const section = { expectedSeq: 0, heading: '', body: { ...body, content: [cited] } };
  await call(editor, `${at}/sections/${live.lead}`, { method: 'PUT', data: section });
  const facts = [{ key: plant('fact'), value: plant('value'), confirmed: true, citations: [] }];
  const head = {
    title: `${title} ${plant('title')}`,
    facts,
    related: [plant('related')],
    attribution: plant('origin'),
  };
  const { headSeq, headHash } = await call<{ headSeq: number; headHash: string }>(editor, `${at}/head`, {
    method: 'PUT',
    data: { expectedHeadSeq: 0, ...head },
  });
  const added = { expectedHeadSeq: headSeq, heading: plant('heading'), level: 2, after: live.lead };
  const made = await call<{ headHash: string }>(editor, `${at}/sections`, { data: added });
  expect(made.headHash).not.toBe(headHash);
  await call(editor, `${at}/checkpoints`, { data: { label: plant('checkpoint') } });
  const proposal = { headHash: made.headHash, kind: 'update', changeNote: plant('note') };
  await call(editor, `${at}/submit`, { data: proposal });
  const thread = { sectionId: null, quote: '', prefix: '', suffix: '', text: plant('comment'), mustResolve: false };
  const { threadId } = await call<{ threadId: string }>(reviewer, `${at}/threads`, { data: thread });
  await call(editor, `/api/v1/threads/${threadId}/comments`, { data: { text: plant('reply') } });
  const verdict = { headHash: made.headHash, verdict: 'request_changes', comment: plant('verdict') };
  await call(reviewer, `${at}/reviews`, { data: verdict });
  await draftArticle(editor, `New ${plant('article')}`, [plant('unpublished')]);
  const document = `# ${plant('imported')} relations\n\n${plant('text')} is the first sentence.\n`;
  const base64 = Buffer.from(document).toString('base64');
  const file = { fileName: `${plant('file')}.txt`, base64 };
  const { outcome } = await call<{ outcome: string }>(editor, '/api/v1/imports', { data: file });
  expect(outcome).toBe('created');
  return [`/sources/${sourceId}`, `${live.path}/versions/2`, `${live.path}/versions/2/manifest.json`];
}

/** Addresses of this site that an answer names, in links and in feeds. */
function addressesIn(text: string, origin: string): string[] {
  const found = text.matchAll(/(?:href|action)="([^"#]+)|<(?:loc|id)>([^<]+)/g);
  return [...found].flatMap(([, href, loc]) => {
    const url = new URL((href ?? loc ?? '').replaceAll('&amp;', '&'), origin);
    return url.origin === origin ? [url.pathname + url.search] : [];
  });
}

test('nothing unpublished is in any public address, format or search', async ({ visit, request, baseURL }) => {
  const origin = baseURL ?? '';
  const hidden = await plantEverywhere(await visit({ as: 'amal' }), await visit({ as: 'jonas' }));
  const queue = ['/', '/articles', '/updates', '/updates.atom', '/sitemap.xml', '/robots.txt', '/api/v1/openapi.json'];
  queue.push(...hidden, '/desk', '/admin/people', '/desk/sources', '/desk/import', '/api/v1/sources');
  for (const word of planted) queue.push(`/search?q=${word}`, `/articles/${word}`, `/articles/new-${word}`);
  const seen = new Set(queue);
  const leaks: string[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const answer = await request.get(path, { maxRedirects: 0 });
    // The address itself may come back: in the search field, in a redirect to the sign-in.
    const asked = planted.find((word) => path?.includes(word));
    const headers = JSON.stringify(answer.headers());
    const text = (await answer.text()) + (asked ? '' : headers);
    const found = planted.filter((word) => word !== asked && text.includes(word));
    if (found.length > 0) leaks.push(`${path}: ${found.join(', ')}`);
    for (const next of addressesIn(text, origin)) {
      if (seen.has(next) || next.startsWith('/_next/')) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  expect(leaks).toEqual([]);
  for (const path of hidden) expect((await request.get(path)).status(), path).toBe(404);
  const search = await (await request.get(`/search?q=${planted[0]}`)).text();
  expect(search).toContain('Nothing found');
  expect(seen.size).toBeGreaterThan(80);
  // The same words are there for people of the desk: they were planted.
  const desk = await visit({ as: 'nora' });
  const sources = await desk.request.get(`/api/v1/sources?q=${planted.find((word) => word.startsWith('zqsource'))}`);
  expect(await sources.text()).toContain('zqsource');
});

import { call, citingArticle, expect, type Page, test } from '@/e2e/fixtures';

const twins = (word: string) => [
  {
    type: 'book',
    title: `Trade routes ${word}`,
    publisher: 'Harbour Press',
    author: [{ family: 'Haddad', given: 'Lina' }],
  },
  { type: 'book', title: `Trade Routes ${word}.`, publisher: 'Harbour Press Ltd', DOI: `10.5555/${word}`, volume: '2' },
];

async function describe(page: Page, csl: Record<string, unknown>): Promise<string> {
  const { sourceId } = await call<{ sourceId: string }>(page, '/api/v1/sources', { data: { csl, stub: false } });
  return sourceId;
}

test('two records of one work are compared, merged, and taken apart again', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const word = `w${Date.now()}`;
  const [first = {}, second = {}] = twins(word);
  const [kept, gone] = [await describe(page, first), await describe(page, second)];

  await page.goto('/desk/sources');
  await page
    .getByRole('navigation', { name: 'Parts of the library' })
    .getByRole('link', { name: /Look alike/ })
    .click();
  await page.getByLabel('Title, maker or identifier').fill(word);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('row')).toHaveCount(3);

  await page.goto(`/desk/sources/${kept}`);
  await page.getByRole('link', { name: 'Compare the two' }).click();
  await expect(page.getByRole('group', { name: 'Title' }).getByRole('radio').first()).toBeChecked();
  await expect(page.getByRole('group', { name: 'DOI' }).getByRole('radio').last()).toBeChecked();
  await page.getByRole('group', { name: 'Publisher' }).getByRole('radio', { name: /Ltd/ }).check();
  await page.getByRole('button', { name: 'Merge the two' }).click();
  await page.waitForURL(`**/desk/sources/${kept}`);
  await expect(page.getByText('is part of this record since')).toBeVisible();
  await expect(page.getByLabel('Publisher', { exact: true })).toHaveValue('Harbour Press Ltd');

  await page.goto(`/desk/sources/${gone}`);
  await expect(page.getByText('This record is part of another one now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the source' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByRole('button', { name: 'Save the source' })).toBeVisible();
  await page.goto(`/desk/sources/${kept}`);
  await expect(page.getByLabel('Publisher', { exact: true })).toHaveValue('Harbour Press');
});

test('what was seen is kept, quotes are looked up in it, and the file is saved but never shown', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const sourceId = await describe(page, { type: 'book', title: `Seen ${Date.now()}`, publisher: 'P' });
  await page.goto(`/desk/sources/${sourceId}`);
  await page.getByRole('button', { name: 'Keep what you saw' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Paste words, or choose a file.' })).toBeVisible();
  const html = '<!doctype html><p>Both sides signed a long-term plan.</p><script>document.title="ran"</script>';
  await page
    .getByLabel('Or choose a file')
    .setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(html) });
  await page.getByRole('button', { name: 'Keep it' }).click();
  const link = page.getByRole('link', { name: /Web page/ });
  await expect(link).toBeVisible();

  const lookUp = async (quote: string) => {
    await page.getByLabel('Look quoted words up').fill(quote);
    await page.getByRole('button', { name: 'Look them up' }).click();
  };
  await lookUp('Both sides signed');
  await expect(page.getByText('These words stand in what was kept.')).toBeVisible();
  await lookUp('Both sides signed a short-term plan');
  await expect(page.locator('ins', { hasText: 'short' })).toBeVisible();
  await lookUp('The talks have failed for good');
  await expect(page.getByText('These words are not in what was kept.')).toBeVisible();

  const address = (await link.getAttribute('href')) ?? '';
  const answer = await page.request.get(address);
  expect(await answer.text()).toBe(html);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; filename="snapshot-[0-9a-f-]{36}\.html"$/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
    'cache-control': 'no-store',
  });
  const download = page.waitForEvent('download');
  await link.click();
  expect((await download).suggestedFilename()).toMatch(/^snapshot-.*\.html$/);
  const stranger = await visit();
  expect((await stranger.request.get(address)).status()).toBe(401);
});

test('a reviewer says what the source says, and decides how far it can be relied on; an editor may not', async ({
  visit,
}) => {
  const [amal, jonas] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const title = `Chad and Fiji ${Date.now()}`;
  const host = `h${Date.now()}.example.org`;
  const csl = { type: 'webpage', title: `${title}: a page`, URL: `https://${host}/a` };
  const { sourceIds, articleId } = await citingArticle(amal, jonas, title, [
    { text: 'Both sides signed a plan.', csl },
  ]);
  const at = `/desk/sources/${sourceIds[0]}`;

  await amal.goto(at);
  await expect(amal.getByText('Nobody has looked it up yet.')).toBeVisible();
  await expect(amal.getByRole('button', { name: 'I looked it up' })).toHaveCount(0);
  await expect(amal.getByRole('button', { name: 'Decide on it' })).toHaveCount(0);

  await jonas.goto(at);
  await jonas.getByRole('button', { name: 'I looked it up' }).click();
  await jonas.getByRole('radio', { name: 'The source says this' }).check();
  await jonas.getByLabel('Comment (if you like)').fill('Third paragraph');
  await jonas.getByRole('button', { name: 'Keep what I found' }).click();
  await expect(jonas.getByText(/Verified by Jonas Berg on .*: Third paragraph/)).toBeVisible();

  await amal.getByRole('button', { name: 'Flag', exact: true }).click();
  await amal.getByRole('radio', { name: 'Page needed' }).check();
  await amal.getByRole('textbox', { name: 'The reason' }).fill('A long page');
  await amal.getByRole('button', { name: 'Flag it' }).click();
  await expect(amal.locator('.pill', { hasText: 'page needed' })).toBeVisible();
  await amal.getByRole('button', { name: 'Take the flag away' }).click();
  await amal.getByRole('textbox', { name: 'The reason' }).fill('Named now');
  await amal.getByRole('button', { name: 'Take it away' }).click();
  await expect(amal.locator('.pill', { hasText: 'page needed' })).toHaveCount(0);

  await jonas.getByRole('button', { name: 'Decide on it' }).click();
  await jonas.getByRole('radio', { name: `Everything at ${host}` }).check();
  await jonas.getByRole('radio', { name: 'Not to be cited' }).check();
  await jonas.getByRole('textbox', { name: 'Reason', exact: true }).fill('It invents quotations.');
  await jonas.getByRole('button', { name: 'Decide', exact: true }).click();
  await expect(jonas.getByText('In force')).toBeVisible();
  await jonas.goto(`/desk/sources?q=${host}`);
  await expect(jonas.getByRole('row', { name: /not to be cited/ })).toBeVisible();

  const { number } = await call<{ number: number }>(amal, `/api/v1/articles/${articleId}/revisions`, {
    data: { name: 'More', why: '' },
  });
  const place = { sourceId: sourceIds[0], locators: [], quote: '', note: '', supports: 'supports' };
  const cited = call(amal, `/api/v1/revisions/${number}/citations`, { data: place });
  await expect(cited).rejects.toThrow(/422.*This source is not to be cited: It invents quotations\./);
});

test('readers find the sources of a merged record under the one that is kept', async ({ visit }) => {
  const [amal, jonas] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const title = `Oman and Peru ${Date.now()}`;
  const [first = {}, second = {}] = twins(`x${Date.now()}`);
  const { sourceIds, path } = await citingArticle(amal, jonas, title, [
    { text: 'They have met.', csl: first },
    { text: 'They met again.', csl: second },
  ]);
  const [kept = '', gone = ''] = sourceIds;
  const data = { expectedSeq: 1, intoId: kept, intoSeq: 1, take: [] };
  await call(amal, `/api/v1/sources/${gone}/merge`, { data });
  const reader = await visit();
  await reader.goto(`/sources/${gone}`);
  expect(new URL(reader.url()).pathname).toBe(`/sources/${kept}`);
  await expect(reader.getByText('2 statements of live articles.')).toBeVisible();
  await expect(async () => {
    await reader.goto(path);
    await expect(reader.locator('ol.refs > li')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  // The version says for ever what was cited.
  const manifest = await (await reader.request.get(`${path}/versions/1/manifest.json`)).text();
  expect(manifest).toContain(gone);
});

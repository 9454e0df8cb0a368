import { type Cited, citingArticle, expect, type Page, test } from '@/e2e/fixtures';

const book = {
  type: 'book',
  title: `The Syria–Iran axis ${Date.now()}`,
  author: [{ family: 'Maltzahn', given: 'Nadia' }],
  publisher: 'Harbour Press',
  issued: { 'date-parts': [[2013]] },
};
const gone = {
  type: 'webpage',
  title: `How the oil deal was made ${Date.now()}`,
  URL: `https://levant.example/oil/${Date.now()}`,
  custom: { urlStatus: 'dead', archiveUrl: 'https://archive.example/oil', archiveDate: '2023-05-03' },
};
const cited: readonly Cited[] = [
  { text: 'Relations began in 1946.', csl: book, page: '12', quote: 'They began in 1946.' },
  { text: 'An oil deal followed.', csl: gone },
  {
    text: 'Another source says 1947.',
    csl: { type: 'book', title: `Another history ${Date.now()}`, publisher: 'Quay' },
    page: '3',
    supports: 'disputes',
  },
];

let path = '';
let title = '';

/** One article for all tests of this file. */
async function article(visit: (options: { as: 'amal' | 'jonas' }) => Promise<Page>): Promise<string> {
  if (path !== '') return path;
  title = `Fiji–Ghana relations ${Date.now()}`;
  ({ path } = await citingArticle(await visit({ as: 'amal' }), await visit({ as: 'jonas' }), title, cited));
  return path;
}

test('without script: from the home page to a source and back, its versions, a comparison, and how to cite it', async ({
  visit,
}) => {
  await article(visit);
  const page = await visit({ javaScriptEnabled: false });
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search articles' }).fill('Syria');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Iran–Syria relations' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iran–Syria relations');

  await page.goto(path);
  await page.getByRole('link', { name: 'Source 2', exact: true }).click();
  const second = page.getByRole('listitem').filter({ hasText: 'How the oil deal was made' });
  await expect(second).toBeInViewport();
  await expect(second.getByRole('link', { name: /^How the oil deal was made/ })).toHaveAttribute(
    'href',
    'https://archive.example/oil',
  );
  await expect(second.getByRole('link', { name: 'Original' })).toHaveAttribute(
    'href',
    /^https:\/\/levant\.example\/oil/,
  );
  await second.getByRole('link', { name: 'Back to use 1 of source 2' }).click();
  await expect(page).toHaveURL(/#use-/);
  await expect(page.getByText('An oil deal followed.')).toBeInViewport();

  await page.goto('/articles/iran-syria-relations');
  await page.getByRole('link', { name: 'See all updates' }).click();
  await page.getByRole('radio', { name: 'From version 1' }).check();
  await page.getByRole('radio', { name: 'To version 2' }).check();
  await page.getByRole('button', { name: 'Compare the two chosen' }).click();
  await expect(page.locator('del')).toContainText(['current']);

  await page.goto('/articles/iran-syria-relations');
  await page.getByRole('link', { name: 'Other styles' }).click();
  for (const style of ['APA 7', 'Chicago 17, author-date', 'MLA 9', 'BibTeX', 'RIS']) {
    await expect(page.getByRole('region', { name: style })).toContainText('/articles/iran-syria-relations/versions/2');
  }
});

test('hover and focus show the card of a source, with place and words; Esc closes it', async ({ visit }) => {
  await article(visit);
  const page = await visit();
  await page.goto(path);
  const mark = page.getByRole('link', { name: 'Source 1', exact: true });
  const card = page.locator('.card:popover-open');
  await mark.hover();
  await expect(card).toContainText('They began in 1946.');
  await expect(card).toContainText('p. 12');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.mouse.move(0, 0);
  await mark.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(card).toContainText('The Syria–Iran axis');
});

test('sources that disagree are shown as such, in the text and in the card', async ({ visit }) => {
  await article(visit);
  const page = await visit();
  await page.goto(path);
  await expect(page.getByRole('main')).toContainText('Sources disagree here.');
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
});

test('every entry of the timeline leads to its sentence', async ({ visit }) => {
  const page = await visit({ javaScriptEnabled: false });
  await page.goto('/articles/iran-syria-relations');
  await page.getByText(/Show the \d+ entries as a list/).click();
  const entries = page.locator('details:has(> summary:has-text("entries as a list")) li');
  const count = await entries.count();
  expect(count).toBeGreaterThan(40);
  for (const index of [0, Math.floor(count / 2), count - 1]) {
    const link = entries.nth(index).getByRole('link').first();
    const anchor = decodeURIComponent((await link.getAttribute('href')) ?? '').slice(1);
    expect(anchor).not.toBe('');
    await expect(page.locator(`[id="${anchor}"]`)).toHaveCount(1);
  }
});

test('the printed first page carries version, permanent address and date; addresses are spelled out', async ({
  visit,
}) => {
  await article(visit);
  const page = await visit();
  await page.goto(path);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/\/articles\/.+\/versions\/1$/).first()).toBeVisible();
  await expect(page.getByText('Version 1 · Updated')).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.locator('.refs .url').first()).toBeVisible();
});

test('dates in a right-to-left text read in their own order', async ({ visit }) => {
  const [writer, reviewer] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const words = 'بدأت العلاقات في 12 November 1946 بين البلدين.';
  const csl = { type: 'book', title: 'كتاب', publisher: 'دار', language: 'ar' };
  const live = await citingArticle(writer, reviewer, `العلاقات الإيرانية السورية ${Date.now()}`, [
    { text: words, csl },
  ]);
  const page = await visit();
  await page.goto(live.path);
  const paragraph = page.getByText('12 November 1946').first();
  await expect(page.getByRole('main')).toHaveAttribute('dir', 'rtl');
  const order = await paragraph.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('12 November 1946') ?? -1;
      if (at < 0) continue;
      return ['12', 'November', '1946'].map((part) => {
        const range = document.createRange();
        const start = (node?.textContent ?? '').indexOf(part, at);
        range.setStart(node, start);
        range.setEnd(node, start + part.length);
        return range.getBoundingClientRect().left;
      });
    }
    return [];
  });
  expect(order).toHaveLength(3);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('the pages hold in forced colours, with reduced motion, and at twice the text', async ({ visit }) => {
  await article(visit);
  const page = await visit({ viewport: { width: 320, height: 800 } });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const at of [
    '/',
    path,
    '/articles/iran-syria-relations',
    '/articles/iran-syria-relations/versions',
    '/countries/syria',
  ]) {
    await page.goto(at);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(`${at} ${sideways}`).toBe(`${at} 0`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});

import { expect, type Page, test } from '@/e2e/fixtures';

const wide = { width: 1280, height: 900 };

/** Takes the picture. It replaces the one of the README only when asked (UPDATE_SCREENSHOTS=1), so that a test leaves the tree as it was. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['UPDATE_SCREENSHOTS'] ? 'e2e/screenshots' : 'test-results/screenshots';
  await page.evaluate(async () => document.fonts.ready);
  const image = await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', caret: 'hide' });
  expect(image.byteLength).toBeGreaterThan(20_000);
}

const article = '/articles/iran-syria-relations';
const phone = { width: 390, height: 844 };

for (const [name, path, options] of [
  ['home', '/', { viewport: wide }],
  ['reader', article, { viewport: wide }],
  ['reader-phone', article, { viewport: phone }],
  ['reader-dark', article, { viewport: wide, colorScheme: 'dark' }],
  ['versions', `${article}/versions`, { viewport: wide }],
  ['compare', `${article}/compare?from=1&to=2`, { viewport: wide }],
] as const) {
  test(`picture of the reader's side: ${name}`, async ({ visit }) => {
    const page = await visit(options);
    await page.goto(path);
    await picture(page, name);
  });
}

test('picture of the editor', async ({ visit }) => {
  const page = await visit({ as: 'yusuf', viewport: wide });
  await page.goto('/desk');
  await page
    .getByRole('link', { name: /Deutsche Welle and Middle East Eye/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Write', exact: true }).click();
  const changed = page.getByRole('region').filter({ has: page.getByText('Changed', { exact: true }) });
  await changed
    .last()
    .getByRole('button', { name: /^Edit section/ })
    .click();
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible();
  await page.locator('.ProseMirror').focus();
  await picture(page, 'editor');
});

test('picture of the review', async ({ visit }) => {
  const page = await visit({ as: 'jonas', viewport: wide });
  await page.goto('/desk/reviews?tab=all');
  await page
    .getByRole('link', { name: /Oil paragraph, and who said what/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Review', exact: true }).first().click();
  await page.getByRole('button', { name: 'Next change' }).click();
  await expect(page.locator('ins, del').first()).toBeInViewport();
  await picture(page, 'review');
});

import { expect, liveArticle, test } from '@/e2e/fixtures';

const article = '/articles/iran-syria-relations';
const titles = [
  'Afghanistan–Palestine relations',
  'Afghanistan–Syria relations',
  'Iran–Syria relations',
  'Pakistan–Syria relations',
];

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a reader goes from the home page over an article and its versions to a comparison and the search', async ({
    page,
  }) => {
    // Given the seeded documents
    await page.goto('/');
    for (const title of titles) await expect(page.getByRole('link', { name: title }).first()).toBeVisible();

    // An article: contents, sections, facts, dates
    await page.getByRole('link', { name: 'Iran–Syria relations', exact: true }).first().click();
    await expect(page).toHaveURL(article);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iran–Syria relations');
    await expect(page.getByText('including the former president Bashar Assad himself')).toBeVisible();
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await contents.getByRole('link', { name: 'Syrian Civil War (2011–2024)' }).click();
    await expect(page.getByRole('heading', { name: /^Syrian Civil War \(2011–2024\)/ })).toBeInViewport();
    await expect(page.getByText('Version 2 · Updated')).toBeVisible();

    // Its versions, and an old one
    await page.getByRole('link', { name: 'See all updates' }).click();
    await expect(page.getByText('Bashar Assad was called the current president.')).toBeVisible();
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await expect(page).toHaveURL(`${article}/versions/1`);
    await expect(page.getByRole('region', { name: 'Old version' })).toContainText('Version 2 corrected a fact');
    await expect(page.getByText('including the current president Bashar Assad himself')).toBeVisible();

    // What changed since
    await page.getByRole('link', { name: 'See what changed since' }).click();
    await expect(page).toHaveURL(`${article}/compare?from=1&to=2`);
    await expect(page.locator('del')).toContainText(['current']);
    await expect(page.locator('ins')).toContainText(['former']);

    // And the search
    await page.getByRole('searchbox', { name: 'Search articles' }).fill('Rafsanjani');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('heading', { name: 'Search' })).toBeVisible();
    await page.getByRole('searchbox').fill('Quneitra xyzzy');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByText('No article mentions “Quneitra xyzzy”')).toBeVisible();
  });

  test('every public page is whole without script', async ({ page }) => {
    const paths = [
      '/',
      '/articles',
      '/articles?sort=updated',
      '/about',
      '/accessibility',
      '/updates',
      '/search?q=Syria',
    ];
    for (const path of [...paths, article, `${article}/versions`, `${article}/compare`, '/sign-in']) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
      await expect(page.getByRole('main'), path).toBeVisible();
    }
    await page.goto('/search?q=Damascus');
    await expect(page.locator('mark').first()).toHaveText(/damascus/i);
  });

  test('public pages carry no script and set no cookie', async ({ page }) => {
    for (const path of ['/', article, `${article}/compare`, '/search?q=Syria']) {
      const answer = await page.goto(path);
      expect(answer?.headers()['set-cookie'], path).toBeUndefined();
      await expect(page.locator('script:not([type="application/ld+json"])'), path).toHaveCount(0);
    }
  });

  test('a page that is not there helps to find one', async ({ page, problems }) => {
    problems.expect(/status of 404/);
    const answer = await page.goto('/articles/iran-syria-relation');
    expect(answer?.status()).toBe(404);
    await page.getByRole('link', { name: 'Iran–Syria relations' }).click();
    await expect(page).toHaveURL(article);
    const version = await page.goto(`${article}/versions/99`);
    expect(version?.status()).toBe(404);
    await page.getByRole('link', { name: 'Version 2', exact: true }).click();
    await expect(page).toHaveURL(`${article}/versions/2`);
  });
});

test('the formats for machines: robots, sitemap, feeds, manifest, health', async ({ request, baseURL }) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain('Disallow: /desk');
  expect(robots).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  const sitemap = await (await request.get('/sitemap.xml')).text();
  expect(sitemap).toContain(`<loc>${baseURL}${article}</loc>`);
  for (const path of ['/updates.atom', `${article}/updates.atom`]) {
    const feed = await request.get(path);
    expect(feed.headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(await feed.text()).toContain('Iran–Syria relations, version 2');
  }
  const manifest: unknown = await (await request.get(`${article}/versions/2/manifest.json`)).json();
  expect(manifest).toMatchObject({ number: 2 });
  expect(await (await request.get('/api/health')).json()).toEqual({ status: 'ready', database: 'up' });
  expect(await (await request.get('/api/health?live')).json()).toEqual({ status: 'live' });
});

test('every answer has the security headers; no policy allows unsafe script', async ({ request }) => {
  for (const path of ['/', article, '/sign-in', '/api/health', '/nothing-here', '/updates.atom']) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/default-src/);
    expect(policy, path).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBeTruthy();
  }
  // What anybody may keep needs no browser process of its own; a place where people write does.
  const openers = async (path: string) => (await request.get(path)).headers()['cross-origin-opener-policy'];
  for (const path of ['/', article, '/search?q=Syria']) expect(await openers(path), path).toBeUndefined();
  for (const path of ['/sign-in', '/api/health']) expect(await openers(path), path).toBe('same-origin');
});

test('an old address leads to the new one for ever', async ({ visit }) => {
  const writer = await visit({ as: 'amal' });
  const admin = await visit({ as: 'rosa' });
  const made = await liveArticle(writer, admin, { title: 'Benin–Nauru relations', paragraphs: ['They are good.'] });
  await admin.goto(`/desk/articles/${made.articleId}`);
  await admin.getByRole('button', { name: 'Change the address' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Change the address' });
  await dialog.getByLabel('New address, after /articles/').fill('nauru-and-benin');
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(admin.getByRole('link', { name: 'What readers see' })).toHaveAttribute(
    'href',
    '/articles/nauru-and-benin',
  );
  for (const rest of ['', '/versions', '/versions/1', '/compare?from=1&to=1', '/updates.atom']) {
    const answer = await admin.request.get(`${made.path}${rest}`, { maxRedirects: 0 });
    expect(answer.status(), rest).toBe(308);
    expect(answer.headers()['location'], rest).toMatch(new RegExp('/articles/nauru-and-benin'));
  }
});

import { AxeBuilder } from '@axe-core/playwright';

import {
  call,
  citingArticle,
  draftArticle,
  editSection,
  expect,
  type Handle,
  listEntries,
  liveArticle,
  type Page,
  test,
} from '@/e2e/fixtures';

// A trace would record every look of axe at the page.
test.use({ trace: 'off' });

/** Addresses that exist only once the scene is set. */
type Scene = Readonly<
  Record<
    | 'article'
    | 'source'
    | 'usedSource'
    | 'otherSource'
    | 'run'
    | 'sourceImport'
    | 'checkpoint'
    | 'token'
    | 'live'
    | 'arabic',
    string
  >
>;
type Screen = {
  /** The file under app/ that answers, as the matrix of routes writes it. */
  readonly pattern: string;
  readonly at?: string | ((scene: Scene) => string);
  /** Who looks; nobody is signed in when this is left out. */
  readonly as?: Handle;
  readonly status?: number;
};

const iran = '/articles/iran-syria-relations';
/** Revisions of the demo: a draft, one in review, one with changes requested, an approved, a scheduled, a discarded one. */
const revision = { draft: 7, review: 8, changes: 9, approved: 10, scheduled: 11, discarded: 12 } as const;

/** Every page there is; the first test of this file compares it with app/. */
const screens: readonly Screen[] = [
  { pattern: '/' },
  { pattern: '/about' },
  { pattern: '/about/editorial-policy' },
  { pattern: '/about/sourcing' },
  { pattern: '/accessibility' },
  { pattern: '/articles' },
  { pattern: '/articles', at: '/articles?sort=updated' },
  { pattern: '/articles', at: '/articles?country=syria' },
  { pattern: '/articles/{slug}', at: iran },
  { pattern: '/articles/{slug}', at: '/articles/pakistan-syria-relations' },
  { pattern: '/articles/{slug}', at: ({ live }) => live },
  { pattern: '/articles/{slug}', at: ({ arabic }) => arabic },
  { pattern: '/articles/{slug}', at: `${iran}?sourcing=1` },
  { pattern: '/articles/{slug}/cite', at: `${iran}/cite?version=1` },
  { pattern: '/articles/{slug}/report', at: `${iran}/report` },
  { pattern: '/articles/{slug}', at: '/articles/iran-syria-relation', status: 404 },
  { pattern: '/articles/{slug}/versions', at: `${iran}/versions` },
  { pattern: '/articles/{slug}/versions/{number}', at: `${iran}/versions/1` },
  { pattern: '/articles/{slug}/compare', at: `${iran}/compare?from=1&to=2` },
  { pattern: '/search', at: '/search?q=Damascus' },
  { pattern: '/search', at: '/search?q=1946' },
  { pattern: '/search', at: '/search?q=xyzzy' },
  { pattern: '/countries' },
  { pattern: '/countries/{slug}', at: '/countries/syria' },
  { pattern: '/sources/{id}', at: ({ usedSource }) => `/sources/${usedSource}` },
  { pattern: '/updates' },
  { pattern: '/updates/corrections' },
  { pattern: '/{path}', at: '/nothing-here', status: 404 },
  { pattern: '/sign-in' },
  { pattern: '/welcome/{token}', at: ({ token }) => token },
  { pattern: '/welcome/{token}', at: '/welcome/unknown' },
  { pattern: '/desk', as: 'amal' },
  { pattern: '/desk/articles', as: 'amal' },
  { pattern: '/desk/articles/new', as: 'amal' },
  { pattern: '/desk/articles/{id}', at: ({ article }) => article, as: 'amal' },
  { pattern: '/desk/articles/{id}/statements', at: ({ article }) => `${article}/statements`, as: 'amal' },
  { pattern: '/desk/import', as: 'amal' },
  { pattern: '/desk/import/{run}', at: ({ run }) => run, as: 'amal' },
  { pattern: '/desk/inbox', as: 'amal' },
  { pattern: '/desk/inbox', as: 'jonas' },
  { pattern: '/desk/me/mail', as: 'amal' },
  { pattern: '/mail/off/{token}', at: '/mail/off/unknown' },
  { pattern: '/desk/articles/{id}/edit', at: ({ article }) => `${article}/edit?words=They+met.`, as: 'nora' },
  { pattern: '/desk/reports', as: 'amal' },
  { pattern: '/desk/reports/errors', as: 'amal' },
  { pattern: '/desk/reports/wanted', as: 'amal' },
  { pattern: '/desk/reports/{list}', at: '/desk/reports/unsourced', as: 'amal' },
  { pattern: '/desk/reports/{list}', at: '/desk/reports/stale', as: 'amal' },
  { pattern: '/desk/reports/{list}', at: '/desk/reports/dates', as: 'amal' },
  { pattern: '/desk/reports/{list}', at: '/desk/reports/links', as: 'amal' },
  { pattern: '/desk/revisions/{number}', at: `/desk/revisions/${revision.draft}`, as: 'amal' },
  { pattern: '/desk/revisions/{number}', at: `/desk/revisions/${revision.discarded}`, as: 'amal' },
  { pattern: '/desk/revisions/{number}', at: '/desk/revisions/999999', as: 'amal', status: 404 },
  { pattern: '/desk/revisions/{number}/edit', at: `/desk/revisions/${revision.review}/edit`, as: 'amal' },
  { pattern: '/desk/revisions/{number}/history', at: `/desk/revisions/${revision.review}/history`, as: 'amal' },
  {
    pattern: '/desk/revisions/{number}/history/compare',
    at: `/desk/revisions/${revision.review}/history/compare`,
    as: 'amal',
  },
  { pattern: '/desk/revisions/{number}/history/{checkpoint}', at: ({ checkpoint }) => checkpoint, as: 'amal' },
  { pattern: '/desk/revisions/{number}/preview', at: `/desk/revisions/${revision.review}/preview`, as: 'amal' },
  {
    pattern: '/desk/revisions/{number}/preview/page',
    at: `/desk/revisions/${revision.review}/preview/page`,
    as: 'amal',
  },
  { pattern: '/preview/{token}', at: '/preview/unknown', status: 404 },
  { pattern: '/desk/revisions/{number}/publish', at: `/desk/revisions/${revision.draft}/publish`, as: 'amal' },
  { pattern: '/desk/sources', as: 'amal' },
  { pattern: '/desk/sources/import', as: 'amal' },
  { pattern: '/desk/sources/import/{run}', at: ({ sourceImport }) => sourceImport, as: 'amal' },
  { pattern: '/desk/sources/new', as: 'amal' },
  { pattern: '/desk/sources/{id}', at: ({ source }) => source, as: 'amal' },
  { pattern: '/desk/sources/{id}', at: ({ usedSource }) => `/desk/sources/${usedSource}`, as: 'jonas' },
  { pattern: '/desk/sources', at: '/desk/sources?show=flagged', as: 'amal' },
  { pattern: '/desk/sources/{id}/merge', at: ({ usedSource }) => `/desk/sources/${usedSource}/merge`, as: 'amal' },
  {
    pattern: '/desk/sources/{id}/merge',
    at: ({ usedSource, otherSource }) => `/desk/sources/${usedSource}/merge?with=${otherSource}`,
    as: 'amal',
  },
  { pattern: '/desk', as: 'jonas' },
  { pattern: '/desk/reviews', as: 'jonas' },
  { pattern: '/desk/reviews', at: '/desk/reviews?tab=all', as: 'amal' },
  { pattern: '/desk/schedule', as: 'jonas' },
  { pattern: '/desk/revisions/{number}', at: `/desk/revisions/${revision.scheduled}`, as: 'jonas' },
  { pattern: '/desk/revisions/{number}/review', at: `/desk/revisions/${revision.review}/review`, as: 'jonas' },
  { pattern: '/desk/revisions/{number}/review', at: `/desk/revisions/${revision.changes}/review`, as: 'jonas' },
  {
    pattern: '/desk/revisions/{number}/review',
    at: `/desk/revisions/${revision.review}/review?with=v1&mode=side`,
    as: 'jonas',
  },
  { pattern: '/desk/me', as: 'jonas' },
  { pattern: '/desk/revisions/{number}/publish', at: `/desk/revisions/${revision.approved}/publish`, as: 'jonas' },
  { pattern: '/desk/articles/{id}', at: ({ article }) => article, as: 'rosa' },
  { pattern: '/admin/people', as: 'rosa' },
  { pattern: '/admin/policy', as: 'rosa' },
  { pattern: '/admin/site', as: 'rosa' },
  { pattern: '/admin/audit', as: 'rosa' },
];

/** What a browser does not show as a page, or what only leads on. */
const formats = [
  '/.well-known/security.txt',
  '/articles/{slug}/timeline.json',
  '/articles/{slug}/updates.atom',
  '/articles/{slug}/updates.json',
  '/articles/{slug}/versions.csv',
  '/articles/{slug}/versions/{number}/manifest.json',
  '/desk/articles/by-address/{slug}',
  '/articles/{slug}/record.json',
  '/fonts/{file}',
  '/icon.svg',
  '/opensearch.xml',
  '/desk/sources/{id}/snapshots/{snapshotId}',
  '/robots.txt',
  '/sitemap.xml',
  '/updates.atom',
  '/updates.json',
  '/updates/corrections.atom',
  '/updates/corrections.json',
];

test('every page of app/ is on the list', () => {
  const entries = listEntries(process.cwd()).filter(
    ({ method, path }) => method === 'GET' && !path.startsWith('/api/'),
  );
  const listed = new Set([...screens.map(({ pattern }) => pattern), ...formats]);
  expect(entries.map(({ path }) => path).toSorted()).toEqual([...listed].toSorted());
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer depends on the colour scheme; the others need one look per page and width. */
const colourRules = ['color-contrast', 'link-in-text-block'];

async function violations(where: string, builder: AxeBuilder): Promise<string[]> {
  const answer = await builder.setLegacyMode().analyze();
  return answer.violations.map(
    ({ id, nodes }) => `${where} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

/** What axe finds wrong in the window as it is, in light and in dark. */
async function scan(page: Page, where: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await violations(`${where} light`, new AxeBuilder({ page }).withTags(tags));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  return [...light, ...(await violations(`${where} dark`, new AxeBuilder({ page }).withRules(colourRules)))];
}

test('the scan sees a missing name, a faint text in dark alone, and a sideways scroll', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.setContent(`<!doctype html><html lang="en"><head><title>Canary</title><style>
    body { color: #000; background: #fff } main { inline-size: 500px }
    @media (prefers-color-scheme: dark) { body { color: #333; background: #000 } }
    </style></head><body><main><h1>Canary</h1><button></button></main></body></html>`);
  const found = await scan(page, 'canary');
  expect(found).toEqual([expect.stringContaining('light button-name'), expect.stringContaining('dark color-contrast')]);
  expect(await sidewaysAt320(page)).toBeGreaterThan(100);
});

/** By how many pixels a window of 320 px would scroll sideways. */
async function sidewaysAt320(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 800 });
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The first link of a page to an address like this. */
async function linkOf(page: Page, path: string, pattern: RegExp): Promise<string> {
  const html = await (await page.request.get(path)).text();
  const link = pattern.exec(html)?.[0];
  if (!link) throw new Error(`${path} has no link like ${pattern.source}`);
  return link;
}

/** An article that cites a source, published, and an invitation; the other addresses are those of the demo. */
async function setScene(editor: Page, admin: Page): Promise<Scene> {
  const name = `Togo and Tonga ${Date.now()}`;
  const { path, sourceIds } = await citingArticle(editor, admin, name, [
    { text: 'They have met.', csl: { type: 'book', title: `${name}: a history` }, page: '7', quote: 'They met.' },
    { text: 'They have not.', csl: { type: 'book', title: `${name}: another` }, supports: 'disputes' },
  ]);
  const arabic = await liveArticle(editor, admin, {
    title: `العلاقات السورية ${Date.now()}`,
    paragraphs: ['هذه مقالة عن العلاقات بين بلدين. بدأت في 12 November 1946.'],
  });
  const invitation = { name: 'Tomas Reed', email: `tomas.${Date.now()}@demo.invalid`, role: 'editor' };
  const text = `@book{a, title={${name}: a third}, publisher={P}}\n@book{b, author={Nobody}}`;
  const choice = { fileName: 'togo.bib', text, take: [0], fill: [] };
  const { importId } = await call<{ importId: string }>(editor, '/api/v1/sources/import', { data: choice });
  const { path: token } = await call<{ path: string }>(admin, '/api/v1/people', { data: invitation });
  return {
    live: path,
    arabic: arabic.path,
    usedSource: sourceIds[0] ?? '',
    otherSource: sourceIds[1] ?? '',
    token,
    article: await linkOf(editor, `/desk/revisions/${revision.review}`, /\/desk\/articles\/[0-9a-f-]{36}/),
    source: await linkOf(editor, '/desk/sources', /\/desk\/sources\/[0-9a-f-]{36}/),
    sourceImport: `/desk/sources/import/${importId}`,
    run: await linkOf(editor, '/desk/import', /\/desk\/import\/[0-9a-f-]{36}/),
    checkpoint: await linkOf(
      editor,
      `/desk/revisions/${revision.review}/history`,
      /\/desk\/revisions\/\d+\/history\/[0-9a-f-]{36}/,
    ),
  };
}

let scene: Scene | undefined;

for (const [who, handle] of Object.entries({
  nobody: undefined,
  editor: 'amal',
  reviewer: 'jonas',
  admin: 'rosa',
} as const)) {
  test(`axe finds nothing on the pages of ${who}, in light and dark, narrow and wide`, async ({ visit, problems }) => {
    test.setTimeout(240_000);
    problems.expect(/status of 404/);
    scene ??= await setScene(await visit({ as: 'yusuf' }), await visit({ as: 'rosa' }));
    const page = await visit(handle ? { as: handle } : {});
    const found: string[] = [];
    for (const { pattern, at = pattern, status = 200 } of screens.filter(({ as }) => as === handle)) {
      const path = typeof at === 'string' ? at : at(scene);
      await page.setViewportSize({ width: 360, height: 800 });
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(status);
      found.push(...(await scan(page, `${path} 360`)));
      const sideways = await sidewaysAt320(page);
      if (sideways > 0) found.push(`${path} scrolls ${sideways} px sideways at 320 px`);
      await page.setViewportSize({ width: 1280, height: 800 });
      found.push(...(await scan(page, `${path} 1280`)));
    }
    expect(found).toEqual([]);
  });
}

test('axe finds nothing in the open section, its dialogs and the list of keys', async ({ visit }) => {
  test.setTimeout(150_000);
  const page = await visit({ as: 'yusuf' });
  const draft = await draftArticle(page, `Peru and Palau ${Date.now()}`, ['They have met.']);
  const found: string[] = [];
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/desk/revisions/${draft.number}/edit`);
    const field = await editSection(page);
    await field.click();
    found.push(...(await scan(page, `open section ${width}`)));
    await page.keyboard.press('Control+Alt+f');
    const dialog = page.getByRole('dialog', { name: 'Where does this come from?' });
    await dialog.getByRole('combobox', { name: 'Search your sources' }).fill('Nobody wrote this');
    await expect(dialog.getByText('No source fits. Describe a new one.')).toBeVisible();
    found.push(...(await scan(page, `cite dialog ${width}`)));
    await dialog.getByRole('button', { name: 'Describe a new source' }).click();
    await expect(dialog.getByLabel('Kind of source')).toBeVisible();
    found.push(...(await scan(page, `new source ${width}`)));
    await page.goto('/desk');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    found.push(...(await scan(page, `list of keys ${width}`)));
  }
  expect(found).toEqual([]);
});

import { AxeBuilder } from '@axe-core/playwright';
import { call, citingArticle, expect, liveArticle, openPoints, openRevision, type Page, test } from '@/e2e/fixtures';

const plan = 'Both sides signed a long-term cooperation plan covering oil and electricity.';
const frozen = 'Relations are currently frozen, as both governments say.';
const october = 'Their ministers met in October and spoke of trade.';

/** The words that are marked in the open editor, with the caret behind them. */
async function expectSpot(page: Page, words: string): Promise<void> {
  const spot = page.locator('.ProseMirror .prompt-spot');
  // Words that are marked themselves part the spot into several.
  await expect.poll(async () => (await spot.allTextContents()).join('')).toBe(words);
  await expect(spot.first()).toBeInViewport();
  await expect(page.locator('.ProseMirror')).toBeFocused();
  const before = await page.evaluate(() => {
    const { anchorNode, anchorOffset } = document.getSelection() ?? { anchorNode: null, anchorOffset: 0 };
    return (anchorNode?.textContent ?? '').slice(0, anchorOffset);
  });
  expect(before.trimEnd().endsWith(words.slice(-12))).toBe(true);
}

/** The row of a list that has these words. */
const rowOf = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });

test('each list leads to the very sentence: through the one open revision, or a new one', async ({ visit }) => {
  const writer = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const title = 'Lists–Spots relations';
  const filler = Array.from({ length: 30 }, (_, at) => `Paragraph ${at} tells of nothing.`);
  await liveArticle(writer, reviewer, { title, paragraphs: [plan, ...filler, frozen, october] });

  await writer.goto('/desk');
  await writer.getByRole('link', { name: /statements? without a source/ }).click();
  await writer.getByLabel('Words of the title').fill('lists spots');
  await writer.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(rowOf(writer, plan)).toContainText(`${title} · Summary`);
  await rowOf(writer, plan).getByRole('link', { name: /^Cite/ }).click();
  await expect(writer.getByRole('heading', { name: `Edit ${title}` })).toBeVisible();
  await expect(writer.getByText(plan)).toBeVisible();
  await writer.getByRole('button', { name: 'Revise' }).click();
  await expectSpot(writer, plan);

  // Now there is one open revision of this person: the way is straight.
  await writer.goto('/desk/reports/stale?title=lists+spots');
  await expect(rowOf(writer, frozen).locator('mark')).toHaveText('currently');
  await rowOf(writer, frozen)
    .getByRole('link', { name: /^Reword/ })
    .click();
  await expectSpot(writer, frozen);
  await writer.goto('/desk/reports/dates?title=lists+spots');
  await rowOf(writer, october)
    .getByRole('link', { name: /^Add the year/ })
    .click();
  await expectSpot(writer, october);
  await writer.keyboard.type(' New words.');
  await expect(writer.locator('.prompt-spot')).toHaveCount(0);

  // Somebody else chooses between going on with it and a new one.
  await reviewer.goto('/desk/reports/dates?title=lists+spots');
  await rowOf(reviewer, october)
    .getByRole('link', { name: /^Add the year/ })
    .click();
  await reviewer.getByRole('link', { name: /^Write in revision/ }).click();
  await expectSpot(reviewer, october);
});

test('a source whose link is broken leads to the statement that cites it', async ({ visit }) => {
  const writer = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const title = 'Lists–Links relations';
  const url = 'https://example.org/lists-links';
  const csl = { type: 'webpage', title: 'A page that is gone', publisher: 'Ministry', URL: url };
  const { articleId } = await citingArticle(writer, reviewer, title, [
    { text: plan, csl: { ...csl, custom: { urlStatus: 'dead' } } },
  ]);
  await openRevision(writer, articleId, 'Mend');
  await writer.goto('/desk/reports/links?title=lists+links');
  const row = rowOf(writer, plan);
  await expect(row).toContainText('A page that is gone');
  await expect(row).toContainText('(gone; no archived copy)');
  await row.getByRole('link', { name: /^Mend/ }).click();
  await expect(writer.locator('.ProseMirror .prompt-spot').first()).toContainText('Both sides signed');
});

test('a decision on a source whose day has come leads to where it is made anew', async ({ visit }) => {
  const reviewer = await visit({ as: 'jonas' });
  const csl = { type: 'webpage', title: 'Old verdicts', publisher: 'Quay', URL: 'https://example.org/verdicts' };
  const data = { csl, stub: false };
  const { sourceId } = await call<{ sourceId: string }>(reviewer, '/api/v1/sources', { data });
  const decision = {
    scope: 'work',
    about: sourceId,
    topic: '',
    verdict: 'deprecated',
    reason: 'Often wrong.',
    link: '',
  };
  await call(reviewer, '/api/v1/sources/assessments', { data: { ...decision, reviewBy: '2026-01-02' } });
  await reviewer.goto('/desk/reports/stale');
  const due = reviewer.getByRole('region', { name: /^Decisions on sources to look at again/ });
  const row = due.getByRole('listitem').filter({ hasText: 'Old verdicts' });
  await expect(row).toContainText('was due on 2 Jan 2026');
  await expect(row).toContainText('Often wrong.');
  await row.getByRole('link', { name: /^Decide anew/ }).click();
  await expect(reviewer.getByRole('heading', { name: 'Old verdicts', level: 1 })).toBeVisible();
});

test('a wanted article names who wants it, and is begun under its title', async ({ visit }) => {
  const writer = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const wanted = 'Lists–Wanted relations';
  const live = await liveArticle(writer, reviewer, { title: 'Lists–Wanting relations', paragraphs: [plan] });
  const number = await openRevision(writer, live.articleId, 'Related');
  const at = `/api/v1/revisions/${number}`;
  const head = { title: 'Lists–Wanting relations', facts: [], related: [wanted], attribution: '' };
  const { headHash } = await call<{ headHash: string }>(writer, `${at}/head`, {
    method: 'PUT',
    data: { expectedHeadSeq: 0, ...head },
  });
  const words = { headHash, kind: 'update', changeNote: 'Names a related article.' };
  await call(writer, `${at}/submit`, { data: words });
  await call(reviewer, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  await call(reviewer, `${at}/publish`, { data: { ...words, wordingReason: '' } });

  await writer.goto('/desk/reports/wanted');
  const row = writer.getByRole('listitem').filter({ has: writer.getByRole('heading', { name: wanted }) });
  await expect(row).toContainText('Named by 1 article');
  await expect(row.getByRole('link', { name: 'Lists–Wanting relations' })).toBeVisible();
  await row.getByRole('link', { name: /^Write it/ }).click();
  await expect(writer.getByLabel('Title')).toHaveValue(wanted);
});

test('an article past its review date is on the list of stale ones, and gets its next date and an owner', async ({
  visit,
}) => {
  const writer = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const title = 'Lists–Dated relations';
  const { articleId } = await liveArticle(writer, reviewer, { title, paragraphs: [plan] });
  await writer.goto(`/desk/articles/${articleId}`);
  const care = writer.getByRole('region', { name: 'Review date and owner' });
  await care.getByLabel('Review by').fill('2026-01-02');
  await care.getByRole('button', { name: 'Save' }).click();
  await expect(care.getByText('The review date of this article has come.')).toBeVisible();
  const found = async () => (await new AxeBuilder({ page: writer }).analyze()).violations.map(({ id }) => id);
  expect(await found()).toEqual([]);

  await writer.goto('/desk/articles');
  const line = writer.getByRole('row').filter({ hasText: title });
  await expect(line).toContainText('2 Jan 2026! Due');
  await line.getByRole('checkbox', { name: `Choose ${title}` }).check();
  await writer.getByLabel('Owner').selectOption({ label: 'Amal Darwish' });
  await writer.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(writer.getByText('1 of 1 changed.')).toBeVisible();
  await expect(line).toContainText('Amal Darwish');
  await writer.setViewportSize({ width: 360, height: 800 });
  expect(await found()).toEqual([]);
  expect(await writer.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  await writer.goto('/desk/reports/stale');
  const row = writer.getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('was to be reviewed by 2 Jan 2026 · owner: Amal Darwish');
  expect(await found()).toEqual([]);
  await row.getByRole('link', { name: /^Set the next date/ }).click();
  await care.getByLabel('Review by').fill('2031-05-06');
  await care.getByRole('button', { name: 'Save' }).click();
  await expect(care.getByText('The review date of this article has come.')).toHaveCount(0);
  await writer.goto('/desk/reports/stale');
  await expect(writer.getByRole('listitem').filter({ hasText: title })).toHaveCount(0);
});

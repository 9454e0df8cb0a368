import { draftArticle, expect, expectSaved, test } from '@/e2e/fixtures';
import { first, open, second, stored, type } from '@/e2e/desk/saving/scene';

test('history lists what was kept and what changed, compares any two, and gives one back without destroying', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  const { number } = await draftArticle(page, `Japan–Peru ${Date.now()}`, [first, second]);
  const history = `/desk/revisions/${number}/history`;
  const keep = async (name: string) => {
    await page.goto(history);
    await page.getByRole('button', { name: 'Keep the present text under a name' }).click();
    await page.getByLabel('A name for it').fill(name);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByRole('link', { name })).toBeVisible();
  };
  await keep('As it began');
  await open(page, number);
  await type(page, ' Her name was Ana.');
  await expectSaved(page);
  await keep('With her name');

  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'With her name' }) });
  await expect(row).toContainText('Summary');
  await expect(row).toContainText('Amal');
  await expect(row).toContainText('The present text');

  await page.getByRole('radio', { name: /^From: As it began/ }).check();
  await page.getByRole('radio', { name: /^To: With her name/ }).check();
  await page.getByRole('button', { name: 'Compare the two' }).click();
  await expect(page.getByRole('heading', { name: 'What differs' })).toBeVisible();
  await expect(page.locator('ins').filter({ hasText: 'Her name was Ana.' })).toBeVisible();

  await page.goto(history);
  await page.getByRole('link', { name: 'As it began' }).click();
  await page.getByRole('button', { name: 'Use this text again' }).click();
  await page.getByRole('button', { name: 'Use this text', exact: true }).click();
  await page.waitForURL(`**${history}`);
  await expect(page.getByRole('row').filter({ hasText: 'As it began' })).toContainText('The present text');
  expect(await stored(page, number)).toEqual([first, second]);

  // What was there before is there to come back to
  await page.goto(history);
  await page.getByRole('link', { name: 'With her name' }).click();
  await expect(page.getByText(`${first} Her name was Ana.`)).toBeVisible();
});

import { bodyOf, call, draftArticle, expect, expectSaved, test } from '@/e2e/fixtures';
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

test('the history of one section shows its own states only, and gives one back without touching the others', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  const { number, lead } = await draftArticle(page, `Japan–Peru letters ${Date.now()}`, [first]);
  const at = `/api/v1/revisions/${number}`;
  const data = { expectedHeadSeq: 0, heading: 'Trade', level: 2, after: lead };
  const { sectionId } = await call<{ sectionId: string }>(page, `${at}/sections`, { data });
  const write = (id: string, expectedSeq: number, heading: string, text: string) =>
    call(page, `${at}/sections/${id}`, { method: 'PUT', data: { expectedSeq, heading, body: bodyOf([text]) } });
  const keep = (label: string) => call(page, `${at}/checkpoints`, { data: { label } });
  await write(sectionId, 1, 'Trade', 'Tea is sold.');
  await keep('Tea');
  await write(lead, 2, '', second);
  await keep('Another summary');
  await write(sectionId, 2, 'Trade', 'Salt is sold.');
  await keep('Salt');

  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  await page.getByRole('button', { name: 'More for Trade' }).click();
  await page.getByRole('menuitem', { name: 'History of this section' }).click();
  await expect(page.getByRole('heading', { name: 'Kept texts of “Trade”' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^(?:Tea|Salt|Another summary)$/u })).toHaveText(['Salt', 'Tea']);

  await page.getByRole('radio', { name: /^From: Tea/ }).check();
  await page.getByRole('button', { name: 'Compare the two' }).click();
  await expect(page.locator('ins').filter({ hasText: 'Salt' })).toBeVisible();
  await expect(page.getByText(second)).toHaveCount(0);

  await page.getByRole('link', { name: 'Kept texts of this section' }).click();
  await page.getByRole('link', { name: 'Tea', exact: true }).click();
  await expect(page.getByText('Tea is sold.')).toBeVisible();
  await page.getByRole('button', { name: 'Use this text again' }).click();
  await expect(page.getByRole('dialog').getByText('The other sections stay as they are.')).toBeVisible();
  await page.getByRole('button', { name: 'Use this text', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Tea' })).toContainText('The present text');
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.written').filter({ hasText: 'Trade' })).toContainText('Tea is sold.');
  await expect(page.locator('.written').first()).toContainText(second);
});

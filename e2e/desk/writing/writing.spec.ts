import { AxeBuilder } from '@axe-core/playwright';
import { draftArticle, editSection, expect, expectSaved, type Page, test } from '@/e2e/fixtures';

const field = (page: Page) => page.locator('.ProseMirror');
const html = (page: Page) =>
  field(page).evaluate((element) => element.innerHTML.replaceAll(/ (?:data-id|title)="[^"]*"/gu, ''));

/** An open, empty summary of a new article. */
async function writeNew(page: Page, title: string): Promise<number> {
  const { number } = await draftArticle(page, title, ['Here.']);
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  await expect(await editSection(page)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  return number;
}
const list = (page: Page) => page.getByRole('listbox', { name: 'Put in' });

test('the list behind "/" is filtered, announced and used by keyboard; inside words and addresses it stays away', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  await writeNew(page, 'Benin–Fiji relations');
  await page.keyboard.type('/');
  await expect(list(page).getByRole('option')).toHaveCount(10);
  await page.keyboard.type('tab');
  await expect(page.getByRole('status').filter({ hasText: '1 result; Table' })).toHaveCount(1);
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'suggestions-0');
  const report = await new AxeBuilder({ page }).include('.section-editor').analyze();
  expect(report.violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(field(page).locator('th')).toHaveCount(2);
  await expect(list(page)).toHaveCount(0);

  // Cells by Tab; a new row behind the last; out of the table when that row is empty
  await page.keyboard.type('Year');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Tonnes and/or https://example.org/tab');
  await expect(list(page)).toHaveCount(0);
  for (const word of ['1962', '12', '1963', '14']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(word);
  }
  await page.keyboard.press('Tab');
  await expect(field(page).locator('tr')).toHaveCount(4);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Behind it. /');
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(field(page).locator('> p').last()).toHaveText('Behind it. /');
  await page.keyboard.press('Backspace');

  // Rows and columns by the toolbar, without a mouse
  await field(page).getByText('1963').click();
  await page.keyboard.press('Alt+F10');
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  for (const tool of ['Remove row', 'Column after', 'Header row']) {
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('End');
    for (let step = 0; step < 8 && !(await isFocused(page, tool)); step += 1) await page.keyboard.press('ArrowLeft');
    await expect(bar.getByRole('button', { name: tool, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(field(page)).toBeFocused();
  }
  await expect(field(page).locator('tr')).toHaveCount(3);
  await expect(field(page).locator('tr').first().locator('td')).toHaveCount(3);
  await expectSaved(page);
});

const isFocused = (page: Page, name: string) =>
  page.evaluate((label) => document.activeElement?.getAttribute('title')?.startsWith(label) ?? false, name);

test('a date with an unknown year says so to readers, and nobody is asked for the year', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  await writeNew(page, 'Benin–Fiji dates');
  await page.keyboard.type('The treaty was signed on /unknown');
  await expect(list(page).getByRole('option')).toHaveText(/Date with unknown year…/u);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Date with unknown year' });
  await dialog.getByLabel('Day, if known').fill('31');
  await dialog.getByLabel('Month').selectOption('November');
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Enter a day that November has, like 12, or none.');
  await dialog.getByLabel('Day, if known').fill('30');
  const report = await new AxeBuilder({ page }).include('dialog[open]').analyze();
  expect(report.violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Insert “30 November (year unknown)”' }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('. They met again in October.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Next.');
  await expect(field(page).locator('p').first()).toHaveText(
    'The treaty was signed on 30 November (year unknown). They met again in October.',
  );
  const asked = page.getByRole('group').filter({ hasText: 'Which year?' });
  await expect(asked).toHaveText([/October/u]);
});

test('what is typed in the manner of Markdown becomes what it means, and Backspace takes it back', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  await writeNew(page, 'Benin–Fiji manners');
  await page.keyboard.type('## Trade');
  await page.keyboard.press('Enter');
  await page.keyboard.type(
    '**Tea** and *sugar* or __salt__ and _silk_, [a register](https://example.org/tea) and [[Fiji|the islands]] too.',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type('- One');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('deeper');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1. First');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('> Said.');
  expect(await html(page)).toBe(
    [
      '<h4>Trade</h4>',
      '<p><strong>Tea</strong> and <em>sugar</em> or <strong>salt</strong> and <em>silk</em>, <a href="https://example.org/tea" rel="noopener nofollow">a register</a> and ',
      '<a data-article="fiji"><span class="wanted">the islands</span></a> too.</p>',
      '<ul><li><p>One</p><ul><li><p>deeper</p></li></ul></li></ul>',
      '<ol><li><p>First</p></li></ol>',
      '<blockquote data-speaker=""><p>Said.</p></blockquote>',
    ].join(''),
  );
  await expectSaved(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- ');
  await expect(field(page).locator('ul')).toHaveCount(3);
  await page.keyboard.press('Backspace');
  await expect(field(page).locator('ul')).toHaveCount(2);
});

test('[[ finds articles by title; one that is not there is linked all the same and shown as wanted', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  await writeNew(page, 'Benin–Fiji links');
  const articles = page.getByRole('listbox', { name: 'Articles' });
  await page.keyboard.type('See [[iran syria');
  await expect(articles.getByRole('option').first()).toHaveText(/Iran–Syria relations/);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' and [[Benin–Togo relations');
  await expect(articles.getByRole('option', { name: /Nobody has written it yet/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.type('.');
  await expect(field(page).locator('a')).toHaveText(['Iran–Syria relations', 'Benin–Togo relations']);
  await expect(field(page).locator('.wanted')).toHaveText(['Benin–Togo relations']);
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveCount(0);
  await expect(page.locator('.reading .wanted')).toHaveText(['Benin–Togo relations']);
  await expect(page.locator('.reading a')).toHaveAttribute('href', '/articles/iran-syria-relations');
  await page.reload();
  await expect(page.locator('.reading .wanted')).toHaveText(['Benin–Togo relations']);

  // The same by the dialog, for words that stand there
  await editSection(page);
  await field(page)
    .locator('p')
    .first()
    .dblclick({ position: { x: 12, y: 12 } });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pakistan');
  await expect(page.getByRole('option', { name: /^Pakistan–Syria relations/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page).locator('a[data-article="pakistan-syria-relations"]')).toHaveText('See');
  await expectSaved(page);
});

test('a comment on selected words and a name for the present state, from the text', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const number = await writeNew(page, 'Benin–Fiji remarks');
  await page.keyboard.type('They met in 1962 in Suva.');
  await field(page).getByText('Suva').dblclick();
  await page.keyboard.press('Control+Alt+m');
  await page.getByRole('textbox', { name: 'Comment' }).fill('Which year?');
  await page.getByRole('button', { name: 'Add the comment' }).click();
  await expect(page.getByText('Comment added.')).toBeVisible();
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Name' }).fill('Before lunch');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Kept. It stands in History')).toBeVisible();
  await page.goto(`/desk/revisions/${number}/history`);
  await expect(page.getByText('Before lunch')).toBeVisible();
  await page.goto(`/desk/revisions/${number}/review`);
  await expect(page.getByText('Which year?')).toBeVisible();
});

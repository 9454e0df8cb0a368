import { AxeBuilder } from '@axe-core/playwright';
import { caretBehind, draftArticle, editSection, expect, expectSaved, tabTo, test } from '@/e2e/fixtures';

test('on a phone the open section fills the screen, its tools in one row below; nothing is wider than the screen', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal', viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  const long = Array.from(
    { length: 30 },
    (_, at) => `Paragraph ${at} of a long section, which goes on for some lines.`,
  );
  const { number } = await draftArticle(page, 'Malta–Samoa relations', long);
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  await editSection(page);
  const box = await page.locator('.section-editor').boundingBox();
  expect([box?.x, box?.y, box?.width, box?.height].map((value) => Math.round(value ?? -1))).toEqual([0, 0, 360, 640]);
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  const tools = await bar.boundingBox();
  expect(Math.round((tools?.y ?? 0) + (tools?.height ?? 0))).toBe(640);
  await expect(bar.getByRole('button').first()).toHaveAccessibleName('Source');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

  // The caret stays in view between the bars
  await caretBehind(page, 'Paragraph 29 of');
  await page.keyboard.type(' The end. /');
  const list = page.getByRole('listbox', { name: 'Put in' });
  await expect(list).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Escape');
  await expect(page.getByText('The end. /')).toBeInViewport();
  const report = await new AxeBuilder({ page }).analyze();
  expect(report.violations.map(({ id }) => id)).toEqual([]);

  // What can be done with the section is in its menu; Done goes back to the article
  await page.getByRole('button', { name: 'More for Summary' }).tap();
  const menu = page.getByRole('menu', { name: 'More for Summary' });
  await expect(menu).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expectSaved(page);
  await page.getByRole('button', { name: 'Done', exact: true }).tap();
  await expect(page.getByRole('button', { name: 'Edit section Summary' })).toBeFocused();
});

test('the menu of a section and its tools are used by keyboard alone, and Tab is never trapped', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const { number } = await draftArticle(page, 'Malta–Samoa keys', ['They met.']);
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  const more = page.getByRole('button', { name: 'More for Summary' });
  await tabTo(page, more);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toBeFocused();
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: /^Remove section/ })).toBeFocused();
  await page.keyboard.press('a');
  await expect(page.getByRole('menuitem', { name: /^Add a section behind/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Rename/ })).toBeFocused();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Heading' })).toBeFocused();
  await page.keyboard.type('History');
  await page.keyboard.press('Enter');
  const edit = page.getByRole('button', { name: 'Edit section History' });
  await expect(edit).toBeFocused();
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'History', exact: true });
  await expect(text).toBeFocused();

  // Tab leaves the text, from a list when its item cannot go deeper, and Shift+Tab comes back
  await page.keyboard.type('- One');
  await page.keyboard.press('Tab');
  await expect(text).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(text).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(text).not.toBeFocused();
  await tabTo(page, text);
  await page.keyboard.press('Alt+F10');
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await expect(bar.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await bar.evaluate((element) => element.contains(document.activeElement))).toBe(false);
  const report = await new AxeBuilder({ page }).include('.writing').analyze();
  expect(report.violations.map(({ id }) => id)).toEqual([]);
  await tabTo(page, text);
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
});

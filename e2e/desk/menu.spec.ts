import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, tabTo, test } from '@/e2e/fixtures';

const phone = { viewport: { width: 360, height: 740 } };
const menu = (page: Page) => page.locator('summary', { hasText: 'Menu' });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone the desk begins with one line; its menu is opened by keyboard, big enough to touch (${colorScheme})`, async ({
    visit,
  }) => {
    const page = await visit({ as: 'rosa', ...phone, colorScheme });
    const links = page.getByRole('navigation', { name: 'Desk' });
    await expect(links).toBeHidden();
    const bar = await page.locator('.rail').boundingBox();
    expect(bar?.height).toBeLessThanOrEqual(64);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

    await tabTo(page, menu(page));
    await page.keyboard.press('Enter');
    await expect(links).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(links.getByRole('link', { name: 'Your turn' })).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    const touched = page.locator('.rail').locator('summary, nav a, button');
    const sizes = await touched.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    // The menu itself, its links, the list of keys, and the way out.
    expect(sizes).toHaveLength(3 + (await page.locator('.rail nav a').count()));
    expect(sizes.filter((height) => height < 44)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await tabTo(page, links.getByRole('link', { name: 'Sources' }));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/sources');
    await expect(links).toBeHidden();
  });
}

test('the menu of the desk works without script, and a wide screen shows it all', async ({ visit }) => {
  const page = await visit({ as: 'amal', javaScriptEnabled: false, ...phone });
  await menu(page).click();
  const links = page.getByRole('navigation', { name: 'Desk' });
  await expect(links.getByRole('link', { name: 'Your turn' })).toHaveAttribute('aria-current', 'page');
  await menu(page).click();
  await expect(links).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(links).toBeVisible();
  await expect(menu(page)).toBeHidden();
});

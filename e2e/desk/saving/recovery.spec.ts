import { closeSection, expect, expectSaved, login, type Page, test } from '@/e2e/fixtures';
import {
  expectKept,
  first,
  keptOn,
  offers,
  open,
  second,
  stored,
  trouble,
  type,
  writing,
} from '@/e2e/desk/saving/scene';

test('E24 typed offline: it says so at every width, and saves by itself when the network is back', async ({
  visit,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Fiji–Peru');
  await page.context().setOffline(true);
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText('Offline. Kept on this device');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.locator('.ProseMirror').getByText(second).click();
    await expect(trouble(page)).toBeInViewport();
  }
  await expect(page.locator('[data-save]')).not.toContainText('Saved');
  await type(page, ' She stayed.', `${first} Her name was Ana.`);
  await page.context().setOffline(false);
  await expectSaved(page);
  await expect(trouble(page)).toBeEmpty();
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana. She stayed.`, second]);
  expect(await keptOn(page)).toBe('[]');
});

/** The page dies without a chance to do anything. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crashed;
}

/** Types what never reaches the server, on a page that dies. */
async function leaveBehind(page: Page, number: number, words: string): Promise<Page> {
  await open(page, number);
  await page.context().setOffline(true);
  await type(page, words);
  await expectKept(page, words);
  const context = page.context();
  await crash(page);
  // What is asked of a context is asked of each of its pages, and a dead one does not answer.
  await page.close();
  await context.setOffline(false);
  return context.newPage();
}

test('E22 typed, cut off, and the tab closed: offered back with what differs; used or thrown away, never by itself', async ({
  visit,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  const start = await visit({ as: 'amal' });
  const { number } = await writing(start, 'Fiji–Togo');
  const page = await leaveBehind(start, number, ' Her name was Ana.');
  expect(await stored(page, number)).toEqual([first, second]);

  // Offered, with what differs
  await expect(offers(page)).toContainText(/We found text from \d+ \w+, \d\d:\d\d that never reached the server/);
  await offers(page).getByText('See what differs').click();
  await expect(offers(page).locator('ins').first()).toContainText('Her name was Ana.');
  await page.reload();
  await expect(offers(page)).toBeVisible();

  // Used: saved as any other text, the present one is in History
  await offers(page).getByRole('button', { name: 'Use it' }).click();
  await expectSaved(page);
  await expect(offers(page)).toHaveCount(0);
  await closeSection(page);
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
  await page.goto(`/desk/revisions/${number}/history`);
  await expect(page.getByRole('link', { name: 'Before text kept on a device was used' })).toBeVisible();

  // Thrown away: only after a question
  const again = await leaveBehind(page, number, ' And nothing else.');
  await again.goto(`/desk/revisions/${number}/edit`);
  again.once('dialog', (dialog) => void dialog.dismiss());
  await offers(again).getByRole('button', { name: 'Throw away' }).click();
  await expect(offers(again)).toBeVisible();
  again.once('dialog', (dialog) => void dialog.accept());
  await offers(again).getByRole('button', { name: 'Throw away' }).click();
  await expect(offers(again)).toHaveCount(0);
  expect(await keptOn(again)).toBe('[]');
});

test('the browser crashes in mid-typing: not a word is lost', async ({ visit, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|status of 409/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Fiji–Mali');
  await type(page, ' Her name was Ana.');
  await expectKept(page, 'Her name was Ana.');
  await crash(page);
  const back = await page.context().newPage();
  await back.goto(`/desk/revisions/${number}/edit`);
  await offers(back).getByRole('button', { name: 'Use it' }).click();
  await expectSaved(back);
  expect(await stored(back, number)).toEqual([`${first} Her name was Ana.`, second]);
});

test('a tab closed right after the last key: the text is on the server, or offered', async ({ visit }) => {
  const start = await visit({ as: 'amal' });
  const { number } = await writing(start, 'Fiji–Laos');
  await type(start, ' Her name was Ana.');
  await start.close({ runBeforeUnload: false });
  const page = await start.context().newPage();
  const texts = await stored(page, number);
  if (texts[0] === first) {
    await offers(page).getByRole('button', { name: 'Use it' }).click();
    await expectSaved(page);
  }
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
  await expect(offers(page)).toHaveCount(0);
});

test('it outlives signing out, and nobody else on the machine sees it', async ({ visit, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  const start = await visit({ as: 'amal' });
  const { number } = await writing(start, 'Fiji–Oman');
  const page = await leaveBehind(start, number, ' Her name was Ana.');
  await page.goto('/desk');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in**');
  await login(page, 'yusuf');
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expect(page.getByText('Her name was Ana.')).toHaveCount(0);
  await expect(offers(page)).toHaveCount(0);
  await page.context().clearCookies();
  await login(page, 'amal');
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(offers(page)).toBeVisible();
});

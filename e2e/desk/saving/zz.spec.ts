import { draftArticle, editSection, expect, expectSaved, login, test } from '@/e2e/fixtures';
import { expectKept, first, open, second, trouble, type, writing, offers } from '@/e2e/desk/saving/scene';
const shot = async (page: import('playwright/test').Page, name: string) => {
  for (const [w, scheme] of [
    [1280, 'light'],
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width: w, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `/tmp/shots/${name}-${w}-${scheme}.png`, fullPage: true });
  }
};
test('shots', async ({ visit, problems }) => {
  test.setTimeout(300_000);
  problems.expect(/./);
  const page = await visit({ as: 'amal' });
  const yusuf = await visit({ as: 'yusuf' });
  const { number } = await writing(page, 'Oman–Peru');
  await type(page, ' Her name was Ana.');
  await expectSaved(page);
  await shot(page, 'saved');
  await page.context().setOffline(true);
  await type(page, ' She stayed.', `${first} Her name was Ana.`);
  await expect(trouble(page)).toContainText('Offline');
  await shot(page, 'offline');
  await page.context().setOffline(false);
  await expectSaved(page);
  await open(yusuf, number);
  await expect(yusuf.getByText(/has this section open/)).toBeVisible();
  await page.context().clearCookies();
  await type(page, ' Signed out.', second);
  await expect(trouble(page)).toContainText('signed out');
  await trouble(page).getByRole('button', { name: 'Sign in' }).click();
  await shot(page, 'signin');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Continue as Amal/ })
    .click();
  await expectSaved(page);
  await type(page, ' Of Amal.', `${second} Signed out.`);
  await expectSaved(page);
  await type(yusuf, ' Of Yusuf.', second);
  await expect(yusuf.getByRole('button', { name: 'Keep choice' })).toBeVisible();
  await shot(yusuf, 'conflict');
  const tab = await page.context().newPage();
  await open(tab, number);
  await expect(tab.getByText('open in another tab')).toBeVisible();
  await shot(tab, 'tab');
  await tab.close();
  await page.context().setOffline(true);
  await type(page, ' Never arrived.', first);
  await expectKept(page, 'Never arrived');
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await page.context().setOffline(false);
  const back = await page.context().newPage();
  await back.goto(`/desk/revisions/${number}/edit`);
  await offers(back).getByText('See what differs').click();
  await shot(back, 'kept');
  await back.goto(`/desk/revisions/${number}`);
  await shot(back, 'summary');
  await back.goto(`/desk/revisions/${number}/history`);
  await shot(back, 'history');
  await back.goto(`/desk/revisions/${number}/history/compare?from=base&to=now`);
  await shot(back, 'compare');
});

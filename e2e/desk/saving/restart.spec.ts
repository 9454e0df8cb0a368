import { call, expect, expectSaved, type Page, test } from '@/e2e/fixtures';
import { startSecond } from '@/e2e/second-server';
import { first, keptOn, saves, second, stored, trouble, type, writing } from '@/e2e/desk/saving/scene';

let server: Awaited<ReturnType<typeof startSecond>>;
test.beforeAll(async () => {
  server = await startSecond();
});
test.afterAll(() => server.stop());

const password = 'a horse of another colour';

/** Somebody new, signed in at the other server with a password of their own. */
async function signedIn(admin: Page, page: Page): Promise<void> {
  const email = `writer-${Date.now()}@example.org`;
  const data = { name: 'Wanda', email, role: 'editor' };
  const { path } = await call<{ path: string }>(admin, '/api/v1/people', { data });
  const welcome = { token: path.replace('/welcome/', ''), name: 'Wanda', password };
  const headers = { origin: new URL(admin.url()).origin };
  expect((await admin.request.post('/api/v1/welcome', { data: welcome, headers })).status()).toBe(200);
  await page.goto(`${server.origin}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/desk');
}

test('the server is killed while a save is on its way, and started again: every word is there, once', async ({
  visit,
  problems,
}) => {
  test.setTimeout(180_000);
  problems.expect(
    /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|status of 503/,
  );
  const admin = await visit({ as: 'rosa' });
  const page = await visit({ baseURL: server.origin });
  await signedIn(admin, page);
  const { number } = await writing(page, 'Kenya–Peru');
  await type(page, ' Before it.');
  await expectSaved(page);
  const sending = page.waitForRequest(saves(number));
  await page.keyboard.type(' In the middle of it.');
  await sending;
  server.kill();
  await page.keyboard.type(' While it is down.');
  await expect(trouble(page)).toContainText('Offline. Kept on this device', { timeout: 20_000 });
  await server.restart();
  await page.keyboard.type(' After it.');
  await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 60_000 });
  await expect(trouble(page)).toBeEmpty();
  const text = `${first} Before it. In the middle of it. While it is down. After it.`;
  expect(await stored(page, number)).toEqual([text, second]);
  expect(await keptOn(page)).toBe('[]');
});

test('the database is away while somebody writes: the text is kept, and saved when it is back', async ({
  visit,
  problems,
}) => {
  test.setTimeout(120_000);
  problems.expect(/status of 5\d\d/);
  const admin = await visit({ as: 'rosa' });
  const page = await visit({ baseURL: server.origin });
  await signedIn(admin, page);
  const { number } = await writing(page, 'Kenya–Togo');
  server.setLine('refused');
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText(/Kept on this device/, { timeout: 20_000 });
  server.setLine('open');
  await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 60_000 });
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
});

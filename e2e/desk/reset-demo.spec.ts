import { spawn } from 'node:child_process';

import { expect, login, test } from '@/e2e/fixtures';

/** A Stet of its own, since resetting it ends everybody else's work; answers its address. */
async function startAnother(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const env = { ...process.env, STET_DATA_DIR: '.data/e2e-reset', PORT: '0', DATABASE_URL: '', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['lib/cli/start.mjs', '--fresh'], {
    env: { ...env, DEMO: '1', NEXTAUTH_URL: '' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Stet is at\s+(\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`It did not start. ${said}`)));
  });
  return {
    origin,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

test('the demo begins anew: what was done is gone, and one can sign in again', async ({ visit, problems }) => {
  test.setTimeout(120_000);
  problems.expect(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|status of 503/);
  const { origin, stop } = await startAnother();
  try {
    const page = await visit({ baseURL: origin });
    await login(page, 'amal');
    await page.goto('/desk/articles/new');
    await page.getByLabel('Title').fill('Soon forgotten relations');
    await page.getByRole('button', { name: 'Add the article' }).click();
    await page.waitForURL(/revisions/);

    // Asked first, with what is lost
    await page.getByRole('button', { name: 'Reset the demo' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reset the demo?' });
    await expect(dialog).toContainText('is lost');
    await dialog.getByRole('button', { name: 'Reset the demo' }).click();
    await page.waitForURL('**/sign-in', { timeout: 60_000 });

    await login(page, 'amal');
    await page.goto('/desk/articles');
    await expect(page.getByText('Iran–Syria relations')).toBeVisible();
    await expect(page.getByText('Soon forgotten relations')).toHaveCount(0);
  } finally {
    await stop();
  }
});

import { fork } from 'node:child_process';

import { draftArticle, expect, test } from '@/e2e/fixtures';
import { first, second } from '@/e2e/desk/saving/scene';

/** Has a newer program write (or look at) the second block of a section; answers its type. */
const newerProgram = (sectionId: string, what: 'write' | 'look') =>
  new Promise<string>((resolve, reject) => {
    const child = fork('lib/proof/processes/newer-program.ts', [sectionId, what], { execArgv: ['--import', 'tsx'] });
    child.once('message', ({ type }: { type: string }) => resolve(type));
    child.once('exit', (code) => reject(new Error(`The newer program ended with ${code}.`)));
  });

test('E30 a text that holds something unknown is read only, says so, and is never saved over', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const { number, lead } = await draftArticle(page, `Nepal–Peru ${Date.now()}`, [first, second]);
  expect(await newerProgram(lead, 'write')).toBe('hologram');
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expect(page.getByText('holds something that this version of Stet does not understand')).toBeVisible();
  await expect(page.getByText(first)).toBeVisible();
  await expect(page.getByText('[Something that this version of Stet cannot show]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit section Summary' })).toHaveCount(0);

  // By the wire neither
  const body = { type: 'doc', content: [{ type: 'paragraph' }] };
  const data = { opId: crypto.randomUUID(), expectedSeq: 3, heading: '', body };
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.put(`/api/v1/revisions/${number}/sections/${lead}`, { headers, data });
  expect(answer.status()).toBe(409);
  expect(await newerProgram(lead, 'look')).toBe('hologram');
});

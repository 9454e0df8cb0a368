import { expect, test } from '@/e2e/fixtures';

test('a reader reports an error without script; an editor answers; the list of corrections says so', async ({
  visit,
  problems,
}) => {
  problems.expect(/status of 422/);
  const reader = await visit({ javaScriptEnabled: false });
  await reader.goto('/articles/iran-syria-relations');
  await reader.getByRole('link', { name: 'Report an error on this page' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('Report an error in “Iran–Syria relations”');

  // What does not fit is said, and what was typed stays
  await reader.getByLabel('What is wrong?').fill('It says 1979; the agreement was signed in 1980.');
  await reader.getByLabel('A source that shows it').fill('The treaty series, volume 3.');
  await reader.getByLabel('Email').fill('reader@demo');
  await reader.getByRole('button', { name: 'Send the report' }).click();
  await expect(reader.getByRole('alert')).toContainText('Enter an email address');
  await expect(reader.getByLabel('What is wrong?')).toHaveValue('It says 1979; the agreement was signed in 1980.');
  await reader.getByLabel('Email').fill('reader@demo.invalid');
  await reader.getByRole('button', { name: 'Send the report' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(/^Report \d+$/);
  const number = /\d+/.exec(await reader.getByRole('heading', { level: 1 }).innerText())?.[0] ?? '';
  await expect(reader.getByRole('main')).toContainText('An editor will look at it.');
  const status = reader.url();

  // On the desk
  const editor = await visit({ as: 'yusuf' });
  await editor.goto('/desk');
  await editor.getByRole('link', { name: /reports? from readers/ }).click();
  const report = editor.getByRole('listitem').filter({ hasText: `Report ${number}:` });
  await expect(report).toContainText('the agreement was signed in 1980');
  await report.getByRole('button', { name: `Answer report ${number}` }).click();
  const dialog = editor.getByRole('dialog', { name: `Answer report ${number}` });
  await dialog.getByRole('button', { name: 'Send the answer' }).click();
  await expect(dialog.getByText('Enter an answer for the reader').first()).toBeVisible();
  problems.expect(/422/);
  await dialog.getByLabel('Version that put it right').fill('2');
  await dialog.getByLabel('Answer').fill('Right: it was 1980. Thank you.');
  await dialog.getByRole('button', { name: 'Send the answer' }).click();
  await expect(report).toContainText('Right: it was 1980.');

  // Everyone can read the outcome, nobody what the reader wrote
  await reader.goto(status);
  await expect(reader.getByRole('main')).toContainText('Right: it was 1980. Thank you.');
  await expect(reader.getByRole('main')).not.toContainText('volume 3');
  await reader.goto('/updates/corrections');
  await expect(reader.getByRole('link', { name: `report ${number}` })).toBeVisible();
});

test('"Edit this article" leads to the desk, over the sign-in', async ({ visit }) => {
  const page = await visit();
  await page.goto('/articles/iran-syria-relations');
  await page.getByRole('link', { name: 'Edit this article' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole('button', { name: 'Continue as Amal Darwish' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iran–Syria relations');
  await expect(page).toHaveURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
});

test('a reviewer takes the notice of an imported text away, with a reason', async ({ visit }) => {
  const reader = await visit();
  await reader.goto('/articles/pakistan-syria-relations');
  await expect(reader.getByRole('complementary', { name: 'Imported text' })).toBeVisible();
  const reviewer = await visit({ as: 'nora' });
  await reviewer.goto('/desk/articles/by-address/pakistan-syria-relations');
  await reviewer.getByRole('button', { name: 'The imported text is in order' }).click();
  const dialog = reviewer.getByRole('dialog', { name: 'Take the notice away?' });
  await dialog.getByLabel('Reason').fill('Read against the file, line by line.');
  await dialog.getByRole('button', { name: 'Take the notice away' }).click();
  await expect(reviewer.getByRole('button', { name: 'The imported text is in order' })).toHaveCount(0);
  await reader.reload();
  await expect(reader.getByRole('complementary', { name: 'Imported text' })).toHaveCount(0);
});

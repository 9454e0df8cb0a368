import { expect, giveVerdict, liveArticle, publishRevision, submitRevision, test } from '@/e2e/fixtures';

const text = 'The consulate was moved to the harbour.';
const reason = 'The consulate never existed; the text was a mistake.';

test('a withdrawn article says why and keeps its versions; restoring brings it back', async ({ visit, problems }) => {
  problems.expect(/status of 410/);
  const editor = await visit({ as: 'amal' });
  const admin = await visit({ as: 'rosa' });
  const reader = await visit({ javaScriptEnabled: false });
  const article = await liveArticle(editor, admin, { title: 'Iraq–Palau relations', paragraphs: [text] });

  // When it is withdrawn
  await admin.goto(`/desk/articles/${article.articleId}`);
  await admin.getByRole('button', { name: 'Withdraw article' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Withdraw this article?' });
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Withdraw article' }).click();
  await expect(admin.getByText('Withdrawn', { exact: false }).first()).toBeVisible();

  // Then its address answers 410 with the reason, lists forget it, and its version stays
  const gone = await reader.goto(article.path);
  expect(gone?.status()).toBe(410);
  await expect(reader.getByText(reason)).toBeVisible();
  await expect(reader.getByText(text)).toHaveCount(0);
  for (const path of ['/', '/articles', '/sitemap.xml', '/search?q=consulate+harbour']) {
    expect(await (await reader.request.get(path)).text(), path).not.toContain(`${article.path}"`);
  }
  const kept = await reader.goto(`${article.path}/versions/1`);
  expect(kept?.status()).toBe(200);
  await expect(reader.getByText(text)).toBeVisible();
  await expect(reader.getByText(reason)).toBeVisible();

  // When version 1 is restored, reviewed and published
  await editor.goto(`/desk/articles/${article.articleId}`);
  await editor.getByRole('button', { name: 'Restore version 1' }).click();
  await editor.getByLabel('Why').fill('It did exist after all.');
  await editor.getByRole('button', { name: 'Open the revision' }).click();
  await editor.waitForURL(/\/desk\/revisions\/\d+$/);
  const number = Number(editor.url().split('/').at(-1));
  await submitRevision(editor, number, { kind: 'Update', note: 'The article is back: the consulate did exist.' });
  await giveVerdict(admin, number, { name: 'Approve', comment: '' });
  await publishRevision(admin, number, 2);

  // Then readers have it again
  const back = await reader.goto(article.path);
  expect(back?.status()).toBe(200);
  await expect(reader.getByText(text)).toBeVisible();
});

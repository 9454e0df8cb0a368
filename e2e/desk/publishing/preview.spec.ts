import { expect, liveArticle, openRevision, test } from '@/e2e/fixtures';

const text = 'The harbour was closed in the spring.';

test('somebody without an account reads a revision by a link, until it is revoked', async ({ visit, problems }) => {
  problems.expect(/status of 404/);
  const editor = await visit({ as: 'amal' });
  const admin = await visit({ as: 'rosa' });
  const expert = await visit({ javaScriptEnabled: false });
  const article = await liveArticle(editor, admin, { title: 'Chad–Palau relations', paragraphs: [text] });
  const number = await openRevision(editor, article.articleId, 'Ask an expert');

  // The tab shows the readers' own page in a frame, at several widths
  await editor.goto(`/desk/revisions/${number}/preview`);
  const framed = editor.frameLocator('iframe');
  await expect(framed.getByText(`Preview of revision ${number}. Readers do not see this.`)).toBeVisible();
  await expect(framed.getByRole('heading', { level: 1 })).toHaveText('Chad–Palau relations');
  await editor.getByRole('link', { name: /^Desktop/ }).click();
  await expect(editor.locator('iframe')).toHaveAttribute('width', '1280');

  // When a link is made
  await editor.getByLabel('For whom').fill('Dr Eve');
  await editor.getByRole('button', { name: 'Make a link' }).click();
  const link = editor.getByRole('status').getByRole('link');
  await expect(link).toBeVisible();
  const path = (await link.getAttribute('href')) ?? '';

  // Then it shows the text, without script, kept by nobody
  const shown = await expert.goto(path);
  expect(shown?.headers()).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
  await expect(expert.getByText(text)).toBeVisible();
  await expect(expert.getByText('Readers do not see this.')).toBeVisible();
  // and leads to nothing of the desk
  expect((await expert.request.get(`/desk/revisions/${number}`, { maxRedirects: 0 })).status()).toBe(307);

  // When it is revoked
  await editor.getByRole('button', { name: 'Revoke the link for Dr Eve' }).click();
  await expect(editor.getByText('Revoked by Amal Darwish')).toBeVisible();
  // Then it has ended
  expect((await expert.goto(path))?.status()).toBe(404);
  await expect(expert.getByText('This preview has ended')).toBeVisible();
});

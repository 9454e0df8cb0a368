import { AxeBuilder } from '@axe-core/playwright';
import { bodyOf, call, expect, liveArticle, openRevision, type Page, submitRevision, test } from '@/e2e/fixtures';

/** A revision by Yusuf, submitted for review. */
async function submitted(editor: Page, reviewer: Page, title: string, name: string): Promise<number> {
  const article = await liveArticle(editor, reviewer, { title, paragraphs: ['They met.'] });
  const number = await openRevision(editor, article.articleId, name);
  await call(editor, `/api/v1/revisions/${number}/sections/${article.lead}`, {
    method: 'PUT',
    data: { expectedSeq: 0, heading: '', body: bodyOf(['They met in 1962.']) },
  });
  await submitRevision(editor, number, { kind: 'Update', note: 'The year is given.' });
  return number;
}

const entry = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test('a mention arrives, leads to the talk, and the inbox is sorted by keys', async ({ visit }) => {
  const editor = await visit({ as: 'yusuf' });
  const reviewer = await visit({ as: 'nora' });
  const name = 'The year of Kiribati';
  const number = await submitted(editor, reviewer, 'Fiji–Kiribati relations', name);

  // The turn reaches the reviewer, and the title counts it
  await expect(async () => {
    await reviewer.goto('/desk/inbox');
    await expect(entry(reviewer, name)).toContainText('submitted it for review', { timeout: 1000 });
  }).toPass();
  await expect(reviewer).toHaveTitle(/^\(\d+\) Inbox · Stet$/u);
  await expect(entry(reviewer, name).getByRole('link')).toContainText('Your turn');

  // Somebody is named in a comment, which gives the author the turn
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await reviewer.getByRole('button', { name: 'Comment', exact: true }).click();
  const dialog = reviewer.getByRole('dialog', { name: 'Comment', exact: true });
  const box = dialog.getByRole('textbox', { name: 'Comment' });
  await box.pressSequentially('Ask @jon');
  await box.press('Enter');
  await dialog.getByRole('button', { name: 'Send the comment' }).click();
  await expect(dialog).toBeHidden();
  const named = await visit({ as: 'jonas' });
  await expect(async () => {
    await named.goto('/desk/inbox');
    await expect(entry(named, name)).toContainText('named you in a comment', { timeout: 1000 });
  }).toPass();
  const axe = await new AxeBuilder({ page: named }).analyze();
  expect(axe.violations).toEqual([]);
  await entry(named, name).getByRole('link').click();
  await expect(named.getByRole('region', { name: /^Comment by Nora/u })).toBeFocused();

  // Keys: unread again, later, done
  await named.goto('/desk/inbox');
  await entry(named, name).getByRole('link').focus();
  await expect(entry(named, name)).not.toHaveClass(/unread/u);
  await named.keyboard.press('u');
  await expect(entry(named, name)).toHaveClass(/unread/u);
  await named.keyboard.press('h');
  await expect(entry(named, name)).toHaveCount(0);

  // The author answers and hands back
  await editor.goto(`/desk/revisions/${number}`);
  await expect(editor.getByText(/Your turn since .*, because Nora .* asked something\./u)).toBeVisible();
  await editor.getByRole('button', { name: 'Hand it back' }).click();
  await expect(editor.getByText(/Nora .*’s turn since .*, because Yusuf .* handed it back\./u)).toBeVisible();

  // And the reviewer leaves it to somebody else
  await reviewer.goto(`/desk/revisions/${number}`);
  await reviewer.getByRole('button', { name: 'I can’t do this now' }).click();
  const leaving = reviewer.getByRole('dialog', { name: 'You can’t do this now' });
  await leaving.getByLabel('Who could do it').selectOption({ label: 'Jonas Berg' });
  await leaving.getByRole('button', { name: 'Leave it' }).click();
  await expect(reviewer.getByText(/Jonas Berg’s turn since/u)).toBeVisible();
  await expect(async () => {
    await reviewer.goto('/desk/inbox');
    await expect(entry(reviewer, name)).toHaveCount(0, { timeout: 1000 });
  }).toPass();
});

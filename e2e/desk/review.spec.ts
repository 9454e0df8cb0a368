import {
  caretBehind,
  closeSection,
  editSection,
  expect,
  expectSaved,
  expectState,
  giveVerdict,
  liveArticle,
  openRevision,
  type Page,
  publishRevision,
  submitRevision,
  test,
} from '@/e2e/fixtures';

const first = 'Trade between the two countries began with tea.';
const second = 'A chamber of commerce was founded later.';
const note = 'The year in which the chamber of commerce was founded is given.';

/** Whether a tab of the reviews lists a revision, on whichever of its pages. */
async function isListed(page: Page, tab: 'mine' | 'all', number: number): Promise<boolean> {
  await page.goto(`/desk/reviews?tab=${tab}`);
  const next = page.getByRole('link', { name: 'Waiting for less long' });
  const line = page.getByRole('listitem').filter({ hasText: `Revision ${number}: ` });
  while ((await line.count()) === 0 && (await next.count()) > 0) {
    const at = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== at);
  }
  return (await line.count()) > 0;
}

test('a revision goes from submit over changes and approval to readers', async ({ visit }) => {
  // Given a revision with one change
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const reader = await visit({ javaScriptEnabled: false });
  const article = await liveArticle(editor, reviewer, { title: 'Fiji–Malta relations', paragraphs: [first, second] });
  const number = await openRevision(editor, article.articleId, 'Year of the chamber');
  await editSection(editor);
  await caretBehind(editor, second);
  await editor.keyboard.type(' That was in 1971.');
  await expectSaved(editor);
  await closeSection(editor);

  // When it is submitted, the reviewer asks for changes, and the editor makes them
  await submitRevision(editor, number, { kind: 'Update', note });
  await expect(editor.getByRole('link', { name: 'Review', exact: true }).first()).toBeVisible();
  expect(await isListed(reviewer, 'mine', number)).toBe(true);
  expect(await isListed(editor, 'mine', number)).toBe(false);
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await expect(reviewer.locator('ins').filter({ hasText: 'That was in 1971.' }).first()).toBeVisible();
  await giveVerdict(reviewer, number, { name: 'Request changes', comment: 'When did it open?' });
  await expectState(reviewer, number, 'changes requested');
  expect(await isListed(reviewer, 'mine', number)).toBe(false);
  expect(await isListed(reviewer, 'all', number)).toBe(true);
  expect(await isListed(editor, 'mine', number)).toBe(true);
  await editor.goto('/desk');
  await expect(editor.getByRole('link', { name: 'Year of the chamber' }).first()).toBeVisible();
  await editor.goto(`/desk/revisions/${number}`);
  await expect(editor.getByText('When did it open?').first()).toBeVisible();
  await editor.goto(`/desk/revisions/${number}/edit`);
  await editSection(editor);
  await caretBehind(editor, second);
  await editor.keyboard.type(' It opened in 1972.');
  await expectSaved(editor);
  await closeSection(editor);
  await submitRevision(editor, number, { kind: 'Update', note });

  // Then it can be approved and published, and a reader sees it
  await giveVerdict(reviewer, number, { name: 'Approve', comment: '' });
  await expectState(reviewer, number, 'approved');
  await reader.goto(article.path);
  await expect(reader.getByText('1972')).toHaveCount(0);
  await publishRevision(reviewer, number, 2);
  await reader.goto(article.path);
  await expect(reader.getByText(`${second} That was in 1971. It opened in 1972.`)).toBeVisible();
  await reader.goto(`${article.path}/versions`);
  await expect(reader.getByText(note)).toBeVisible();
});

test('an edit after the approval dismisses it, and everybody is told why', async ({ visit }) => {
  // Given an approved revision
  const editor = await visit({ as: 'yusuf' });
  const reviewer = await visit({ as: 'nora' });
  const article = await liveArticle(editor, reviewer, { title: 'Fiji–Oman relations', paragraphs: [first, second] });
  const number = await openRevision(editor, article.articleId, 'Who founded the chamber');
  await editSection(editor);
  await caretBehind(editor, second);
  await editor.keyboard.type(' Merchants founded it.');
  await closeSection(editor);
  await submitRevision(editor, number, { kind: 'Update', note: 'Who founded the chamber of commerce is said.' });
  await giveVerdict(reviewer, number, { name: 'Approve', comment: '' });
  await expectState(reviewer, number, 'approved');

  // When the editor writes on, having been asked first
  await editor.goto(`/desk/revisions/${number}/edit`);
  await editor.getByRole('button', { name: 'Edit section Summary' }).click();
  const question = editor.getByRole('dialog', { name: 'This dismisses 1 approval.' });
  await question.getByRole('button', { name: 'Leave it' }).click();
  await expect(editor.locator('.ProseMirror')).toHaveCount(0);
  await editor.getByRole('button', { name: 'Edit section Summary' }).click();
  await question.getByRole('button', { name: 'Edit', exact: true }).click();
  await caretBehind(editor, second);
  await editor.keyboard.type(' It has forty members.');
  await expectSaved(editor);
  await closeSection(editor);

  // Then the approval is gone, says why, and nothing can be published
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await expect(reviewer.getByText(/Yusuf .* changed the text after you approved it/)).toBeVisible();
  await expect(reviewer.getByText('the text was changed after it')).toBeVisible();
  await expect(reviewer.getByText(`Revision ${number} approved`)).toHaveCount(0);
  await reviewer.goto(`/desk/revisions/${number}/publish`);
  await expect(reviewer.getByRole('button', { name: 'Publish version 2' })).toHaveAttribute('aria-disabled', 'true');
});

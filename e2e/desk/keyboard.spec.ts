import { caretToEnd, expect, expectSaved, expectState, liveArticle, type Page, tabTo, test } from '@/e2e/fixtures';

const sentence = 'The railway between the capitals was opened in 1908.';
const note = 'The length of the railway is given.';

/** Signs in with the keyboard alone. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await press(page, 'Enter', page.getByRole('button', { name: `Continue as ${name}` }));
  await page.waitForURL('**/desk');
}

/** Goes to something by Tab and presses a key on it. */
async function press(page: Page, key: string, target: ReturnType<Page['getByRole']>): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by Tab and writes into it. */
async function write(page: Page, text: string, field: ReturnType<Page['getByRole']>): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('two people go from sign-in to publish without a mouse', async ({ visit }) => {
  test.setTimeout(120_000);
  // Given a live article
  const [setter, second] = [await visit({ as: 'yusuf' }), await visit({ as: 'nora' })];
  const title = 'Mali–Vanuatu relations';
  const { path, articleId } = await liveArticle(setter, second, { title, paragraphs: [sentence] });

  // The editor opens a revision of it, writes and submits
  const editor = await visit();
  await signIn(editor, 'Amal Darwish');
  await press(editor, 'Enter', editor.getByRole('link', { name: 'Articles', exact: true }));
  await editor.waitForURL('**/desk/articles');
  await press(editor, 'Enter', editor.locator(`main a[href="/desk/articles/${articleId}"]`));
  await press(editor, 'Enter', button(editor, 'Open a revision'));
  const dialog = editor.getByRole('dialog', { name: 'Open a revision' });
  await press(editor, 'Enter', dialog.getByRole('button', { name: 'Open it' }));
  await editor.waitForURL(/\/edit$/);
  const number = Number(/revisions\/(\d+)/.exec(editor.url())?.[1]);
  await press(editor, 'Enter', editor.getByRole('button', { name: 'Edit section Summary' }));
  await tabTo(editor, editor.getByRole('textbox', { name: 'Summary', exact: true }));
  await caretToEnd(editor);
  await editor.keyboard.type(' It is 300 km long.');
  await editor.keyboard.press('Alt+F10');
  await expect(editor.getByRole('toolbar', { name: 'Formatting' }).getByRole('button').first()).toBeFocused();
  await editor.keyboard.press('ArrowRight');
  await editor.keyboard.press('ArrowRight');
  await expect(button(editor, 'Bold')).toBeFocused();
  await editor.keyboard.press('Escape');
  await expect(editor.getByRole('textbox', { name: 'Summary', exact: true })).toBeFocused();
  await expectSaved(editor);
  await editor.keyboard.press('Escape');
  await expect(editor.locator('.ProseMirror')).toHaveCount(0);
  await press(editor, 'Enter', link(editor, 'Summary'));
  await editor.waitForURL(new RegExp(`/desk/revisions/${number}$`));
  await press(editor, 'Space', editor.getByRole('radio', { name: /^Update/ }));
  await editor.keyboard.press('ArrowUp');
  await expect(editor.getByRole('radio', { name: /^Correction/ })).toBeChecked();
  await write(editor, note, editor.getByLabel('Tell readers what changed'));
  await press(editor, 'Enter', button(editor, 'Submit for review'));
  await expectState(editor, number, 'in review');

  // The reviewer finds it, walks through the change, approves and publishes
  const reviewer = await visit();
  await signIn(reviewer, 'Jonas Berg');
  await press(
    reviewer,
    'Enter',
    reviewer.getByRole('link', { name: `Review revision ${number}`, exact: true }).first(),
  );
  await reviewer.waitForURL(`**/desk/revisions/${number}/review`);
  await expect(reviewer.locator('ins').first()).toContainText('It is 300 km long.');
  const verdict = reviewer.getByRole('region', { name: 'Your verdict' });
  await press(reviewer, 'Enter', verdict.getByRole('button', { name: 'Approve' }));
  const approve = reviewer.getByRole('dialog', { name: 'Approve' });
  for (const box of await approve.getByRole('checkbox').all()) await press(reviewer, 'Space', box);
  for (const reason of await approve.getByRole('textbox', { name: /^Reason/ }).all()) {
    await tabTo(reviewer, reason);
    await reviewer.keyboard.type('It is on every map.');
  }
  await press(reviewer, 'Enter', approve.getByRole('button', { name: 'Approve', exact: true }));
  await expect(approve).toBeHidden();
  await expectState(reviewer, number, 'approved');
  await press(reviewer, 'Enter', link(reviewer, 'Publish'));
  await reviewer.waitForURL(`**/desk/revisions/${number}/publish`);
  await press(reviewer, 'Enter', button(reviewer, 'Publish version 2'));
  await expect(reviewer.getByRole('heading', { name: 'Version 2 is live.' })).toBeVisible();
  expect(await (await reviewer.request.get(path)).text()).toContain('It is 300 km long.');
});

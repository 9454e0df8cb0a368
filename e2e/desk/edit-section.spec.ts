import {
  caretBehind,
  closeSection,
  editSection,
  expect,
  expectSaved,
  liveArticle,
  openRevision,
  tabTo,
  test,
} from '@/e2e/fixtures';

const first = 'The two countries signed a treaty of friendship in 1951.';
const second = 'Embassies have been open in both capitals since then.';
const source = 'Treaties of the Himalaya, 1945 to 1960';

test('an editor revises a section and cites a new source by keyboard; readers see nothing of it', async ({ visit }) => {
  // Given a live article and a revision of it
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const article = await liveArticle(editor, reviewer, { title: 'Chad–Nepal relations', paragraphs: [first, second] });
  const live = await (await editor.request.get(article.path)).text();
  await openRevision(editor, article.articleId, 'A source for the treaty');

  // When the editor writes a sentence and cites a work that the library does not know
  const field = await editSection(editor);
  await caretBehind(editor, first);
  await editor.keyboard.type(' It is still in force.');
  await editor.keyboard.press('Control+Alt+f');
  const dialog = editor.getByRole('dialog', { name: 'Where does this come from?' });
  await expect(dialog.getByRole('combobox', { name: 'Search your sources' })).toBeFocused();
  await editor.keyboard.type(source);
  await expect(dialog.getByText('No source fits. Describe a new one.')).toBeVisible();
  await tabTo(editor, dialog.getByRole('button', { name: 'Describe a new source' }));
  await editor.keyboard.press('Enter');
  await tabTo(editor, dialog.getByLabel('Kind of source'));
  await editor.keyboard.type('Book');
  await expect(dialog.getByLabel('Title')).toHaveValue(source);
  await tabTo(editor, dialog.getByLabel('Who made it'));
  await editor.keyboard.type('Rana, Sita');
  await tabTo(editor, dialog.getByLabel('Publisher', { exact: true }));
  await editor.keyboard.type('Kantipur Press');
  await tabTo(editor, dialog.getByLabel('Date', { exact: true }));
  await editor.keyboard.type('1961');
  await tabTo(editor, dialog.locator('#cite-value'));
  await editor.keyboard.type('42');
  await tabTo(editor, dialog.getByLabel('Words that say so'));
  await editor.keyboard.type('The treaty of 1951 remains in force.');
  await tabTo(editor, dialog.getByRole('button', { name: 'Insert', exact: true }));
  await editor.keyboard.press('Enter');

  // Then the mark stands behind the words, and the server has them
  await expect(dialog).toBeHidden();
  await expect(field.locator('[data-citation]')).toHaveCount(1);
  await expectSaved(editor);
  await closeSection(editor);
  await editor.reload();
  await expect(editor.getByText(`${first} It is still in force.`)).toBeVisible();
  await expect(editor.getByText('Changed', { exact: true })).toBeVisible();

  // And the source is in the library, and readers see the same bytes as before
  await editor.goto('/desk/sources?q=Himalaya');
  await expect(editor.getByRole('link', { name: source })).toBeVisible();
  expect(await (await editor.request.get(article.path)).text()).toBe(live);
});

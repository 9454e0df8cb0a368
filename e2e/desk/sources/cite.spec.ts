import {
  call,
  caretBehind,
  draftArticle,
  editSection,
  expect,
  expectSaved,
  type Page,
  tabTo,
  test,
} from '@/e2e/fixtures';

const first = 'The two countries signed a treaty of friendship in 1951.';
const second = 'Embassies have been open in both capitals since then.';

/** A draft with two statements, its lead open, the caret behind the first. */
async function writing(page: Page, title: string) {
  const draft = await draftArticle(page, `${title} ${Date.now()}`, [first, second]);
  await page.goto(`/desk/revisions/${draft.number}/edit`);
  const field = await editSection(page);
  await caretBehind(page, first);
  return { ...draft, field, marks: field.locator('.cite') };
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Paste a web address' });
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Where does this come from?' });
const openBox = async (page: Page) => {
  await page.keyboard.press('Control+Alt+f');
  await expect(box(page)).toBeFocused();
};
const describe = (page: Page, csl: Record<string, unknown>) =>
  call<{ sourceId: string }>(page, '/api/v1/sources', { data: { csl, stub: false } });
/** Pastes as the clipboard would: all lines of it. */
const paste = (page: Page, text: string) =>
  box(page).evaluate((input, words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    if (input.dispatchEvent(event)) document.execCommand('insertText', false, words);
  }, text);

test('a source of the article is cited again in three keystrokes', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const name = `Treaties ${Date.now()}`;
  await describe(page, { type: 'book', title: name, publisher: 'Kantipur Press' });
  const { marks } = await writing(page, 'Fiji and Ghana');

  // From the library it asks for the page first
  await openBox(page);
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('#cite-value')).toBeFocused();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(marks).toHaveText(['[1]']);
  await expect(page.getByText('Source 1 added.')).toBeVisible();

  // Then: open, arrow, Enter
  await caretBehind(page, second);
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(marks).toHaveText(['[1]', '[1]']);
  await expect(dialogOf(page)).toBeHidden();
  await expectSaved(page);
});

test('an address that nobody knows is described with title and publisher; the same address again is source 1', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  const address = `https://news.example.org/treaty-${Date.now()}`;
  const { marks } = await writing(page, 'Chile and Gabon');
  await openBox(page);
  await page.keyboard.type(`${address}?utm_source=mail`);
  await expect(dialogOf(page).getByText('Title and who published it are enough.')).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel('Web address', { exact: true })).toHaveValue(`${address}?utm_source=mail`);
  await expect(dialog.getByLabel('Kind of source')).toHaveValue('webpage');

  // What is missing is said at its field, without asking the server
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(dialog.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Title').fill('Fifty years of the treaty');
  await dialog.getByLabel('Date', { exact: true }).fill('03/04/2010');
  await dialog.getByRole('button', { name: '3 April 2010' }).click();
  await expect(dialog.getByLabel('Date', { exact: true })).toHaveValue('3 April 2010');
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(marks).toHaveText(['[1]']);

  await caretBehind(page, second);
  await openBox(page);
  await page.keyboard.type(address);
  await expect(dialog.getByText('You already have this as source 1. Use it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(marks).toHaveText(['[1]', '[1]']);
});

test('a DOI that the library has is found however it is written', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const doi = `10.5555/known-${Date.now()}`;
  await describe(page, { type: 'article-journal', title: 'Ports and power', 'container-title': 'J', DOI: doi });
  const { marks } = await writing(page, 'Cuba and Laos');
  await openBox(page);
  await paste(page, `https://dx.doi.org/${doi.toUpperCase()}.`);
  await expect(dialogOf(page).getByText('You already have this in your library. Use it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#cite-value')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(marks).toHaveText(['[1]']);
});

test('BibTeX with two entries is two citations; what cannot be read is said', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const stamp = Date.now();
  const { marks, number } = await writing(page, 'Mali and Peru');
  await openBox(page);
  await paste(
    page,
    `@book{a, title={First ${stamp}}, author={Haddad, Lina}, publisher={P}, year=2001}
@book{b, title={Second ${stamp}}, publisher={P}, isbn={12}}
@book{c, title={Never closed`,
  );
  const dialog = dialogOf(page);
  await expect(dialog.getByText('3 sources in this BibTeX.')).toBeVisible();
  await expect(dialog.getByText('A brace in it is never closed.')).toBeVisible();
  await expect(dialog.getByText('was set aside: An ISBN has 10 or 13 digits.')).toBeVisible();
  await expect(dialog.getByRole('checkbox')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Insert 2 sources' }).click();
  await expect(marks).toHaveText(['[1]', '[2]']);
  await expectSaved(page);
  const file = await page.request.get(`/api/v1/sources/export/csl.json?revision=${number}`);
  expect((await file.json()).map((item: { title: string }) => item.title)).toEqual([
    `First ${stamp}`,
    `Second ${stamp}`,
  ]);
});

test('plain words become the title; several places and words in another language go with it', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const name = `Letters of ${Date.now()}`;
  const { marks } = await writing(page, 'Oman and Niger');
  await openBox(page);
  const dialog = dialogOf(page);
  await expect(dialog.getByText(`For: ${first}`)).toBeVisible();
  await page.keyboard.type(name);
  await expect(dialog.getByText('No source fits. Describe a new one.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Title')).toHaveValue(name);
  await dialog.getByLabel('Kind of source').selectOption('book');
  await dialog.getByLabel('Publisher', { exact: true }).fill('Harbour Press');
  await dialog.locator('#cite-value').fill('12');
  await dialog.getByRole('button', { name: 'Another place' }).click();
  await dialog.locator('#cite-label-2').selectOption('chapter');
  await dialog.locator('#cite-value-2').fill('3');
  await dialog.getByLabel('Words that say so').fill('Ils ont signé.');
  await dialog.getByText('Words in another language, a note').click();
  await dialog.getByLabel('Language of these words').fill('fr');
  await dialog.getByLabel('What they say').fill('They signed.');
  await dialog.getByRole('button', { name: 'Insert and cite another' }).click();
  await expect(dialog.getByText('Source 1 added.')).toBeVisible();
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(marks).toHaveText(['[1]']);

  // Opened again it holds what was said
  await marks.first().click();
  const change = page.getByRole('dialog', { name: 'Change this source' });
  await expect(change.locator('#cite-value-2')).toHaveValue('3');
  await expect(change.getByLabel('Language of these words')).toHaveValue('fr');
});

test('without the network a source is kept at its place, and goes in when the network is back, over a reload too', async ({
  visit,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/u);
  const page = await visit({ as: 'amal' });
  const name = `Offline ${Date.now()}`;
  const { marks, number } = await writing(page, 'Iraq and Togo');
  await page.context().setOffline(true);
  await openBox(page);
  await page.keyboard.type(name);
  const dialog = dialogOf(page);
  await expect(dialog.getByText('The library cannot be reached now.')).toBeVisible();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Kind of source').selectOption('book');
  await dialog.getByLabel('Publisher', { exact: true }).fill('Harbour Press');
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(page.getByText('The server cannot be reached. The source is kept on this device')).toBeVisible();
  await expect(marks).toHaveText(['[…]']);

  // The browser is closed and opened again, still far from the server but for the page itself
  await page.route('**/api/v1/sources', (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await editSection(page);
  await expect(marks).toHaveText(['[…]']);
  await page.unroute('**/api/v1/sources');
  await expect(marks).toHaveText(['[1]'], { timeout: 15_000 });
  await expectSaved(page);
  const answer = await page.request.get(`/api/v1/sources/export/csl.json?revision=${number}`);
  expect(await answer.json()).toMatchObject([{ title: name, publisher: 'Harbour Press' }]);
});

test('what was typed is there again after Escape, and the dialog stands beside the text on a wide screen', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal', viewport: { width: 1440, height: 900 } });
  const { field } = await writing(page, 'Kenya and Qatar');
  await openBox(page);
  await page.keyboard.type('Half a title');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Alt+f');
  await expect(box(page)).toHaveValue('Half a title');
  await field.getByText(second).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Still.');
  await expect(field).toContainText(`${second} Still.`);
  await expect(dialogOf(page)).toBeVisible();
  await tabTo(page, dialogOf(page).getByRole('button', { name: 'Start over' }));
});

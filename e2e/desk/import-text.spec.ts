import { AxeBuilder } from '@axe-core/playwright';
import { expect, expectState, submitRevision, test, wordDocument, type Page } from '@/e2e/fixtures';

const reference = 'Lina Haddad. “Trade and trust”. London: Harbour Press, 2006, p. 12.';
type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
const upload = (name: string, text: string | Buffer): Upload => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

/** Opens the import page and chooses files. */
async function choose(page: Page, ...files: readonly Upload[]): Promise<void> {
  await page.goto('/desk/import');
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
  await page
    .getByLabel('Files', { exact: true })
    .last()
    .setInputFiles([...files]);
}

const importIt = (page: Page) => page.getByRole('button', { name: 'Import', exact: true }).click();

const kinds: readonly (readonly [string, string, (title: string) => Upload])[] = [
  [
    'Markdown',
    'Kiribati–Fiji relations',
    (title) => upload('a.md', `# ${title}\n\nThe treaty is old.[^1]\n\n[^1]: ${reference}\n`),
  ],
  [
    'a web page',
    'Kiribati–Nauru relations',
    (title) =>
      upload(
        'a.html',
        `<h1>${title}</h1><p>The treaty is old.<sup><a href="#f">1</a></sup></p><ol><li id="f">${reference}</li></ol>`,
      ),
  ],
  [
    'Word',
    'Kiribati–Samoa relations',
    (title) => upload('a.docx', wordDocument(title, 'The treaty is old.', reference)),
  ],
  [
    'wikitext',
    'Kiribati–Tonga relations',
    (title) => upload('a.wiki', `= ${title} =\nThe treaty is old.<ref>${reference}</ref>`),
  ],
  ['our notation', 'Kiribati–Palau relations', (title) => upload('a.txt', `= ${title} =\n\nThe treaty is old.\n`)],
];

for (const [kind, title, make] of kinds) {
  test(`a file of ${kind} becomes a draft with a report, and goes into review`, async ({ page, visit }) => {
    const editor = await visit({ as: 'amal' });
    await choose(editor, make(title));
    await importIt(editor);
    await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
    await expect(editor.getByText('Made a new article')).toBeVisible();
    await expect(editor.getByRole('heading', { name: 'What to know' })).toBeVisible();
    await expect(editor.getByText(/\d errors?/)).toHaveCount(0);
    await editor.getByRole('link', { name: /^Revision \d+$/ }).click();
    await editor.waitForURL(/\/desk\/revisions\/\d+$/);
    const number = Number(/(\d+)$/.exec(editor.url())?.[1]);
    await expectState(editor, number, 'draft');
    await editor.goto(`/desk/revisions/${number}/edit`);
    await expect(editor.getByText('The treaty is old.')).toBeVisible();
    // Nothing is live by itself.
    const answer = await page.request.get(`/articles/${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
    expect(answer.status()).toBe(404);
    await submitRevision(editor, number, { kind: 'Update', note: `Imported text on ${title}.` });
  });
}

test('what a file would do is shown first, and a file with a fault is refused with its line', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  await choose(editor, upload('open.wiki', 'Words.\n\n{|\n| a\n'));
  await editor.getByRole('button', { name: 'Look first' }).click();
  await expect(editor.getByText('Cannot be read: nothing would be written')).toBeVisible();
  const fault = editor.getByRole('listitem').filter({ hasText: 'The table that begins here is never closed' });
  await expect(fault).toContainText('! error');
  await expect(fault).toContainText('Line 3');
  await importIt(editor);
  await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
  await expect(editor.getByText('Could not be read, nothing was written')).toBeVisible();
  await expect(fault).toContainText('Line 3');
});

test('what was taken for the furniture of a web page is named, and put back where it stood', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  const text = '= Vanuatu–Nauru relations =\n\nThey trade.\n\n== Trade ==\n\nTea is sold.\n\nBack to top button\n';
  await choose(editor, upload('furniture.txt', text));
  await importIt(editor);
  await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
  const report = editor.url();
  const left = editor.getByRole('listitem').filter({ has: editor.locator('q', { hasText: 'Back to top button' }) });
  await expect(left).toContainText('Line 9');
  await left.getByRole('button', { name: /^Put back/ }).click();
  await editor.waitForURL(/\/desk\/revisions\/\d+\/edit/);
  await expect(editor.locator('.ProseMirror p')).toHaveText(['Tea is sold.', 'Back to top button']);
  await editor.goto(report);
  await expect(left).toContainText('In the text');
  await expect(left.getByRole('button')).toHaveCount(0);
});

test('a text that was published elsewhere asks to be checked or withdrawn', async ({ visit }) => {
  const editor = await visit({ as: 'amal', viewport: { width: 360, height: 740 } });
  const said = 'This material was published in The Example Review.';
  await choose(editor, upload('elsewhere.txt', `= Nauru–Samoa relations =\n\n${said}\n\nThey trade.\n`));
  await importIt(editor);
  await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
  const asked = editor.getByRole('region', { name: 'May it stand here?' });
  await expect(asked).toContainText('Check that you may republish it.');
  await asked.getByRole('button', { name: 'I have checked' }).click();
  const dialog = editor.getByRole('dialog');
  await dialog.getByRole('textbox').fill('CC BY 4.0');
  await dialog.getByRole('button', { name: 'I have checked: it may' }).click();
  await expect(asked).toContainText(/Checked by Amal Darwish, .*: CC BY 4\.0/);
  await expect(asked.getByRole('button', { name: 'I have checked' })).toHaveCount(0);
  expect((await new AxeBuilder({ page: editor }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await asked.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect(asked).toContainText('Withdrawn Readers do not see this text.');
  await editor.getByRole('link', { name: /^Revision \d+$/ }).click();
  await expect(editor.getByText('Discarded').first()).toBeVisible();
});

test('several files each have an outcome of their own', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  await choose(
    editor,
    upload('one.md', '# Tuvalu–Fiji relations\n\nOne.\n'),
    upload('two.md', ''),
    upload('three.md', 'a\0'),
  );
  await importIt(editor);
  await expect(editor.getByText('two.md is empty.')).toBeVisible();
  await choose(editor, upload('one.md', '# Tuvalu–Fiji relations\n\nOne.\n'), upload('three.md', 'a\0'));
  await importIt(editor);
  await expect(editor.getByRole('heading', { name: '1 revision made of 2 documents' })).toBeVisible();
  await expect(editor.getByRole('listitem').filter({ hasText: 'one.md' }).first()).toContainText('Made a new article');
  await expect(editor.getByRole('listitem').filter({ hasText: 'three.md' }).first()).toContainText('Could not be read');
});

test('a person says what a text is written in by looking at its words', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  const bytes = Buffer.concat([
    Buffer.from('# Tuvalu–Nauru relations\n\nA caf'),
    Buffer.from([0xe9]),
    Buffer.from(' in Funafuti.\n'),
  ]);
  await choose(editor, upload('old.md', Buffer.from(bytes.toString('latin1').replace('â\u0080\u0093', '-'), 'latin1')));
  await importIt(editor);
  await expect(editor.getByText('Choose what old.md is written in.')).toBeVisible();
  await expect(editor.getByText('A café in Funafuti.').first()).toBeVisible();
  await editor.getByRole('radio', { name: /^Read as Windows-1252/ }).check();
  await importIt(editor);
  await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
  await expect(editor.getByText('The file was read as Windows-1252, as you said.')).toBeVisible();
});

test('a pasted text becomes a revision of the article that was chosen, by keyboard alone', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  await editor.goto('/desk/import');
  await expect(editor.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
  await editor.getByRole('radio', { name: 'Files' }).focus();
  await editor.keyboard.press('ArrowDown');
  await editor.keyboard.press('Tab');
  await expect(editor.getByRole('textbox', { name: 'Text', exact: true })).toBeFocused();
  await editor.keyboard.type('# Iran–Syria relations\n\nA pasted summary.');
  await editor.keyboard.press('Tab');
  await expect(editor.getByLabel('It is written in')).toHaveValue('markdown');
  await editor.getByRole('radio', { name: 'A revision of an article', exact: true }).focus();
  await editor.keyboard.press('Space');
  await editor.getByLabel('Article', { exact: true }).selectOption({ label: 'Iran–Syria relations' });
  await editor.getByRole('button', { name: 'Import', exact: true }).press('Enter');
  await editor.waitForURL(/\/desk\/import\/[0-9a-f-]{36}$/);
  await expect(editor.getByText('Made a revision of an article')).toBeVisible();
});

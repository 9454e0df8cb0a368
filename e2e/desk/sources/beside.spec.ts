import {
  call,
  caretBehind,
  closeSection,
  draftArticle,
  editSection,
  expect,
  expectSaved,
  openPoints,
  type Page,
  test,
} from '@/e2e/fixtures';

const statement = 'Both sides signed a plan.';
const place = { locators: [], quote: '', note: '', supports: 'supports' };

/** A draft whose lead cites one book behind one statement. */
async function cited(page: Page, title: string, more: object = {}) {
  const draft = await draftArticle(page, `${title} ${Date.now()}`, ['They have met.']);
  const csl = { type: 'book', title: `Plans ${Date.now()}`, publisher: 'Harbour Press' };
  const { sourceId } = await call<{ sourceId: string }>(page, '/api/v1/sources', { data: { csl, stub: false } });
  const at = `/api/v1/revisions/${draft.number}`;
  const data = { sourceId, ...place, ...more };
  const { citationId } = await call<{ citationId: string }>(page, `${at}/citations`, { data });
  const content = [
    { type: 'text', text: statement },
    { type: 'citation', attrs: { id: citationId } },
    { type: 'text', text: ' They met again.' },
  ];
  const body = { type: 'doc', content: [{ type: 'paragraph', content }] };
  const { headHash } = await call<{ headHash: string }>(page, `${at}/sections/${draft.lead}`, {
    method: 'PUT',
    data: { expectedSeq: 2, heading: '', body },
  });
  return { ...draft, headHash, sourceId, citationId, csl, write: `/desk/revisions/${draft.number}/edit` };
}

test('a reviewer says what the source says beside the change; whoever writes reads it, until the words are others', async ({
  visit,
}) => {
  const [amal, jonas] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const { number, write } = await cited(amal, 'Benin and Nepal', { readByMaker: true, supports: 'partly' });

  await jonas.goto(`/desk/revisions/${number}/review`);
  const card = jonas.getByRole('region', { name: 'Sources (1)' });
  await expect(card.getByText('0 of 1 use was looked up in the source.')).toBeVisible();
  await expect(card.getByText('It partly says this.')).toBeVisible();
  await expect(card.getByText('Amal Darwish: “I have read this source myself.”')).toBeVisible();
  await card.getByRole('button', { name: 'I looked it up' }).click();
  const dialog = jonas.getByRole('dialog', { name: 'What does the source say?' });
  await dialog.getByRole('radio', { name: 'The source says part of this' }).check();
  await dialog.getByRole('textbox', { name: 'Comment (if you like)' }).fill('Only the first one');
  await dialog.getByRole('button', { name: 'Keep what I found' }).click();
  await expect(card.getByText(/Partly verified by Jonas Berg on .*: Only the first one/)).toBeVisible();
  await expect(card.getByText('1 of 1 use was looked up in the source.')).toBeVisible();

  await amal.goto(write);
  const field = await editSection(amal);
  await field.locator('.cite').click();
  const opened = amal.getByRole('dialog', { name: 'Change this source' });
  await expect(opened.getByText(/Partly verified by Jonas Berg on .*: Only the first one/)).toBeVisible();
  await expect(opened.getByText('You: “I have read this source myself.”')).toBeVisible();
  await expect(opened.getByRole('radio', { name: 'It partly says this' })).toBeChecked();
  await expect(opened.getByRole('checkbox', { name: 'I have read this source myself' })).toBeChecked();
  await amal.keyboard.press('Escape');
  await field.getByText(statement).click();
  await amal.keyboard.press('Home');
  await amal.keyboard.type('In May ');
  await field.locator('.cite').click();
  await opened.getByText(/Partly verified by Jonas Berg on .*, no longer counts since the words changed/).click();
  await expect(opened.getByText(statement, { exact: true })).toBeVisible();
  await amal.keyboard.press('Escape');
  await expectSaved(amal);

  await jonas.reload();
  await expect(card.getByText(/no longer counts since the words changed/)).toBeVisible();
  await expect(card.getByRole('button', { name: 'I looked it up' })).toBeVisible();

  // And says so again in one press, with the source beside the statement; nobody does of their own citation
  await jonas.keyboard.press('o');
  const beside = jonas.getByRole('region', { name: 'Source beside' });
  await expect(beside).toBeFocused();
  await beside.getByRole('button', { name: 'This source says so' }).click();
  await expect(beside.getByText(/Verified by Jonas Berg on/)).toBeVisible();
  await jonas.keyboard.press('Escape');
  await expect(beside).toHaveCount(0);
  await amal.goto(`/desk/revisions/${number}/review`);
  await amal.getByRole('button', { name: 'Source beside' }).click();
  await expect(amal.getByText('Somebody else has to look it up')).toBeVisible();
  await expect(amal.getByRole('button', { name: 'This source says so' })).toHaveCount(0);
});

test('a record that was corrected is offered where the old one is cited', async ({ visit }) => {
  const [amal, jonas] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const { number, sourceId, citationId, csl, write } = await cited(amal, 'Malta and Sudan');
  const facts = [{ key: 'Since', value: '1946', confirmed: true, citations: [citationId] }];
  await call(amal, `/api/v1/revisions/${number}/head`, {
    method: 'PUT',
    data: { expectedHeadSeq: 0, title: 'Malta and Sudan', facts, related: [], attribution: '' },
  });
  const data = { expectedSeq: 1, csl: { ...csl, publisher: 'Quay Press' }, stub: false };
  await call(jonas, `/api/v1/sources/${sourceId}`, { method: 'PUT', data });

  await amal.goto(write);
  const field = await editSection(amal);
  const mark = field.locator('.cite');
  const section = amal.locator('.section-editor');
  await expect(section.getByText(/^The record of source 1 was corrected: .*Quay Press/)).toBeVisible();
  await section.getByRole('button', { name: 'Use the corrected record of source 1' }).click();
  await expect(section.getByText('Source 1 now shows its corrected record.')).toBeVisible();
  await amal.getByText('1 source of facts with another record now').click();
  const head = amal.locator('form', { has: amal.getByRole('heading', { name: 'Title and facts' }) });
  await head.getByRole('button', { name: 'Use the corrected record of source 1' }).click();
  await expect(head.getByText('Source 1 now shows its corrected record.')).toBeVisible();
  await head.getByRole('button', { name: 'Save title and facts' }).click();
  await expect(amal.getByText('of facts with another record now')).toHaveCount(0);
  await expect(mark).toHaveAttribute('title', /Quay Press/);
  await expectSaved(amal);
  await amal.reload();
  await editSection(amal);
  await expect(mark).toHaveAttribute('title', /Quay Press/);
  await expect(amal.getByText(/^The record of source 1/)).toHaveCount(0);

  // The source becomes one with another record
  const other = { type: 'book', title: `Plans of both ${Date.now()}`, publisher: 'Harbour Press' };
  const { sourceId: intoId } = await call<{ sourceId: string }>(jonas, '/api/v1/sources', {
    data: { csl: other, stub: false },
  });
  await call(jonas, `/api/v1/sources/${sourceId}/merge`, {
    data: { expectedSeq: 2, intoId, intoSeq: 1, take: [] },
  });
  await amal.reload();
  await editSection(amal);
  await expect(section.getByText(/^Source 1 was merged into another record: .*Plans of both/)).toBeVisible();
  await section.getByRole('button', { name: 'Use the kept record of source 1' }).click();
  await expect(mark).toHaveAttribute('title', /Plans of both/);
  await expectSaved(amal);
});

test('a source is moved to other words of its paragraph, and back by undo', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const { write } = await cited(page, 'Yemen and Chad');
  await page.goto(write);
  const field = await editSection(page);
  await field.locator('.cite').click();
  const dialog = page.getByRole('dialog', { name: 'Change this source' });
  await dialog.getByRole('button', { name: 'Change the words' }).click();
  await dialog.getByRole('radio', { name: 'They met again.' }).check();
  await expect(field).toHaveText(`${statement} They met again.[1]`);
  await expect(dialog.getByText('For: They met again.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveText(`${statement}[1] They met again.`);
  await expectSaved(page);
});

test('a source whose paragraph was deleted while it waited is offered back, and put at the end', async ({
  visit,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/u);
  const page = await visit({ as: 'amal' });
  const [first, second] = ['The first words.', 'The words that go.'];
  const { number } = await draftArticle(page, `Samoa and Peru ${Date.now()}`, [first, second]);
  await page.goto(`/desk/revisions/${number}/edit`);
  const field = await editSection(page);
  await caretBehind(page, second);
  await page.route('**/api/v1/sources', (route) => route.abort());
  await page.keyboard.press('Control+Alt+f');
  const dialog = page.getByRole('dialog', { name: 'Where does this come from?' });
  const name = `Waiting ${Date.now()}`;
  await page.keyboard.type(name);
  await dialog.getByRole('button', { name: 'Describe a new source' }).click();
  await dialog.getByLabel('Kind of source').selectOption('book');
  await dialog.getByLabel('Publisher', { exact: true }).fill('Harbour Press');
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(field.locator('.cite')).toHaveText(['[…]']);
  await field.getByText(second).click({ clickCount: 3 });
  await page.keyboard.press('Delete');
  await page.keyboard.press('Backspace');
  await expect(field).toHaveText(first);
  await expect(field.locator('.cite')).toHaveCount(0);
  const lost = page.getByRole('region', { name: 'Sources without a place' });
  await expect(lost).toContainText(name);

  // Undo brings words and mark back; then they go for good
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(field).toHaveText(`${first}${second}[…]`);
  await expect(lost).toHaveCount(0);
  for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(field).toHaveText(first);
  await expect(lost).toContainText(name);

  // Nobody has the section open: the page says where it waits
  await closeSection(page);
  await page.reload();
  const waits = page.getByRole('region', { name: 'Sources that wait' });
  await expect(waits).toContainText(name);
  await waits.getByRole('button', { name: 'Open “Summary”' }).click();
  await expect(waits).toHaveCount(0);
  await lost.getByRole('button', { name: 'Put it at the end of the section' }).click();
  await expect(field.locator('.cite')).toHaveText(['[…]']);
  await expect(lost).toHaveCount(0);
  await page.unroute('**/api/v1/sources');
  await expect(field.locator('.cite')).toHaveText(['[1]'], { timeout: 15_000 });
  await expect(field).toContainText(`${first}[1]`);
  await expectSaved(page);
});

test('a web address that is pasted is offered as a source before it stays a link', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const { number } = await draftArticle(page, `Togo and Fiji ${Date.now()}`, ['Tea is sold.']);
  await page.goto(`/desk/revisions/${number}/edit`);
  const field = await editSection(page);
  const address = `https://levant.example.org/${Date.now()}`;
  const paste = () =>
    field.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, address);
  const offer = page.getByText('Does the statement come from this address?');
  const link = field.locator('a');

  // Over words: they lead there, until a source is wanted
  await field.getByText('Tea is sold.').click({ clickCount: 3 });
  await paste();
  await expect(link).toHaveText('Tea is sold.');
  await expect(offer).toBeVisible();
  await page.getByRole('button', { name: 'Add it as a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Where does this come from?' });
  await expect(dialog.getByRole('combobox')).toHaveValue(address);
  await expect(link).toHaveCount(0);
  await expect(field).toHaveText('Tea is sold.');
  await page.keyboard.press('Escape');

  // Alone, and kept as a link
  await caretBehind(page, 'Tea is sold.');
  await page.keyboard.type(' ');
  await paste();
  await expect(link).toHaveText(address);
  await page.getByRole('button', { name: 'Keep the link' }).click();
  await expect(offer).toHaveCount(0);
  await expect(link).toHaveText(address);

  // From the dialog for links
  await page.keyboard.press('Control+z');
  await field.getByText('Tea is sold.').click({ clickCount: 3 });
  await page.keyboard.press('Control+k');
  await page.getByLabel('Web address, or title of an article').fill(address);
  await page.getByRole('button', { name: 'Add it as a source' }).click();
  await expect(dialog.getByRole('combobox')).toHaveValue(address);
});

test('readers of a version find who had looked its sources up, and later checks change nothing of it', async ({
  visit,
}) => {
  const [amal, jonas] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const { number, articleId, citationId, headHash } = await cited(amal, 'Gabon and Oman');
  const at = `/api/v1/revisions/${number}`;
  const uses = `/api/v1/articles/${articleId}/citations/${citationId}/verifications`;
  const seen = await jonas.request.get(`${uses}?number=${number}`);
  const [{ statementHash }] = (await seen.json()).uses as [{ statementHash: string }];
  await call(jonas, uses, { data: { number, statementHash, verdict: 'verified', comment: 'Not for readers' } });
  const words = { headHash, kind: 'update', changeNote: 'First text of this article.' };
  await call(amal, `${at}/submit`, { data: words });
  await call(jonas, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  const live = await call<{ path: string }>(jonas, `${at}/publish`, { data: { ...words, wordingReason: '' } });
  const path = `${live.path.replace(/\/versions\/\d+$/u, '')}/versions/1`;

  const reader = await visit({ viewport: { width: 360, height: 780 } });
  await reader.goto(path);
  const beside = reader.getByText(
    '1 of 1 use of a source was looked up before this version was published, by Jonas Berg',
  );
  await beside.click();
  await expect(reader.getByText(`${statement} ✓ The source says this: Jonas Berg, `)).toBeVisible();
  await expect(reader.getByText('Not for readers')).toHaveCount(0);
  const manifest = `${path}/manifest.json`;
  const sealed = await (await reader.request.get(manifest)).text();
  await call(jonas, uses, { data: { statementHash, verdict: 'failed', comment: '' } });
  await reader.reload();
  await expect(beside).toBeVisible();
  expect(await (await reader.request.get(manifest)).text()).toBe(sealed);

  await jonas.goto(`/desk/revisions/${number}`);
  await expect(jonas.getByText(/Not confirmed by Jonas Berg on/)).toBeVisible();
});

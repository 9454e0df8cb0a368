import {
  call,
  caretBehind,
  citingArticle,
  closeSection,
  editSection,
  expect,
  expectSaved,
  liveArticle,
  openRevision,
  type Page,
  submitRevision,
  test,
} from '@/e2e/fixtures';

const plan = 'Both sides signed a long-term cooperation plan covering oil and electricity.';
const visit = 'The foreign ministers of the two countries met again in Doha in the autumn of 2019.';
const known = 'It is plain to everyone that the two countries have no border with each other.';

const prompts = (page: Page) => page.getByRole('region', { name: /open question/ });

/** Opens the card that quotes these words. */
async function openCard(page: Page, words: string) {
  const card = prompts(page).getByRole('group').filter({ hasText: words });
  await card.locator('summary').click();
  return card;
}

test('a new statement is asked for its source; one is cited, another dismissed with a reason that the reviewer sees', async ({
  visit: open,
}) => {
  const writer = await open({ as: 'amal' });
  const reviewer = await open({ as: 'jonas' });
  const { articleId } = await liveArticle(writer, reviewer, {
    title: 'Prompts–Sources relations',
    paragraphs: ['The two countries have had embassies for a long time.', 'They trade.'],
  });
  const csl = { type: 'report', title: 'Plan of cooperation', publisher: 'Ministry of Examples' };
  await call(writer, '/api/v1/sources', { data: { csl, stub: false } });
  const number = await openRevision(writer, articleId, 'New statements');
  await editSection(writer);
  await expect(prompts(writer)).toHaveAccessibleName('No open question about this section');
  await caretBehind(writer, 'The two countries');
  await writer.keyboard.type(` ${plan} ${known}`);
  // Nobody is asked in the middle of a paragraph; it is finished when the caret has left it.
  await caretBehind(writer, 'They trade.');
  await expect(prompts(writer)).toHaveAccessibleName('2 open questions about this section');
  await expect(writer.locator('.has-prompts[data-prompts="2"]')).toBeVisible();

  const card = await openCard(writer, plan);
  await card.getByRole('button', { name: 'Add a source' }).click();
  const dialog = writer.getByRole('dialog', { name: 'Where does this come from?' });
  await dialog.getByRole('combobox').fill('Plan of cooperation');
  await dialog.getByRole('option', { name: /Plan of cooperation/ }).click();
  await dialog.getByRole('button', { name: 'Insert', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(writer.locator('.ProseMirror')).toContainText(`${plan}[1] ${known}`);
  await caretBehind(writer, 'They trade.');
  await expect(prompts(writer)).toHaveAccessibleName('1 open question about this section');

  const second = await openCard(writer, known);
  await second.getByRole('button', { name: 'Anyone can see this is so' }).click();
  await expect(prompts(writer)).toHaveAccessibleName('No open question about this section');
  await expect(writer.getByText('4 statements, 1 sourced, 1 exempt')).toBeVisible();
  await expectSaved(writer);
  await closeSection(writer);
  await submitRevision(writer, number, { kind: 'Update', note: 'Tells of the plan.' });

  await reviewer.goto(`/desk/revisions/${number}/review`);
  const changes = reviewer.getByRole('region', { name: 'Changes', exact: true });
  await expect(changes.getByText('Amal Darwish: Anyone can see this is so')).toBeVisible();
  const checks = reviewer.getByRole('complementary', { name: 'Comments and checks' });
  await checks.getByRole('link', { name: '1 prompt was dismissed with a reason.' }).click();
  await expect(checks.getByRole('heading', { name: 'Questions while writing (1 answered, 0 open)' })).toBeVisible();
  await expect(reviewer.getByText('1 of 3 statements that need a source has one; 1 needs none.')).toBeVisible();
});

test('another editor finds the answers, takes one back, and is asked again when the words change', async ({
  visit: open,
}) => {
  const writer = await open({ as: 'amal' });
  const other = await open({ as: 'nora' });
  const { articleId } = await liveArticle(writer, other, {
    title: 'Prompts–Memory relations',
    paragraphs: ['Relations are currently frozen.', 'They met in October.'],
  });
  const number = await openRevision(writer, articleId, 'Dates');
  await editSection(writer);
  await expect(prompts(writer)).toHaveAccessibleName('2 open questions about this section');
  const card = await openCard(writer, 'Which date is meant?');
  await card.getByRole('button', { name: 'Keep it, and ask again in 6 months' }).click();
  await expect(prompts(writer)).toHaveAccessibleName('1 open question about this section');

  await other.goto(`/desk/revisions/${number}/edit`);
  await editSection(other);
  await expect(prompts(other)).toHaveAccessibleName('1 open question about this section');
  await prompts(other).getByText('1 answer given').click();
  await expect(prompts(other).getByText('Amal Darwish: Keep it, and ask again in 6 months.')).toBeVisible();
  await caretBehind(other, 'Relations are');
  await other.keyboard.type(' They will thaw.');
  await caretBehind(other, 'They met');
  await expect(prompts(other)).toHaveAccessibleName('1 open question about this section');
  await other.locator('.ProseMirror').getByText('Relations are').click();
  await other.keyboard.press('Home');
  await other.keyboard.type('Now: ');
  await caretBehind(other, 'They met');
  await expect(prompts(other)).toHaveAccessibleName('2 open questions about this section');
});

test('a citation that goes while its statement stays is offered back', async ({ visit: open }) => {
  const writer = await open({ as: 'amal' });
  const reviewer = await open({ as: 'jonas' });
  const made = await citingArticle(writer, reviewer, 'Prompts–Loss relations', [
    { text: plan, csl: { type: 'webpage', title: 'The plan', publisher: 'Ministry', URL: 'https://example.org/plan' } },
  ]);
  await openRevision(writer, made.articleId, 'Lost');
  await editSection(writer);
  await writer.locator('.ProseMirror .cite').click();
  const dialog = writer.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove from the text' }).click();
  await expect(writer.locator('.ProseMirror .cite')).toHaveCount(0);
  const card = prompts(writer).getByRole('group').filter({ hasText: 'Does the source still belong here?' });
  await expect(card).toBeVisible({ timeout: 10_000 });
  await card.locator('summary').click();
  await card.getByRole('button', { name: 'Keep source' }).click();
  await expect(writer.locator('.ProseMirror')).toContainText(`${plan}[1]`);
  await expect(card).toBeHidden({ timeout: 10_000 });
});

test('pasted text is asked for as a whole, not sentence by sentence', async ({ visit: open }) => {
  const writer = await open({ as: 'amal' });
  const reviewer = await open({ as: 'jonas' });
  const { articleId } = await liveArticle(writer, reviewer, {
    title: 'Prompts–Paste relations',
    paragraphs: ['They trade.'],
  });
  await openRevision(writer, articleId, 'Pasted');
  await editSection(writer);
  await caretBehind(writer, 'They trade.');
  const text = ` ${plan} ${visit} ${known}`;
  await writer.locator('.ProseMirror').evaluate((field, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect(prompts(writer)).toHaveAccessibleName('1 open question about this section', { timeout: 10_000 });
  const card = await openCard(writer, 'Where is this pasted text from?');
  await card.getByRole('button', { name: 'These are my own words' }).click();
  await expect(prompts(writer)).toHaveAccessibleName('3 open questions about this section');
});

import { bodyOf, call, caretBehind, draftArticle, editSection, expect, type Page, test } from '@/e2e/fixtures';

type Part = { readonly heading: string; readonly level: number; readonly paragraphs: readonly string[] };

const parts: readonly Part[] = [
  { heading: 'History', level: 2, paragraphs: ['They met in 1950.', 'They met again in 1962. A treaty followed.'] },
  { heading: 'Trade', level: 2, paragraphs: ['Tea is sold.'] },
  { heading: 'Tea', level: 3, paragraphs: ['It is green.'] },
];

/** A revision of an article with a summary and these sections, at its Write tab. */
async function openWith(page: Page, title: string): Promise<number> {
  const { number, lead } = await draftArticle(page, title, ['Chad and Nepal have relations.']);
  const at = `/api/v1/revisions/${number}`;
  let [after, expectedHeadSeq] = [lead, 0];
  for (const { heading, level, paragraphs } of parts) {
    const data = { expectedHeadSeq, heading, level, after };
    const made = await call<{ sectionId: string; headSeq: number }>(page, `${at}/sections`, { data });
    [after, expectedHeadSeq] = [made.sectionId, made.headSeq];
    const text = { expectedSeq: 1, heading, body: bodyOf(paragraphs) };
    await call(page, `${at}/sections/${after}`, { method: 'PUT', data: text });
  }
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  return number;
}

const headings = (page: Page) => page.locator('.written .section-heading').allTextContents();
const choose = async (page: Page, section: string, item: string) => {
  await page.getByRole('button', { name: `More for ${section}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).click();
const said = (page: Page) => page.locator('.undo-bar').getByRole('status');
const title = 'Chad–Nepal letters';

test('sections are renamed, moved with what stands below them, re-levelled and removed; each can be taken back', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  await openWith(page, title);
  const order = [title, 'History', 'Trade', 'Tea'];
  await expect.poll(() => headings(page)).toEqual(order);

  await choose(page, 'Trade', 'Move up');
  await expect(said(page)).toHaveText('“Trade” moved up.');
  await expect.poll(() => headings(page)).toEqual([title, 'Trade', 'Tea', 'History']);
  await expect(page.getByRole('button', { name: 'More for Trade' })).toBeFocused();
  await choose(page, 'Tea', 'Raise level');
  await expect(page.getByRole('heading', { name: 'Tea', level: 2 })).toBeVisible();
  await choose(page, 'Tea', 'Rename');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Heading' }).fill('Green tea');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => headings(page)).toEqual([title, 'Trade', 'Green tea', 'History']);
  await choose(page, 'History', 'Remove section');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove section' }).click();
  await expect.poll(() => headings(page)).toEqual([title, 'Trade', 'Green tea']);

  // One after the other comes back, the newest first; the last by keyboard
  await undo(page);
  await expect.poll(() => headings(page)).toEqual([title, 'Trade', 'Green tea', 'History']);
  await undo(page);
  await expect.poll(() => headings(page)).toEqual([title, 'Trade', 'Tea', 'History']);
  await undo(page);
  await expect(page.getByRole('heading', { name: 'Tea', level: 3 })).toBeVisible();
  await page.getByRole('heading', { name: 'History' }).click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => headings(page)).toEqual(order);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
  await page.reload();
  await expect.poll(() => headings(page)).toEqual(order);
});

test('a section is split at the caret and joined again, with what was just typed; both can be taken back', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  await openWith(page, 'Chad–Nepal notes');
  const section = (heading: string) => page.getByRole('region', { name: heading, exact: true });
  await editSection(page, 'History');
  await caretBehind(page, 'They met in 1950.');
  await page.keyboard.type(' It rained.');
  await caretBehind(page, 'A treaty followed.');
  for (let step = 0; step < ' A treaty followed.'.length; step += 1) await page.keyboard.press('ArrowLeft');
  await choose(page, 'History', 'Split here');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Heading' }).fill('The treaty');
  await page.getByRole('button', { name: 'Split the section' }).click();
  await expect(page.getByRole('button', { name: 'Edit section The treaty' })).toBeFocused();
  await expect(section('History').locator('.reading')).toHaveText(
    'They met in 1950. It rained.They met again in 1962.',
  );
  await expect(section('The treaty').locator('.reading')).toHaveText('A treaty followed.');

  await choose(page, 'The treaty', 'Join with previous');
  await expect.poll(() => headings(page)).toEqual(['Chad–Nepal notes', 'History', 'Trade', 'Tea']);
  await expect(section('History').getByRole('heading', { name: 'The treaty' })).toBeVisible();
  await undo(page);
  await expect(section('The treaty').locator('.reading')).toHaveText('A treaty followed.');
  await undo(page);
  await expect(section('History').locator('.reading p')).toHaveText([
    'They met in 1950. It rained.',
    'They met again in 1962. A treaty followed.',
  ]);
});

test('what somebody wrote meanwhile is not taken back with a split', async ({ visit, problems }) => {
  problems.expect(/409/);
  const page = await visit({ as: 'amal' });
  const number = await openWith(page, 'Chad–Nepal minutes');
  await editSection(page, 'History');
  await caretBehind(page, 'They met in 1950.');
  await choose(page, 'History', 'Split here');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Heading' }).fill('Later');
  await page.getByRole('button', { name: 'Split the section' }).click();
  const other = await visit({ as: 'jonas' });
  await other.goto(`/desk/revisions/${number}/edit`);
  await editSection(other, 'Later');
  await other.keyboard.type('Jonas was there. ');
  await other.keyboard.press('Escape');
  await expect(other.locator('.ProseMirror')).toHaveCount(0);
  await undo(page);
  await expect(page.getByRole('alert').filter({ hasText: 'would lose what was written' })).toBeVisible();
  await expect(page.getByText('Jonas was there.')).toBeVisible();
});

test('the order is changed by dragging and by arrows in the list of sections', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  await openWith(page, 'Chad–Nepal order');
  await page.getByText('Order of sections (4 sections)').click();
  const line = (name: string) => page.locator('.outline-panel li').filter({ hasText: name });
  await line('History').dragTo(line('Tea'), { targetPosition: { x: 20, y: 30 } });
  await expect.poll(() => headings(page)).toEqual(['Chad–Nepal order', 'Trade', 'Tea', 'History']);
  await page.getByRole('button', { name: 'Move Trade down' }).click();
  await expect.poll(() => headings(page)).toEqual(['Chad–Nepal order', 'History', 'Trade', 'Tea']);
  await expect(page.getByRole('button', { name: 'Move Trade down' })).toBeFocused();
});

test('one section is open at a time; with Shift another stays open beside it', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  await openWith(page, 'Chad–Nepal two');
  await editSection(page, 'History');
  await page.keyboard.type('First. ');
  await editSection(page, 'Trade');
  await expect(page.locator('.ProseMirror')).toHaveCount(1);
  await expect(page.getByText('First. They met in 1950.')).toBeVisible();
  await page.getByRole('button', { name: 'Edit section Tea' }).click({ modifiers: ['Shift'] });
  await expect(page.locator('.ProseMirror')).toHaveCount(2);
});

import type { Locator } from 'playwright/test';
import { bodyOf, call, expect, giveVerdict, liveArticle, openRevision, type Page, test } from '@/e2e/fixtures';

const kept = 'Trade between the two countries began with tea.';
const old = 'A chamber of commerce was reportedly founded later.';
const fresh = 'A chamber of comerce was founded in 1971.';

/** A revision by Amal that changes the second sentence of a live article and leaves the first. */
async function scene(editor: Page, reviewer: Page, title: string, changed = fresh) {
  const article = await liveArticle(editor, reviewer, { title, paragraphs: [kept, old] });
  const number = await openRevision(editor, article.articleId, 'The chamber');
  await saveLead(editor, number, article.lead, { seq: 0, paragraphs: [kept, changed] });
  return { ...article, number };
}

type Save = { readonly seq: number; readonly paragraphs: readonly string[] };

const saveLead = (page: Page, number: number, lead: string, { seq, paragraphs }: Save) =>
  call<{ headHash: string }>(page, `/api/v1/revisions/${number}/sections/${lead}`, {
    method: 'PUT',
    data: { expectedSeq: seq, heading: '', body: bodyOf(paragraphs) },
  });

/** Selects words on the page as a reader of it does: of the new text of a section, or of what was deleted from it. */
async function select(page: Page, words: string, from: 'text' | 'deleted' = 'text'): Promise<void> {
  await page.evaluate(
    ([wanted = '', what]) => {
      const isShown = ({ parentElement: parent }: Node) =>
        parent?.closest('.visually-hidden, .cite, .chip') === null &&
        (parent.closest('del') !== null) === (what === 'deleted');
      for (const root of document.querySelectorAll('[data-section]')) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const nodes: Node[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isShown(node)) nodes.push(node);
        const letters = nodes.flatMap((node) =>
          Array.from(node.textContent ?? '', (letter, at) => ({ node, at, letter })),
        );
        const start = letters
          .map(({ letter }) => letter)
          .join('')
          .indexOf(wanted);
        const [first, last] = [letters[start], letters[start + wanted.length - 1]];
        if (!first || !last) continue;
        const range = document.createRange();
        range.setStart(first.node, first.at);
        range.setEnd(last.node, last.at + 1);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        return;
      }
      throw new Error(`Nothing says ${wanted}`);
    },
    [words, from],
  );
}

/** Presses a key until the page answers it: it may not have taken over yet. */
async function openBy(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(opened).toBeVisible({ timeout: 1000 });
  }).toPass();
}

const card = (page: Page, words: string) => page.getByRole('region', { name: `on “${words}”` });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Comment', exact: true });

for (const mode of ['inline', 'side']) {
  test(`comments on words that did not change and on deleted ones wait for the verdict, and show what becomes of their words (${mode})`, async ({
    visit,
  }) => {
    const editor = await visit({ as: 'amal' });
    const reviewer = await visit({ as: 'jonas' });
    const { number, lead } = await scene(editor, reviewer, `Fiji–Nauru relations (${mode})`);
    await reviewer.goto(`/desk/revisions/${number}/review?mode=${mode}`);

    // Given a comment on unchanged words and one on a deleted word, both kept
    for (const [words, place, comment] of [
      ['began with tea', 'text', 'Since when?'],
      ['reportedly', 'deleted', 'Who reported it?'],
    ] as const) {
      await select(reviewer, words, place);
      await openBy(reviewer, 'c', dialog(reviewer));
      await dialog(reviewer).getByRole('textbox', { name: 'Comment' }).fill(comment);
      await dialog(reviewer).getByRole('button', { name: 'Keep until I send' }).click();
      await expect(dialog(reviewer)).toBeHidden();
    }
    await expect(reviewer.getByText('2 comments not sent yet. Only you can see them.')).toBeVisible();
    await editor.goto(`/desk/revisions/${number}/review`);
    await expect(editor.getByText('Since when?')).toHaveCount(0);

    // When the verdict is given, they go with it
    await giveVerdict(reviewer, number, { name: 'Comment only', comment: '' });
    await editor.reload();
    await expect(card(editor, 'began with tea')).toContainText('on these words');
    await expect(card(editor, 'reportedly')).toContainText('the words were removed');
    await expect(card(editor, 'reportedly')).toContainText('They stood behind');

    // Then they follow their words: changed, and back again
    const coffee = kept.replace('tea', 'coffee');
    await saveLead(editor, number, lead, { seq: 1, paragraphs: [coffee, old] });
    await editor.reload();
    await expect(card(editor, 'began with tea')).toContainText('the words changed');
    await expect(card(editor, 'began with tea').locator('ins')).toContainText('coffee');
    await expect(card(editor, 'reportedly')).toContainText('on these words');

    // And the one who began a talk resolves it, others do not
    const other = await visit({ as: 'nora' });
    await other.goto(`/desk/revisions/${number}/review`);
    await expect(card(other, 'reportedly').getByRole('button', { name: 'Resolve' })).toHaveCount(0);
    await card(editor, 'reportedly').getByRole('button', { name: 'Resolve' }).click();
    await expect(editor.getByText('1 resolved')).toBeVisible();
  });
}

test('a suggestion is used, one whose words changed is compared first, and the suggester may not approve', async ({
  visit,
  problems,
}) => {
  // What is stale is refused, and compared.
  problems.expect(/status of 409/);
  const editor = await visit({ as: 'yusuf' });
  const reviewer = await visit({ as: 'nora' });
  const { number, lead } = await scene(editor, reviewer, 'Fiji–Palau relations');
  await reviewer.goto(`/desk/revisions/${number}/review`);
  const suggesting = reviewer.getByRole('dialog', { name: 'Suggest other words' });
  for (const [words, instead] of [
    ['comerce', 'commerce'],
    ['founded in 1971', 'opened in 1971'],
  ] as const) {
    await select(reviewer, words);
    await openBy(reviewer, 's', suggesting);
    await suggesting.getByLabel('Words instead').fill(instead);
    await expect(suggesting.getByText('If Yusuf Karim uses this, someone else has to approve.')).toBeVisible();
    await suggesting.getByRole('button', { name: 'Send the suggestion' }).click();
    await expect(suggesting).toBeHidden();
  }

  // When the editor uses the first one, the text has it
  await editor.goto(`/desk/revisions/${number}/review`);
  await card(editor, 'comerce').getByRole('button', { name: 'Use', exact: true }).click();
  await expect(editor.locator('[data-section]').getByText('commerce').first()).toBeVisible();
  await expect(editor.getByText('1 resolved')).toBeVisible();

  // And the words of the other one are changed, it is compared before it is used
  await saveLead(editor, number, lead, {
    seq: 2,
    paragraphs: [kept, fresh.replace('comerce', 'commerce').replace('founded', 'set up')],
  });
  await editor.reload();
  const stale = card(editor, 'founded in 1971');
  await expect(stale).toContainText('The words changed since. Compare and use.');
  await stale.getByRole('button', { name: 'Compare' }).click();
  await expect(stale.getByText('There now')).toBeVisible();
  await expect(stale.locator('dd').nth(1)).toHaveText('set up in 1971');
  await stale.getByRole('button', { name: 'Use it here' }).click();
  await expect(editor.locator('[data-section]').getByText('opened in 1971').first()).toBeVisible();

  // Then whoever suggested it has written part of it
  await reviewer.goto(`/desk/revisions/${number}`);
  await expect(reviewer.getByText('and 1 other person')).toBeVisible();
});

test('somebody is named by keyboard, and a link leads to the talk', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const { number } = await scene(editor, reviewer, 'Fiji–Tonga relations');
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await reviewer.getByRole('button', { name: 'Comment', exact: true }).click();
  const box = dialog(reviewer).getByRole('textbox', { name: 'Comment' });
  await box.pressSequentially('Ask @no');
  await expect(reviewer.getByRole('option', { name: 'Nora' })).toHaveAttribute('aria-selected', 'true');
  await box.press('Enter');
  await box.pressSequentially('about it.');
  await expect(box).toHaveValue(/^Ask @Nora.* about it\.$/u);
  await dialog(reviewer).getByRole('button', { name: 'Send the comment' }).click();
  const said = reviewer.getByRole('region', { name: 'Comment by Jonas' });
  await expect(said.locator('.named')).toHaveText(/^@Nora/u);
  const id = await said.getAttribute('id');
  await editor.goto(`/desk/revisions/${number}/review#${id}`);
  await expect(editor.getByRole('region', { name: 'Comment by Jonas' })).toBeFocused();
});

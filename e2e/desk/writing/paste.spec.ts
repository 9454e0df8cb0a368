import { caretToEnd, draftArticle, editSection, expect, expectSaved, type Page, test } from '@/e2e/fixtures';

const field = (page: Page) => page.locator('.ProseMirror');
const note = (page: Page) => page.locator('.paste-notice');

async function open(page: Page, title: string): Promise<number> {
  const { number } = await draftArticle(page, title, ['Here it begins.']);
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('.writing')).toHaveAttribute('data-ready', 'true');
  await expect(await editSection(page)).toBeFocused();
  await caretToEnd(page);
  await page.keyboard.press('Enter');
  return number;
}

/** Pastes as the browser does: an event with what is in the clipboard. */
const paste = (page: Page, html: string, plain = 'plain') =>
  field(page).evaluate(
    (element, data) => {
      const clipboardData = new DataTransfer();
      if (data.html !== '') clipboardData.setData('text/html', data.html);
      clipboardData.setData('text/plain', data.plain);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, plain },
  );

const wiki = `<html><body><p>Tea is sold since <b>1962</b>.<sup id="cite_ref-1" class="reference"><a href="https://en.wikipedia.org/wiki/Tea#cite_note-1"><span>[</span>1<span>]</span></a></sup> It is <a href="https://en.wikipedia.org/wiki/Green" title="Green">green</a>.<sup id="cite_ref-1b" class="reference"><a href="https://en.wikipedia.org/wiki/Tea#cite_note-1">[1]</a></sup></p>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span> <span class="reference-text"><cite class="citation web"><a class="external text" href="https://levant.example.org/tea-and-oil">"Tea and oil"</a>. <i>Levant Monitor</i>. 9 May 2013.</cite></span></li></ol></body></html>`;

test('a passage of Wikipedia keeps its words, and its references become sources', async ({ visit, problems }) => {
  problems.expect(/422/);
  const page = await visit({ as: 'amal' });
  await open(page, 'Gabon–Laos tea');
  await paste(page, wiki);
  await expect(field(page).locator('p').last()).toHaveText('Tea is sold since 1962.[1] It is green.[1]');
  await expect(note(page)).toContainText('1 note became a source: look at it in the library.');
  await expect(note(page)).toContainText('Kept as plain words: 1 link that leads nowhere from here.');
  await expect(field(page).locator('.cite').first()).toHaveAttribute('title', /Tea and oil/);
  await expectSaved(page);
  // The same reference once more: the library has it, so no second source
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await paste(page, wiki);
  await expect(field(page).locator('p').last()).toHaveText('Tea is sold since 1962.[1] It is green.[1]');
  // One undo takes the paste with its sources, one redo brings them back
  await page.getByRole('button', { name: 'Undo paste' }).click();
  await expect(field(page).locator('.cite')).toHaveCount(2);
  await page.keyboard.press('Control+Shift+z');
  await expect(field(page).locator('.cite')).toHaveCount(4);
  await expectSaved(page);
});

test('what is left out is said, and the text can be had plain', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  await open(page, 'Gabon–Laos pictures');
  const html =
    '<h2>Head</h2><p>Words <b>here</b><img src="x.png"> and <u>there</u></p><iframe src="https://example.org"></iframe>';
  await paste(page, html, 'Head\n\nWords here and there');
  await expect(note(page)).toContainText('Left out: 1 picture and 1 embedded part of another page.');
  await expect(field(page).locator('h4')).toHaveText('Head');
  await page.getByRole('button', { name: 'Paste as plain text' }).click();
  await expect(field(page).locator('h4')).toHaveCount(0);
  await expect(field(page).locator('p')).toHaveText(['Here it begins.', 'Head', 'Words here and there']);
  await expect(note(page)).toBeEmpty();
  // In a cell only words can stand
  await page.keyboard.press('Enter');
  await page.keyboard.type('/table');
  await page.keyboard.press('Enter');
  await paste(page, '<ul><li>One</li><li>Two</li></ul>', 'One');
  await expect(note(page)).toContainText('Kept as plain words: 1 table or list in a place that holds only text.');
  await expect(field(page).locator('th').first().locator('p')).toHaveText(['One', 'Two']);
  // Something else is written: the buttons go, the words stay until they are read
  await page.keyboard.type('!');
  await expect(page.getByRole('button', { name: 'Undo paste' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close this note' }).click();
  await expect(note(page)).toBeEmpty();
});

test('what was copied here keeps its sources, in the same article and in another', async ({ visit, problems }) => {
  problems.expect(/422/);
  const page = await visit({ as: 'amal' });
  await open(page, 'Gabon–Laos copies');
  await paste(page, wiki);
  await expect(field(page).locator('.cite')).toHaveCount(2);
  await expectSaved(page);
  const copied = await field(page).evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.querySelector('p:last-of-type') ?? element);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    document.dispatchEvent(new Event('selectionchange'));
    const clipboardData = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/html');
  });
  expect(copied).toContain('data-cite');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await paste(page, copied);
  await expect(field(page).locator('.cite')).toHaveCount(4);
  await expectSaved(page);

  const other = await visit({ as: 'jonas' });
  await open(other, 'Gabon–Laos copies of copies');
  await paste(other, copied);
  await expect(field(other).locator('.cite:not(.pending)')).toHaveCount(2);
  await expect(field(other).locator('.cite').first()).toHaveAttribute('title', /Tea and oil/);
  await expectSaved(other);
});

test('without the server notes are kept in words, and made into sources when it is back', async ({
  visit,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  const page = await visit({ as: 'amal' });
  await open(page, 'Gabon–Laos offline');
  await page.context().setOffline(true);
  await paste(page, wiki.replaceAll('tea-and-oil', 'tea-and-salt'));
  await expect(note(page)).toContainText('These could not be made into sources.', { timeout: 15_000 });
  await expect(note(page).getByRole('listitem')).toContainText('Levant Monitor');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(field(page).locator('.cite:not(.pending)')).toHaveCount(2);
  await expect(note(page)).toContainText('1 note became a source');
  await expectSaved(page);
});

import { caretBehind, draftArticle, type Draft, editSection, expect, type Page } from '@/e2e/fixtures';

export const first = 'The first envoy arrived by ship.';
export const second = 'The second envoy arrived by train.';

/** A new draft of two paragraphs, with its summary open for writing. */
export async function writing(page: Page, title: string): Promise<Draft> {
  const draft = await draftArticle(page, `${title} ${Date.now()}`, [first, second]);
  await open(page, draft.number);
  return draft;
}

/** The Write tab of a revision with its summary open. */
export async function open(page: Page, number: number): Promise<void> {
  await page.goto(`/desk/revisions/${number}/edit`);
  await editSection(page);
}

/** Types behind a paragraph, without waiting for anything. */
export async function type(page: Page, words: string, paragraph = first): Promise<void> {
  await caretBehind(page, paragraph);
  await page.keyboard.type(words);
}

/** Addresses of the saves of a revision's sections. */
export const saves = (number: number) => `**/api/v1/revisions/${number}/sections/*`;

/** The paragraphs that the server holds. */
export async function stored(page: Page, number: number): Promise<string[]> {
  await page.goto(`/desk/revisions/${number}/edit`);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  return page.locator('.written .reading p').allTextContents();
}

/** What is said about a text that cannot be saved. */
export const trouble = (page: Page) => page.locator('.save-trouble');

/** Whether the open section is saved. */
export const saveState = (page: Page) => page.locator('[data-save]');

/** Texts that this device offers back. */
export const offers = (page: Page) => page.getByRole('region', { name: 'Text kept on this device' });

/** Waits until the device has written what was typed. */
export async function expectKept(page: Page, words: string): Promise<void> {
  await expect.poll(() => keptOn(page), 'kept on this device').toContain(words);
}

/** All that the journal of this browser holds, as JSON. */
export const keptOn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('stet-journal', 1);
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('typed').objectStore('typed').getAll();
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve(JSON.stringify(reading.result));
          });
        });
      }),
  );

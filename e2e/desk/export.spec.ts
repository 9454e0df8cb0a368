import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { bodyOf, call, expect, liveArticle, openRevision, tabTo, test } from '@/e2e/fixtures';

const words = 'They signed a treaty on fisheries in 1972.';

test('an editor takes a revision out as Word, by keyboard; nobody else gets it', async ({
  visit,
  playwright,
  baseURL,
}) => {
  // Given a revision that says something else than the live article
  const editor = await visit({ as: 'amal' });
  const article = await liveArticle(editor, await visit({ as: 'jonas' }), {
    title: 'Fiji–Tonga relations',
    paragraphs: ['They met.'],
  });
  const number = await openRevision(editor, article.articleId, 'The treaty');
  const at = `/api/v1/revisions/${number}/sections/${article.lead}`;
  await call(editor, at, {
    method: 'PUT',
    data: { expectedSeq: 0, heading: '', body: bodyOf([words]) },
  });

  // When the menu is opened and Word is chosen
  await editor.goto(`/desk/revisions/${number}`);
  await tabTo(editor, editor.getByText('Export', { exact: true }));
  await editor.keyboard.press('Enter');
  await tabTo(editor, editor.getByRole('link', { name: 'Word with footnotes' }));
  const [file] = await Promise.all([editor.waitForEvent('download'), editor.keyboard.press('Enter')]);

  // Then the file has the revision's words, and says that it is no version
  expect(file.suggestedFilename()).toBe(`fiji-tonga-relations-r${number}.docx`);
  const document = strFromU8(unzipSync(readFileSync(await file.path()))['word/document.xml'] ?? new Uint8Array());
  expect(document).toContain(words);
  expect(document).toContain(`Revision ${number} is a draft. Readers do not see this text.`);

  // And strangers are told to sign in, in every form; nothing is kept on the way
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '' });
  for (const form of ['docx', 'md', 'epub', 'txt']) {
    const path = `/api/v1/revisions/${number}/export/${form}`;
    expect([form, (await stranger.get(path)).status()]).toEqual([form, 401]);
    const own = await editor.request.get(path);
    expect([form, own.status(), own.headers()['cache-control']]).toEqual([form, 200, 'private, no-store']);
  }
  expect(await (await stranger.get(`${article.path}.md`)).text()).not.toContain(words);
  await stranger.dispose();
});

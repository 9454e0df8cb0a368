import { caretToEnd, draftArticle, editSection, expect, expectSaved, test } from '@/e2e/fixtures';
import { first, open, second, stored, trouble, type, writing } from '@/e2e/desk/saving/scene';

test('a second tab of one person: the first saves and gives way, and neither overwrites the other', async ({
  visit,
  problems,
}) => {
  // What the first sends while the second takes over is answered with what is stored, and merged.
  problems.expect(/status of 409/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'India–Peru');
  const other = await page.context().newPage();
  await open(other, number);
  await expect(other.getByText('This revision is open in another tab.')).toBeVisible();
  await expect(other.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');

  await type(page, ' Of the first tab.');
  await other.getByRole('button', { name: 'Use this one instead' }).click();
  await expect(other.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await expect(other.locator('.ProseMirror')).toContainText('Of the first tab.');
  await expect(page.getByText('This revision is open in another tab.')).toBeVisible();
  await expect(page.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  await type(other, ' Of the second tab.', second);
  await expectSaved(other);

  // When the second one is closed, the first is the one again, with what the other wrote
  await other.close();
  await expect(page.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await expect(page.locator('.ProseMirror')).toContainText('Of the second tab.');
  await type(page, ' And the first again.', `${first} Of the first tab.`);
  await expectSaved(page);
  expect(await stored(page, number)).toEqual([
    `${first} Of the first tab. And the first again.`,
    `${second} Of the second tab.`,
  ]);
});

test('two people see who is there, and the second sees the first one’s paragraph without a reload', async ({
  visit,
  problems,
}) => {
  problems.expect(/status of 409/);
  const amal = await visit({ as: 'amal' });
  const yusuf = await visit({ as: 'yusuf' });
  const { number } = await writing(amal, 'India–Togo');
  await yusuf.goto(`/desk/revisions/${number}`);
  await expect(yusuf.locator('[data-presence]')).toContainText(/Amal .* is editing the summary\./, { timeout: 30_000 });
  await open(yusuf, number);
  await expect(yusuf.getByText(/^Amal .* has this section open\. You can still write; we will merge\.$/)).toBeVisible();
  await type(amal, ' Her name was Ana.');
  await expectSaved(amal);
  await expect(yusuf.locator('.ProseMirror')).toContainText('Her name was Ana.', { timeout: 30_000 });
  await expect(yusuf.getByText(/changed another paragraph here at \d\d:\d\d\. Both are kept\.$/)).toBeVisible();
  await yusuf.getByRole('button', { name: 'Show' }).click();
  await expect(yusuf.locator('.ProseMirror')).toBeFocused();
});

test('two sentences of one paragraph: one key keeps both', async ({ visit, problems }) => {
  problems.expect(/status of 409/);
  const amal = await visit({ as: 'amal' });
  const yusuf = await visit({ as: 'yusuf' });
  const long = 'Syria sent an envoy. He stayed for a year. Iran sent oil by sea. Nothing came of it.';
  const { number } = await draftArticle(amal, `India–Mali ${Date.now()}`, [long]);
  for (const page of [amal, yusuf]) {
    await page.goto(`/desk/revisions/${number}/edit`);
    await editSection(page);
  }
  await amal.locator('.ProseMirror').getByText(long).click();
  await amal.keyboard.press('Control+Home');
  await amal.keyboard.type('In 1946, ');
  await expectSaved(amal);
  await yusuf.locator('.ProseMirror').getByText(long).click();
  await caretToEnd(yusuf);
  await yusuf.keyboard.type(' So it ended.');
  const title = yusuf.getByRole('heading', { name: /^You and Amal .* both changed this paragraph$/ });
  await expect(title).toBeFocused();
  await expect(trouble(yusuf)).toContainText(/Amal .* changed this paragraph too\./);
  await yusuf.keyboard.press('j');
  await expect(title).toBeHidden();
  await expectSaved(yusuf);
  expect(await stored(yusuf, number)).toEqual([`In 1946, ${long} So it ended.`]);
});

import {
  caretBehind,
  closeSection,
  editSection,
  expect,
  expectSaved,
  liveArticle,
  openRevision,
  test,
  type Page,
} from '@/e2e/fixtures';

const first = 'The first envoy arrived by ship.';
const second = 'The second envoy arrived by train.';

/** Two editors who both have the summary of one revision open. */
async function both(visit: (options: { as: 'amal' | 'yusuf' | 'jonas' }) => Promise<Page>, title: string) {
  const amal = await visit({ as: 'amal' });
  const yusuf = await visit({ as: 'yusuf' });
  const jonas = await visit({ as: 'jonas' });
  const article = await liveArticle(amal, jonas, { title, paragraphs: [first, second] });
  const number = await openRevision(amal, article.articleId, 'Envoys');
  await yusuf.goto(`/desk/revisions/${number}/edit`);
  await editSection(amal);
  await editSection(yusuf);
  return { amal, yusuf, number };
}

test('two editors change different paragraphs of one section: both changes stay', async ({ visit, problems }) => {
  problems.expect(/status of 409/);
  const { amal, yusuf, number } = await both(visit, 'Gabon–Samoa relations');
  await caretBehind(amal, first);
  await amal.keyboard.type(' Her name was Ana.');
  await expectSaved(amal);
  await caretBehind(yusuf, second);
  await yusuf.keyboard.type(' His name was Bo.');
  await expect(
    yusuf.getByText(/^Amal .* changed another paragraph here at \d\d:\d\d\. Both are kept\.$/),
  ).toBeVisible();
  await expectSaved(yusuf);
  await closeSection(yusuf);
  await yusuf.goto(`/desk/revisions/${number}/edit`);
  await expect(yusuf.getByText(`${first} Her name was Ana.`)).toBeVisible();
  await expect(yusuf.getByText(`${second} His name was Bo.`)).toBeVisible();
});

test('E21 two editors change the same words: the later one sees both texts, and none is lost', async ({
  visit,
  problems,
}) => {
  problems.expect(/status of 409/);
  const { amal, yusuf, number } = await both(visit, 'Gabon–Tonga relations');
  await caretBehind(amal, first);
  await amal.keyboard.type(' Her name was Ana.');
  await expectSaved(amal);
  await caretBehind(yusuf, first);
  await yusuf.keyboard.type(' Her name was Eva.');

  // Then both texts are shown, nothing is chosen beforehand, and the choice stands
  const panel = yusuf.getByRole('region', { name: /^You and .* both changed/ });
  await expect(panel).toContainText('Her name was Ana.');
  await expect(panel).toContainText('Her name was Eva.');
  for (const choice of await panel.getByRole('radio').all()) await expect(choice).not.toBeChecked();
  await expect(panel.getByRole('button', { name: 'Keep choice' })).toBeDisabled();
  await panel.getByRole('radio', { name: 'You: use this', exact: true }).check();
  await panel.getByRole('button', { name: 'Keep choice' }).click();
  await expect(panel).toBeHidden();
  await expectSaved(yusuf);
  await closeSection(yusuf);
  await yusuf.reload();
  await expect(yusuf.getByText(`${first} Her name was Eva.`)).toBeVisible();

  // And both are in History
  await yusuf.goto(`/desk/revisions/${number}/history`);
  for (const [label, words] of [
    ['theirs', 'Ana'],
    ['yours', 'Eva'],
  ]) {
    await yusuf.getByRole('link', { name: `Before two texts were joined: ${label}` }).click();
    await expect(yusuf.getByText(`Her name was ${words}.`)).toBeVisible();
    await yusuf.goBack();
  }
});

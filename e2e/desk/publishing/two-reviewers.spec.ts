import {
  answerList,
  call,
  draftArticle,
  expect,
  expectState,
  giveVerdict,
  type Page,
  submitRevision,
  test,
} from '@/e2e/fixtures';

const lead = 'The two countries have exchanged ambassadors.';
const history = 'Trade began with salt.';

/** The part of the review that shows one section. */
const partOf = (page: Page, name: string) =>
  page.locator('.section-diff').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Approves one section on the Review tab; the reviewer's list is answered when it asks. */
async function approveSection(page: Page, name: string): Promise<void> {
  await partOf(page, name).getByRole('button', { name: 'Approve section' }).click();
  const dialog = page.getByRole('dialog', { name: `Approve “${name}”` });
  const done = partOf(page, name).getByText('Approved by you');
  await expect(dialog.or(done).first()).toBeVisible();
  if (await dialog.isVisible()) {
    await answerList(dialog);
    await dialog.getByRole('button', { name: 'Approve section', exact: true }).click();
  }
  await expect(done).toBeVisible();
}

test('two reviewers at once: each approves other sections, one requests changes, and what was approved stays', async ({
  visit,
}) => {
  test.setTimeout(120_000);
  // Given a new article with two sections, in review
  const editor = await visit({ as: 'amal' });
  const [jonas, nora] = [await visit({ as: 'jonas' }), await visit({ as: 'nora' })];
  const draft = await draftArticle(editor, 'Samoa–Chad relations', [lead]);
  const { number } = draft;
  const at = `/api/v1/revisions/${number}`;
  const { sectionId } = await call<{ sectionId: string }>(editor, `${at}/sections`, {
    data: { expectedHeadSeq: 0, heading: 'History', level: 2, after: draft.lead },
  });
  const write = async (expectedSeq: number, text: string) =>
    call(editor, `${at}/sections/${sectionId}`, {
      method: 'PUT',
      data: {
        ...{ expectedSeq, heading: 'History' },
        body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
      },
    });
  await write(1, history);
  await submitRevision(editor, number, { kind: 'Update', note: 'First text of the article.' });

  // When one approves the summary while the other reads, and the other requests changes to the history
  await jonas.goto(`/desk/revisions/${number}/review`);
  await nora.goto(`/desk/revisions/${number}/review`);
  await expect(jonas.getByText('3 sections still to approve')).toBeVisible();
  await approveSection(jonas, 'Summary');
  await expect(jonas.getByText('2 sections still to approve')).toBeVisible();
  await giveVerdict(nora, number, { name: 'Request changes', comment: 'When was that?' });
  await expectState(nora, number, 'changes requested');
  await expect(partOf(nora, 'Summary').getByText('Approved by Jonas Berg')).toBeVisible();

  // And the editor answers it
  await write(2, `${history} That was in 1911.`);
  await submitRevision(editor, number, { kind: 'Update', note: 'First text of the article.' });

  // Then the summary is still approved, and the rest is approved by the other
  await nora.goto(`/desk/revisions/${number}/review`);
  await expect(partOf(nora, 'Summary').getByText('Approved by Jonas Berg')).toBeVisible();
  await expect(partOf(nora, 'Summary').getByRole('button', { name: 'Approve section' })).toBeVisible();
  await approveSection(nora, 'History');
  await expect(nora.getByText('1 section still to approve')).toBeVisible();
  await approveSection(nora, 'At a glance');
  await expectState(nora, number, 'approved');

  // And readers are told who approved what, and what was open
  await nora.goto(`/desk/revisions/${number}/publish`);
  await nora.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(nora.getByRole('heading', { name: 'Version 1 is live.' })).toBeVisible();
  const reader = await visit({ javaScriptEnabled: false });
  const answer = await reader.request.get(`/api/v1/articles/${draft.articleId}`);
  const { slug } = (await answer.json()) as { slug: string };
  await reader.goto(`/articles/${slug}/versions`);
  await reader.getByText(/of the reviewer’s list (was|were) open when it was approved/).click();
  await expect(reader.getByText('Jonas Berg approved 1 section')).toBeVisible();
  await expect(reader.getByText('We know it.').first()).toBeVisible();
});

test('rules of approval send back what has not enough, and a look is asked for and answered', async ({ visit }) => {
  const editor = await visit({ as: 'yusuf' });
  const [nora, admin] = [await visit({ as: 'nora' }), await visit({ as: 'rosa' })];
  const { number, articleId } = await draftArticle(editor, 'Chad–Tonga relations', [lead]);
  await submitRevision(editor, number, { kind: 'Update', note: 'First text of the article.' });
  await giveVerdict(nora, number, { name: 'Approve', comment: '' });
  await expectState(nora, number, 'approved');

  // When an admin answers for its summary, and owners have to approve
  await admin.goto('/admin/policy');
  await admin.getByLabel(/Whoever answers for a section/).check();
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(admin.getByText(/^Saved\./)).toBeVisible();
  await admin.getByLabel('Article').selectOption(articleId);
  await admin.getByRole('button', { name: 'Show sections' }).click();
  await admin.getByRole('group', { name: 'Summary' }).getByLabel('Rosa').check();
  await admin.getByRole('button', { name: 'Save owners' }).click();
  await expect(admin.getByText(`1 revision (${number}) went back into review.`)).toBeVisible();
  await nora.reload();
  await expectState(nora, number, 'in review');
  await expect(partOf(nora, 'Summary').getByText(/Rosa .* has to approve it/)).toBeVisible();

  // Then the owner's approval of that section is enough
  await admin.goto(`/desk/revisions/${number}/review`);
  await approveSection(admin, 'Summary');
  await expectState(admin, number, 'approved');

  // And somebody asks an editor to look
  await nora.reload();
  await nora.getByRole('button', { name: 'Ask for a look' }).click();
  const asking = nora.getByRole('dialog', { name: 'Ask for a look' });
  await asking.getByLabel('Whom').selectOption('Amal Darwish');
  await asking.getByLabel('What should they look at?').fill('Is the date right?');
  await asking.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(asking).toBeHidden();
  const amal = await visit({ as: 'amal' });
  await amal.goto('/desk');
  await amal.getByRole('link', { name: `Look at revision ${number}` }).click();
  await amal.getByRole('button', { name: 'Answer', exact: true }).click();
  const answering = amal.getByRole('dialog', { name: 'Answer' });
  await answering.getByLabel('Your answer').fill('It is.');
  await answering.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(amal.getByText('It is.')).toBeVisible();
});

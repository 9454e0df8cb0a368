import {
  draftArticle,
  expect,
  expectState,
  giveVerdict,
  login,
  openPoints,
  type Page,
  submitRevision,
  test,
} from '@/e2e/fixtures';

type Attempt = { readonly path: string; readonly data: Record<string, unknown> };

/** Sends a request from inside the page, as a script there could: with the session and with the right origin. */
async function fromPage(page: Page, { path, data }: Attempt): Promise<number> {
  return page.evaluate(
    async ([url, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body })).status;
    },
    [path, JSON.stringify(data)] as const,
  );
}

/** Sends a request past the browser: with the session, and with this origin or none. */
async function forged(page: Page, { path, data }: Attempt, origin?: string): Promise<number> {
  const headers = origin === undefined ? {} : { origin };
  return (await page.request.post(path, { data, headers })).status();
}

test('an editor cannot approve or publish own work, on screen or by a forged request', async ({
  visit,
  problems,
  baseURL,
}) => {
  problems.expect(/status of 403/);
  // Given a revision of the editor's own in review
  const editor = await visit({ as: 'amal' });
  const stranger = await visit();
  await stranger.goto('/about');
  const draft = await draftArticle(editor, 'Haiti–Kenya relations', ['Nothing is known of them yet.']);
  const { number, headHash } = draft;
  await submitRevision(editor, number, { kind: 'Update', note: 'The first text of this article.' });
  const at = `/api/v1/revisions/${number}`;
  const words = { opId: crypto.randomUUID(), headHash, kind: 'update', changeNote: 'Mine.' };
  const attempts: Attempt[] = [
    {
      path: `${at}/reviews`,
      data: { opId: crypto.randomUUID(), headHash, verdict: 'approve', comment: '', openPoints },
    },
    { path: `${at}/publish`, data: { ...words, wordingReason: '' } },
    { path: `${at}/publish/emergency`, data: { ...words, reason: 'I want it.' } },
    { path: `${at}/schedule`, data: { ...words, wordingReason: '', wall: '2099-01-01T00:00', zone: 'UTC' } },
  ];
  const refused = async () => {
    for (const attempt of attempts) {
      expect(await fromPage(editor, attempt), attempt.path).toBe(403);
      for (const origin of [baseURL, undefined, 'https://evil.example']) {
        expect(await forged(editor, attempt, origin), `${attempt.path} from ${origin}`).toBe(403);
      }
      expect(await forged(stranger, attempt, baseURL), attempt.path).toBe(401);
      expect(await forged(stranger, attempt), attempt.path).toBe(403);
    }
  };

  // Then the buttons are off and say why, and no request goes through
  await editor.goto(`/desk/revisions/${number}/review`);
  const approve = editor.getByRole('region', { name: 'Your verdict' }).getByRole('button', { name: 'Approve' });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await approve.click({ force: true });
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  await refused();

  // And once somebody else approved it, publishing is still not theirs
  const reviewer = await visit({ as: 'jonas' });
  await giveVerdict(reviewer, number, { name: 'Approve', comment: '' });
  await editor.goto(`/desk/revisions/${number}/publish`);
  const publish = editor.getByRole('button', { name: 'Publish version 1' });
  await expect(publish).toHaveAttribute('aria-disabled', 'true');
  await publish.click({ force: true });
  await refused();
  await editor.reload();
  await expectState(editor, number, 'approved');
});

test('a reviewer cannot approve a revision that they wrote a part of', async ({ visit, problems, baseURL }) => {
  problems.expect(/status of 403/);
  const reviewer = await visit({ as: 'nora' });
  const { number, headHash } = await draftArticle(reviewer, 'Haiti–Laos relations', ['Nothing is known of them yet.']);
  await submitRevision(reviewer, number, { kind: 'Update', note: 'The first text of this article.' });
  await reviewer.goto(`/desk/revisions/${number}/review`);
  const approve = reviewer.getByRole('region', { name: 'Your verdict' }).getByRole('button', { name: 'Approve' });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  const data = { opId: crypto.randomUUID(), headHash, verdict: 'approve', comment: '', openPoints };
  expect(await forged(reviewer, { path: `/api/v1/revisions/${number}/reviews`, data }, baseURL)).toBe(403);
});

test('a person who is disabled is signed out at the next request', async ({ visit }) => {
  // Given a person who was invited and has the desk open
  const admin = await visit({ as: 'rosa' });
  await admin.goto('/admin/people');
  await admin.getByLabel('Name', { exact: true }).fill('Ines Kurz');
  await admin.getByLabel('Email', { exact: true }).fill('ines@example.org');
  await admin.getByRole('button', { name: 'Make a link' }).click();
  const link = await admin.getByLabel('One-time link, shown only now').inputValue();
  const person = await visit();
  await person.goto(link);
  await person.getByLabel('Password', { exact: true }).fill('a fine long password 7');
  await person.getByRole('button', { name: 'Create account' }).click();
  await person.waitForURL('**/sign-in**');
  await person.getByLabel('Email').fill('ines@example.org');
  await person.getByLabel('Password', { exact: true }).fill('a fine long password 7');
  await person.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(person.getByRole('heading', { name: 'Your turn (0)' })).toBeVisible();

  // When an admin disables them
  admin.on('dialog', (dialog) => void dialog.accept());
  await admin.reload();
  await admin.getByRole('button', { name: 'Disable Ines Kurz' }).click();
  await expect(admin.getByText('Ines Kurz is disabled.')).toBeVisible();

  // Then the next page leads to the sign-in, and so does the next request
  await person.goto('/desk/articles');
  await expect(person).toHaveURL(/\/sign-in/);
  expect((await person.request.get('/api/v1/sources/library')).status()).toBe(401);

  // And the audit log says who did it, in a chain that holds, also as a file
  await admin.getByRole('link', { name: 'Audit' }).click();
  await admin.getByLabel('What was done').selectOption('Disabled a person');
  await admin.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(admin.getByRole('row').nth(1)).toContainText(/Rosa.*Disabled a person/u);
  const file = await admin.request.get((await admin.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '');
  expect(await file.text()).toContain(',person_disabled,person,');
  await admin.getByRole('link', { name: 'Check the whole chain' }).click();
  await expect(admin.getByText(/^All [\d,]+ entries are whole\.$/u)).toBeVisible();
});

test('signing out ends the session on the server, not only in the browser', async ({ visit }) => {
  const page = await visit();
  await login(page, 'yusuf');
  const [cookies, other] = [await page.context().cookies(), await visit()];
  await other.context().addCookies(cookies);
  expect((await other.request.get('/api/v1/sources/library')).status()).toBe(200);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect((await other.request.get('/api/v1/sources/library')).status()).toBe(401);
});

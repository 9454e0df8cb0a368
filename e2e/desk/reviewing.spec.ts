import {
  bodyOf,
  call,
  caretBehind,
  closeSection,
  draftArticle,
  editSection,
  expect,
  expectSaved,
  expectState,
  giveVerdict,
  liveArticle,
  openPoints,
  openRevision,
  type Page,
  submitRevision,
  tabTo,
  test,
} from '@/e2e/fixtures';

type Head = { readonly headHash: string; readonly headSeq: number };
const note = { kind: 'update', changeNote: 'Harbour and railway are described.' };
const text = (words: string, ...marks: object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });

/** A live article with a lead and a section "Trade", and a revision of it in review with nine kinds of change. */
async function nineKinds(writer: Page, reviewer: Page): Promise<number> {
  const draft = await draftArticle(writer, 'Chad–Tuvalu relations', [
    'Trade began in 1946 with tea. Merchants reportedly built a harbour. The harbour was closed later.',
    'A railway followed. It was short.',
  ]);
  const first = `/api/v1/revisions/${draft.number}`;
  const added = await call<Head & { sectionId: string }>(writer, `${first}/sections`, {
    data: { expectedHeadSeq: 0, heading: 'Trade', level: 2, after: draft.lead },
  });
  const put = { method: 'PUT' } as const;
  const trade = {
    expectedSeq: 1,
    heading: 'Trade',
    body: bodyOf(['Tea was sold to everyone. Salt was sold to nobody.']),
  };
  const { headHash } = await call<Head>(writer, `${first}/sections/${added.sectionId}`, { ...put, data: trade });
  await call(writer, `${first}/submit`, { data: { headHash, ...note } });
  await call(reviewer, `${first}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  await call(reviewer, `${first}/publish`, { data: { headHash, ...note, wordingReason: '' } });

  const path = `/api/v1/articles/${draft.articleId}/revisions`;
  const { number } = await call<{ number: number }>(writer, path, { data: { name: 'Nine kinds', why: '' } });
  const at = `/api/v1/revisions/${number}`;
  const csl = { type: 'book', title: 'Railways of Chad' };
  const { sourceId } = await call<{ sourceId: string }>(writer, '/api/v1/sources', { data: { csl, stub: false } });
  const use = { sourceId, locators: [], quote: '', note: '', supports: 'supports' };
  const { citationId } = await call<{ citationId: string }>(writer, `${at}/citations`, { data: use });
  const lead = {
    type: 'doc',
    content: [
      // One year edited, one sentence moved to the other section, one deleted, one new.
      paragraph(text('Trade began in 1947 with tea. A treaty was signed in Funafuti.')),
      // A source, a link and a word in bold.
      paragraph(
        text('A '),
        text('railway', { type: 'link', attrs: { href: 'https://example.org/railway' } }),
        text(' followed.'),
        { type: 'citation', attrs: { id: citationId } },
        text(' It was '),
        text('short', { type: 'bold' }),
        text('.'),
      ),
    ],
  };
  await call(writer, `${at}/sections/${draft.lead}`, { ...put, data: { expectedSeq: 0, heading: '', body: lead } });
  const moved = bodyOf(['Tea was sold to everyone. Salt was sold to nobody. Merchants reportedly built a harbour.']);
  await call(writer, `${at}/sections/${added.sectionId}`, {
    ...put,
    data: { expectedSeq: 0, heading: 'Trade and transport', body: moved },
  });
  const head = await call<Head>(writer, `${at}/head`, {
    ...put,
    data: { expectedHeadSeq: 0, title: 'Chad and Tuvalu', facts: [], related: [], attribution: '' },
  });
  await call(writer, `${at}/submit`, { data: { headHash: head.headHash, ...note } });
  return number;
}

/** Walks through every change by J and answers what the focused ones are called. */
async function walk(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('j');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    // Before the script of the page has begun nothing has the focus.
    if (name === '') continue;
    if (name === names.at(-1)) return names;
    names.push(name);
  }
  return names;
}

test('a revision with nine kinds of change is reviewed by keyboard alone', async ({ visit }) => {
  test.setTimeout(90_000);
  const [writer, reviewer] = [await visit({ as: 'amal' }), await visit({ as: 'jonas' })];
  const number = await nineKinds(writer, await visit({ as: 'nora' }));
  await reviewer.goto(`/desk/revisions/${number}/review?mode=inline`);
  await expect(reviewer.getByRole('button', { name: 'Next change' })).toBeEnabled();

  // J reaches every change, each with its number, kind and place; K goes back
  const names = await walk(reviewer);
  const kinds = [
    ...['title', 'edited sentence', 'new sentence', 'deleted sentence', 'sentence moved'],
    ...['source added', 'link added', 'formatting added', 'heading changed'],
  ];
  for (const kind of kinds) expect(names.join('\n')).toContain(kind);
  expect(names.every((name, at) => name.startsWith(`Change ${at + 1} of ${names.length}, `))).toBe(true);
  await expect(reviewer.getByText(`Change ${names.length} of ${names.length}`)).toBeVisible();
  await reviewer.keyboard.press('k');
  await expect(reviewer.getByText(`Change ${names.length - 1} of ${names.length}`)).toBeVisible();

  // M marks the section of the change as viewed; V shows it side by side, at the same change
  await expect(reviewer.getByText('0 of 3 sections viewed')).toBeVisible();
  await reviewer.keyboard.press('m');
  await expect(reviewer.getByText('1 of 3 sections viewed')).toBeVisible();
  await reviewer.keyboard.press('v');
  await reviewer.waitForURL(/mode=side#c\d+$/);
  await expect(reviewer.getByText(`Change ${names.length - 1} of ${names.length}`)).toBeVisible();
  for (let at = names.length; at > 0; at -= 1) await reviewer.keyboard.press('k');
  await expect(reviewer.getByText(`Change 1 of ${names.length}`)).toBeVisible();
  await reviewer.keyboard.press('m');
  await expect(reviewer.getByText('2 of 3 sections viewed')).toBeVisible();

  // ? lists the keys, C comments and Ctrl+Enter sends it
  await reviewer.keyboard.press('?');
  await expect(reviewer.getByRole('dialog', { name: 'Keys' })).toContainText('Next change');
  await reviewer.keyboard.press('Escape');
  await reviewer.keyboard.press('j');
  await reviewer.keyboard.press('j');
  await reviewer.keyboard.press('c');
  const comment = reviewer.getByRole('dialog', { name: 'Comment' });
  await expect(comment).toBeVisible();
  await reviewer.keyboard.type('Which treaty?');
  await reviewer.keyboard.press('Control+Enter');
  await expect(comment).toBeHidden();
  await expect(reviewer.getByText('Which treaty?').first()).toBeVisible();

  // A leads to the approval of the section of the change, Ctrl+Enter to the verdicts on the whole
  await reviewer.keyboard.press('a');
  const focused = reviewer.locator(':focus');
  await expect(focused).toHaveAccessibleName(/^Approve section/);
  await reviewer.keyboard.press('Control+Enter');
  const verdict = reviewer.getByRole('region', { name: 'Your verdict' });
  await expect(verdict.getByRole('button', { name: 'Comment only' })).toBeFocused();
  await tabTo(reviewer, verdict.getByRole('button', { name: 'Approve', exact: true }));
  await reviewer.keyboard.press('Enter');
  const approve = reviewer.getByRole('dialog', { name: 'Approve' });
  await expect(approve).toBeVisible();
  for (const box of await approve.getByRole('checkbox').all()) {
    await tabTo(reviewer, box);
    await reviewer.keyboard.press('Space');
  }
  for (const reason of await approve.getByRole('textbox', { name: /^Reason/ }).all()) {
    await tabTo(reviewer, reason);
    await reviewer.keyboard.type('It is on every map.');
  }
  await reviewer.keyboard.press('Control+Enter');
  await expectState(reviewer, number, 'approved');

  // The way of showing it is remembered, without an address that says so
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await expect(reviewer.getByRole('link', { name: 'Side by side' })).toHaveAttribute('aria-current', 'true');
  await reviewer.getByRole('link', { name: 'Inline' }).click();
  await reviewer.waitForURL(/mode=inline/);
});

test('after changes were requested and made, the reviewer reads only what is new since they last looked', async ({
  visit,
}) => {
  // Given a revision with two changes in one section, and a request for changes
  const [editor, reviewer] = [await visit({ as: 'amal' }), await visit({ as: 'nora' })];
  const article = await liveArticle(editor, reviewer, {
    title: 'Samoa–Niger relations',
    paragraphs: ['The two countries exchange letters.', 'They have no embassies.'],
  });
  const number = await openRevision(editor, article.articleId, 'Letters and embassies');
  await editSection(editor);
  await caretBehind(editor, 'exchange letters.');
  await editor.keyboard.type(' The first was sent in 1971.');
  await expectSaved(editor);
  await closeSection(editor);
  await submitRevision(editor, number, { kind: 'Update', note: 'The first letter is dated.' });
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await expect(reviewer.locator('option', { hasText: 'What you last looked at' })).toHaveCount(0);
  await giveVerdict(reviewer, number, { name: 'Request changes', comment: 'Who sent it?' });
  await expect(reviewer.getByText('1 of 1 section viewed')).toBeVisible();

  // When the editor answers in the text and submits again
  await editor.goto(`/desk/revisions/${number}/edit`);
  await editSection(editor);
  await caretBehind(editor, 'They have no embassies.');
  await editor.keyboard.type(' A consul writes them.');
  await expectSaved(editor);
  await closeSection(editor);
  await submitRevision(editor, number, { kind: 'Update', note: 'The first letter is dated.' });

  // Then the mark is gone and says why, and the comparison with what they looked at has the new sentence alone
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await expect(reviewer.getByText('0 of 1 section viewed')).toBeVisible();
  await expect(reviewer.getByText('Changed since you viewed it').first()).toBeVisible();
  const select = reviewer.getByLabel('Compare with');
  await select.selectOption({ value: 'seen' });
  await reviewer.getByRole('button', { name: 'Compare', exact: true }).click();
  await reviewer.waitForURL(/with=seen/);
  await expect(reviewer.locator('ins')).toHaveCount(1);
  await expect(reviewer.locator('ins')).toContainText('A consul writes them.');
  await reviewer.getByRole('button', { name: /^Viewed/ }).click();
  await expect(reviewer.getByText('Nothing is new since then.')).toBeVisible();

  // And a link to a comparison pins both texts, or says that it cannot
  await reviewer.getByRole('button', { name: 'Copy a link to this comparison' }).click();
  await expect(reviewer.getByText('What you looked at is yours alone.')).toBeVisible();
  await giveVerdict(reviewer, number, { name: 'Approve', comment: '' });
  await expectState(reviewer, number, 'approved');
});

test('what is saved while the screen is open is told, and nothing is approved before it was shown', async ({
  visit,
}) => {
  // Given a reviewer and an editor who both have a revision open
  const [editor, reviewer, other] = [
    await visit({ as: 'yusuf' }),
    await visit({ as: 'jonas' }),
    await visit({ as: 'nora' }),
  ];
  const draft = await draftArticle(editor, 'Palau–Latvia relations', ['The two countries know each other.']);
  const at = `/api/v1/revisions/${draft.number}`;
  await call(editor, `${at}/submit`, { data: { headHash: draft.headHash, ...note } });
  const kept = reviewer.waitForResponse((answer) => answer.url().endsWith('/screen'));
  await reviewer.goto(`/desk/revisions/${draft.number}/review`);
  await kept;
  const approve = reviewer.getByRole('region', { name: 'Your verdict' }).getByRole('button', { name: 'Approve' });
  await expect(approve).toHaveAttribute('aria-disabled', 'false');

  // When the editor saves
  const data = { expectedSeq: 2, heading: '', body: bodyOf(['The two countries know each other well.']) };
  await call(editor, `${at}/sections/${draft.lead}`, { method: 'PUT', data });

  // Then the open screen says so by itself, keeps its text, and refuses to approve
  await expect(reviewer.getByText(/Yusuf .* saved changes .* ago in 1 section you have open\./)).toBeVisible({
    timeout: 20_000,
  });
  await expect(reviewer.locator('ins', { hasText: 'know each other.' })).toBeVisible();
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await reviewer.getByRole('link', { name: 'Show only what is new' }).click();
  await reviewer.waitForURL(/with=screen-/);
  await expect(reviewer.locator('ins')).toContainText('well');
  await expect(approve).toHaveAttribute('aria-disabled', 'false');

  // And another one's approval is told
  const { headHash } = await call<{ headHash: string }>(editor, `${at}/sections/${draft.lead}`, {
    method: 'PUT',
    data: { ...data, expectedSeq: 3 },
  });
  await call(other, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  await expect(reviewer.getByText(/Nora .* approved this .* ago\./)).toBeVisible({ timeout: 20_000 });
});

test('single keys and spoken hints can be switched off for good', async ({ visit }) => {
  const person = await visit({ as: 'rosa' });
  await person.goto('/desk/me');
  await person.getByLabel('Single letters are keys').uncheck();
  await person.getByLabel('Say what was inserted and deleted').uncheck();
  await person.getByRole('button', { name: 'Save the settings' }).click();
  await expect(person.getByText('Saved.')).toBeVisible();
  await person.goto('/desk');
  await expect(person.locator('[data-single-keys="off"][data-spoken-hints="off"]')).toHaveCount(1);
  await person.keyboard.press('?');
  await person.getByRole('button', { name: 'Keys' }).click();
  const list = person.getByRole('dialog', { name: 'Keys' });
  await expect(list).toContainText('are switched off for you');
  await list.getByRole('button', { name: 'Close' }).click();
  await person.goto('/desk/me');
  await expect(person.getByLabel('Single letters are keys')).not.toBeChecked();
  await person.getByLabel('Single letters are keys').check();
  await person.getByLabel('Say what was inserted and deleted').check();
  await person.getByRole('button', { name: 'Save the settings' }).click();
  // The frame of the page follows the answer.
  await expect(person.locator('[data-single-keys="off"]')).toHaveCount(0);
  await person.keyboard.press('?');
  await expect(list).toBeVisible();
});

test('print shows what is folded on the screen, and no button', async ({ visit }) => {
  const reviewer = await visit({ as: 'jonas' });
  await reviewer.goto('/desk/revisions/8/review?mode=inline');
  const folded = reviewer.locator('.panes details.folded .prose').first();
  await expect(folded).toBeHidden();
  await reviewer.emulateMedia({ media: 'print' });
  await expect(folded).toBeVisible();
  await expect(reviewer.locator('.panes button:visible')).toHaveCount(0);
  await expect(reviewer.getByLabel('Compare with')).toBeHidden();
});

import {
  bodyOf,
  call,
  draftArticle,
  expect,
  expectState,
  giveVerdict,
  liveArticle,
  openRevision,
  submitRevision,
  test,
  type Page,
} from '@/e2e/fixtures';

const text = 'A ferry line has joined the two ports since spring.';
const note = { kind: 'Update', note: 'The ferry line is described.' } as const;

/** A submitted revision of an article that nobody has published yet. */
async function submitted(page: Page, title: string): Promise<number> {
  const { number } = await draftArticle(page, title, [text]);
  await submitRevision(page, number, note);
  return number;
}

test('a revision is taken back, submitted again, rejected with a reason, and begun anew from its text', async ({
  visit,
}) => {
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const number = await submitted(editor, 'Nauru–Malta relations');

  // Taken back
  await editor.getByRole('button', { name: 'Take back' }).click();
  await editor.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  await expectState(editor, number, 'draft');
  await submitRevision(editor, number, note);

  // Rejected
  await reviewer.goto(`/desk/revisions/${number}/review`);
  await reviewer.getByRole('button', { name: 'Reject revision' }).click();
  const dialog = reviewer.getByRole('dialog', { name: `Reject revision ${number}?` });
  await dialog.getByRole('button', { name: 'Reject revision' }).click();
  await expect(dialog.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('textbox').fill('There was never a ferry.');
  await dialog.getByRole('button', { name: 'Reject revision' }).click();
  await expectState(reviewer, number, 'rejected');

  // The author reads why, and starts again from the text
  await editor.goto(`/desk/revisions/${number}`);
  await expect(editor.getByText('Reason: There was never a ferry.')).toBeVisible();
  await editor.getByRole('button', { name: 'Start again from this text' }).click();
  await editor.waitForURL((url) => /\/desk\/revisions\/\d+/.test(url.pathname) && !url.pathname.includes(`/${number}`));
  const next = Number(/revisions\/(\d+)/.exec(editor.url())?.[1]);
  await editor.goto(`/desk/revisions/${next}/edit`);
  await expect(editor.getByText(text)).toBeVisible();

  // And gives that one up
  await editor.goto(`/desk/revisions/${next}`);
  await editor.getByRole('button', { name: 'Discard revision' }).click();
  await editor.getByRole('dialog').getByRole('button', { name: 'Discard revision' }).click();
  await expectState(editor, next, 'discarded');
});

test('an approved revision is scheduled in words, cannot be edited, and is unscheduled', async ({ visit }) => {
  const editor = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const number = await submitted(editor, 'Nauru–Oman relations');
  await giveVerdict(reviewer, number, { name: 'Approve', comment: '' });

  await reviewer.goto(`/desk/revisions/${number}/publish`);
  await reviewer.getByRole('radio', { name: 'At a stated time' }).check();
  await reviewer.getByLabel('Time zone').selectOption('Asia/Damascus');
  await reviewer.getByLabel('Day and time').fill('2031-03-04T09:30');
  await expect(reviewer.getByText(/Tuesday 4 March 2031, 09:30 in Damascus, in \d+ days/)).toBeVisible();
  await reviewer.getByRole('button', { name: 'Schedule version 1' }).click();
  await expectState(reviewer, number, 'scheduled');

  await editor.goto(`/desk/revisions/${number}/edit`);
  await expect(editor.getByText('Unschedule it first.')).toBeVisible();
  await expect(editor.getByRole('button', { name: /^Edit section/ })).toHaveCount(0);

  // Then another time in one step; one that the clocks leave out is no time, one that they repeat is asked about
  await reviewer.goto(`/desk/revisions/${number}/publish`);
  await reviewer.getByRole('button', { name: 'Change the time' }).click();
  await reviewer.getByLabel('Time zone').selectOption('Europe/Berlin');
  await reviewer.getByLabel('Day and time').fill('2031-03-30T02:30');
  await reviewer.getByRole('button', { name: '2031-03-30, 03:00' }).click();
  await expect(reviewer.getByText(/Sunday 30 March 2031, 03:00 in Berlin/)).toBeVisible();
  await reviewer.getByLabel('Day and time').fill('2031-10-26T02:30');
  await reviewer.getByRole('button', { name: 'Schedule for this time' }).click();
  await expect(reviewer.getByText('Say which of the two times is meant.')).toBeVisible();
  await reviewer.getByRole('radio', { name: /second time that hour comes/ }).check();
  await reviewer.getByRole('button', { name: 'Schedule for this time' }).click();
  const words = /Sunday 26 October 2031, 02:30 in Berlin \(the second time that hour comes\)/;
  await expect(reviewer.getByText(words).first()).toBeVisible();
  await editor.goto('/desk/schedule');
  await expect(editor.getByText(words)).toBeVisible();

  await reviewer.getByRole('button', { name: 'Cancel the schedule' }).click();
  await expectState(reviewer, number, 'approved');
});

test('an emergency publishes without review, says so to readers, and is approved afterwards by somebody else', async ({
  visit,
}) => {
  const editor = await visit({ as: 'amal' });
  const admin = await visit({ as: 'rosa' });
  const reviewer = await visit({ as: 'nora' });
  const reader = await visit({ javaScriptEnabled: false });
  const article = await liveArticle(editor, admin, { title: 'Nauru–Peru relations', paragraphs: [text] });
  const number = await openRevision(editor, article.articleId, 'A warning');
  const data = { expectedSeq: 0, heading: '', body: bodyOf([`${text} It does not run in storms.`]) };
  await call(editor, `/api/v1/revisions/${number}/sections/${article.lead}`, { method: 'PUT', data });

  // When an admin publishes it without review
  await admin.goto(`/desk/revisions/${number}/publish`);
  await admin.getByRole('radio', { name: /^Update/ }).check();
  await admin.getByLabel('Tell readers what changed').fill('A warning was added.');
  await admin.getByRole('button', { name: 'Publish without review' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Publish without review?' });
  await dialog.getByRole('textbox').fill('People may drown.');
  await dialog.getByRole('button', { name: 'Publish without review' }).click();
  await expect(admin.getByRole('heading', { name: 'Version 2 is live.' })).toBeVisible();

  // Then readers are told, and its publisher cannot approve it
  await reader.goto(article.path);
  await expect(reader.getByText('This version was published without review. Reason: People may drown.')).toBeVisible();
  await admin.goto(`/desk/revisions/${number}/review`);
  await expect(admin.getByRole('button', { name: 'Approve afterwards' })).toHaveAttribute('aria-disabled', 'true');

  // And it waits for somebody who had no part in it
  await reviewer.goto('/desk/reviews');
  const line = reviewer.getByRole('listitem').filter({ hasText: `Revision ${number}: A warning` });
  await expect(line).toContainText('because it was published without review');
  await line.getByRole('link', { name: 'Review' }).click();
  await reviewer.getByRole('button', { name: 'Approve afterwards' }).click();
  const approval = reviewer.getByRole('dialog', { name: 'Approve afterwards' });
  await approval.getByRole('button', { name: 'Approve afterwards' }).click();
  await expect(reviewer.getByText('Nora Lindqvist approved it afterwards.')).toBeVisible();
  await reader.goto(article.path);
  await expect(reader.getByText(/Nora Lindqvist approved it afterwards, on/)).toBeVisible();
  await reviewer.goto('/desk/reviews');
  await expect(line).toHaveCount(0);
});

import { call, expect, login, openPoints, test } from '@/e2e/fixtures';
import { ownStet } from '@/e2e/own-stet';

const minuteMs = 60_000;
const text = 'The bridge was opened while nobody was looking.';

test('a publication whose time comes while the server is down: caught up at the next start', async ({
  visit,
  problems,
}) => {
  test.setTimeout(300_000);
  problems.expect(/ERR_CONNECTION_REFUSED/);
  const stet = ownStet('e2e-down', 19_700 + (process.pid % 200));
  await stet.start({ fresh: true });
  try {
    const editor = await visit({ baseURL: stet.origin, as: 'amal' });
    const reviewer = await visit({ baseURL: stet.origin });
    await login(reviewer, 'jonas');

    // Given an approved revision that is to be published in the next minute but one
    const { articleId, number } = await call<{ articleId: string; number: number }>(editor, '/api/v1/articles', {
      data: { title: 'Togo–Palau relations' },
    });
    const html = await (await editor.request.get(`/desk/revisions/${number}/edit`)).text();
    const section = /id="h-([0-9a-f-]{36})"/u.exec(html)?.[1] ?? '';
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    const { headHash } = await call<{ headHash: string }>(editor, `/api/v1/revisions/${number}/sections/${section}`, {
      ...{ method: 'PUT', data: { expectedSeq: 1, heading: '', body } },
    });
    const words = { headHash, kind: 'update', changeNote: 'The first text.' };
    const at = `/api/v1/revisions/${number}`;
    await call(editor, `${at}/submit`, { data: words });
    await call(reviewer, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
    const due = Math.ceil((Date.now() + 5000) / minuteMs) * minuteMs;
    const wall = new Date(due).toISOString().slice(0, 16);
    await call(reviewer, `${at}/schedule`, { data: { ...words, wordingReason: '', wall, zone: 'UTC' } });

    // When the server is down at that minute, and for a while after
    await stet.stop();
    await expect.poll(() => Date.now() > due + 3000, { timeout: 120_000, intervals: [1000] }).toBe(true);
    await stet.start();

    // Then it is published, once, and both the desk and the readers know
    await editor.goto(`/desk/revisions/${number}/publish`);
    await expect(async () => {
      await editor.reload();
      await expect(editor.getByText('Version 1 is live.')).toBeVisible();
    }).toPass({ timeout: 60_000 });
    await expect(editor.getByText(/It was scheduled for/)).toBeVisible();
    await editor.goto(`/desk/articles/${articleId}`);
    await expect(editor.getByText(/Live, version 1/).first()).toBeVisible();
    await editor.goto('/articles/togo-palau-relations');
    await expect(editor.getByText(text)).toBeVisible();
  } finally {
    await stet.stop();
  }
});

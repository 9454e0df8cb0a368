import postgres from 'postgres';

import { draftArticle, expect, test } from '@/e2e/fixtures';
import { startPostgres } from '@/lib/cli/postgres.mjs';
import { first, second } from '@/e2e/desk/saving/scene';

test('a text that holds something unknown is read only, says so, and is never saved over', async ({ visit }) => {
  const page = await visit({ as: 'amal' });
  const { number, lead } = await draftArticle(page, `Nepal–Peru ${Date.now()}`, [first, second]);
  const cluster = await startPostgres({ dataDir: '.data/e2e/pg' });
  const sql = postgres(cluster.appUrl, { max: 1 });
  try {
    // As a newer Stet on the same database would have stored it
    await sql`
      update working_copy set seq = seq + 1, content_hash = repeat('f', 64),
        body = jsonb_set(body, '{content,1}', '{"type": "hologram", "attrs": {"id": "h1"}}')
      where section_id = ${lead}`;
    await page.goto(`/desk/revisions/${number}/edit`);
    await expect(page.locator('[data-ready=true]')).toBeVisible();
    await expect(
      page.getByText('This section holds something that this version of Stet does not understand.'),
    ).toBeVisible();
    await expect(page.getByText(first)).toBeVisible();
    await expect(page.getByText('[Something that this version of Stet cannot show]')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit section Summary' })).toHaveCount(0);

    // By the wire neither
    const text = { type: 'doc', content: [{ type: 'paragraph' }] };
    const save = { opId: crypto.randomUUID(), expectedSeq: 3, heading: '', body: text };
    const headers = { origin: new URL(page.url()).origin };
    const answer = await page.request.put(`/api/v1/revisions/${number}/sections/${lead}`, { headers, data: save });
    expect(answer.status()).toBe(409);
    const [row] = await sql`select body->'content'->1->>'type' as type from working_copy where section_id = ${lead}`;
    expect(row?.['type']).toBe('hologram');
  } finally {
    await sql.end();
    await cluster.stop();
  }
});

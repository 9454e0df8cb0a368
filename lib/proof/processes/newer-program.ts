import postgres from 'postgres';

import { startPostgres } from '@/lib/cli/postgres.mjs';

/**
 * What a newer Stet on the database of the browser journeys would do: puts something that this one does not know in place of
 * the second block of a section's working copy. Takes the section's id; answers the type of that block, afterwards and when
 * asked again (`look`).
 */
async function main([sectionId = '', what = 'write']: readonly string[]): Promise<void> {
  const cluster = await startPostgres({ dataDir: '.data/e2e/pg' });
  const sql = postgres(cluster.appUrl, { max: 1 });
  if (what === 'write') {
    await sql`
      update working_copy set seq = seq + 1, content_hash = repeat('f', 64),
        body = jsonb_set(body, '{content,1}', '{"type": "hologram", "attrs": {"id": "h1"}}')
      where section_id = ${sectionId}`;
  }
  const [row] = await sql`select body->'content'->1->>'type' as type from working_copy where section_id = ${sectionId}`;
  process.send?.({ type: String(row?.['type']) });
  await sql.end();
  await cluster.stop();
  process.exit();
}

await main(process.argv.slice(2));

import type postgres from 'postgres';
import { say } from '@/lib/cli/processes.mjs';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import { storeLive } from '@/lib/pages/store';
import { identityOf } from '@/lib/proof/bench/corpus/article';
import { Batch, tableNames } from '@/lib/proof/bench/corpus/copy';
import { RowMaker, type World } from '@/lib/proof/bench/corpus/rows';
import { connect, type Database } from '@/lib/proof/bench/stage/database';

/** What a generated database holds: so many articles, and how many versions each has. */
export type Size = { readonly articles: number; readonly versionsOf: (index: number) => number };

/** Articles whose live page is made by the program's own code; all others share their bytes. */
const realPages = 20;
/** Versions that are written together. */
const perBatch = 10_000;

/**
 * Fills a migrated and seeded database with generated articles. As superuser: while rows are written, the triggers of the tables and the
 * checks of foreign keys are off, and indexes that are not unique are made anew afterwards; then everything is as it was.
 * The connection of `db()` has to be to the same database.
 */
export async function fill(database: Database, size: Size): Promise<void> {
  const settings = { session_replication_role: 'replica', synchronous_commit: 'off', maintenance_work_mem: '512MB' };
  const sql = connect(database.adminUrl, settings);
  try {
    await sql`create temporary table bench_article (number int, id uuid, slug text, version_id uuid, title text, sort_key text,
      letter text, updated_at timestamptz)`;
    const triggers = await switchOff(sql);
    const indexes = await dropIndexes(sql);
    await copyArticles(sql, size);
    await gather(sql);
    for (const { definition } of indexes) await sql.unsafe(definition);
    for (const statement of triggers) await sql.unsafe(statement);
    await makePages(sql, size.articles);
    await sql`vacuum analyze`;
    await sql`checkpoint`;
  } finally {
    await sql.end();
  }
}

/** Switches the tables' own triggers off; answers the statements that bring each back as it was. */
async function switchOff(sql: postgres.Sql): Promise<string[]> {
  const back = await sql<{ statement: string }[]>`
    select format('alter table %s enable %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname) as statement
    from pg_trigger where not tgisinternal and tgrelid::regclass::text = any(${[...tableNames]})`;
  for (const table of tableNames) await sql.unsafe(`alter table ${table} disable trigger user`);
  return back.map(({ statement }) => statement);
}

/** Drops the indexes that hold no row back; answers their definitions. */
async function dropIndexes(sql: postgres.Sql): Promise<{ definition: string }[]> {
  const tables = [...tableNames, 'live_section', 'known_word'];
  const found = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where not indisunique and indrelid::regclass::text = any(${tables})`;
  for (const { name } of found) await sql.unsafe(`drop index ${name}`);
  return found;
}

async function worldOf(sql: postgres.Sql, count: number): Promise<World & { revision: number }> {
  const rows = await sql<{ id: string; handle: string; name: string }[]>`select id, handle, name from app_user`;
  const [last] = await sql<{ number: number }[]>`select coalesce(max(number), 0)::int as number from revision`;
  const [writer, reviewer] = ['amal', 'jonas'].map((handle) => rows.find((row) => row.handle === handle));
  if (!writer || !reviewer) throw new Error('The people of the demo are missing.');
  return { writer, reviewer, count, revision: (last?.number ?? 0) + 1 };
}

/** Makes the next rows while the last ones are being written. */
async function copyArticles(sql: postgres.Sql, { articles, versionsOf }: Size): Promise<void> {
  const world = await worldOf(sql, articles);
  const batch = new Batch();
  const maker = new RowMaker(world, batch, world.revision);
  const began = Date.now();
  let noted = began;
  let waiting = 0;
  for (let index = 0; index < articles; index += 1) {
    maker.article(index, versionsOf(index));
    waiting += versionsOf(index);
    if (waiting < perBatch && index < articles - 1) continue;
    waiting = 0;
    await batch.flush(sql);
    if (Date.now() - noted < 30_000) continue;
    noted = Date.now();
    say(`  … ${index + 1} of ${articles} articles (${Math.round((noted - began) / 1000)} s)`);
  }
  await sql`select setval(pg_get_serial_sequence('revision', 'number'), ${maker.nextRevision})`;
}

/** Search rows and known words of all generated articles, by the same expressions as the program's (lib/pages/live/index-live.ts). */
async function gather(sql: postgres.Sql): Promise<void> {
  await sql`create temporary table bench_words as
    select hash, to_tsvector('english', search_fold(body_words(body))) as words, setweight(to_tsvector('english', search_fold(heading)), 'B') as heading
    from section_content where hash in (select content_hash from version_section s join bench_article b on b.version_id = s.version_id)`;
  await sql`create index on bench_words (hash)`;
  await sql`analyze bench_words, bench_article`;
  await sql`
    insert into live_section (article_id, position, title, heading, anchor, text, words)
    select b.id, s.position, b.title, c.heading, coalesce(n.anchor, 'main'), ltrim(body_words(c.body), E'\n'), b.words || w.heading || w.words
    from (select *, setweight(to_tsvector('english', search_fold(title)), 'A') as words from bench_article) b
    join version_section s on s.version_id = b.version_id
    join section_content c on c.hash = s.content_hash
    join bench_words w on w.hash = s.content_hash
    left join section_anchor n on n.section_id = s.section_id`;
  await sql`
    insert into known_word (word)
    select distinct word from (
      select body_words(body) || ' ' || heading as words from section_content where hash in (select hash from bench_words)
      union all select title from bench_article) t, regexp_split_to_table(search_fold(t.words), '[^[:alnum:]]+') word
    where length(word) between 4 and 30 on conflict do nothing`;
}

/** Live pages: the first ones as publishing makes them; the others get their bytes. */
async function makePages(sql: postgres.Sql, articles: number): Promise<void> {
  const real = Math.min(realPages, articles);
  for (let index = 0; index < real; index += 1) {
    await inTransaction(systemActor, {}, (tx) => storeLive(tx, identityOf(index).id));
  }
  const ids = Array.from({ length: real }, (_, index) => identityOf(index).id);
  await sql`
    insert into live_page (article_id, path, version_id, title, sort_key, letter, updated_at, seq, site_seq, renderer, headers, etag, identity, gzip,
      brotli, made_at)
    select b.id, '/articles/' || b.slug, b.version_id, b.title, b.sort_key, b.letter, b.updated_at, nextval('public_change_seq'), p.site_seq,
      p.renderer, p.headers, p.etag, p.identity, p.gzip, p.brotli, p.made_at
    from bench_article b join live_page p on p.article_id = (${ids}::uuid[])[b.number % ${real} + 1]
    where b.number >= ${real} order by b.number`;
}

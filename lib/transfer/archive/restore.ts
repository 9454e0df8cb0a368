import type { Sql, TransactionSql } from 'postgres';
import { ArchiveError } from '@/lib/transfer/archive/error';
import type { FileStore } from '@/lib/transfer/archive/files';
import type { Manifest } from '@/lib/transfer/archive/manifest';
import { walkArchive } from '@/lib/transfer/archive/read';
import { whileTriggersRest } from '@/lib/transfer/archive/rules';
import { dataTables, isView, quoted, rowsOfLines, type Table } from '@/lib/transfer/archive/tables';
import { verifyArchive, type Verified } from '@/lib/transfer/archive/verify';

/** How many lines are written at once. */
const linesAtOnce = 200;

type Options = {
  readonly files?: FileStore | null;
  /** What `verifyArchive` said of this very file. */ readonly verified?: Verified;
};

/**
 * Restores an archive into an empty database that has the tables of the same migrations: all of it or nothing. The archive is
 * verified before anything is written; afterwards the counts of all tables, every reference between rows, the chain of events
 * and what is live are checked in the same transaction. `sql` belongs to the owner of the tables. Live pages are made afterwards.
 * Throws ArchiveError.
 */
export async function restoreArchive(sql: Sql, file: string, options: Options = {}): Promise<Verified> {
  const { files = null, verified = await verifyArchive(file) } = options;
  const { manifest } = verified;
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(72707373)`;
    await checkSchema(tx, manifest);
    const tables = await dataTables(tx);
    await checkEmpty(tx, tables);
    await whileTriggersRest(tx, async () => {
      for (const { name } of tables.filter((table) => !isView(table))) await tx.unsafe(`delete from ${quoted(name)}`);
      await writeRows(tx, { file, manifest, tables, files });
    });
    await setSequences(tx, manifest);
    await checkRestored(tx, manifest);
  });
  return verified;
}

async function checkSchema(tx: TransactionSql, { migrations }: Manifest): Promise<void> {
  const rows = await tx<{ name: string }[]>`select migration_name as name from _prisma_migrations
    where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`;
  const here = rows.map(({ name }) => name);
  const strange = migrations.find((name) => !here.includes(name));
  if (strange !== undefined) {
    throw new ArchiveError(
      `The archive is of a newer Stet than this one: it knows the migration ${strange}. Restore it with that one.`,
    );
  }
  const lacking = here.find((name) => !migrations.includes(name));
  if (lacking !== undefined) {
    throw new ArchiveError(
      `The archive is of an older Stet than this one: it does not know the migration ${lacking}. Restore it with the Stet that took it, then start this one.`,
    );
  }
}

/** What the migrations themselves write: the policy, how the site names itself, and Stet's robot. */
const given: Readonly<Record<string, string>> = { policy: 'false', site: 'false', app_user: `role <> 'system'` };

async function checkEmpty(tx: TransactionSql, tables: readonly Table[]): Promise<void> {
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await tx.unsafe<{ rows: number }[]>(
      `select count(*)::int as rows from ${quoted(name)} where ${given[name] ?? 'true'}`,
    );
    if (row && row.rows > 0) found.push(`${row.rows} of ${name}`);
  }
  if (found.length === 0) return;
  throw new ArchiveError(
    `The database is not empty: it holds rows (${found.slice(0, 5).join(', ')}${found.length > 5 ? ' and more' : ''}). A backup is restored into an empty database only, so that nothing is overwritten. Name another one by DATABASE_URL, or by STET_DATA_DIR for the embedded one.`,
  );
}

type Writing = {
  readonly file: string;
  readonly manifest: Manifest;
  readonly tables: readonly Table[];
  readonly files: FileStore | null;
};

async function writeRows(tx: TransactionSql, { file, manifest, tables, files }: Writing): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const keys = new Map(manifest.parts.map(({ name, key }) => [name, key]));
  const strange = Object.keys(manifest.tables).find((name) => !byName.has(name));
  if (strange !== undefined) throw new ArchiveError(`The archive has a table ${strange} that this Stet does not know.`);
  const visitor = {
    rows: async (table: string, lines: readonly string[]) => {
      for (let at = 0; at < lines.length; at += linesAtOnce) {
        await writeLines(tx, table, lines.slice(at, at + linesAtOnce), byName);
      }
    },
    file: async (part: string, body: Uint8Array) => {
      const key = keys.get(part);
      if (key === undefined) throw new ArchiveError(`${part} of the archive has no key.`);
      if (!files) throw new ArchiveError('The archive holds files, and there is no storage to restore them to.');
      await files.put(key, body);
    },
  };
  await walkArchive(file, visitor, manifest);
}

/** Writes lines as rows of every table that they name: the values are read by the database, in its own words. */
async function writeLines(
  tx: TransactionSql,
  table: string,
  lines: readonly string[],
  tables: ReadonlyMap<string, Table>,
): Promise<void> {
  const [first = '{}'] = lines;
  const names = Object.keys(JSON.parse(first) as object).filter((name) => !name.startsWith('#'));
  for (const name of names) {
    const known = tables.get(name);
    if (!known) throw new ArchiveError(`A line of ${table} names a table ${name} that this Stet does not know.`);
    if (isView(known)) continue;
    const columns = known.columns.map(quoted);
    const of = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');
    await tx.unsafe(
      `insert into ${quoted(name)} (${columns.join(', ')}) select ${of('r')}
       from (select line::jsonb from unnest($1::text[]) as given(line)) l
       cross join lateral jsonb_populate_recordset(null::${quoted(name)}, ${rowsOfLines(name)}) r`,
      [[...lines]],
    );
  }
}

async function setSequences(tx: TransactionSql, { sequences }: Manifest): Promise<void> {
  for (const [name, { last, called }] of Object.entries(sequences)) {
    await tx.unsafe('select setval($1::regclass, $2::text::bigint, $3)', [quoted(name), last, called]);
  }
}

/** What the rules of the database say of rows that they saw come, asked of rows that they did not. */
const questions: readonly (readonly [question: string, fault: string])[] = [
  [
    `select 1 from (select e.id, e.hash, e.prev_hash, sha256(convert_to(event_text(e), 'UTF8')) as own,
       lag(e.hash, 1, decode(repeat('00', 32), 'hex')) over (order by e.id) as before, row_number() over (order by e.id) as place from event e) x
     where hash <> own or prev_hash <> before or id <> place`,
    'the chain of events does not hold',
  ],
  [
    `select 1 from article a where a.live_version_id is distinct from
       (select id from version v where v.article_id = a.id order by number desc limit 1)`,
    'the live version of an article is not its newest one',
  ],
  [
    `select 1 from version v join revision r on r.id = v.revision_id
     where r.state <> 'published' or r.article_id <> v.article_id or r.head_hash <> v.content_hash`,
    'a version does not publish its revision',
  ],
  [
    `select 1 from revision r where r.state = 'published' and not exists (select from version v where v.revision_id = r.id)`,
    'a published revision has no version',
  ],
  [
    `select 1 from version_section s join version v on v.id = s.version_id left join section o on o.id = s.section_id
       left join section_content c on c.hash = s.content_hash
     where o.article_id is distinct from v.article_id or c.hash is null`,
    'a version names a section or a text that is not there',
  ],
  [
    `select 1 from working_copy w where w.body is null and not text_is_kept(w)`,
    'the text of a working copy is not there',
  ],
];

async function checkRestored(tx: TransactionSql, manifest: Manifest): Promise<void> {
  for (const [name, rows] of Object.entries(manifest.tables)) {
    const [row] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${quoted(name)}`);
    if (row?.rows !== rows) {
      throw new ArchiveError(
        `${name} has ${row?.rows ?? 0} rows after the restore, and ${rows} in the archive. Nothing was restored.`,
      );
    }
  }
  for (const [question, fault] of questions) {
    const found = await tx.unsafe(`${question} limit 1`);
    if (found.length > 0) throw new ArchiveError(`After the restore ${fault}. Nothing was restored.`);
  }
}

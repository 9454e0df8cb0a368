import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TransactionSql, Sql } from 'postgres';
import { sha256Bytes } from '@/lib/system/crypto';
import { ArchiveError } from '@/lib/transfer/archive/error';
import type { FileStore } from '@/lib/transfer/archive/files';
import { headName, manifestName, type Manifest, type Part } from '@/lib/transfer/archive/manifest';
import { dataTables, linesQuery, quoted, withLines, type Table } from '@/lib/transfer/archive/tables';
import { tarEnd, tarEntry } from '@/lib/transfer/archive/tar';

/** How many bytes of lines make a part. */
const partBytes = 4 * 1024 * 1024;
/** How many rows are fetched at once. */
const rowsAtOnce = 100;

type Taking = { readonly takenAt: Date; readonly files?: FileStore | null };

/** What was written: the manifest, and its SHA-256 to be kept elsewhere. */
export type Taken = { readonly manifest: Manifest; readonly fingerprint: string };

/**
 * Takes a whole site out as one file: a gzipped tar of lines of JSON, all of one moment, whatever is written meanwhile. It is
 * streamed: neither tables nor the archive are ever in memory as a whole. The file appears complete or not at all, is readable
 * by its owner alone, and never replaces another. `sql` belongs to the owner of the tables. Throws ArchiveError.
 */
export async function writeArchive(sql: Sql, file: string, { takenAt, files = null }: Taking): Promise<Taken> {
  const draft = `${file}.${process.pid}.part`;
  let taken: Taken | null = null;
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      await tx`set local time zone 'UTC'`;
      const bytes = archiveBytes(tx, { takenAt, files }, (done) => (taken = done));
      const out = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
      await once(out, 'open');
      await pipeline(Readable.from(bytes, { objectMode: false }), createGzip(), out);
    });
    await keep(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  if (!taken) throw new ArchiveError('Nothing was written.');
  return taken;
}

/** Forces the draft to the disk and gives it its name; a link never overwrites. */
async function keep(draft: string, file: string): Promise<void> {
  const handle = await open(draft, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, file).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new ArchiveError(`There is a file ${path.resolve(file)} already. Choose another name.`) : error;
  });
}

async function* archiveBytes(
  tx: TransactionSql,
  { takenAt, files }: Required<Taking>,
  finish: (taken: Taken) => void,
): AsyncGenerator<Buffer> {
  const [has] = await tx<{ tables: string | null }[]>`select to_regclass('public._prisma_migrations')::text as tables`;
  if (!has?.tables) throw new ArchiveError('There is nothing to back up: the database has no tables of Stet.');
  const applied = await tx<{ name: string }[]>`select migration_name as name from _prisma_migrations
    where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`;
  const migrations = applied.map(({ name }) => name);
  const head = {
    format: 'stet/1',
    what: 'archive',
    schema: migrations.at(-1) ?? '',
    takenAt: takenAt.toISOString(),
  } as const;
  yield tarEntry({ name: headName, body: json(head) });
  const all = await dataTables(tx);
  const tables: Record<string, number> = {};
  for (const { name } of all) tables[name] = await countRows(tx, name);
  const parts: Part[] = [];
  for (const table of withLines(all)) {
    for await (const { part, body } of tableParts(tx, table, all)) {
      parts.push(part);
      yield tarEntry({ name: part.name, body });
    }
  }
  for await (const { part, body } of fileParts(files)) {
    parts.push(part);
    yield tarEntry({ name: part.name, body });
  }
  const manifest: Manifest = { ...head, migrations, tables, sequences: await readSequences(tx), parts };
  const body = json(manifest);
  yield tarEntry({ name: manifestName, body });
  yield tarEnd;
  finish({ manifest, fingerprint: sha256Bytes(body) });
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');

async function countRows(tx: TransactionSql, name: string): Promise<number> {
  const [row] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${quoted(name)}`);
  return row?.rows ?? 0;
}

type Written = { readonly part: Part; readonly body: Buffer };

/** The lines of a table in parts of a few megabytes. */
async function* tableParts(tx: TransactionSql, table: Table, all: readonly Table[]): AsyncGenerator<Written> {
  let lines: string[] = [];
  let size = 0;
  let number = 0;
  const cut = (): Written => {
    number += 1;
    const body = Buffer.from(lines.join(''), 'utf8');
    const name = `data/${table.name}/${String(number).padStart(6, '0')}.jsonl`;
    const part = { name, rows: lines.length, bytes: body.length, sha256: sha256Bytes(body) };
    [lines, size] = [[], 0];
    return { part, body };
  };
  for await (const rows of tx.unsafe<{ line: string }[]>(linesQuery(table, all)).cursor(rowsAtOnce)) {
    for (const { line } of rows) {
      lines.push(`${line}\n`);
      size += line.length;
      if (size >= partBytes) yield cut();
    }
  }
  if (lines.length > 0) yield cut();
}

/** The files of the storage, one part each. */
async function* fileParts(files: FileStore | null): AsyncGenerator<Written> {
  let number = 0;
  if (!files) return;
  for await (const { key } of files.list('')) {
    const body = await files.get(key);
    if (!body) throw new ArchiveError(`The file ${key} of the storage cannot be read.`);
    number += 1;
    const name = `files/${String(number).padStart(6, '0')}`;
    yield { part: { name, key, rows: 0, bytes: body.length, sha256: sha256Bytes(body) }, body };
  }
}

async function readSequences(tx: TransactionSql): Promise<Manifest['sequences']> {
  const names = await tx<{ name: string }[]>`select relname as name from pg_class
    where relkind = 'S' and relnamespace = 'public'::regnamespace order by relname collate "C"`;
  const sequences: Manifest['sequences'] = {};
  for (const { name } of names) {
    const [row] = await tx.unsafe<{ last: string; called: boolean }[]>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    );
    if (row) sequences[name] = { last: row.last, called: row.called };
  }
  return sequences;
}

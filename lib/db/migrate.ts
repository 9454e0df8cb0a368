import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

import { sha256 } from '@/lib/system/crypto';

/** The advisory lock that Prisma's engine takes too. */
const lockId = 72_707_369;

type Migration = { readonly name: string; readonly script: string; readonly checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

/** Why the database cannot be brought to this program's state; the message is for whoever starts it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Applies the migrations that the database lacks, each in one transaction and recorded as `prisma migrate` does; returns their names.
 * One process at a time. `url` belongs to the owner of the tables. Throws MigrationError when an applied migration was changed or
 * not finished, or when the database is newer than this program.
 */
export async function migrate(
  url: string,
  folder = path.join(process.cwd(), 'prisma', 'migrations'),
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { statement_timeout: 0 },
  });
  try {
    await sql`select pg_advisory_lock(${lockId})`;
    await sql`create table if not exists _prisma_migrations (
      id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
      logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;
    const applied = await sql<Applied[]>`
      select migration_name, checksum, finished_at, rolled_back_at from _prisma_migrations order by started_at`;
    const missing = missingMigrations(
      migrations,
      applied.filter((row) => !row.rolled_back_at),
    );
    for (const migration of missing) await apply(sql, migration);
    return missing.map(({ name }) => name);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const script = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: sha256(script) };
    }),
  );
}

function missingMigrations(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new MigrationError(
        `The database is newer than this program: it holds the migration ${row.migration_name}. Start a newer Stet.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(`The migration ${row.migration_name} was changed after it was applied.`);
    }
    if (!row.finished_at) throw new MigrationError(`The migration ${row.migration_name} was begun and not finished.`);
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(sql: postgres.Sql, { name, script, checksum }: Migration): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(script).simple();
    await tx`insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      values (${randomUUID()}, ${checksum}, ${name}, now(), 1)`;
  });
}

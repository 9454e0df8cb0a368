import { cp, mkdtemp, rm, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { migrate } from '@/lib/db/migrate';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '@/lib/db/testing';

const ours = path.join(process.cwd(), 'prisma', 'migrations');
let database: TestDatabase;
let folder: string;
let sql: postgres.Sql;

beforeEach(async () => {
  database = await createTestDatabase('template0');
  folder = await mkdtemp(path.join(tmpdir(), 'stet-migrations-'));
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  await sql.end();
  await dropTestDatabase(database);
  await rm(folder, { recursive: true });
});

async function add(name: string, script: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), script);
}
const applied = () =>
  sql`select migration_name, finished_at is not null as finished, applied_steps_count from _prisma_migrations order by migration_name`;

test('an empty database is migrated once; a second run has nothing to do', async () => {
  await cp(ours, folder, { recursive: true });
  const names = await migrate(database.ownerUrl, folder);
  expect(names.length).toBeGreaterThan(1);
  expect(await migrate(database.ownerUrl, folder)).toEqual([]);
  expect(await applied()).toEqual(
    names.map((name) => ({ migration_name: name, finished: true, applied_steps_count: 1 })),
  );
});

test('several processes at once migrate once', async () => {
  await cp(ours, folder, { recursive: true });
  const runs = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, folder)));
  expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
});

test('a migration that was changed after it was applied is refused', async () => {
  await add('1_first', 'create table a (id int)');
  await migrate(database.ownerUrl, folder);
  await add('1_first', 'create table a (id bigint)');
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(
    'The migration 1_first was changed after it was applied.',
  );
});

test('a database that is newer than the program is refused', async () => {
  await add('1_first', 'create table a (id int)');
  await add('2_second', 'create table b (id int)');
  await migrate(database.ownerUrl, folder);
  await rm(path.join(folder, '2_second'), { recursive: true });
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/newer than this program.*2_second/u);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  await add('1_first', 'create table a (id int)');
  await add('2_second', 'create table b (id int); select 1 / 0;');
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/division by zero/u);
  expect(await sql`select to_regclass('a') is not null as a, to_regclass('b') is not null as b`).toEqual([
    { a: true, b: false },
  ]);
  await add('2_second', 'create table b (id int)');
  expect(await migrate(database.ownerUrl, folder)).toEqual(['2_second']);
});

test('a migration begun by another tool and not finished is refused', async () => {
  await add('1_first', 'create table a (id int)');
  await migrate(database.ownerUrl, folder);
  await sql`update _prisma_migrations set finished_at = null`;
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/not finished/u);
});

test('functions with dollar quotes and several statements pass', async () => {
  await add(
    '1_first',
    `create function one() returns int language plpgsql as $$ begin return 1; end; $$; create table a (id int);`,
  );
  await migrate(database.ownerUrl, folder);
  expect(await sql`select one() as one`).toEqual([{ one: 1 }]);
});

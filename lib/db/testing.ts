import { randomBytes } from 'node:crypto';

import { Client } from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, inject, vi } from 'vitest';

import { useDatabaseAt } from '@/lib/db/client';

/** The same server and person, another database. */
export function databaseIn(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** Where a test file's database is, as the application's role, as the owner of the tables, and as superuser. */
export type TestDatabase = {
  readonly name: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
};

/** Copies a database of the tests' server (the migrated template unless named) under a new name; returns its addresses. */
export async function createTestDatabase(from?: string): Promise<TestDatabase> {
  const server = inject('testServer');
  const template = from ?? server.template;
  const name = server.template.replace('template', randomBytes(6).toString('hex'));
  const sql = postgres(databaseIn(server.url, 'postgres'), { max: 1, onnotice: () => undefined });
  // Only one copy of a template at a time: two files may start at once.
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(72707371)`;
    const other = postgres(databaseIn(server.url, 'postgres'), { max: 1, onnotice: () => undefined });
    await other`create database ${other(name)} template ${other(template)} owner stet_owner`;
    await other.end();
  });
  await sql.end();
  return {
    name,
    appUrl: databaseIn(server.appUrl, name),
    ownerUrl: databaseIn(server.ownerUrl, name),
    adminUrl: databaseIn(server.url, name),
  };
}

/** Drops a database that `createTestDatabase` made. */
export async function dropTestDatabase({ name }: TestDatabase): Promise<void> {
  const sql = postgres(databaseIn(inject('testServer').url, 'postgres'), { max: 1, onnotice: () => undefined });
  await sql`drop database if exists ${sql(name)} with (force)`;
  await sql.end();
}

/**
 * At the head of a test file: gives it a fresh database (policy row and Stet's robot are in it) and points `db()` at it, connected as
 * stet_app, so that grants are tested too. Returns how to reach it; the addresses are known inside tests and hooks.
 */
export function useDatabase(): () => TestDatabase {
  let made: TestDatabase | null = null;
  beforeAll(async () => {
    made = await createTestDatabase();
    await useDatabaseAt(made.appUrl);
  });
  afterAll(async () => {
    await useDatabaseAt(undefined);
    if (made) await dropTestDatabase(made);
  });
  return () => {
    if (!made) throw new Error('The test database is made in beforeAll');
    return made;
  };
}

/** How many SQL statements `work` sends to the test's database; all of them are sent. Nothing else may run meanwhile. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}

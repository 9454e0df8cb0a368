import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { startPostgres } from '@/lib/cli/postgres.mjs';
import { migrate } from '@/lib/db/migrate';
import { databaseIn, templateName } from '@/lib/db/testing';

declare module 'vitest' {
  // eslint-disable-next-line typescript/consistent-type-definitions -- vitest's interface is merged
  export interface ProvidedContext {
    /** Servers as superuser, as owner of the tables and as the application's role. */
    testServer: { url: string; ownerUrl: string; appUrl: string };
  }
}

/** Starts the tests' own cluster, makes the migrated template that `useDatabase` clones, and drops what earlier runs left. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ dataDir: '.data/test' });
  const sql = postgres(databaseIn(server.url, 'postgres'), { max: 1, onnotice: () => undefined });
  const old = await sql<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, 't_') or datname = ${templateName}`;
  for (const { datname } of old) await sql`drop database if exists ${sql(datname)} with (force)`;
  await sql`create database ${sql(templateName)} owner stet_owner template template0`;
  await sql.end();
  await migrate(databaseIn(server.ownerUrl, templateName));
  provide('testServer', { url: server.url, ownerUrl: server.ownerUrl, appUrl: server.appUrl });
  return async () => {
    await server.stop();
  };
}

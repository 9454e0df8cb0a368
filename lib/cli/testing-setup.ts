import postgres from 'postgres';
import type { TestProject } from 'vitest/node';

import { startPostgres } from '@/lib/cli/postgres.mjs';
import { migrate } from '@/lib/db/migrate';
import { databaseIn } from '@/lib/db/testing';
import { plantedFault } from '@/lib/proof/faults/plant';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Servers as superuser, as owner of the tables and as the application's role. */
    testServer: { url: string; ownerUrl: string; appUrl: string; template: string };
  }
}

let stop: (() => Promise<void>) | null = null;

/** Starts the tests' own cluster, makes the migrated template that `useDatabase` clones, and drops what earlier runs left. */
export async function setup({ provide }: TestProject): Promise<void> {
  const server = await startPostgres({ dataDir: '.data/test' });
  stop = server.stop;
  const sql = postgres(databaseIn(server.url, 'postgres'), { max: 1, onnotice: () => undefined });
  const old = await sql<{ datname: string }[]>`select datname from pg_database where starts_with(datname, 't_')`;
  for (const { datname } of old)
    if (isLeftOver(datname)) await sql`drop database if exists ${sql(datname)} with (force)`;
  const template = `t_${process.pid}_template`;
  await sql`create database ${sql(template)} owner stet_owner template template0`;
  await sql.end();
  await migrate(databaseIn(server.ownerUrl, template));
  const fault = plantedFault();
  if (fault?.sql) await misuse(databaseIn(server.ownerUrl, template), fault.sql);
  provide('testServer', { url: server.url, ownerUrl: server.ownerUrl, appUrl: server.appUrl, template });
}

/** Does to the tables what the planted fault says. */
async function misuse(ownerUrl: string, statements: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(statements);
  await sql.end();
}

/** True for a database of a run whose process is gone: several runs may share the cluster. */
function isLeftOver(name: string): boolean {
  const pid = Number(name.split('_')[1]);
  if (!Number.isInteger(pid) || pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** Stops the cluster unless another run uses it. */
export async function teardown(): Promise<void> {
  await stop?.();
}

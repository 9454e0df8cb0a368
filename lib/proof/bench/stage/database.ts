import path from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '@/lib/cli/postgres.mjs';
import { atStop, nodeStep } from '@/lib/cli/processes.mjs';
import { parentOf } from '@/lib/proof/bench/measure/cpu';
import { programEnv, type Settings } from '@/lib/cli/settings.mjs';
import { scratch } from '@/lib/proof/bench/stage/child';

/** Addresses of one database, as the program's role, the owner of its tables, and superuser. */
export type Database = { readonly appUrl: string; readonly ownerUrl: string; readonly adminUrl: string };

/** The scratch server of PostgreSQL. */
export type Cluster = {
  readonly version: string;
  /** Process above all of the server's processes. */
  readonly pid: number;
  readonly at: (name: string) => Database;
  /** A database of that name as a copy of another one; one that is there already is thrown away first. */
  readonly copy: (from: string, name: string) => Promise<Database>;
  /** What somebody noted on a database; null when there is none of that name. */
  readonly noteOn: (name: string) => Promise<string | null>;
};

/** A connection as superuser, at most one. */
export const connect = (url: string, connection: Record<string, string> = {}): postgres.Sql =>
  postgres(url, { max: 1, onnotice: () => undefined, connection });

const named = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
};

/** Starts the scratch server, or joins the one that runs. It ends with the bench. */
export async function openCluster(): Promise<Cluster> {
  const started = await startPostgres({ dataDir: path.join(scratch, 'pg') });
  atStop(started.stop);
  const sql = connect(started.url);
  atStop(() => sql.end({ timeout: 1 }));
  const [about] = await sql<{ version: string; pid: number }[]>`
    select current_setting('server_version') as version, pg_backend_pid() as pid`;
  const at = (name: string): Database => ({
    appUrl: named(started.appUrl, name),
    ownerUrl: named(started.ownerUrl, name),
    adminUrl: named(started.url, name),
  });
  return {
    version: about?.version ?? '',
    pid: parentOf(about?.pid ?? 0),
    at,
    copy: async (from, name) => {
      await sql`drop database if exists ${sql(name)} with (force)`;
      await sql`create database ${sql(name)} template ${sql(from)} owner stet_owner`;
      return at(name);
    },
    noteOn: async (name) => {
      const [row] = await sql<{ note: string | null }[]>`
        select shobj_description(oid, 'pg_database') as note from pg_database where datname = ${name}`;
      return row ? (row.note ?? '') : null;
    },
  };
}

/** Makes the demo as `npm start` does: migrations, documents, story. */
export async function makeDemo(cluster: Cluster, name: string, settings: Settings): Promise<Database> {
  const database = await cluster.copy('template0', name);
  const env = { ...programEnv(settings, database.appUrl), DATABASE_OWNER_URL: database.ownerUrl };
  await nodeStep('Making the tables of the scratch database', ['--import', 'tsx', 'lib/cli/migrate.ts'], env);
  await nodeStep('Importing the documents of the demo', ['--import', 'tsx', 'seeds/seed.ts'], env);
  return database;
}

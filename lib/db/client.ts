import { PrismaPg } from '@prisma/adapter-pg';

import { PrismaClient } from '@/generated/prisma/client';
import { makeStatementNames } from '@/lib/db/statements';
import { env } from '@/lib/system/env';

/** Deadlines that keep a lost server or a black-holed connection from hanging a request for ever (reliability F6). Milliseconds. */
const deadlines = {
  connect: 1500,
  query: 2300,
  statement: 2000,
  idleInTransaction: 5000,
} as const;

type Holder = { client?: PrismaClient | undefined; url?: string | undefined };
const key = Symbol.for('stet.db');
const shared: typeof globalThis & { [key]?: Holder } = globalThis;

function holder(): Holder {
  shared[key] ??= {};
  return shared[key];
}

/** Address of the database as the application's role: the setting, or what a test put in its place. */
export function databaseUrl(): string {
  return holder().url ?? env().DATABASE_URL;
}

/** The one Prisma client of this process. It connects when first used. */
export function db(): PrismaClient {
  const held = holder();
  held.client ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: databaseUrl(),
        max: env().DATABASE_POOL,
        connectionTimeoutMillis: deadlines.connect,
        query_timeout: deadlines.query,
        statement_timeout: deadlines.statement,
        idle_in_transaction_session_timeout: deadlines.idleInTransaction,
        application_name: 'stet',
        // Said once for each connection instead of once for each transaction.
        options: '-c default_transaction_isolation=read\\ committed',
      },
      { statementNameGenerator: makeStatementNames() },
    ),
  });
  return held.client;
}

/** Ends the connections of this process; the next `db()` opens new ones. */
export async function closeDatabase(): Promise<void> {
  const held = holder();
  const { client } = held;
  held.client = undefined;
  await client?.$disconnect();
}

/** Points this process at another database (tests). Ends the connections to the one before. */
export async function useDatabaseAt(url: string | undefined): Promise<void> {
  await closeDatabase();
  holder().url = url;
}

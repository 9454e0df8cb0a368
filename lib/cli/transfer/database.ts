import { existsSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '@/lib/cli/postgres.mjs';

/** Where the database is, as the application's role and as the owner of the tables. */
export type Database = {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly stop: () => Promise<void>;
  /** The folder of what Stet keeps on this machine. */
  readonly dataDir: string;
};

/**
 * The database of DATABASE_URL (its owner's of DATABASE_OWNER_URL), else the embedded one, whether Stet runs or not. Without
 * `makes`, an embedded one that is not there is an error with the sentence `absent`.
 */
export async function openDatabase({ makes, absent = '' }: { makes: boolean; absent?: string }): Promise<Database> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const appUrl = process.env['DATABASE_URL'] ?? '';
  const dataDir = process.env['STET_DATA_DIR'] || '.data';
  if (appUrl) {
    const ownerUrl = process.env['DATABASE_OWNER_URL'] || appUrl;
    return { appUrl, ownerUrl, stop: async () => {}, dataDir };
  }
  const folder = path.join(dataDir, 'pg');
  if (!makes && !existsSync(folder)) throw new Error(absent);
  return { ...(await startPostgres({ dataDir: folder })), dataDir };
}

/** A connection of the tables' owner, for one transaction that may take long. */
export const connectOwner = ({ ownerUrl }: Database): postgres.Sql =>
  postgres(ownerUrl, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { statement_timeout: 0, idle_in_transaction_session_timeout: 0 },
  });

import { existsSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '@/lib/cli/postgres.mjs';
import { verifyEvents } from '@/lib/db/chain';
import { closeDatabase, useDatabaseAt } from '@/lib/db/client';
import { verifyVersions } from '@/lib/versions/chain';

/**
 * `npm run verify`: recomputes the audit log and every published version; ends with 1 when anything was changed. It only reads.
 * The database is that of DATABASE_URL, else the embedded one, whether Stet runs or not.
 */
async function verify(): Promise<boolean> {
  const events = await verifyEvents();
  const { articles, versions, contents, faults } = await verifyVersions();
  console.log(
    `${events.checked} events, ${versions} versions of ${articles} articles, ${contents} section texts checked.`,
  );
  if (events.broken) console.error(`Event ${events.broken.id}: ${events.broken.reason}.`);
  for (const { article, version, what } of faults) {
    console.error(version ? `${article}, version ${version}: ${what}.` : `${article}: ${what}.`);
  }
  return events.broken === null && faults.length === 0;
}

async function openEmbedded() {
  const dataDir = path.join(process.env['STET_DATA_DIR'] || '.data', 'pg');
  if (!existsSync(dataDir))
    throw new Error('There is nothing to verify yet: no DATABASE_URL, and no embedded database.');
  const database = await startPostgres({ dataDir });
  await useDatabaseAt(database.appUrl);
  return database;
}

let stop = async () => {};
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (!process.env['DATABASE_URL']) ({ stop } = await openEmbedded());
  const isWhole = await verify();
  console.log(isWhole ? 'The record is whole.' : 'The record was changed: see above.');
  if (!isWhole) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
  await stop();
}

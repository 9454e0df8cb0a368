import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '@/lib/cli/postgres.mjs';
import { verifyEvents } from '@/lib/db/chain';
import { closeDatabase, useDatabaseAt } from '@/lib/db/client';
import { sha256 } from '@/lib/system/crypto';
import { readExport } from '@/lib/transfer/formats/article-json';
import { verifyExport } from '@/lib/transfer/formats/verify-export';
import { verifyVersions } from '@/lib/versions/chain';

/**
 * `npm run verify`: recomputes the audit log and every published version; ends with 1 when anything was changed. It only reads.
 * The database is that of DATABASE_URL, else the embedded one, whether Stet runs or not. `npm run verify -- <file>` recomputes
 * a version or a record that was saved as JSON instead, and needs no database.
 */
async function verifyDatabase(): Promise<boolean> {
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

/** Checks a file of form "stet/1". A whole one can still be made up: its hash says whether it is ours. */
function verifyFile(name: string): boolean {
  const file = readExport(readFileSync(name, 'utf8'));
  if (typeof file === 'string') {
    console.error(file);
    return false;
  }
  const faults = verifyExport(file, sha256);
  for (const { version, what } of faults) {
    console.error(version ? `Version ${version}: ${what}.` : `The file: ${what}.`);
  }
  const { length } = file.proof.chain;
  if (faults.length > 0) {
    console.error('The file is not what was published: see above.');
    return false;
  }
  console.log(`${length} ${length === 1 ? 'version' : 'versions'} of “${file.title}”, all hashes hold.`);
  console.log(`Version ${length} has the hash ${sha256(file.proof.chain.at(-1) ?? '')}.`);
  return true;
}

async function openEmbedded() {
  const dataDir = path.join(process.env['STET_DATA_DIR'] || '.data', 'pg');
  if (!existsSync(dataDir))
    throw new Error('There is nothing to verify yet: no DATABASE_URL, and no embedded database.');
  const database = await startPostgres({ dataDir });
  await useDatabaseAt(database.appUrl);
  return database;
}

/** Checks the database that there is. */
async function verify(): Promise<boolean> {
  let stop = async () => {};
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    if (!process.env['DATABASE_URL']) ({ stop } = await openEmbedded());
    const isWhole = await verifyDatabase();
    console.log(isWhole ? 'The record is whole.' : 'The record was changed: see above.');
    return isWhole;
  } finally {
    await closeDatabase();
    await stop();
  }
}

try {
  const [file] = process.argv.slice(2);
  const isWhole = file === undefined ? await verify() : verifyFile(file);
  if (!isWhole) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { openDatabase } from '@/lib/cli/transfer/database';
import { runCommand } from '@/lib/cli/transfer/run';
import { told } from '@/lib/cli/transfer/told';
import { verifyEvents } from '@/lib/db/chain';
import { closeDatabase, useDatabaseAt } from '@/lib/db/client';
import { sha256 } from '@/lib/system/crypto';
import { verifyArchive } from '@/lib/transfer/archive/verify';
import { readExport } from '@/lib/transfer/formats/article-json';
import { verifyExport } from '@/lib/transfer/formats/verify-export';
import { verifyVersions } from '@/lib/versions/chain';

/**
 * `npm run verify`: recomputes the audit log and every published version; ends with 1 when anything was changed. It only reads.
 * The database is that of DATABASE_URL, else the embedded one, whether Stet runs or not. `npm run verify -- <file>` recomputes
 * a version or a record that was saved as JSON, or a backup, instead, and needs no database.
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

/** Checks an archive of a whole site. */
async function verifyBackup(name: string): Promise<boolean> {
  const { manifest, fingerprint, counts } = await verifyArchive(name);
  console.log(`${told(manifest)}. Taken on ${manifest.takenAt}.`);
  console.log(
    `${counts.events} events, ${counts.versions} versions, ${counts.contents} section texts checked: all hashes hold.`,
  );
  console.log(`SHA-256 of its manifest: ${fingerprint}`);
  return true;
}

/** A file that is not JSON is taken for an archive: both say clearly when they are neither. */
function isArchive(name: string): boolean {
  const handle = openSync(name, 'r');
  const start = Buffer.alloc(2);
  readSync(handle, start, 0, 2, 0);
  closeSync(handle);
  return start.equals(Buffer.from([0x1f, 0x8b]));
}

/** Checks the database that there is. */
async function verify(): Promise<boolean> {
  const absent = 'There is nothing to verify yet: no DATABASE_URL, and no embedded database.';
  const database = await openDatabase({ makes: false, absent });
  try {
    await useDatabaseAt(database.appUrl);
    const isWhole = await verifyDatabase();
    console.log(isWhole ? 'The record is whole.' : 'The record was changed: see above.');
    return isWhole;
  } finally {
    await closeDatabase();
    await database.stop();
  }
}

const [file] = process.argv.slice(2);
await runCommand(async () => {
  if (file === undefined) return verify();
  return isArchive(file) ? verifyBackup(file) : verifyFile(file);
});

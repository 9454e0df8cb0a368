import { connectOwner, openDatabase } from '@/lib/cli/transfer/database';
import { runCommand } from '@/lib/cli/transfer/run';
import { told } from '@/lib/cli/transfer/told';
import { verifyEvents } from '@/lib/db/chain';
import { closeDatabase, useDatabaseAt } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { renewPages } from '@/lib/pages/live/renew';
import { storage } from '@/lib/system/storage/storage';
import { restoreArchive } from '@/lib/transfer/archive/restore';
import { verifyArchive } from '@/lib/transfer/archive/verify';
import { verifyVersions } from '@/lib/versions/chain';

/**
 * `npm run restore -- file`: an archive into an empty database, all of it or nothing; then its live pages are made and its
 * record is verified once more, through the program's own eyes.
 */
async function restore(): Promise<boolean> {
  const [, , file] = process.argv;
  if (file === undefined) {
    console.error('Name the archive: npm run restore -- stet.tar.gz');
    return false;
  }
  const verified = await verifyArchive(file);
  const database = await openDatabase({ makes: true });
  const sql = connectOwner(database);
  try {
    await migrate(database.ownerUrl);
    const { manifest, fingerprint } = await restoreArchive(sql, file, { verified, files: storage() });
    console.log(`${told(manifest)}, taken on ${manifest.takenAt}, restored.`);
    console.log(`SHA-256 of its manifest: ${fingerprint}`);
    await useDatabaseAt(database.appUrl);
    return await finish();
  } finally {
    await closeDatabase();
    await sql.end({ timeout: 5 });
    await database.stop();
  }
}

/** Makes the live pages, which no archive holds, and verifies the record. What is not done here a running worker does. */
async function finish(): Promise<boolean> {
  let pages = 0;
  for (let made = await renewPages(); made > 0; made = await renewPages()) pages += made;
  const events = await verifyEvents();
  const { versions, faults } = await verifyVersions();
  const isWhole = events.broken === null && faults.length === 0;
  console.log(`${pages} live pages made. ${events.checked} events and ${versions} versions verified.`);
  console.log(
    isWhole ? 'The record is whole. Everybody signs in anew.' : 'The record does not hold: run npm run verify.',
  );
  return isWhole;
}

await runCommand(restore);

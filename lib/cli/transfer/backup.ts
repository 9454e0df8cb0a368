import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { connectOwner, openDatabase } from '@/lib/cli/transfer/database';
import { runCommand } from '@/lib/cli/transfer/run';
import { told } from '@/lib/cli/transfer/told';
import { now } from '@/lib/system/clock';
import { storage } from '@/lib/system/storage/storage';
import { writeArchive } from '@/lib/transfer/archive/write';

/**
 * `npm run backup [-- file]`: the whole site as one archive, of one moment, while everybody goes on working. Without a name it
 * goes to `backups` in the data folder.
 */
async function backup(): Promise<boolean> {
  const takenAt = now();
  const absent = 'There is nothing to back up yet: no DATABASE_URL, and no embedded database.';
  const database = await openDatabase({ makes: false, absent });
  const sql = connectOwner(database);
  try {
    const file = process.argv[2] ?? path.join(database.dataDir, 'backups', nameOf(takenAt));
    await mkdir(path.dirname(file), { recursive: true });
    const { manifest, fingerprint } = await writeArchive(sql, file, { takenAt, files: storage() });
    console.log(`${told(manifest)}, written to ${file}.`);
    console.log('Only you can read it: it holds e-mail addresses, unpublished text and the hashes of passwords.');
    console.log(`Keep this elsewhere, the SHA-256 of its manifest: ${fingerprint}`);
    return true;
  } finally {
    await sql.end({ timeout: 5 });
    await database.stop();
  }
}

const nameOf = (time: Date) => `stet-${time.toISOString().replaceAll(/[:.]/gu, '-')}.tar.gz`;

await runCommand(backup);

import { migrate, MigrationError } from '@/lib/db/migrate';

/** Brings the database of DATABASE_OWNER_URL (or DATABASE_URL) to this program's state. */
const url = process.env['DATABASE_OWNER_URL'] || process.env['DATABASE_URL'] || '';
try {
  const applied = await migrate(url);
  if (applied.length > 0) console.log(`  applied ${applied.join(', ')}`);
} catch (error) {
  console.error(error instanceof MigrationError ? error.message : error);
  process.exitCode = 1;
}

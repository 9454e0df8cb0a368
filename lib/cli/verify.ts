import { verifyEvents } from '@/lib/db/chain';
import { closeDatabase } from '@/lib/db/client';
import { verifyVersions } from '@/lib/versions/chain';

/** `npm run verify`: recomputes the audit log and every published version; ends with 1 when anything was changed. Reads only. */
try {
  const events = await verifyEvents();
  const { articles, versions, contents, faults } = await verifyVersions();
  console.log(
    `${events.checked} events, ${versions} versions of ${articles} articles, ${contents} section texts checked.`,
  );
  if (events.broken) console.error(`Event ${events.broken.id}: ${events.broken.reason}.`);
  for (const { article, version, what } of faults) {
    console.error(version ? `${article}, version ${version}: ${what}.` : `${article}: ${what}.`);
  }
  const isWhole = events.broken === null && faults.length === 0;
  console.log(isWhole ? 'The record is whole.' : 'The record was changed: see above.');
  if (!isWhole) process.exitCode = 1;
} finally {
  await closeDatabase();
}

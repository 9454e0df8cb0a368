import { closeDatabase } from '@/lib/db/client';
import { runDue } from '@/lib/versions/run-due';

/**
 * A worker's schedules in a process of its own, on the database of `DATABASE_URL`: works off what is due once for each message
 * and answers when it is done. Ends with its starter.
 */
process.on('message', () => {
  runDue().then(
    () => process.send?.({ done: true }),
    (error: unknown) => process.send?.({ done: false, error: String(error) }),
  );
});
process.on('disconnect', () => {
  void closeDatabase().finally(() => process.exit());
});
process.send?.({ ready: true });

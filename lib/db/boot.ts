import { z } from 'zod';

import { db } from '@/lib/db/client';
import { log } from '@/lib/system/log';

/** The database is set up so that acknowledged writes may be lost; the message names the settings. */
class UnsafeDatabaseError extends Error {
  override readonly name = 'UnsafeDatabaseError';
}

const mustBeOn = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
const checkSchema = z.array(
  z.object({ fsync: z.string(), full_page_writes: z.string(), synchronous_commit: z.string(), superuser: z.boolean() }),
);

/**
 * Looks at the server before anything is served: throws UnsafeDatabaseError when it could lose an acknowledged write (reliability F11),
 * and warns when the program runs as a superuser, for whom grants do not count.
 */
export async function checkDatabase(): Promise<void> {
  const rows = await db().$queryRaw`
    select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit,
      (select rolsuper from pg_roles where rolname = current_user) as superuser`;
  const [settings] = checkSchema.parse(rows);
  if (!settings) throw new UnsafeDatabaseError('The server did not tell its settings.');
  const off = mustBeOn.filter((name) => settings[name] === 'off' || settings[name] === 'local');
  if (off.length > 0) {
    throw new UnsafeDatabaseError(
      `The database may lose acknowledged writes: turn on ${off.join(', ')}. Stet does not run without.`,
    );
  }
  if (settings.superuser) log.warn('database_role_is_superuser');
}

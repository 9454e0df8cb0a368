import { createFirstAdminLink } from '@/lib/accounts/commands';
import { closeDatabase } from '@/lib/db/client';
import { ownOrigin } from '@/lib/system/site';

/** Prints the one-time link for the first admin when there is none. Not called in demo mode. */
const link = await createFirstAdminLink();
if (link)
  console.log(
    `\n  Nobody can sign in yet. Make the first admin here, once, within 24 hours:\n  ${ownOrigin()}${link.path}\n`,
  );
await closeDatabase();

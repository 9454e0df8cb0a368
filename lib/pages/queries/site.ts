import type { Site } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { ownOrigin } from '@/lib/system/site';

/** How the site names itself, with a number that rises whenever that changes. */
export type StoredSite = Site & { readonly seq: number };

const unread = {
  name: 'Stet',
  tagline: 'Relations between countries, with sources you can check.',
  publisher: '',
  licenceName: '',
  licenceUrl: '',
  contact: '',
  seq: 0,
};
let last: Omit<StoredSite, 'origin'> = unread;

/** The site as the database has it now; its origin is configured. */
export async function readSite(tx: Tx): Promise<StoredSite> {
  const { id: _id, ...row } = await tx.site.findUniqueOrThrow({ where: { id: 1 } });
  last = row;
  return { ...row, origin: ownOrigin() };
}

/** The site as it was read last: for pages that say that the database is away. */
export function lastSite(): Site {
  return { ...last, origin: ownOrigin() };
}

/** How the site names itself, for the form of an admin. */
export async function getSite(actor: Actor) {
  permit(actor, 'manage_site', {});
  const { id: _id, ...site } = await db().site.findUniqueOrThrow({ where: { id: 1 } });
  return site;
}

import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';

/** How the site names itself, for the form of an admin. */
export async function getSite(actor: Actor) {
  permit(actor, 'manage_site', {});
  const { id: _id, ...site } = await db().site.findUniqueOrThrow({ where: { id: 1 } });
  return site;
}

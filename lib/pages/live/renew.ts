import { z } from 'zod';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import { rendererName } from '@/lib/pages/live/renderer';
import { storeLive } from '@/lib/pages/store';
import { log } from '@/lib/system/log';

const idsSchema = z.array(z.object({ id: z.string() }));

/**
 * Makes live pages anew that are not what they would be now: an article that they name came or went, the site names itself
 * otherwise, other code makes pages, or there is none yet. Each in a transaction of its own, so any number of workers may
 * do it; at most `limit`. Answers how many were made.
 */
export async function renewPages(limit = 50): Promise<number> {
  const rows = await db().$queryRaw`
    select a.id::text as id from article a left join live_page p on p.article_id = a.id
    where a.state = 'published' and (p.article_id is null or p.stale or p.renderer <> ${rendererName()}
      or p.site_seq <> (select seq from site where id = 1))
    order by p.seq nulls first limit ${limit}`;
  let made = 0;
  for (const { id } of idsSchema.parse(rows)) {
    if (await renewOne(id)) made += 1;
  }
  if (made > 0) log.info('pages_renewed', { made });
  return made;
}

/** False when another worker holds the article, or it has left in the meantime. */
async function renewOne(id: string): Promise<boolean> {
  return inTransaction(systemActor, {}, async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      select 1 from article where id = ${id}::uuid and state = 'published' for update skip locked`;
    if (held.length === 0) return false;
    await storeLive(tx, id);
    return true;
  });
}

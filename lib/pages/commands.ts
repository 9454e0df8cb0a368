import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import { announce } from '@/lib/pages/store';

type SaveSiteInput = {
  opId?: string | undefined;
  expectedSeq: number;
  name: string;
  tagline: string;
  publisher: string;
  licenceName: string;
  licenceUrl: string;
  contact: string;
};

/** Changes how the site names itself. Every public page shows it at once: pages made before are not served any more. */
export async function saveSite(actor: Actor, input: SaveSiteInput) {
  permit(actor, 'manage_site', {});
  const { opId: _opId, expectedSeq, ...site } = input;
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from site where id = 1 for update`;
    const { id: _id, ...stored } = await tx.site.findUniqueOrThrow({ where: { id: 1 } });
    if (stored.seq !== expectedSeq) {
      throw new Refusal('stale', {
        message: 'Somebody else changed this meanwhile. Look at it again.',
        current: stored,
      });
    }
    const seq = stored.seq + 1;
    await tx.site.update({ where: { id: 1 }, data: { ...site, seq } });
    await announce(tx, []);
    await recordEvent(tx, actor, { action: 'save_site', subjectType: 'site', subjectId: '1', payload: site });
    return { seq, changedPaths: [] };
  });
}

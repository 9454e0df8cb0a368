import type { Tx } from '@/lib/db/transaction';
import { type Assembled, assembleRevision } from '@/lib/revisions/assemble';
import { now } from '@/lib/system/clock';

/**
 * Recomputes the head hash of a revision from what is stored, after a write to it, and keeps it.
 * `changed` is false for a write that changed nothing that publishing would show: such a write dismisses no approval.
 */
export async function recomputeHead(tx: Tx, revision: { id: string }): Promise<Assembled & { changed: boolean }> {
  const row = await tx.revision.findUniqueOrThrow({ where: { id: revision.id } });
  const assembled = await assembleRevision(tx, row);
  const changed = assembled.headHash !== row.headHash.trim();
  await tx.revision.update({ where: { id: row.id }, data: { headHash: assembled.headHash, updatedAt: now() } });
  return { ...assembled, changed };
}

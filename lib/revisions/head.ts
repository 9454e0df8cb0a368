import type { Tx } from '@/lib/db/transaction';
import { type Assembled, assembleRevision } from '@/lib/revisions/assemble';
import { readHeadColumns, readOutline } from '@/lib/revisions/columns';
import { headHashOf, sectionHashes } from '@/lib/revisions/head-hash';
import { now } from '@/lib/system/clock';

/** What a write left: the hash of the head, its sequence number, and whether publishing would show something else than before. */
type Refreshed = { readonly headHash: string; readonly headSeq: number; readonly changed: boolean };

/**
 * Recomputes the head hash of a revision from the hashes of its texts, after a write to it, and keeps it. `changed` is false
 * for a write that changed nothing that publishing would show: such a write dismisses no approval.
 */
export async function refreshHead(tx: Tx, revisionId: string): Promise<Refreshed> {
  const row = await tx.revision.findUniqueOrThrow({ where: { id: revisionId } });
  const source = { ...row, ...readHeadColumns(row), outline: readOutline(row.outline) };
  const headHash = await headHashOf(tx, row.id, source, await sectionHashes(tx, row));
  await keepHead(tx, row.id, headHash);
  return { headHash, headSeq: row.headSeq, changed: headHash !== row.headHash.trim() };
}

/** The same with the texts themselves, for those who go on to read them: they are hashed as they are read. */
export async function recomputeHead(tx: Tx, revision: { id: string }): Promise<Assembled & { changed: boolean }> {
  const { changed } = await refreshHead(tx, revision.id);
  const row = await tx.revision.findUniqueOrThrow({ where: { id: revision.id } });
  const assembled = await assembleRevision(tx, row);
  if (assembled.headHash !== row.headHash.trim()) throw new Error('The head of a revision was hashed in two ways');
  return { ...assembled, changed };
}

/** Writes the head hash that was computed. */
export async function keepHead(tx: Tx, revisionId: string, headHash: string): Promise<void> {
  await tx.$executeRaw`update revision set head_hash = ${headHash}, updated_at = ${now()} where id = ${revisionId}::uuid`;
}

import { citationIds } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
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
  refuseUnknownCitations(assembled);
  const changed = assembled.headHash !== row.headHash.trim();
  await tx.revision.update({ where: { id: row.id }, data: { headHash: assembled.headHash, updatedAt: now() } });
  return { ...assembled, changed };
}

/** Every citation in the text has its record; a made-up id would leave a statement without its source. */
function refuseUnknownCitations({ article, citations }: Assembled): void {
  const known = new Set(citations.map((citation) => citation.id));
  for (const { id, body } of article.sections) {
    if (citationIds(body).every((citation) => known.has(citation))) continue;
    const message = 'The text names a citation that does not exist.';
    throw new Refusal('invalid', { message, issues: [{ code: 'unknown_citation', where: id, message }] });
  }
}

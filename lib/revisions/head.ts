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
  await refuseUnknownCitations(tx, row.articleId, assembled);
  const changed = assembled.headHash !== row.headHash.trim();
  await tx.revision.update({ where: { id: row.id }, data: { headHash: assembled.headHash, updatedAt: now() } });
  return { ...assembled, changed };
}

/** Every citation in the text has its record, and it is one of this article: else a statement would lose its source. */
async function refuseUnknownCitations(tx: Tx, articleId: string, { article, citations }: Assembled): Promise<void> {
  const ids = citations.map((citation) => citation.id);
  const own = await tx.citation.findMany({ where: { id: { in: ids }, articleId }, select: { id: true } });
  const known = new Set(own.map((citation) => citation.id));
  for (const { id, body } of article.sections) {
    if (citationIds(body).every((citation) => known.has(citation))) continue;
    const message = 'The text holds a citation that is not one of this article. Take it out and cite the source here.';
    throw new Refusal('invalid', { message, issues: [{ code: 'unknown_citation', where: id, message }] });
  }
}

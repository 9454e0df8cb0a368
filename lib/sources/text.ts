import { usesOf } from '@/lib/domain/citation/library/uses';
import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/tx';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { bindUses, type BoundUse, hashOfStatement } from '@/lib/pages/queries/beside';

/** Which text is meant: what readers see of an article, or what one of its revisions says now. */
export type Where = { readonly articleId: string; readonly number?: number | undefined };

/** The text as it stands. Throws `not_found` for a revision of another article, and for an article that readers see nothing of. */
export async function readText(tx: Tx, { articleId, number }: Where): Promise<Assembled> {
  if (number !== undefined) {
    const revision = await tx.revision.findUnique({ where: { number } });
    if (revision?.articleId === articleId) return assembleRevision(tx, revision);
    throw new Refusal('not_found', { message: `There is no revision ${number} of this article.` });
  }
  const article = await tx.article.findUnique({ where: { id: articleId }, select: { liveVersionId: true } });
  if (article?.liveVersionId) return assembleVersion(tx, article.liveVersionId);
  throw new Refusal('not_found', { message: 'Readers see nothing of this article yet. Name a revision of it.' });
}

export { type BoundUse, hashOfStatement };

/** The uses in a text, each with the hashes of its words and of its citation. Uses of unknown citations are left out. */
export const boundUses = ({ article, sections, citations }: Assembled): BoundUse[] =>
  bindUses(usesOf({ sections, facts: article.facts }), citations);

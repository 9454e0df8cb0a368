import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { type Use, usesOf } from '@/lib/domain/citation/library/uses';
import { useText } from '@/lib/domain/citation/library/verification';
import { statementWords } from '@/lib/domain/prose/statements';
import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/tx';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { sha256 } from '@/lib/system/crypto';

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

/** A use with what a verification of it is bound to. */
export type BoundUse = Use & { readonly statementHash: string; readonly useHash: string };

/** What the words of a statement are compared by. */
export const hashOfStatement = (text: string): string => sha256(statementWords(text));

/** The uses in a text, each with the hashes of its words and of its citation. Uses of unknown citations are left out. */
export function boundUses({ article, sections, citations }: Assembled): BoundUse[] {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  return usesOf({ sections, facts: article.facts }).flatMap((use) => {
    const citation = known.get(use.citationId);
    return citation ? [{ ...use, statementHash: hashOfStatement(use.statement), useHash: useHashOf(citation) }] : [];
  });
}

/** What the use of a source is compared by. */
const useHashOf = (citation: FrozenCitation): string => sha256(useText(citation));

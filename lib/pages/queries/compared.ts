import type { Article } from '@/lib/domain/article';
import { diffRevisions } from '@/lib/domain/diff/revision';
import type { Tx } from '@/lib/db/tx';
import { findPair } from '@/lib/pages/queries/versions';

/** A version as its page shows it: without the facts that nobody confirmed. */
const shown = <V extends Pick<Article, 'facts'>>(version: V): V => ({
  ...version,
  facts: version.facts.filter(({ confirmed }) => confirmed),
});

/**
 * Two versions of an article and what differs in what readers see of them; `diff` is null for the same version twice. Null where
 * one of the numbers does not exist.
 */
export async function compareVersions(tx: Tx, articleId: string, from: number, to: number) {
  const pair = await findPair(tx, articleId, from, to);
  if (!pair) return null;
  const { before, after } = pair;
  const citations = new Map([...before.citations, ...after.citations].map((citation) => [citation.id, citation]));
  const diff = from === to ? null : diffRevisions(shown(before), shown(after), citations);
  return { before, after, citations, diff };
}

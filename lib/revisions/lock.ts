import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/transaction';

/**
 * Locks the article, then the revision: the one order that every write keeps, so that no two wait for each other.
 * Throws Refusal `not_found` when there is no such revision.
 */
export async function lockRevision(tx: Tx, number: number) {
  const found = await tx.revision.findUnique({ where: { number }, select: { id: true, articleId: true } });
  if (!found) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  await tx.$queryRaw`select 1 from article where id = ${found.articleId}::uuid for update`;
  await tx.$queryRaw`select 1 from revision where id = ${found.id}::uuid for update`;
  return tx.revision.findUniqueOrThrow({
    where: { id: found.id },
    include: {
      article: true,
      contributors: { select: { userId: true } },
      reviews: { include: { dismissal: true, carries: true }, orderBy: { createdAt: 'asc' } },
    },
  });
}

/** A revision under lock, with its article, contributors and reviews. */
export type LockedRevision = Awaited<ReturnType<typeof lockRevision>>;

/** Locks one article. Throws Refusal `not_found`. */
export async function lockArticle(tx: Tx, articleId: string) {
  await tx.$queryRaw`select 1 from article where id = ${articleId}::uuid for update`;
  const article = await tx.article.findUnique({ where: { id: articleId }, include: { liveVersion: true } });
  if (!article) throw new Refusal('not_found', { message: 'There is no such article.' });
  return article;
}

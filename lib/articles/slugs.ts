import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/transaction';

/** The slug itself, or with `-2`, `-3` … while another article has it or once had it. */
export async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const base = wanted || 'article';
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!(await ownerOfSlug(tx, slug))) return slug;
  }
}

/** Refuses a slug that another article has or once had: old addresses lead on for ever. */
export async function refuseTakenSlug(tx: Tx, slug: string, articleId: string): Promise<void> {
  const owner = await ownerOfSlug(tx, slug);
  if (!owner || owner === articleId) return;
  throw new Refusal('invalid', { message: 'Another article has or had this address. Choose another.' });
}

/** The article that has a slug or once had it, or null. */
async function ownerOfSlug(tx: Tx, slug: string): Promise<string | null> {
  const article = await tx.article.findUnique({ where: { slug }, select: { id: true } });
  if (article) return article.id;
  const past = await tx.articleSlug.findUnique({ where: { slug }, select: { articleId: true } });
  return past?.articleId ?? null;
}

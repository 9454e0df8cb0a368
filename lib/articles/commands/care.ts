import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { dayText } from '@/lib/articles/day';

type CareInput = {
  opId?: string | undefined;
  articleIds: readonly string[];
  /** ISO day; null for none. */
  reviewBy?: string | null | undefined;
  /** Id of a person; null for nobody. */
  ownerId?: string | null | undefined;
};

/**
 * Sets by when articles are to be looked through again, or who sees to them; what is not named stays. All or none of them; each
 * that changes leaves an event with what it was before. Throws `not_found` for an article or a person that is not there.
 */
export async function setCare(actor: Actor, input: CareInput) {
  permit(actor, 'care_for_articles', {});
  return inTransaction(actor, input, async (tx) => {
    const ids = [...new Set(input.articleIds)].toSorted();
    await tx.$queryRaw`select 1 from article where id = any(${ids}::uuid[]) order by id for update`;
    const rows = await tx.article.findMany({
      where: { id: { in: ids } },
      select: { id: true, care: { select: { reviewBy: true, ownerId: true } } },
      orderBy: { id: 'asc' },
    });
    if (rows.length < ids.length) throw new Refusal('not_found', { message: 'There is no such article.' });
    if (rows.some(({ care }) => care?.ownerId !== input.ownerId)) await refuseUnknownOwner(tx, input.ownerId);
    let changed = 0;
    for (const { id, care } of rows) if (await careFor(tx, actor, { id, care }, input)) changed += 1;
    return { changed };
  });
}

type Row = {
  readonly id: string;
  readonly care: { readonly reviewBy: Date | null; readonly ownerId: string | null } | null;
};

/** Writes what is new for one article, with its event. True when something is. */
async function careFor(tx: Tx, actor: Actor, { id, care }: Row, input: CareInput): Promise<boolean> {
  const before = { reviewBy: dayText(care?.reviewBy ?? null), ownerId: care?.ownerId ?? null };
  const { reviewBy = before.reviewBy, ownerId = before.ownerId } = input;
  if (reviewBy === before.reviewBy && ownerId === before.ownerId) return false;
  const data = { reviewBy: reviewBy === null ? null : new Date(reviewBy), ownerId };
  await tx.articleCare.upsert({ where: { articleId: id }, create: { articleId: id, ...data }, update: data });
  await recordEvent(tx, actor, {
    ...{ action: 'care_for_article', subjectType: 'article', subjectId: id },
    payload: { before, after: { reviewBy, ownerId } },
  });
  return true;
}

async function refuseUnknownOwner(tx: Tx, ownerId: string | null | undefined): Promise<void> {
  if (ownerId === undefined || ownerId === null) return;
  const person = await tx.user.findUnique({ where: { id: ownerId }, select: { disabledAt: true, role: true } });
  if (!person || person.disabledAt !== null || person.role === 'system') {
    throw new Refusal('not_found', { message: 'There is no such person who can see to an article.' });
  }
}

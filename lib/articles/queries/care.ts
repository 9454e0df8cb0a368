import { dayText, isDue, today } from '@/lib/articles/day';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';

/** What `careOf` reads. */
export const careColumns = { reviewBy: true, owner: { select: { id: true, name: true } } } as const;
type Row = { readonly reviewBy: Date | null; readonly owner: { readonly id: string; readonly name: string } | null };

/** By when an article is to be looked through again, whether that day has come, and who sees to it; null is an article without a row. */
export function careOf(row: Row | null) {
  const reviewBy = dayText(row?.reviewBy ?? null);
  return { reviewBy, isDue: isDue(reviewBy), owner: row?.owner ?? null };
}

/** The care for one article, and the people who can see to it: its owner is among them, whatever became of them. */
export async function getCare(actor: Actor, articleId: string) {
  permit(actor, 'read_desk', {});
  const care = careOf(await db().articleCare.findUnique({ where: { articleId }, select: careColumns }));
  const people = await listOwners(actor);
  const { owner } = care;
  return { ...care, people: owner && people.every(({ id }) => id !== owner.id) ? [owner, ...people] : people };
}

const overdue = () => ({ reviewBy: { lte: new Date(today()) }, article: { state: 'published' } });

/** Live articles whose review date has come, the longest overdue first, at most 200. */
export async function listDueArticles(actor: Actor) {
  permit(actor, 'read_desk', {});
  const rows = await db().articleCare.findMany({
    where: overdue(),
    select: {
      ...{ articleId: true, reviewBy: true, owner: { select: { name: true } } },
      article: { select: { liveVersion: { select: { title: true } } } },
    },
    orderBy: [{ reviewBy: 'asc' }, { articleId: 'asc' }],
    take: 200,
  });
  return rows.map(({ articleId, reviewBy, owner, article }) => ({
    ...{ id: articleId, title: article.liveVersion?.title ?? '' },
    ...{ reviewBy: dayText(reviewBy) ?? '', owner: owner?.name ?? null },
  }));
}

/** How many live articles are past their review date. */
export const countDueArticles = (): Promise<number> => db().articleCare.count({ where: overdue() });

/** People who can see to an article, by name. */
export async function listOwners(actor: Actor): Promise<{ id: string; name: string }[]> {
  permit(actor, 'read_desk', {});
  return db().user.findMany({
    where: { disabledAt: null, role: { not: 'system' } },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
  });
}

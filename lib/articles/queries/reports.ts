import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';

const columns = {
  number: true,
  versionNumber: true,
  section: true,
  words: true,
  source: true,
  email: true,
  createdAt: true,
  outcome: true,
  answer: true,
  answeredAt: true,
  answeredBy: { select: { name: true } },
  correctedIn: { select: { number: true } },
  article: { select: { id: true, slug: true, state: true, liveVersion: { select: { number: true, title: true } } } },
} as const;

type Filter = { readonly answered: boolean; readonly take: number };

/** Reports of readers: those that wait, oldest first, or those that were answered, newest answer first. */
export async function listReports(actor: Actor, { answered, take }: Filter) {
  permit(actor, 'read_desk', {});
  const rows = await db().errorReport.findMany({
    where: { answeredAt: answered ? { not: null } : null },
    select: columns,
    orderBy: answered ? [{ answeredAt: 'desc' }, { number: 'desc' }] : { number: 'asc' },
    take,
  });
  return rows.map(({ article, createdAt, answeredAt, answeredBy, correctedIn, ...row }) => ({
    ...row,
    articleId: article.id,
    slug: article.slug,
    title: article.liveVersion?.title ?? article.slug,
    liveNumber: article.liveVersion?.number ?? null,
    createdAt: createdAt.toISOString(),
    answered: answeredAt && { at: answeredAt.toISOString(), by: answeredBy?.name ?? '' },
    correctedIn: correctedIn?.number ?? null,
  }));
}

/** How many reports wait for an answer. */
export async function countOpenReports(actor: Actor): Promise<number> {
  permit(actor, 'read_desk', {});
  return db().errorReport.count({ where: { answeredAt: null } });
}

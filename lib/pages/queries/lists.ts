import type { ArticleLine, UpdateLine } from '@/components/reader/lists/lines';
import { db } from '@/lib/db/client';
import { lineColumns, lineOf } from '@/lib/pages/queries/rows';

const isLive = { state: 'published', liveVersionId: { not: null } } as const;

/** Which live articles: of a country, under a letter; those behind a cursor, at most `take`. */
export type ArticlesFilter = {
  readonly sort: 'title' | 'updated';
  readonly country?: string;
  readonly letter?: string;
  readonly after?: string;
  /** Only for site maps, which name parts by number. */
  readonly skip?: number;
  readonly take: number;
};

/** Live articles by title, or the last updated first, page by page. `id` is the cursor of what follows a line. */
export async function listArticles(filter: ArticlesFilter): Promise<(ArticleLine & { id: string })[]> {
  const { sort, country, letter, after, skip = 0, take } = filter;
  const rows = await db().livePage.findMany({
    where: {
      ...(letter !== undefined && { letter }),
      ...(country !== undefined && { article: { liveCountries: { some: { country } } } }),
    },
    select: { articleId: true, title: true, letter: true, updatedAt: true, article: { select: { slug: true } } },
    orderBy:
      sort === 'title' ? [{ sortKey: 'asc' }, { articleId: 'asc' }] : [{ updatedAt: 'desc' }, { articleId: 'desc' }],
    ...{ take, skip },
    ...(after !== undefined && { cursor: { articleId: after }, skip: 1 }),
  });
  return rows.map(({ articleId, title, letter: under, updatedAt, article }) => ({
    ...{ id: articleId, slug: article.slug, title, letter: under, updatedAt: updatedAt.toISOString() },
  }));
}

type Behind = { readonly take: number; readonly country?: string; readonly letter?: string; readonly after?: Key };
type Key = readonly [sortKey: string, articleId: string];

/** Live articles by title behind a key, which may be that of one that has left. `key` is that of a line. */
export async function listBehind({ take, country, letter, after }: Behind) {
  const [sortKey, id] = after ?? [];
  const rows = await db().livePage.findMany({
    where: {
      ...(letter !== undefined && { letter }),
      ...(country !== undefined && { article: { liveCountries: { some: { country } } } }),
      ...(sortKey !== undefined && id !== undefined && behindKey(sortKey, id)),
    },
    select: {
      ...{ articleId: true, title: true, sortKey: true, letter: true, updatedAt: true },
      version: { select: { number: true, publishedAt: true } },
      article: { select: { slug: true, liveCountries: { select: { country: true }, orderBy: { country: 'asc' } } } },
    },
    orderBy: [{ sortKey: 'asc' }, { articleId: 'asc' }],
    take,
  });
  return rows.map(({ articleId, version, article, updatedAt, ...row }) => ({
    ...{ id: articleId, slug: article.slug, title: row.title, letter: row.letter, version: version.number },
    ...{ publishedAt: version.publishedAt.toISOString(), updatedAt: updatedAt.toISOString() },
    countries: article.liveCountries.map((one) => one.country),
    key: [row.sortKey, articleId] as const,
  }));
}

/** `gte` lets the index begin at the key; what is equal is sorted out after. */
const behindKey = (sortKey: string, articleId: string) => ({
  AND: [
    { sortKey: { gte: sortKey } },
    { OR: [{ sortKey: { gt: sortKey } }, { sortKey, articleId: { gt: articleId } }] },
  ],
});

/** How many live articles there are in all, and under each letter, in the order of the letters. */
export async function countArticles(): Promise<{ total: number; letters: { letter: string; count: number }[] }> {
  const rows = await db().livePage.groupBy({ by: ['letter'], _count: true, orderBy: { letter: 'asc' } });
  // oxlint-disable-next-line no-underscore-dangle -- Prisma's name
  const letters = rows.map((row) => ({ letter: row.letter, count: row._count }));
  return { total: letters.reduce((sum, { count }) => sum + count, 0), letters };
}

const reportColumns = { select: { number: true }, orderBy: { number: 'asc' } } as const;

type UpdatesFilter = {
  readonly articleId?: string;
  readonly kind?: 'correction';
  readonly after?: string;
  readonly take: number;
};

/** Published versions of live articles, newest first; `after` is the id of the version that the page before ended with. */
export async function listUpdates(filter: UpdatesFilter): Promise<(UpdateLine & { id: string })[]> {
  const { articleId, kind, after, take } = filter;
  const rows = await db().version.findMany({
    where: { article: isLive, ...(articleId && { articleId }), ...(kind && { kind }) },
    select: { ...lineColumns, id: true, title: true, article: { select: { slug: true } }, corrects: reportColumns },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take,
    ...(after && { cursor: { id: after }, skip: 1 }),
  });
  return rows.map((row) => {
    const version = lineOf(row);
    const reports = row.corrects.map(({ number }) => number);
    return { id: row.id, slug: row.article.slug, title: row.title, updatedAt: version.publishedAt, version, reports };
  });
}

import { z } from 'zod';
import { findDates } from '@/lib/domain/timeline/find-dates';
import type { When } from '@/lib/domain/timeline/when';
import { db } from '@/lib/db/client';
import { queryWords } from '@/lib/pages/queries/search';

/** A dated statement of a live article, with the place that it leads to. */
export type LiveEvent = {
  readonly slug: string;
  readonly title: string;
  readonly heading: string;
  readonly anchor: string;
  readonly text: string;
  /** The words that say when, and what they say. */
  readonly said: string;
  readonly when: When;
};

const when = z.custom<When>((value) => typeof value === 'object' && value !== null);
const rowsSchema = z.array(
  z.object({
    ...{ slug: z.string(), title: z.string(), heading: z.string(), anchor: z.string(), text: z.string() },
    ...{ said: z.string(), when },
  }),
);

/** Years further back than this are not looked through for spans that reach into a year. */
const longestSpan = 1000;
const mostFound = 12;

/**
 * Dated statements of live articles that a query asks for by a date in it ("1946", "8 December 2024", "embassy 2024"): of
 * that day, month or year, and those of a span that holds the year; other words of the query have to stand in them as well.
 */
export async function findEvents(query: string): Promise<LiveEvent[]> {
  const [date] = findDates(query);
  if (!date || date.when.kind === 'no_year') return [];
  const { from, bce } = date.when;
  const year = bce ? -from.year : from.year;
  const others = queryWords(query.replace(date.words, ' ')).map((word) => `${word}:*`);
  const rows = await db().$queryRaw`
    select a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when"
    from live_event e join article a on a.id = e.article_id
    where e.year between ${year - longestSpan} and ${year} and e.to_year >= ${year}
      and (${from.month ?? null}::int is null or e.month = ${from.month ?? null}::int)
      and (${from.day ?? null}::int is null or e.day = ${from.day ?? null}::int)
      and (${others.length === 0} or to_tsvector('english', search_fold(e.title || ' ' || e.text)) @@ to_tsquery('english', search_fold(${others.join(' & ')})))
    order by (e.year = ${year}) desc, e.year desc, e.month nulls last, e.day nulls last, a.slug, e.position
    limit ${mostFound}`;
  return rowsSchema.parse(rows);
}

/** All dated statements of live articles about a country, at most `take`, in the order of their years. */
export async function eventsOfCountry(country: string, take: number): Promise<LiveEvent[]> {
  const rows = await db().$queryRaw`
    select a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when"
    from live_country c join live_event e on e.article_id = c.article_id join article a on a.id = c.article_id
    where c.country = ${country}
    order by e.year, e.month nulls first, e.day nulls first, a.slug, e.position
    limit ${take}`;
  return rowsSchema.parse(rows);
}

/** The dated statements of one live article in the order of its text. */
export async function eventsOfArticle(articleId: string): Promise<LiveEvent[]> {
  const rows = await db().$queryRaw`
    select a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when"
    from live_event e join article a on a.id = e.article_id
    where e.article_id = ${articleId}::uuid order by e.position`;
  return rowsSchema.parse(rows);
}

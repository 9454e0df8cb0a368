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
const rowSchema = z.object({
  ...{ slug: z.string(), title: z.string(), heading: z.string(), anchor: z.string(), text: z.string() },
  ...{ said: z.string(), when },
});
const rowsSchema = z.array(rowSchema);

/** Years further back than this are not looked through for spans that reach into a year. */
const longestSpan = 1000;
const mostFound = 12;

/** A year that stands in a question without anything that makes it one in a sentence: "Iran 1979". */
function bareYear(query: string): { words: string; when: When } | undefined {
  const words = /(?<!\p{N})[12]\d{3}(?!\p{N})/u.exec(query)?.[0];
  return words === undefined ? undefined : { words, when: { kind: 'year', from: { year: Number(words) } } };
}

/**
 * Dated statements of live articles that a query asks for by a date in it ("1946", "8 December 2024", "embassy 2024"): of
 * that day, month or year, and those of a span that holds the year; other words of the query have to stand in them as well.
 */
export async function findEvents(query: string): Promise<LiveEvent[]> {
  const [date = bareYear(query)] = findDates(query);
  if (!date || date.when.kind === 'no_year') return [];
  const { from, bce } = date.when;
  const year = bce ? -from.year : from.year;
  const others = queryWords(query.replace(date.words, ' ')).map((word) => `${word}:*`);
  // A sum, so that the planner does not read all years before this one: the index of spans is short.
  const rows = await db().$queryRaw`
    select a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when"
    from live_event e join article a on a.id = e.article_id
    where (e.year = ${year} or (e.to_year > e.year and e.year + 0 < ${year} and e.to_year >= ${year}))
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

const placedSchema = z.array(
  rowSchema.extend({ id: z.string(), year: z.int(), month: z.int(), day: z.int(), position: z.int() }),
);
type Place = readonly [year: number, month: number, day: number, articleId: string, position: number];
const beginning: Place = [-2_147_483_648, 0, 0, '00000000-0000-0000-0000-000000000000', -1];

type Period = {
  readonly country?: string;
  /** First and last year; those of a span count that reaches into them. */
  readonly from?: number;
  readonly to?: number;
  readonly after?: Place;
  readonly take: number;
};

/** Dated statements of all live articles behind a place, in the order of time: less exact dates first. `place` is that of a line. */
export async function listEvents({ country = '', from, to, after, take }: Period) {
  const [year, month, day, articleId, position] = after ?? beginning;
  const first = Math.max(year, from === undefined ? year : from - longestSpan);
  const rows = await db().$queryRaw`
    select a.id::text as id, a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when",
      e.year, coalesce(e.month, 0) as month, coalesce(e.day, 0) as day, e.position
    from live_event e join article a on a.id = e.article_id
    where e.year >= ${first} and e.year <= ${to ?? 10_000}
      and greatest(e.year, e.to_year) >= ${from ?? beginning[0]}
      and (${country} = '' or exists (select from live_country c where c.article_id = e.article_id and c.country = ${country}))
      and (e.year, coalesce(e.month, 0), coalesce(e.day, 0), e.article_id, e.position)
        > (${year}, ${month}, ${day}, ${articleId}::uuid, ${position})
    order by e.year, coalesce(e.month, 0), coalesce(e.day, 0), e.article_id, e.position
    limit ${take}`;
  return placedSchema
    .parse(rows)
    .map((row) => ({ ...row, place: [row.year, row.month, row.day, row.id, row.position] as const }));
}

/** The dated statements of one live article in the order of its text. */
export async function eventsOfArticle(articleId: string): Promise<LiveEvent[]> {
  const rows = await db().$queryRaw`
    select a.slug, e.title, e.heading, e.anchor, e.text, e.said, e."when"
    from live_event e join article a on a.id = e.article_id
    where e.article_id = ${articleId}::uuid order by e.position`;
  return rowsSchema.parse(rows);
}

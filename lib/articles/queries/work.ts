import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { withLinkState } from '@/lib/domain/citation/links';
import { type Coverage, unsourced } from '@/lib/domain/citation/coverage';
import { countDueArticles } from '@/lib/articles/queries/care';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { Refusal } from '@/lib/domain/refusal';
import { sortingOf } from '@/lib/pages/live/sorting';
import { siteCoverage } from '@/lib/pages/queries/judged';
import { writableStates } from '@/lib/revisions/edit';
import { listRevisions } from '@/lib/revisions/queries/lists';
import { now } from '@/lib/system/clock';

/** Lists of statements of live articles. */
export const statementLists = ['unsourced', 'stale', 'dates'] as const;
export type StatementList = (typeof statementLists)[number];

/** Which rows: of one article, of articles whose title has these words, of a kind; those behind a row. */
export type WorkFilter = {
  readonly articleId?: string;
  readonly title?: string;
  /** Unsourced statements with a number or date, or with a quotation; words that have stood for more than a year. */
  readonly only?: 'figures' | 'quotations' | 'year';
  readonly after?: WorkKey;
  readonly take: number;
};
export type WorkKey = readonly [sortKey: string, articleId: string, position: number];

const yearBefore = (from: Date): Date =>
  new Date(Date.UTC(from.getUTCFullYear() - 1, from.getUTCMonth(), from.getUTCDate()));

/** What puts a statement on a list: the very conditions of the indexes. */
function onList(list: StatementList): Prisma.Sql {
  if (list === 'unsourced') return Prisma.sql`s.sourcing = 'unsourced'`;
  if (list === 'dates') return Prisma.sql`s.no_year <> '{}'`;
  return Prisma.sql`s.time_bound <> '{}' and (s.kept_until is null or s.kept_until <= ${now()})`;
}

function ofKind(only: WorkFilter['only']): Prisma.Sql {
  if (only === 'figures') return Prisma.sql`and s.has_figure`;
  if (only === 'quotations') return Prisma.sql`and s.has_quotation`;
  return only === 'year' ? Prisma.sql`and s.since < ${yearBefore(now())}` : Prisma.empty;
}

/** Articles whose sorted title has the sorted words; signs alone are in none. */
function inTitle(title: string): Prisma.Sql {
  const { sortKey } = sortingOf(title);
  return sortKey === ''
    ? Prisma.sql`and false`
    : Prisma.sql`and s.article_id = any(array(select article_id from live_page where strpos(sort_key, ${sortKey}) > 0))`;
}

const narrowed = ({ articleId, title = '' }: WorkFilter): Prisma.Sql =>
  Prisma.sql`${articleId === undefined ? Prisma.empty : Prisma.sql`and s.article_id = ${articleId}::uuid`}
    ${title.trim() === '' ? Prisma.empty : inTitle(title)}`;

const behind = (after: WorkKey | undefined): Prisma.Sql =>
  after === undefined
    ? Prisma.empty
    : Prisma.sql`and (s.sort_key, s.article_id, s.position) > (${after[0]}, ${after[1]}::uuid, ${after[2]}::int)`;

const rowSchema = z.object({
  ...{ articleId: z.string(), title: z.string(), sortKey: z.string(), position: z.int() },
  ...{ sectionId: z.string().nullable(), heading: z.string(), blockId: z.string(), text: z.string() },
});
const statementSchema = rowSchema.extend({ said: z.array(z.string()), since: z.date().nullable() });

const place = Prisma.sql`s.article_id::text as "articleId", p.title, s.sort_key as "sortKey", s.position, s.section_id::text as "sectionId",
  s.heading, s.block_id as "blockId", s.text`;
const said = { unsourced: Prisma.sql`'{}'::text[]`, stale: Prisma.sql`s.time_bound`, dates: Prisma.sql`s.no_year` };

/** Statements of live articles on one list, by article and in the order of its text. `key` is that of the row. */
export async function listStatements(actor: Actor, list: StatementList, filter: WorkFilter) {
  permit(actor, 'read_desk', {});
  const rows = await db().$queryRaw`
    select ${place}, ${said[list]} as said, s.since from live_statement s join live_page p on p.article_id = s.article_id
    where ${onList(list)} ${ofKind(filter.only)} ${narrowed(filter)} ${behind(filter.after)}
    order by s.sort_key, s.article_id, s.position limit ${filter.take}`;
  return z
    .array(statementSchema)
    .parse(rows)
    .map(({ sortKey, since, ...row }) => ({
      ...row,
      since: since?.toISOString() ?? null,
      key: [sortKey, row.articleId, row.position] as const,
    }));
}

const countSchema = z.tuple([z.object({ count: z.int() })]);
const countOf = async (query: Prisma.Sql): Promise<number> => countSchema.parse(await db().$queryRaw(query))[0].count;

/** How many statements a list has under a filter. */
export function countStatements(actor: Actor, list: StatementList, filter: Omit<WorkFilter, 'after' | 'take'>) {
  permit(actor, 'read_desk', {});
  return countOf(Prisma.sql`
    select count(*)::int as count from live_statement s join live_page p on p.article_id = s.article_id
    where ${onList(list)} ${ofKind(filter.only)} ${narrowed({ ...filter, take: 0 })}`);
}

/** Sources whose address is gone, or leads to something else by now. */
const brokenSource = Prisma.sql`from live_citation s join live_page p on p.article_id = s.article_id join source c on c.id = s.source_id
  join source o on o.id = coalesce(c.merged_into_id, c.id) join source_state t on t.id = o.current_state_id
  where o.url_status in ('dead', 'unfit', 'usurped', 'deviated')`;
const brokenSchema = rowSchema.extend({
  sourceId: z.string(),
  state: z.string(),
  csl: z.custom<CslItem>((value) => typeof value === 'object' && value !== null),
});

/** Statements and facts of live articles that cite a source whose link is broken, each with the record of that source. */
export async function listBrokenLinks(actor: Actor, filter: WorkFilter) {
  permit(actor, 'read_desk', {});
  const rows = await db().$queryRaw`
    select ${place}, o.id::text as "sourceId", o.url_status as state, t.csl ${brokenSource} ${narrowed(filter)} ${behind(filter.after)}
    order by s.sort_key, s.article_id, s.position limit ${filter.take}`;
  return z
    .array(brokenSchema)
    .parse(rows)
    .map(({ sortKey, csl, state, ...row }) => ({
      ...row,
      csl: withLinkState(csl, state),
      key: [sortKey, row.articleId, row.position] as const,
    }));
}

export type WantedKey = readonly [demand: number, slug: string];

/** Slugs that live pages name and that lead to no live article. */
const wanted = Prisma.sql`from live_mention m where not exists (
  select from article_slug k join article a on a.id = k.article_id where k.slug = m.slug and a.state = 'published')`;
const wantedSchema = z.array(z.object({ slug: z.string(), title: z.string(), articles: z.int() }));
const mentionSchema = z.array(
  rowSchema.omit({ sortKey: true }).extend({ slug: z.string(), words: z.string(), nth: z.int() }),
);
const mostPlaces = 20;

/** Articles that live ones name and nobody has written, the most wanted first, each with the first places that name it. */
export async function listWanted(actor: Actor, { after, take }: { readonly after?: WantedKey; readonly take: number }) {
  permit(actor, 'read_desk', {});
  const from =
    after === undefined ? Prisma.empty : Prisma.sql`where (-articles, slug) > (${-after[0]}::int, ${after[1]})`;
  const rows = wantedSchema.parse(
    await db().$queryRaw`
      select slug, title, articles from (
        select m.slug, count(distinct m.article_id)::int as articles,
          (array_agg(m.words order by m.section_id is not null, m.words))[1] as title ${wanted} group by m.slug) w
      ${from} order by -articles, slug limit ${take}`,
  );
  const slugs = rows.map(({ slug }) => slug);
  const mentions = mentionSchema.parse(
    await db().$queryRaw`
      select * from (
        select m.slug, m.words, s.article_id::text as "articleId", p.title, s.position, s.section_id::text as "sectionId", s.heading,
          s.block_id as "blockId", s.text, row_number() over (partition by s.slug order by p.sort_key, s.article_id, s.position)::int as nth
        from live_mention m join live_mention s using (article_id, position) join live_page p on p.article_id = m.article_id
        where m.slug = any(${slugs})) n
      where nth <= ${mostPlaces} order by slug, nth`,
  );
  const drafts = await db().article.findMany({
    where: { slug: { in: slugs }, state: { not: 'published' } },
    select: { id: true, slug: true, state: true },
  });
  return rows.map((row) => ({
    ...row,
    places: mentions.filter(({ slug }) => slug === row.slug),
    draft: drafts.find(({ slug }) => slug === row.slug) ?? null,
    key: [row.articles, row.slug] as const,
  }));
}

/** How many rows each list has, and how far all live articles together are sourced. */
export async function getWorkCounts(actor: Actor) {
  permit(actor, 'read_desk', {});
  const coverage: Coverage = await siteCoverage(db());
  const dueArticles = await countDueArticles();
  return {
    ...{ coverage, dueArticles },
    unsourced: unsourced(coverage),
    /** Statements with stale wording, and articles past their review date. */
    stale: (await countStatements(actor, 'stale', {})) + dueArticles,
    dates: await countStatements(actor, 'dates', {}),
    links: await countOf(Prisma.sql`select count(*)::int as count ${brokenSource}`),
    wanted: await countOf(Prisma.sql`select count(distinct m.slug)::int as count ${wanted}`),
    errors: await db().errorReport.count({ where: { answeredAt: null } }),
  };
}

/** The ways to a place in an article: its open revisions, those first that this person may go on with alone, and a new one. */
export async function getSpot(actor: Actor, articleId: string) {
  permit(actor, 'read_desk', {});
  const article = await db().article.findUnique({
    where: { id: articleId },
    select: { id: true, liveVersion: { select: { title: true } } },
  });
  if (!article) throw new Refusal('not_found', { message: 'There is no such article.' });
  const all = await listRevisions(actor, { articleId });
  const open = all.filter(({ state }) => writableStates.includes(state));
  return {
    id: article.id,
    title: article.liveVersion?.title ?? open[0]?.title ?? '',
    isLive: article.liveVersion !== null,
    revisions: open,
    mine: open.filter(({ contributorIds }) => contributorIds.includes(actor.id)),
  };
}

import type { ArticleLine, Letter, UpdateLine } from '@/components/reader/listing-page';
import type { SourceUse, SourceView } from '@/components/reader/source-page';
import { anchorsOfSections } from '@/components/reader/view';
import { formatLocators } from '@/lib/domain/citation/house';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { groupBy } from '@/lib/domain/group';
import { statementsOf } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';
import { factsOf, frozenOf, lineColumns, lineOf, sectionColumns, sectionOf } from '@/lib/pages/rows';

const isLive = { state: 'published', liveVersionId: { not: null } } as const;
const mostArticles = 5000;
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** All live articles by title. */
export async function listArticles(): Promise<ArticleLine[]> {
  const rows = await db().article.findMany({
    where: isLive,
    select: { slug: true, liveVersion: { select: { title: true, publishedAt: true } } },
    take: mostArticles,
  });
  return rows
    .flatMap(({ slug, liveVersion }) =>
      liveVersion ? [{ slug, title: liveVersion.title, updatedAt: liveVersion.publishedAt.toISOString() }] : [],
    )
    .toSorted((a, b) => collator.compare(a.title, b.title));
}

/** Articles under the first letter of their titles, without accents; what starts with no letter stands under #. */
export function byLetter(articles: readonly ArticleLine[]): Letter[] {
  const letterOf = ({ title }: ArticleLine) => /^\p{L}/u.exec(title.normalize('NFD').toUpperCase())?.[0] ?? '#';
  return [...groupBy(articles, letterOf)].map(([letter, group]) => ({ letter, articles: group }));
}

/** Articles whose titles share words with a slug or query, best first, at most five. */
export function nearMatches(words: string, articles: readonly ArticleLine[]): ArticleLine[] {
  const split = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu));
  const wanted = split(words);
  return articles
    .map((article) => ({
      article,
      shared: [...split(`${article.title} ${article.slug}`)].filter((word) => wanted.has(word)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, 5)
    .map(({ article }) => article);
}

type UpdatesFilter = { readonly articleId?: string; readonly after?: string; readonly take: number };

/** Published versions of live articles, newest first; `after` is the id of the version that the page before ended with. */
export async function listUpdates({ articleId, after, take }: UpdatesFilter): Promise<(UpdateLine & { id: string })[]> {
  const rows = await db().version.findMany({
    where: { article: isLive, ...(articleId && { articleId }) },
    select: { ...lineColumns, id: true, title: true, article: { select: { slug: true } } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take,
    ...(after && { cursor: { id: after }, skip: 1 }),
  });
  return rows.map((row) => {
    const version = lineOf(row);
    return { id: row.id, slug: row.article.slug, title: row.title, updatedAt: version.publishedAt, version };
  });
}

/** A source as live articles cite it, with every statement that does; null when none does. */
export async function findSource(sourceId: string): Promise<SourceView | null> {
  const rows = await db().versionCitation.findMany({
    where: { sourceId, version: { liveOf: { state: 'published' } } },
    select: { frozen: true, versionId: true, version: { select: { publishedAt: true } } },
    orderBy: [{ version: { publishedAt: 'desc' } }, { citationId: 'asc' }],
    take: 500,
  });
  const [first] = rows;
  if (!first) return null;
  const citations = new Map(rows.map(({ frozen }) => [frozenOf(frozen).id, frozenOf(frozen)]));
  const newest = frozenOf(first.frozen);
  const uses = await usesOf([...new Set(rows.map(({ versionId }) => versionId))], citations);
  return uses.length > 0 ? { id: sourceId, csl: newest.csl, stub: newest.stub, uses } : null;
}

type Citations = ReadonlyMap<string, FrozenCitation>;

async function usesOf(versionIds: readonly string[], citations: Citations): Promise<SourceUse[]> {
  const versions = await db().version.findMany({
    where: { id: { in: [...versionIds] } },
    select: { title: true, facts: true, article: { select: { slug: true } }, sections: sectionColumns },
    orderBy: { title: 'asc' },
  });
  return versions.flatMap(({ title, facts, article: { slug }, sections: rows }) => {
    const sections = rows.map(sectionOf);
    const anchors = anchorsOfSections(sections);
    const use = (statement: string, ids: readonly string[], at: { heading: string; anchor: string }) =>
      ids.flatMap((id) => {
        const citation = citations.get(id);
        if (!citation) return [];
        const { locators, quote } = citation;
        return [{ slug, title, ...at, statement, locators: formatLocators(locators), quote }];
      });
    const inText = sections.flatMap(({ heading, body }, at) =>
      statementsOf(body).flatMap(({ text, citations: ids }) => use(text, ids, { heading, anchor: anchors[at] ?? '' })),
    );
    const inFacts = factsOf(facts)
      .filter(({ confirmed }) => confirmed)
      .flatMap(({ key, value, citations: ids }) =>
        use(`${key}: ${value}`, ids, { heading: 'At a glance', anchor: 'at-a-glance' }),
      );
    return [...inText, ...inFacts];
  });
}

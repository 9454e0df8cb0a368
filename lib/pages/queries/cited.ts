import { z } from 'zod';
import type { SourceUse, SourceView } from '@/components/reader/source-page';
import { anchorsOfSections } from '@/components/reader/view';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';
import { linkStates } from '@/lib/domain/citation/links';
import { citingWords } from '@/lib/domain/citation/library/uses';
import { db } from '@/lib/db/client';
import { factsOf, frozenOf, sectionColumns, sectionOf } from '@/lib/pages/queries/rows';

const mostUses = 500;

/** A source that was merged into another one since; null where it stands for itself, or there is none. */
export async function keptInstead(sourceId: string): Promise<string | null> {
  const row = await db().source.findUnique({ where: { id: sourceId }, select: { mergedIntoId: true } });
  return row?.mergedIntoId ?? null;
}

/**
 * A source as live articles cite it, with every statement that does (at most 500), those that cite a record that became part of it
 * among them, and what is known of its address now; null when none does.
 */
export async function findSource(sourceId: string): Promise<(SourceView & { readonly key: string }) | null> {
  const rows = await db().versionCitation.findMany({
    where: {
      source: { OR: [{ id: sourceId }, { mergedIntoId: sourceId }] },
      version: { liveOf: { state: 'published' } },
    },
    select: { frozen: true, versionId: true, sourceId: true, version: { select: { publishedAt: true } } },
    orderBy: [{ version: { publishedAt: 'desc' } }, { citationId: 'asc' }],
    take: mostUses,
  });
  const first = rows.find((row) => row.sourceId === sourceId) ?? rows[0];
  if (!first) return null;
  const citations = new Map(rows.map(({ frozen }) => [frozenOf(frozen).id, frozenOf(frozen)]));
  const newest = frozenOf(first.frozen);
  const uses = await usesOf([...new Set(rows.map(({ versionId }) => versionId))], citations);
  if (uses.length === 0) return null;
  const { csl, stub } = newest;
  return { id: sourceId, key: newest.sourceKey, csl, stub, uses, address: await addressNow(sourceId) };
}

const linkState = z.enum(linkStates);

async function addressNow(id: string): Promise<SourceView['address']> {
  const row = await db().source.findUnique({ where: { id }, select: { urlStatus: true, lastCheckedAt: true } });
  const checkedAt = row?.lastCheckedAt?.toISOString() ?? null;
  return { state: linkState.parse(row?.urlStatus ?? 'unchecked'), checkedAt };
}

const listSchema = z.array(z.object({ id: z.string(), frozen: z.unknown(), articles: z.int(), citations: z.int() }));

/**
 * The sources that live articles cite, by id behind one, as the article that was published last cites each. What only facts
 * cite that nobody has confirmed is not shown, and not counted.
 */
export async function listSources(after: string | undefined, take: number) {
  const rows = await db().$queryRaw`
    select coalesce(o.merged_into_id, o.id)::text as id, (array_agg(c.frozen order by v.published_at desc, c.citation_id))[1] as frozen,
      count(distinct v.id)::int as articles, count(*)::int as citations
    from version_citation c join source o on o.id = c.source_id join version v on v.id = c.version_id
      join article a on a.live_version_id = v.id and a.state = 'published'
    where coalesce(o.merged_into_id, o.id) > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and (not exists (select from jsonb_array_elements(v.facts) f
            where not (f->>'confirmed')::boolean and f->'citations' @> to_jsonb(c.citation_id::text))
        or exists (select from jsonb_array_elements(v.facts) f
            where (f->>'confirmed')::boolean and f->'citations' @> to_jsonb(c.citation_id::text))
        or exists (select from version_section s join section_content t on t.hash = s.content_hash
            where s.version_id = v.id and position(c.citation_id::text in t.body::text) > 0))
    group by coalesce(o.merged_into_id, o.id) order by coalesce(o.merged_into_id, o.id) limit ${take}`;
  return listSchema.parse(rows).map(({ id, frozen, articles, citations }) => {
    const { sourceKey, csl, stub } = frozenOf(frozen);
    return { id, key: sourceKey, csl, stub, articles, citations };
  });
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
      citingWords(body).flatMap(({ text, citations: ids }) => use(text, ids, { heading, anchor: anchors[at] ?? '' })),
    );
    const inFacts = factsOf(facts)
      .filter(({ confirmed }) => confirmed)
      .flatMap(({ key, value, citations: ids }) =>
        use(`${key}: ${value}`, ids, { heading: 'At a glance', anchor: 'at-a-glance' }),
      );
    return [...inText, ...inFacts];
  });
}

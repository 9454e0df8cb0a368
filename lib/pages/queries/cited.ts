import { z } from 'zod';
import type { SourceUse, SourceView } from '@/components/reader/source-page';
import { anchorsOfSections } from '@/components/reader/view';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';
import type { Body } from '@/lib/domain/prose/body';
import { inlineRuns } from '@/lib/domain/prose/text';
import { statementsOf } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';
import { factsOf, frozenOf, sectionColumns, sectionOf } from '@/lib/pages/queries/rows';

const mostUses = 500;

/** A source as live articles cite it, with every statement that does (at most 500); null when none does. */
export async function findSource(sourceId: string): Promise<(SourceView & { readonly key: string }) | null> {
  const rows = await db().versionCitation.findMany({
    where: { sourceId, version: { liveOf: { state: 'published' } } },
    select: { frozen: true, versionId: true, version: { select: { publishedAt: true } } },
    orderBy: [{ version: { publishedAt: 'desc' } }, { citationId: 'asc' }],
    take: mostUses,
  });
  const [first] = rows;
  if (!first) return null;
  const citations = new Map(rows.map(({ frozen }) => [frozenOf(frozen).id, frozenOf(frozen)]));
  const newest = frozenOf(first.frozen);
  const uses = await usesOf([...new Set(rows.map(({ versionId }) => versionId))], citations);
  return uses.length > 0 ? { id: sourceId, key: newest.sourceKey, csl: newest.csl, stub: newest.stub, uses } : null;
}

const listSchema = z.array(z.object({ frozen: z.unknown(), articles: z.int(), citations: z.int() }));

/**
 * The sources that live articles cite, by id behind one, as the article that was published last cites each. What only facts
 * cite that nobody has confirmed is not shown, and not counted.
 */
export async function listSources(after: string | undefined, take: number) {
  const rows = await db().$queryRaw`
    select (array_agg(c.frozen order by v.published_at desc, c.citation_id))[1] as frozen,
      count(distinct v.id)::int as articles, count(*)::int as citations
    from version_citation c join version v on v.id = c.version_id
      join article a on a.live_version_id = v.id and a.state = 'published'
    where c.source_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and (not exists (select from jsonb_array_elements(v.facts) f
            where not (f->>'confirmed')::boolean and f->'citations' @> to_jsonb(c.citation_id::text))
        or exists (select from jsonb_array_elements(v.facts) f
            where (f->>'confirmed')::boolean and f->'citations' @> to_jsonb(c.citation_id::text))
        or exists (select from version_section s join section_content t on t.hash = s.content_hash
            where s.version_id = v.id and position(c.citation_id::text in t.body::text) > 0))
    group by c.source_id order by c.source_id limit ${take}`;
  return listSchema.parse(rows).map(({ frozen, articles, citations }) => {
    const { sourceId, sourceKey, csl, stub } = frozenOf(frozen);
    return { id: sourceId, key: sourceKey, csl, stub, articles, citations };
  });
}

/** The statements of a body, and the words of subheadings and the like that cite something and are none. */
function citingWords(body: Body): { text: string; citations: readonly string[] }[] {
  const statements = statementsOf(body);
  const inStatements = new Set(statements.flatMap(({ citations }) => citations));
  const others = inlineRuns(body).map((run) => ({
    text: run.map((node) => (node.type === 'text' ? node.text : '')).join(''),
    citations: run.flatMap((node) =>
      node.type === 'citation' && !inStatements.has(node.attrs.id) ? [node.attrs.id] : [],
    ),
  }));
  return [...statements, ...others.filter(({ citations }) => citations.length > 0)];
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

import type { SourceUse, SourceView } from '@/components/reader/source-page';
import { anchorsOfSections } from '@/components/reader/view';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';
import { statementsOf } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';
import { factsOf, frozenOf, sectionColumns, sectionOf } from '@/lib/pages/queries/rows';

const mostUses = 500;

/** A source as live articles cite it, with every statement that does (at most 500); null when none does. */
export async function findSource(sourceId: string): Promise<SourceView | null> {
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

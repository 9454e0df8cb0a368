import type { Article, Fact, Section } from '@/lib/domain/article';
import { suggestedCountries } from '@/lib/domain/article-countries';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import type { Block, Body, Inline, List, ListItem, Paragraph } from '@/lib/domain/prose/body';
import { emptyBody } from '@/lib/domain/prose/builder';
import { newId } from '@/lib/system/crypto';
import type { ImportedCitation, ImportedDocument, Reading } from '@/lib/transfer/formats/document';
import type { KeptSource } from '@/lib/transfer/commands/sources';

/** The citations of a reading as rows of one article, and the ids that stand for them in the file. */
export type NewCitations = { readonly rows: readonly FrozenCitation[]; readonly idOf: ReadonlyMap<string, string> };

/** Gives each use of a source an id of its own. `sources` are in the order of the reading's. */
export function newCitations(uses: readonly ImportedCitation[], sources: readonly KeptSource[]): NewCitations {
  const idOf = new Map<string, string>();
  const rows = uses.flatMap(({ id, source: at, ...use }): FrozenCitation[] => {
    const source = sources[at];
    if (!source) return [];
    const own = newId();
    idOf.set(id, own);
    const { id: sourceId, key: sourceKey, stateId: sourceState, csl, stub } = source;
    return [{ id: own, sourceId, sourceKey, sourceState, csl, stub, ...use }];
  });
  return { rows, idOf };
}

/** Blocks whose citations carry their new ids. */
function withCitations(blocks: readonly Block[], idOf: ReadonlyMap<string, string>): readonly Block[] {
  if (idOf.size === 0) return blocks;
  const run = (nodes: readonly Inline[] = []): readonly Inline[] =>
    nodes.map((node) =>
      node.type === 'citation' ? { type: 'citation', attrs: { id: idOf.get(node.attrs.id) ?? node.attrs.id } } : node,
    );
  const paragraph = <P extends { readonly content?: readonly Inline[] }>(node: P): P =>
    node.content ? { ...node, content: run(node.content) } : node;
  const list = (node: List): List => ({ ...node, content: node.content.map(item) });
  const item = (node: ListItem): ListItem => ({
    ...node,
    content: node.content.map((child): Paragraph | List =>
      child.type === 'paragraph' ? paragraph(child) : list(child),
    ),
  });
  return blocks.map((block): Block => {
    if (block.type === 'paragraph' || block.type === 'subheading') return paragraph(block);
    if (block.type === 'quotation') return { ...block, content: block.content.map(paragraph) };
    if (block.type !== 'table') return list(block);
    const rows = block.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map(paragraph) })),
    }));
    return { ...block, content: rows };
  });
}

/** What an article has already: ids of sections by their headings, in order, and its facts. */
export type Base = { readonly sectionIds: Map<string, string[]>; readonly facts: readonly Fact[] };
export const noBase = (): Base => ({ sectionIds: new Map(), facts: [] });

/** A prepared document as an article's text: its blocks stand in their stored form already. Sections keep the ids of those with the same heading in the base, so that history goes on. */
export function articleText(document: ImportedDocument, idOf: ReadonlyMap<string, string>, base: Base): Article {
  const prose = document.sections.filter((section) => section.kind === 'body');
  const sections = prose.map(({ level, heading, blocks }): Section => {
    const id = base.sectionIds.get(heading)?.shift() ?? newId();
    const content = withCitations(blocks, idOf);
    const body: Body = content.length > 0 ? { type: 'doc', content } : emptyBody(id);
    return { id, level, heading, body };
  });
  const { title, related } = document;
  return { title, facts: factsOf(document, idOf, base), related, attribution: document.attribution ?? '', sections };
}

/** The facts of the file, unconfirmed unless the base has the very row; what only the base has stays, since a file brings no editor's work. */
function factsOf(document: ImportedDocument, idOf: ReadonlyMap<string, string>, base: Base): Fact[] {
  const read = document.facts.map(({ key, value, citations = [] }): Fact => {
    const known = base.facts.find((fact) => fact.key === key && fact.value === value);
    return known ?? { key, value, confirmed: false, citations: citations.flatMap((id) => idOf.get(id) ?? []) };
  });
  const facts = [...read, ...base.facts.filter(({ key }) => read.every((fact) => fact.key !== key))];
  return [...facts, ...suggestedCountries(document.title, facts)];
}

/** The sources that the text cites, and the uses of them: a file may describe more. */
export function usedOf({ document, sources, citations }: Reading): Pick<Reading, 'sources' | 'citations'> {
  if (!document || citations.length === 0) return { sources: [], citations: [] };
  const standing = new Set(
    JSON.stringify([document.sections, document.facts]).match(/00000000-0000-4000-8000-[0-9a-f]{12}/gu),
  );
  const uses = citations.filter(({ id }) => standing.has(id));
  const places = [...new Set(uses.map(({ source }) => source))];
  return {
    sources: places.flatMap((at) => sources[at] ?? []),
    citations: uses.map((use) => ({ ...use, source: places.indexOf(use.source) })),
  };
}

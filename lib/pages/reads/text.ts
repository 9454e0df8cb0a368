import { composeArticle } from '@/components/reader/article/compose';
import { anchorsOfSections, articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { type Coverage, coverageOf } from '@/lib/domain/citation/coverage';
import { formatLocators, houseReference } from '@/lib/domain/citation/house';
import { groupBy } from '@/lib/domain/group';
import { escapeHtml } from '@/lib/domain/prose/address';
import { bodyToHtml } from '@/lib/domain/prose/html';
import { statementsOf } from '@/lib/domain/prose/statements';
import { citationIds, plainText } from '@/lib/domain/prose/text';
import { db } from '@/lib/db/client';
import { getArticleView, type KnownArticle } from '@/lib/pages/queries/articles';
import { sectionHashes } from '@/lib/pages/queries/versions';

/** A citation as every read tells it. */
export const citationTold = ({ id, sourceId, csl, locators, quote, note, supports }: FrozenCitation) => ({
  ...{ id, sourceId, locators, quote, note, supports },
  reference: houseReference(csl).text,
  place: formatLocators(locators),
});

type Numbered = ReturnType<typeof citationTold> & { readonly label: string };

/** A section with its text in both forms. */
type SectionTold = {
  readonly key: string;
  readonly heading: string;
  readonly anchor: string;
  readonly level: number;
  readonly url: string;
  readonly contentHash: string;
  readonly text: string;
  readonly html: string;
  readonly citations: readonly Numbered[];
  readonly coverage: Coverage;
};

/** The text of a version as reads tell it; `address` is that of the page that shows it. */
export type TextTold = {
  readonly view: ArticleView;
  readonly address: string;
  readonly sections: readonly SectionTold[];
  readonly facts: readonly { readonly key: string; readonly value: string; readonly citations: readonly string[] }[];
  /** Citations in the order of their numbers, each once. */
  readonly citations: readonly Numbered[];
  readonly counts: Coverage & { readonly sources: number };
};

/** The text of one version of an article, live or as it was; null for a number that it does not have. */
export async function findText(
  article: KnownArticle,
  number: number,
  { origin }: Pick<Site, 'origin'>,
  at: 'article' | 'version',
): Promise<TextTold | null> {
  const view = await getArticleView(db(), article, number, at);
  if (!view) return null;
  const hashes = await sectionHashes(db(), article.id, number);
  const address = origin + (at === 'article' ? articlePath(view.slug) : versionPath(view.slug, number));
  return textOf(view, { origin, address, hashes });
}

type Around = { readonly origin: string; readonly address: string; readonly hashes: ReadonlyMap<string, string> };

function textOf(view: ArticleView, { origin, address, hashes }: Around): TextTold {
  const { marks, entries, sections: composed, counts } = composeArticle(view);
  const known = new Map(marks.map((mark) => [mark.citationId, mark]));
  const labelled = (citation: FrozenCitation): Numbered => ({
    ...citationTold(citation),
    label: known.get(citation.id)?.label ?? '',
  });
  const levels = new Map(composed.map(({ id, level }) => [id, level]));
  const anchors = anchorsOfSections(view.sections);
  const options = {
    citation: (id: string) => {
      const mark = known.get(id);
      if (!mark) return '';
      return `<sup><a href="${escapeHtml(`${address}#${mark.target}`)}">${escapeHtml(mark.label)}</a></sup>`;
    },
    articleHref: (slug: string) => {
      const live = view.liveSlugs[slug];
      return live === undefined ? null : origin + articlePath(live);
    },
  };
  const sections = view.sections.map(({ id, heading, body }, at): SectionTold => {
    const anchor = anchors[at] ?? 'main';
    const level = levels.get(id) ?? 1;
    const cited = [...new Set(citationIds(body))].flatMap((one) => known.get(one)?.citation ?? []);
    return {
      ...{ key: id, heading, anchor, level, url: `${address}#${anchor}`, contentHash: hashes.get(id) ?? '' },
      text: plainText(body),
      html: bodyToHtml(body, { ...options, subheadingLevel: level + 1 }),
      citations: cited.map(labelled),
      coverage: coverageOf(body, view.judged),
    };
  });
  const facts = view.facts
    .filter(({ confirmed }) => confirmed)
    .map(({ key, value, citations }) => ({ key, value, citations }));
  const citations = [...known.values()].map(({ citation }) => labelled(citation));
  return { view, address, sections, facts, citations, counts: { ...counts, sources: entries.length } };
}

/** Each use of a citation with the words that it supports: in the order of the text, then those of facts. */
export function usesOf({ view, address, sections, facts, citations }: TextTold) {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  const use = (id: string, at: { statement: string; sectionKey: string | null; anchor: string }) => {
    const citation = known.get(id);
    return citation ? [{ ...citation, ...at, url: `${address}#${at.anchor}` }] : [];
  };
  const inText = view.sections.flatMap(({ id: sectionKey, body }, at) => {
    const anchor = sections[at]?.anchor ?? 'main';
    const pairs = statementsOf(body).flatMap(({ text, citations: ids }) => ids.map((id) => ({ id, text })));
    const waiting = groupBy(pairs, ({ id }) => id);
    return citationIds(body).flatMap((id) =>
      use(id, { statement: waiting.get(id)?.shift()?.text ?? '', sectionKey, anchor }),
    );
  });
  const inFacts = facts.flatMap(({ key, value, citations: ids }) =>
    ids.flatMap((id) => use(id, { statement: `${key}: ${value}`, sectionKey: null, anchor: 'at-a-glance' })),
  );
  return [...inText, ...inFacts];
}

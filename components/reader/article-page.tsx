import type { ReactElement } from 'react';
import { Contents } from '@/components/reader/contents';
import { Document } from '@/components/reader/document';
import { FactsCard } from '@/components/reader/facts-card';
import { VersionLines } from '@/components/reader/history-page';
import { composeArticle, Prose } from '@/components/reader/prose';
import { SourceCards, SourceList } from '@/components/reader/source-list';
import { DatesLine, ImportedNotice, UnreviewedNotice, VersionBanner } from '@/components/reader/version-banner';
import {
  anchorsOfSections,
  articlePath,
  dayText,
  versionPath,
  type ArticleView,
  type Site,
} from '@/components/reader/view';
import { statementsOf } from '@/lib/domain/prose/statements';
import { plainText } from '@/lib/domain/prose/text';

/** How many statements of an article there are, and how many have a source. */
function countStatements(view: Pick<ArticleView, 'sections'>): { sourced: number; statements: number } {
  const all = view.sections.flatMap(({ body }) => statementsOf(body));
  return { statements: all.length, sourced: all.filter(({ citations }) => citations.length > 0).length };
}

/** An article in one version: live, at its permanent address, or old with a banner. */
export function ArticlePage({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { standing, slug, title, version } = view;
  const summary = view.sections[0] ? plainText(view.sections[0].body).replaceAll(/\s+/gu, ' ').slice(0, 300) : '';
  const address = versionPath(slug, version.number);
  return (
    <Document
      site={site}
      title={standing.is === 'old' ? `${title}, version ${version.number}` : title}
      description={summary}
      canonical={articlePath(slug)}
      noindex={standing.is === 'old'}
      skipTo="Skip to article"
      links={[
        { rel: 'cite-as', href: address },
        { rel: 'alternate', type: 'application/atom+xml', href: `${articlePath(slug)}/updates.atom`, title: 'Updates' },
      ]}
      metas={metasOf(view, site.origin + address)}
      data={dataOf(view, site, summary)}
    >
      <ArticleBody view={view} site={site} />
    </Document>
  );
}

/** Title, notices, text, facts, contents, sources, how to cite, updates: all that stands in main. Previews use it as well. */
function ArticleBody({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { title, version } = view;
  const composed = composeArticle(view);
  return (
    <>
      <VersionBanner view={view} />
      <article className="grid">
        <header className="head">
          <h1 dir="auto">{title}</h1>
          <DatesLine view={view} />
          {view.attribution && (
            <p className="meta" dir="auto">
              {view.attribution}
            </p>
          )}
          <UnreviewedNotice version={version} />
          <ImportedNotice imported={view.imported} {...countStatements(view)} />
        </header>
        <Prose className="lead" html={composed.first} />
        <FactsCard facts={view.facts} marks={composed.factMarks} />
        <ContentsOf view={view} levels={composed.sections.map(({ level }) => level)} />
        <div className="body">
          <Prose html={composed.rest} />
          <Sections view={view} composed={composed} />
          <Related related={view.related} />
          <h2 id="sources">Sources</h2>
          <SourceList entries={composed.entries} />
          <CiteBox view={view} site={site} />
          <h2 id="updates">Updates</h2>
          <VersionLines slug={view.slug} lines={view.recent} />
          <p className="meta">
            <a href={`${articlePath(view.slug)}/versions`}>All versions</a> ·{' '}
            <a href={`${articlePath(view.slug)}/updates.atom`}>Feed</a>
          </p>
        </div>
      </article>
      <SourceCards marks={composed.marks} />
    </>
  );
}

/** The sections below the lead with the anchors of their headings. */
function headed(view: ArticleView) {
  const sections = view.sections.filter(({ heading }) => heading !== '');
  const anchors = anchorsOfSections(sections);
  return sections.map((section, at) => ({ ...section, anchor: anchors[at] ?? '' }));
}

function ContentsOf({ view, levels }: { readonly view: ArticleView; readonly levels: readonly number[] }) {
  const sections = headed(view);
  const lines = sections.map(({ anchor, heading }, at) => ({ anchor, words: heading, level: levels[at] ?? 2 }));
  const related = view.related.length > 0 ? [{ anchor: 'see-also', words: 'See also', level: 2 }] : [];
  return (
    <Contents
      headings={sections.length}
      lines={[
        { anchor: 'main', words: 'Summary', level: 2 },
        ...lines,
        ...related,
        { anchor: 'sources', words: 'Sources', level: 2 },
        { anchor: 'cite', words: 'Cite this page', level: 2 },
        { anchor: 'updates', words: 'Updates', level: 2 },
      ]}
    />
  );
}

function Sections({
  view,
  composed,
}: {
  readonly view: ArticleView;
  readonly composed: ReturnType<typeof composeArticle>;
}) {
  const shown = new Map(composed.sections.map((section) => [section.id, section]));
  return headed(view).map(({ id, heading, anchor }): ReactElement => {
    const { level = 2, html = '' } = shown.get(id) ?? {};
    return (
      <section key={id} aria-labelledby={anchor}>
        <Heading level={level} anchor={anchor} words={heading} />
        <Prose html={html} />
      </section>
    );
  });
}

function Heading({
  level,
  anchor,
  words,
}: {
  readonly level: number;
  readonly anchor: string;
  readonly words: string;
}) {
  const Tag = (['h2', 'h3', 'h4', 'h5', 'h6'] as const)[level - 2] ?? 'h6';
  return (
    <Tag id={anchor} dir="auto">
      {words}{' '}
      <a className="anchor" href={`#${anchor}`} aria-label={`Link to section: ${words}`}>
        #
      </a>
    </Tag>
  );
}

function Related({ related }: { readonly related: ArticleView['related'] }) {
  if (related.length === 0) return null;
  return (
    <>
      <h2 id="see-also">See also</h2>
      <ul>
        {related.map(({ title, slug }) => (
          <li key={title}>
            {slug === null ? <bdi>{title}</bdi> : <a href={articlePath(slug)}>{title}</a>}
            {slug === null && <span className="meta"> (not yet written)</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function CiteBox({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { title, slug, version } = view;
  return (
    <>
      <h2 id="cite">Cite this page</h2>
      <p className="citebox">
        “<bdi>{title}</bdi>”. Stet, version {version.number}, {dayText(version.publishedAt)}.{' '}
        <span className="url">{site.origin + versionPath(slug, version.number)}</span>.
      </p>
      <p className="meta">This address always shows this version, whatever changes later.</p>
    </>
  );
}

/** Meta elements that reference managers and search engines read (sources-and-import.md B11). */
function metasOf({ title, version, updatedAt }: ArticleView, address: string) {
  const day = updatedAt.slice(0, 10);
  return [
    { name: 'z:itemType', content: 'encyclopediaArticle' },
    { name: 'z:encyclopediaTitle', content: 'Stet' },
    { name: 'z:url', content: address },
    { name: 'DC.title', content: title },
    { name: 'DC.date', content: day },
    { name: 'DC.language', content: 'en' },
    { name: 'citation_title', content: title },
    { name: 'citation_publication_date', content: day.replaceAll('-', '/') },
    ...version.contributors.slice(0, 1).map((name) => ({ name: 'citation_author', content: name })),
  ];
}

function dataOf(view: ArticleView, { origin }: Site, description: string): string {
  const { title, slug, version } = view;
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: title,
    description,
    inLanguage: 'en',
    datePublished: view.firstPublishedAt,
    dateModified: view.updatedAt,
    version: String(version.number),
    author: version.contributors.map((name) => ({ '@type': 'Person', name })),
    publisher: { '@type': 'Organization', name: 'Stet' },
    mainEntityOfPage: origin + articlePath(slug),
    url: origin + articlePath(slug),
    identifier: origin + versionPath(slug, version.number),
  });
}

import { PreviewBanner } from '@/components/reader/article/preview-banner';
import { CiteBox } from '@/components/reader/article/cite-box';
import { composeArticle, type ComposedArticle, originsAnchor } from '@/components/reader/article/compose';
import { Contents } from '@/components/reader/article/contents';
import { FactsCard } from '@/components/reader/article/facts-card';
import { dataOf, linksOf, metasOf } from '@/components/reader/article/head';
import { Prose } from '@/components/reader/article/prose';
import { Approvals } from '@/components/reader/article/approvals';
import { BesideApprovals } from '@/components/reader/article/beside-approvals';
import { Origins } from '@/components/reader/article/origins';
import { Heading, OldAnchors, Sections } from '@/components/reader/article/sections';
import { SourceCards, SourceList } from '@/components/reader/article/source-list';
import {
  DatesLine,
  ImportedNotice,
  SourcingNotice,
  UnreviewedNotice,
  VersionBanner,
} from '@/components/reader/article/version-banner';
import { Timeline } from '@/components/reader/charts/timeline';
import { Document } from '@/components/reader/document';
import { VersionLines } from '@/components/reader/history-page';
import { articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { languageOf } from '@/lib/domain/prose/language';
import { plainText } from '@/lib/domain/prose/text';

/** An article in one version: live, at its permanent address, or old with a banner. */
export function ArticlePage({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { standing, title, version, sourcing } = view;
  const isPreview = standing.is === 'preview';
  const summary = view.sections[0] ? plainText(view.sections[0].body).replaceAll(/\s+/gu, ' ').slice(0, 300) : '';
  return (
    <Document
      site={site}
      title={isPreview ? `Preview: ${title}` : standing.is === 'old' ? `${title}, version ${version.number}` : title}
      description={summary}
      noindex={standing.is === 'old' || isPreview || sourcing}
      sheet="article"
      skipTo="Skip to article"
      language={languageOf(title + summary)}
      {...(isPreview ? {} : headOf(view, site, summary))}
    >
      <ArticleBody view={view} site={site} />
    </Document>
  );
}

/** What programs read of a version, by its address. */
const headOf = (view: ArticleView, site: Site, summary: string) => ({
  canonical: articlePath(view.slug),
  links: linksOf(view),
  metas: metasOf(view, site, summary),
  data: dataOf(view, site, summary),
});

/** Title, notices, text, facts, contents, timeline, sources, how to cite, updates: all that stands in main. */
function ArticleBody({ view, site }: { readonly view: ArticleView; readonly site: Site }) {
  const { title, version, standing } = view;
  const isPreview = standing.is === 'preview';
  const composed = composeArticle(view);
  return (
    <>
      {isPreview ? <PreviewBanner standing={standing} version={version} /> : <VersionBanner view={view} />}
      <article className="grid">
        <header className="head">
          <h1 dir="auto">{title}</h1>
          <DatesLine view={view} />
          {!isPreview && <p className="print meta">{site.origin + versionPath(view.slug, version.number)}</p>}
          {view.attribution && (
            <p className="meta" dir="auto">
              {view.attribution}
            </p>
          )}
          <UnreviewedNotice version={version} />
          {view.beside && <Approvals version={view.version} />}
          {view.beside && <BesideApprovals beside={view.beside} />}
          {view.sourcing ? (
            <SourcingNotice view={view} counts={composed.counts} />
          ) : (
            <ImportedNotice view={view} counts={composed.counts} />
          )}
        </header>
        <OldAnchors anchors={composed.before} />
        <Prose className="lead" html={composed.first} />
        <FactsCard facts={view.facts} marks={composed.factMarks} counts={composed.counts} />
        <ContentsOf view={view} composed={composed} />
        <div className="body">
          <Prose html={composed.rest} />
          <Sections sections={composed.sections} />
          <Dates composed={composed} />
          <Related related={view.related} />
          <Heading level={2} anchor="sources" words="Sources" />
          <SourceList entries={composed.entries} />
          {view.origins && <Origins slug={view.slug} origins={view.origins} marks={composed.marks} />}
          {isPreview ? <CiteLater /> : <CiteBox view={view} site={site} />}
          <Updates view={view} />
        </div>
      </article>
      <SourceCards marks={composed.marks} />
    </>
  );
}

function ContentsOf({ view, composed }: { readonly view: ArticleView; readonly composed: ComposedArticle }) {
  const { sections, timeline } = composed;
  const own = (anchor: string, words: string) => ({ anchor, words, level: 2 });
  return (
    <Contents
      headings={sections.length}
      lines={[
        own('main', 'Summary'),
        ...sections.map(({ anchor, heading, level }) => ({ anchor, words: heading, level })),
        ...(timeline.length > 0 ? [own('timeline', 'Timeline')] : []),
        ...(view.related.length > 0 ? [own('see-also', 'See also')] : []),
        own('sources', 'Sources'),
        ...(view.origins ? [own(originsAnchor, 'Who wrote this')] : []),
        own('cite', 'Cite this page'),
        own('updates', 'Updates'),
      ]}
    />
  );
}

/** The dated statements, each leading to its sentence. */
function Dates({ composed: { timeline } }: { readonly composed: ComposedArticle }) {
  if (timeline.length === 0) return null;
  return (
    <>
      <Heading level={2} anchor="timeline" words="Timeline" />
      <Timeline items={timeline.map((entry) => ({ ...entry, href: `#${entry.anchor}` }))} confirmed={false} />
    </>
  );
}

function Related({ related }: { readonly related: ArticleView['related'] }) {
  if (related.length === 0) return null;
  return (
    <>
      <Heading level={2} anchor="see-also" words="See also" />
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

function CiteLater() {
  return (
    <>
      <Heading level={2} anchor="cite" words="Cite this page" />
      <p className="meta">A version gets its permanent address, and the ways to cite it, when it is published.</p>
    </>
  );
}

function Updates({ view }: { readonly view: ArticleView }) {
  const path = articlePath(view.slug);
  return (
    <>
      <Heading level={2} anchor="updates" words="Updates" />
      <VersionLines slug={view.slug} lines={view.recent} />
      {view.standing.is !== 'preview' && <UpdateLinks view={view} path={path} />}
    </>
  );
}

function UpdateLinks({ view, path }: { readonly view: ArticleView; readonly path: string }) {
  return (
    <p className="meta">
      <a href={`${path}/versions`}>All versions</a> · <a href={`${path}/updates.atom`}>Feed</a> ·{' '}
      <a href={`/desk/articles/by-address/${encodeURIComponent(view.slug)}`}>Edit this article</a> ·{' '}
      <a href={`${path}/report${view.standing.is === 'live' ? '' : `?version=${view.version.number}`}`}>
        Report an error on this page
      </a>
    </p>
  );
}

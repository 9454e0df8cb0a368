import { articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { countriesOf } from '@/lib/domain/article-countries';
import type { CslItem } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { isoDateOf } from '@/lib/domain/citation/dates';

const citationLimit = 500;

/** Links of an article's head: its permanent address, its other formats, its feed. */
export function linksOf({ slug, version }: ArticleView) {
  const permanent = versionPath(slug, version.number);
  const alternate = (type: string, suffix: string) => ({ rel: 'alternate', type, href: permanent + suffix });
  return [
    { rel: 'cite-as', href: permanent },
    alternate('application/x-bibtex', '.bib'),
    alternate('application/x-research-info-systems', '.ris'),
    alternate('application/vnd.citationstyles.csl+json', '.csl.json'),
    alternate('text/markdown', '.md'),
    alternate('application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'),
    alternate('application/epub+zip', '.epub'),
    alternate('application/json', '.json'),
    { rel: 'alternate', type: 'application/atom+xml', href: `${articlePath(slug)}/updates.atom`, title: 'Updates' },
  ];
}

/** Meta elements that reference managers, search engines and previews read (sources-and-import.md B11). */
export function metasOf(view: ArticleView, site: Site, description: string) {
  const { title, version, updatedAt, slug } = view;
  const day = updatedAt.slice(0, 10);
  const address = site.origin + versionPath(slug, version.number);
  const named = (name: string, content: string) => (content === '' ? [] : [{ name, content }]);
  const property = (name: string, content: string) => [{ property: name, content }];
  return [
    ...named('z:itemType', 'encyclopediaArticle'),
    ...named('z:encyclopediaTitle', site.name),
    ...named('z:url', address),
    ...named('DC.title', title),
    ...named('DC.date', day),
    ...named('DC.language', 'en'),
    ...named('DC.publisher', site.publisher),
    ...named('DC.rights', site.licenceName),
    ...named('citation_title', title),
    ...named('citation_publication_date', day.replaceAll('-', '/')),
    ...named('citation_author', version.contributors[0] ?? ''),
    ...property('og:type', 'article'),
    ...property('og:title', title),
    ...property('og:description', description),
    ...property('og:url', site.origin + articlePath(slug)),
    ...property('og:site_name', site.name),
    ...property('article:published_time', view.firstPublishedAt),
    ...property('article:modified_time', updatedAt),
  ];
}

const workTypes: Readonly<Record<string, string>> = {
  book: 'Book',
  chapter: 'Chapter',
  report: 'Report',
  webpage: 'WebPage',
  'article-journal': 'ScholarlyArticle',
  'article-newspaper': 'NewsArticle',
  'article-magazine': 'Article',
  thesis: 'Thesis',
  dataset: 'Dataset',
  map: 'Map',
  legislation: 'Legislation',
};

/** What schema.org knows of a cited work; no datum, no property. */
function workOf(csl: CslItem): object {
  const authors = csl.author ?? [];
  const issued = isoDateOf(csl.issued);
  return {
    '@type': workTypes[csl.type] ?? 'CreativeWork',
    ...(csl.title !== undefined && { name: csl.title }),
    ...(authors.length > 0 && {
      author: authors.map((name) => ({
        '@type': name.literal === undefined ? 'Person' : 'Organization',
        name: naturalName(name),
      })),
    }),
    ...(issued !== null && { datePublished: issued }),
    ...(csl.URL !== undefined && { url: csl.URL }),
  };
}

/** One block of JSON-LD for an article (sources-and-import.md B11). */
export function dataOf(view: ArticleView, site: Site, description: string): string {
  const { title, slug, version, facts, citations, attribution } = view;
  const { origin } = site;
  const works = [...new Map(citations.map(({ sourceId, csl }) => [sourceId, csl])).values()];
  const about = countriesOf(facts).map(({ name }) => ({ '@type': 'Country', name }));
  const permanent = origin + versionPath(slug, version.number);
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
    publisher: { '@type': 'Organization', name: site.publisher || site.name },
    ...(site.licenceUrl !== '' && { license: site.licenceUrl }),
    ...(about.length > 0 && { about }),
    isPartOf: { '@type': 'WebSite', name: site.name, url: origin },
    mainEntityOfPage: origin + articlePath(slug),
    url: origin + articlePath(slug),
    identifier: permanent,
    archivedAt: permanent,
    ...(attribution !== '' && { isBasedOn: { '@type': 'CreativeWork', name: attribution } }),
    ...(works.length > 0 && { citation: works.slice(0, citationLimit).map(workOf) }),
  });
}

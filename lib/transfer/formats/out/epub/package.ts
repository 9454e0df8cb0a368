import type { Language } from '@/lib/domain/prose/language';
import type { ArticleOut } from '@/lib/transfer/formats/out/version-out';
import { escapeXml } from '@/lib/transfer/formats/out/packed/xml';

/** What the files around the text say of it. */
export type Book = {
  readonly article: ArticleOut;
  readonly language: Language;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Headings of the text in order, with their anchors and levels from 2. */
  readonly headings: readonly { readonly level: number; readonly heading: string; readonly anchor: string }[];
};

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** `META-INF/container.xml`: where the package is. */
export const containerXml =
  `${head}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
  '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n';

const meta = (property: string, value: string) => `<meta property="${property}">${escapeXml(value)}</meta>`;
const named = (name: string, value: string) => (value === '' ? '' : `<dc:${name}>${escapeXml(value)}</dc:${name}>`);

/** What reading systems tell people before they open it. */
const access = [
  meta('schema:accessMode', 'textual'),
  meta('schema:accessModeSufficient', 'textual'),
  meta('schema:accessibilityFeature', 'structuralNavigation'),
  meta('schema:accessibilityFeature', 'tableOfContents'),
  meta('schema:accessibilityHazard', 'none'),
  meta(
    'schema:accessibilitySummary',
    'Text with headings, links, lists and tables. It has no pictures, sound or motion.',
  ),
].join('\n');

/** `EPUB/content.opf`: what the book is, and its files. */
export function packageXml({ article, language: { lang, dir }, at }: Book): string {
  const { title, address, contributors, licence } = article;
  const time = `${at.slice(0, 19)}Z`;
  const files = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>',
    '<item id="style" href="style.css" media-type="text/css"/>',
  ];
  return `${head}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="address" xml:lang="${lang}" dir="${dir}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="address">${escapeXml(address)}</dc:identifier>
${named('title', title.trim() || address)}
${named('language', lang)}
${contributors.map((name) => named('creator', name)).join('')}
${named('date', time)}
${named('rights', licence)}
${meta('dcterms:modified', time)}
${access}
</metadata>
<manifest>
${files.join('\n')}
</manifest>
<spine page-progression-direction="${dir}"><itemref idref="text"/></spine>
</package>
`;
}

/** A page of the book. */
export const pageXml = (title: string, { lang, dir }: Language, body: string): string =>
  `${head}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${lang}" xml:lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"/><title>${escapeXml(title.trim() || 'Untitled')}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`;

/** `EPUB/nav.xhtml`: the table of contents, as deep as the headings. */
export function navXml({ article, language, headings }: Book): string {
  const top = `<li><a href="text.xhtml">${escapeXml(article.title.trim() || 'Text')}</a></li>`;
  const list = `<ol>${top}${itemsHtml(headings, 2)}</ol>`;
  return pageXml(
    article.title,
    language,
    `<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">Contents</h1>\n${list}\n</nav>`,
  );
}

/** Headings as items; those of deeper levels stand in a list inside the one before them. */
function itemsHtml(headings: Book['headings'], level: number): string {
  const starts = headings.flatMap((one, at) => (at === 0 || one.level <= level ? [at] : []));
  return starts
    .map((start, at) => {
      const [first, ...below] = headings.slice(start, starts[at + 1]);
      if (!first) return '';
      const inner = below.length === 0 ? '' : `<ol>${itemsHtml(below, level + 1)}</ol>`;
      return `<li><a href="text.xhtml#${first.anchor}">${escapeXml(first.heading)}</a>${inner}</li>`;
    })
    .join('\n');
}

/** `EPUB/style.css`: only what reading systems do not do by themselves. */
export const styleText = `h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: start; }
header p { margin: 0; }
header { margin-bottom: 1.5em; }
.notice { border-inline-start: 0.25em solid #7a1f2b; padding-inline-start: 0.75em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #b8b2a7; padding: 0.25em 0.5em; text-align: start; vertical-align: top; }
blockquote footer { font-style: normal; }
blockquote footer::before { content: "\\2014\\00a0"; }
sup { line-height: 0; }
aside { margin: 0.75em 0; }
aside p { margin: 0; }
aside p:first-child { float: inline-start; margin-inline-end: 0.5em; }
`;

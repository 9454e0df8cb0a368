import { bodyToHtml, type HtmlOptions } from '@/lib/domain/prose/html';
import { languageOf } from '@/lib/domain/prose/language';
import { plainText } from '@/lib/domain/prose/text';
import type { Block, Inline } from '@/lib/domain/prose/body';
import {
  containerXml,
  navXml,
  packageXml,
  pageXml,
  styleText,
  type Book,
} from '@/lib/transfer/formats/out/epub/package';
import { inlineLink, inlineText, noteInlines } from '@/lib/transfer/formats/out/note';
import { originOf } from '@/lib/transfer/formats/out/origin';
import { partsOf, sourcesHeading, type PartOut } from '@/lib/transfer/formats/out/parts';
import { composeOut, type ArticleOut, type Note } from '@/lib/transfer/formats/out/version-out';
import { cleanXml, escapeXml } from '@/lib/transfer/formats/out/packed/xml';
import { zipOf } from '@/lib/transfer/formats/out/packed/zip';

/** The media type of the file. */
export const epubType = 'application/epub+zip';

/**
 * A version or a revision as an EPUB 3 (sources-and-import.md B12): one page of well-formed XHTML with a table of contents;
 * a note for each place in a source, which its marks open. Nothing in it is remote or runs. Promises: no word of the article
 * is lost but signs that XML cannot carry; the same text gives the same bytes.
 */
export function writeEpub(article: ArticleOut): Uint8Array {
  const composed = composeOut(article);
  const language = languageOf(article.title + (composed.lead ? plainText(composed.lead) : ''));
  const parts = partsOf(article, composed);
  const options = { articleHref: article.articleHref, citation: markOf(composed.notes.of) };
  const notes = composed.notes.all;
  const headings = [
    ...parts.filter(({ heading }) => heading.trim() !== ''),
    ...(notes.length === 0 ? [] : [{ ...sourcesHeading, level: 2 }]),
  ];
  const text = [headHtml(article), ...parts.map((part) => partHtml(part, options)), notesHtml(notes)].join('\n');
  const book: Book = { article, language, at: originOf(article).at, headings };
  return zipOf([
    { path: 'mimetype', text: 'application/epub+zip', stored: true },
    { path: 'META-INF/container.xml', text: containerXml },
    { path: 'EPUB/content.opf', text: packageXml(book) },
    { path: 'EPUB/nav.xhtml', text: navXml(book) },
    { path: 'EPUB/text.xhtml', text: pageXml(article.title, language, text) },
    { path: 'EPUB/style.css', text: styleText },
  ]);
}

type Options = Pick<HtmlOptions, 'articleHref' | 'citation'>;
const nowhere: Options = { articleHref: () => null, citation: () => '' };

/** Blocks as XHTML: every sign of the text is escaped, so that the only `<br>` is the one that is written for a line break. */
const blocksHtml = (content: readonly Block[], subheadingLevel: number, options: Options = nowhere): string =>
  cleanXml(bodyToHtml({ type: 'doc', content }, { ...options, subheadingLevel })).replaceAll('<br>', '<br/>');

const lineHtml = (content: readonly Inline[]) => blocksHtml([{ type: 'paragraph', attrs: { id: '' }, content }], 2);

/** The mark of a use: a link to its note. */
const markOf = (noteOf: (id: string) => Note | null): Options['citation'] => {
  const used = new Map<number, number>();
  return (id) => {
    const note = noteOf(id);
    if (!note) return '';
    const use = (used.get(note.number) ?? 0) + 1;
    used.set(note.number, use);
    const words = `${note.disputes ? '≠ ' : ''}${note.number}`;
    return `<sup><a epub:type="noteref" role="doc-noteref" id="use-${note.number}-${use}" href="#note-${note.number}">${words}</a></sup>`;
  };
};

/** Title, where the text is from, and what a reader has to know first. */
function headHtml(article: ArticleOut): string {
  const { title, address, licence, attribution } = article;
  const { status, people, notice } = originOf(article);
  const lines = [status, ...people, ...(licence === '' ? [] : [`Licence: ${licence}`])];
  return [
    `<header>\n<h1 dir="auto">${escapeXml(title)}</h1>`,
    ...lines.map((line) => lineHtml(inlineText(line))),
    lineHtml(inlineLink(address, address)),
    '</header>',
    ...(notice === '' ? [] : [`<p class="notice" dir="auto"><strong>${escapeXml(notice)}</strong></p>`]),
    ...(attribution === '' ? [] : [lineHtml(inlineText(attribution))]),
  ].join('\n');
}

function partHtml({ level, heading, anchor, blocks, subheadingLevel }: PartOut, options: Options): string {
  const text = blocksHtml(blocks, subheadingLevel, options);
  if (heading.trim() === '') return text;
  return `<section aria-labelledby="${anchor}">\n<h${level} id="${anchor}" dir="auto">${escapeXml(heading)}</h${level}>\n${text}\n</section>`;
}

/** The notes under their heading; reading systems open them at their mark. */
function notesHtml(notes: readonly Note[]): string {
  if (notes.length === 0) return '';
  const { heading, anchor } = sourcesHeading;
  const asides = notes.map(
    (note) =>
      `<aside epub:type="footnote" role="doc-footnote" id="note-${note.number}">` +
      `<p><a role="doc-backlink" href="#use-${note.number}-1">${note.number}</a></p>${lineHtml(noteInlines(note, 'screen'))}</aside>`,
  );
  return `<section aria-labelledby="${anchor}">\n<h2 id="${anchor}">${heading}</h2>\n${asides.join('\n')}\n</section>`;
}

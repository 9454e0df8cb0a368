import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { languageOf } from '@/lib/domain/prose/language';
import { plainText } from '@/lib/domain/prose/text';
import { blocksXml, paragraphXml } from '@/lib/transfer/formats/out/docx/blocks';
import { newFootnotes } from '@/lib/transfer/formats/out/docx/footnotes';
import { newLinks } from '@/lib/transfer/formats/out/docx/links';
import { newNumbering } from '@/lib/transfer/formats/out/docx/numbering';
import { contentTypesXml, coreXml, packageRelationsXml, settingsXml } from '@/lib/transfer/formats/out/docx/package';
import type { RunContext } from '@/lib/transfer/formats/out/docx/runs';
import { stylesXml, wordSpaces } from '@/lib/transfer/formats/out/docx/styles';
import { inlineLink, inlineText, referenceInlines } from '@/lib/transfer/formats/out/note';
import { originOf } from '@/lib/transfer/formats/out/origin';
import { partsOf, sourcesHeading } from '@/lib/transfer/formats/out/parts';
import { composeOut, type ArticleOut, type ComposedOut } from '@/lib/transfer/formats/out/version-out';
import { xmlHead } from '@/lib/transfer/formats/out/packed/xml';
import { zipOf } from '@/lib/transfer/formats/out/packed/zip';

/** The media type of the file. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Languages as Word names them. */
const languages: Readonly<Record<string, string>> = { en: 'en-GB', ar: 'ar-SA', fa: 'fa-IR', he: 'he-IL' };

const fixed = [
  ['styles', 'styles.xml'],
  ['numbering', 'numbering.xml'],
  ['footnotes', 'footnotes.xml'],
  ['settings', 'settings.xml'],
] as const;

/**
 * A version or a revision as an Office Open XML document (ECMA-376, transitional; sources-and-import.md B9): headings, lists,
 * tables and links are Word's own, each citation is a footnote in house style, facts are a table, and the sources stand at the
 * end. Promises: no word of the article is lost but signs that XML cannot carry; the same text gives the same bytes.
 */
export function writeDocx(article: ArticleOut): Uint8Array {
  const composed = composeOut(article);
  const footnotes = newFootnotes(article);
  const numbering = newNumbering();
  const links = newLinks(fixed);
  const context = { linkId: links.idOf, articleHref: article.articleHref, footnote: footnotes.mark };
  const head = headXml(article, context);
  const parts = partsOf(article, composed).map(({ level, heading, blocks, subheadingLevel }) => {
    const title =
      heading.trim() === '' ? '' : paragraphXml(inlineText(heading), context, { style: headingStyle(level) });
    const subheading = headingStyle(subheadingLevel);
    return title + blocksXml(blocks, { ...context, listId: numbering.listId, subheading });
  });
  const { lang, dir } = languageOf(article.title + (composed.lead ? plainText(composed.lead) : ''));
  const language = languages[lang] ?? 'en-GB';
  const body = [head, ...parts, sourcesXml(composed, context), pageXml(dir)].join('');
  return zipOf([
    { path: '[Content_Types].xml', text: contentTypesXml },
    { path: '_rels/.rels', text: packageRelationsXml },
    { path: 'docProps/core.xml', text: coreXml(article, language) },
    { path: 'word/document.xml', text: `${xmlHead}<w:document ${wordSpaces}><w:body>${body}</w:body></w:document>` },
    { path: 'word/_rels/document.xml.rels', text: links.xml() },
    { path: 'word/styles.xml', text: stylesXml(language) },
    { path: 'word/numbering.xml', text: numbering.xml() },
    { path: 'word/footnotes.xml', text: footnotes.xml() },
    { path: 'word/_rels/footnotes.xml.rels', text: footnotes.links.xml() },
    { path: 'word/settings.xml', text: settingsXml },
  ]);
}

/** The article's title is Word's title, so that a section of level 2 is a heading of level 1. */
const headingStyle = (level: number) => `Heading${level - 1}`;

/** Title, where the text is from, and what a reader has to know first. */
function headXml(article: ArticleOut, context: RunContext): string {
  const { title, address, licence, attribution } = article;
  const { status, people, notice } = originOf(article);
  const styled = (words: string, style: string) =>
    words === '' ? '' : paragraphXml(inlineText(words), context, { style });
  const lines = [status, ...people, ...(licence === '' ? [] : [`Licence: ${licence}`])];
  const last = { style: 'Subtitle', after: '<w:spacing w:after="280"/>' };
  return [
    styled(title, 'Title'),
    ...lines.map((line) => styled(line, 'Subtitle')),
    paragraphXml(inlineLink(address, address), context, last),
    styled(notice, 'Notice'),
    attribution === '' ? '' : paragraphXml(inlineText(attribution), context),
  ].join('');
}

/** Each source once, in the order of its first use. */
function sourcesXml({ notes }: ComposedOut, context: RunContext): string {
  const sources = new Map<string, FrozenCitation>();
  for (const { citation } of notes.all) {
    if (!sources.has(citation.sourceId)) sources.set(citation.sourceId, citation);
  }
  if (sources.size === 0) return '';
  const heading = paragraphXml(inlineText(sourcesHeading.heading), context, { style: headingStyle(2) });
  const entries = [...sources.values()].map(({ csl }) =>
    paragraphXml(referenceInlines(csl, '', 'paper'), context, { style: 'Bibliography' }),
  );
  return heading + entries.join('');
}

/** A sheet of A4 with margins of an inch; Word wants a paragraph before it, which a table does not give. */
const pageXml = (dir: 'ltr' | 'rtl') =>
  `<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>${dir === 'rtl' ? '<w:bidi/>' : ''}</w:sectPr>`;

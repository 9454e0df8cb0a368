import { relationXml, relationsXml } from '@/lib/transfer/formats/out/docx/links';
import { wordSpaces } from '@/lib/transfer/formats/out/docx/styles';
import { originOf } from '@/lib/transfer/formats/out/origin';
import type { ArticleOut } from '@/lib/transfer/formats/out/version-out';
import { escapeXml, xmlHead } from '@/lib/transfer/formats/out/packed/xml';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const overrides = [
  ['/word/document.xml', `${wordType}.document.main+xml`],
  ['/word/styles.xml', `${wordType}.styles+xml`],
  ['/word/numbering.xml', `${wordType}.numbering+xml`],
  ['/word/footnotes.xml', `${wordType}.footnotes+xml`],
  ['/word/settings.xml', `${wordType}.settings+xml`],
  ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
] as const;

/** `[Content_Types].xml`: what each part is. */
export const contentTypesXml =
  `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`;

/** `_rels/.rels`: where the document and its properties are. */
export const packageRelationsXml = relationsXml(
  relationXml('part1', 'officeDocument', 'word/document.xml') +
    relationXml(
      'part2',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
      'docProps/core.xml',
    ),
);

/** `word/settings.xml`: that footnotes have separators, and that no older Word is imitated. */
export const settingsXml =
  `${xmlHead}<w:settings ${wordSpaces}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

/** `docProps/core.xml`: title, people, days, language, and the address to cite. */
export function coreXml(article: ArticleOut, language: string): string {
  const { title, contributors, address, number } = article;
  const time = `${originOf(article).at.slice(0, 19)}Z`;
  const dated = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${time}</dcterms:${name}>`;
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(contributors.join('; '))}</dc:creator>` +
    `<dc:identifier>${escapeXml(address)}</dc:identifier><dc:language>${language}</dc:language>` +
    `<cp:revision>${number}</cp:revision>${dated('created')}${dated('modified')}</cp:coreProperties>`
  );
}

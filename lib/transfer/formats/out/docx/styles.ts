import { xmlHead } from '@/lib/transfer/formats/out/packed/xml';

/** Namespaces of the parts of a document. */
export const wordSpaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

type Style = {
  readonly id: string;
  readonly name: string;
  readonly based?: string;
  readonly next?: string;
  readonly paragraph?: string;
  readonly run?: string;
};

/** Half-points of the six headings, the section's first. */
const headingSizes = [32, 28, 25, 23, 22, 22];
const grey = '<w:color w:val="5F5A52"/>';
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const bold = '<w:b/><w:bCs/>';

const headings = headingSizes.map((points, at): Style => {
  const level = at + 1;
  return {
    ...{ id: `Heading${level}`, name: `heading ${level}`, based: 'Normal', next: 'Normal' },
    paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${level === 1 ? 360 : 240}" w:after="100"/><w:outlineLvl w:val="${at}"/>`,
    run: bold + size(points),
  };
});

const paragraphStyles: readonly Style[] = [
  {
    ...{ id: 'Title', name: 'Title', based: 'Normal', next: 'Subtitle' },
    paragraph: '<w:keepNext/><w:spacing w:before="0" w:after="80" w:line="240" w:lineRule="auto"/>',
    run: bold + size(44),
  },
  {
    ...{ id: 'Subtitle', name: 'Subtitle', based: 'Normal', next: 'Normal' },
    paragraph: '<w:spacing w:after="40"/>',
    run: grey + size(20),
  },
  {
    ...{ id: 'Notice', name: 'Notice', based: 'Normal', next: 'Normal' },
    paragraph:
      '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="7A1F2B"/></w:pBdr><w:spacing w:before="160" w:after="160"/><w:ind w:left="227"/>',
    run: bold,
  },
  ...headings,
  {
    ...{ id: 'Quote', name: 'Quote', based: 'Normal' },
    paragraph: '<w:ind w:left="567" w:right="567"/>',
    run: '<w:i/><w:iCs/>',
  },
  {
    ...{ id: 'ListParagraph', name: 'List Paragraph', based: 'Normal' },
    paragraph: '<w:ind w:left="567"/><w:contextualSpacing/>',
  },
  {
    ...{ id: 'Bibliography', name: 'Bibliography', based: 'Normal' },
    paragraph: '<w:spacing w:after="100"/><w:ind w:left="567" w:hanging="567"/>',
  },
  { id: 'TableText', name: 'Table Text', based: 'Normal', paragraph: '<w:spacing w:before="40" w:after="40"/>' },
  { id: 'TableHeading', name: 'Table Heading', based: 'TableText', run: bold },
  {
    ...{ id: 'FootnoteText', name: 'footnote text', based: 'Normal' },
    paragraph: '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
    run: size(18),
  },
];

/** Styles that are not Word's own. */
const own = new Set(['Notice', 'TableText', 'TableHeading']);

const properties = (tag: 'pPr' | 'rPr', inner: string | undefined) => (inner ? `<w:${tag}>${inner}</w:${tag}>` : '');

const paragraphStyle = ({ id, name, based, next, paragraph, run }: Style): string =>
  `<w:style w:type="paragraph"${own.has(id) ? ' w:customStyle="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>` +
  (based === undefined ? '' : `<w:basedOn w:val="${based}"/>`) +
  (next === undefined ? '' : `<w:next w:val="${next}"/>`) +
  `<w:qFormat/>${properties('pPr', paragraph)}${properties('rPr', run)}</w:style>`;

const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="B8B2A7"/>`;
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('');

const others =
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="7A1F2B"/><w:u w:val="single"/></w:rPr></w:style>' +
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr></w:style>` +
  '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>';

const fonts = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Times New Roman"/>';

/** `word/styles.xml`. `language` is that of words that name none of their own, such as `en-GB`. */
export const stylesXml = (language: string): string =>
  `${xmlHead}<w:styles ${wordSpaces}><w:docDefaults><w:rPrDefault><w:rPr>${fonts}${size(22)}<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
  '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  `${paragraphStyles.map(paragraphStyle).join('')}${others}</w:styles>`;

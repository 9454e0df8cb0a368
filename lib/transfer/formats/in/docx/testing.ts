import { zipSync, type Zippable } from 'fflate';

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A run of text. */
export const run = (text: string, marks = '') =>
  `<w:r>${marks === '' ? '' : `<w:rPr>${marks}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of a style. */
export const para = (content: string, style = '') =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${content}</w:p>`;
/** The mark of a footnote. */
export const noteMark = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;

/** What stands in a document besides its body. */
export type DocxParts = { readonly footnotes?: readonly string[]; readonly title?: string; readonly comments?: string };

/** A document of Word with this body, as small as Word reads it; for tests. */
export function aDocx(body: string, { footnotes = [], title, comments }: DocxParts = {}, more: Zippable = {}): Buffer {
  const styles = ['Title', 'Heading1', 'Heading2', 'Quote'].map(
    (id) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id.replace(/(\d)/u, ' $1')}"/></w:style>`,
  );
  const notes = footnotes.map((text, at) => `<w:footnote w:id="${at + 1}">${para(text)}</w:footnote>`).join('');
  const relation = (id: string, what: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${what}" Target="${what}.xml"/>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${head}<w:document ${names}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `${head}<w:styles ${names}>${styles.join('')}</w:styles>`,
    'word/footnotes.xml': `${head}<w:footnotes ${names}><w:footnote w:type="separator" w:id="-1"/><w:footnote w:type="continuationSeparator" w:id="0"/>${notes}</w:footnotes>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('r1', 'styles')}${relation('r2', 'footnotes')}</Relationships>`,
    ...(comments === undefined ? {} : { 'word/comments.xml': `${head}<w:comments ${names}>${comments}</w:comments>` }),
    ...(title === undefined
      ? {}
      : {
          'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>${title}</dc:title></cp:coreProperties>`,
        }),
  };
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  return Buffer.from(zipSync({ ...bytes, ...more }));
}

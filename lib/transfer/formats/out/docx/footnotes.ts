import { paragraphXml } from '@/lib/transfer/formats/out/docx/blocks';
import { newLinks, type Links } from '@/lib/transfer/formats/out/docx/links';
import { wordSpaces } from '@/lib/transfer/formats/out/docx/styles';
import { inlineText, noteInlines } from '@/lib/transfer/formats/out/note';
import { noteOf, type ArticleOut } from '@/lib/transfer/formats/out/version-out';
import { xmlHead } from '@/lib/transfer/formats/out/packed/xml';

/** The footnotes of a document, in the order of their marks. */
export type Footnotes = {
  /** The mark of a use of a citation: each use is a note of its own; empty for a citation that has no record. */
  readonly mark: (citationId: string) => string;
  /** `word/footnotes.xml`. */
  readonly xml: () => string;
  readonly links: Links;
};

const separator = (id: number, type: 'separator' | 'continuationSeparator') =>
  `<w:footnote w:type="${type}" w:id="${id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${type}/></w:r></w:p></w:footnote>`;
const separators = separator(-1, 'separator') + separator(0, 'continuationSeparator');
const ownMark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>';

/** The footnotes of a text: none yet. */
export function newFootnotes({ citations }: ArticleOut): Footnotes {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  const links = newLinks([]);
  const notes: string[] = [];
  const context = { linkId: links.idOf, articleHref: () => null, footnote: () => '' };
  return {
    mark: (id) => {
      const citation = known.get(id);
      if (!citation) return '';
      const number = notes.length + 1;
      const words = [...inlineText(' '), ...noteInlines(noteOf(citation, number), 'paper')];
      const paragraph = paragraphXml(words, context, { style: 'FootnoteText' });
      const text = paragraph.replace('</w:pPr>', `</w:pPr>${ownMark}`);
      notes.push(`<w:footnote w:id="${number}">${text}</w:footnote>`);
      return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${number}"/></w:r>`;
    },
    xml: () => `${xmlHead}<w:footnotes ${wordSpaces}>${separators}${notes.join('')}</w:footnotes>`,
    links,
  };
}

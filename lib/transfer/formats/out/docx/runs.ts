import { safeHref } from '@/lib/domain/prose/address';
import { baseOf, cutByDirection, type Base } from '@/lib/domain/prose/bidi';
import type { Inline, Mark, TextNode } from '@/lib/domain/prose/body';
import { languageOf } from '@/lib/domain/prose/language';
import { escapeXml } from '@/lib/transfer/formats/out/packed/xml';

/** What runs ask for. `linkId` is the relationship of an address, `footnote` the mark of a citation; empty for none. */
export type RunContext = {
  readonly linkId: (href: string) => string;
  readonly articleHref: (slug: string) => string | null;
  readonly footnote: (citationId: string) => string;
};

/** Languages as Word names them, for words that are written from right to left. */
const rtlLanguages: Readonly<Record<string, string>> = { ar: 'ar-SA', fa: 'fa-IR', he: 'he-IL' };

/** The direction of a paragraph: that of its first letter. */
export const directionOf = (nodes: readonly Inline[]): Base =>
  baseOf(nodes.map((node) => (node.type === 'text' ? node.text : ' ')).join(''));

/** A run of inline nodes as WordprocessingML. A link whose address may not stand in one is its words. */
export function runsXml(nodes: readonly Inline[], context: RunContext, base = directionOf(nodes)): string {
  return nodes
    .map((node, at) => {
      if (node.type === 'hardBreak') return '<w:r><w:br/></w:r>';
      if (node.type === 'text') return textXml(node, context, base);
      const mark = context.footnote(node.attrs.id);
      return mark !== '' && nodes[at - 1]?.type === 'citation' ? between + mark : mark;
    })
    .join('');
}

/** Keeps the numbers of neighbouring notes apart. */
const between = `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t xml:space="preserve">\u2009</w:t></w:r>`;

function textXml({ text, marks = [] }: TextNode, context: RunContext, base: Base): string {
  const href = hrefOf(marks, context);
  const runs = cutByDirection(text, base)
    .map((piece) =>
      wordsXml(piece.text, lookXml(marks, href !== null, piece.isolated !== (base === 'rtl'), piece.text)),
    )
    .join('');
  return href === null ? runs : `<w:hyperlink r:id="${context.linkId(href)}" w:history="1">${runs}</w:hyperlink>`;
}

function hrefOf(marks: readonly Mark[], { articleHref }: RunContext): string | null {
  for (const mark of marks) {
    const href =
      mark.type === 'link' ? mark.attrs.href : mark.type === 'articleLink' ? articleHref(mark.attrs.slug) : null;
    if (href !== null) return safeHref(href);
  }
  return null;
}

const looks = {
  bold: '<w:b/><w:bCs/>',
  italic: '<w:i/><w:iCs/>',
  subscript: '<w:vertAlign w:val="subscript"/>',
  superscript: '<w:vertAlign w:val="superscript"/>',
} as const;

/** Properties of a run in the order of the schema. */
function lookXml(marks: readonly Mark[], isLink: boolean, isRtl: boolean, words: string): string {
  const has = (type: keyof typeof looks) => (marks.some((mark) => mark.type === type) ? looks[type] : '');
  const language = isRtl ? rtlLanguages[languageOf(words).lang] : undefined;
  const look = [
    isLink ? '<w:rStyle w:val="Hyperlink"/>' : '',
    has('bold') + has('italic') + has('subscript') + has('superscript'),
    isRtl ? '<w:rtl/>' : '',
    language === undefined ? '' : `<w:lang w:bidi="${language}"/>`,
  ].join('');
  return look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
}

/** Words in one run; tabs and line ends are blanks. */
const wordsXml = (words: string, look: string): string =>
  `<w:r>${look}<w:t xml:space="preserve">${escapeXml(words.replaceAll(/[\t\n\r]/gu, ' '))}</w:t></w:r>`;

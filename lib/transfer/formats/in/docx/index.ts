import { convertToHtml, images } from 'mammoth';
import { plainWords } from '@/lib/domain/citation/read/cite-template-words';
import type { Reading } from '@/lib/transfer/formats/document';
import { checkParts, titleIn } from '@/lib/transfer/formats/in/docx/parts';
import { repack, unpackDocx } from '@/lib/transfer/formats/in/docx/unpack';
import { readHtmlText } from '@/lib/transfer/formats/in/html/index';
import type { Node } from '@/lib/transfer/formats/in/html/tree';
import { Intake } from '@/lib/transfer/formats/in/intake';

/** Styles of Word by name and, since names are translated, by id. */
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  'p.Title => h1.title:fresh',
  // What an export of ours says of itself, and the list of sources at its end.
  ...['Subtitle', 'Notice', 'Bibliography'].map((id) => `p.${id} => p.stet-origin:fresh`),
  ...[1, 2, 3, 4, 5, 6].map((level) => `p.Heading${level} => h${level}:fresh`),
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  'p.Quote => blockquote > p:fresh',
];

const numbered = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr']);

/** A document has no lines: places count its paragraphs and rows, from 1. */
function paragraphCounter(): (node: Node) => { line: number; column: number } {
  const seen = new Map<Node, number>();
  return (node) => {
    for (let at: unknown = node; at; at = (at as { parentNode?: unknown }).parentNode) {
      const element = at as Node;
      if (!numbered.has(element.nodeName)) continue;
      if (!seen.has(element)) seen.set(element, seen.size + 1);
      return { line: seen.get(element) ?? 1, column: 1 };
    }
    return { line: Math.max(seen.size, 1), column: 1 };
  };
}

const ourOwn = /<p class="stet-origin"><a href="[^"]*\/articles\/[^"]*\/versions\/\d+">/u;

/** An export of ours without the heading over its list of sources; in any other document such paragraphs are text. */
function withoutOrigin(html: string): string {
  if (!ourOwn.test(html)) return html.replaceAll(' class="stet-origin"', '');
  return html.replace(/<h\d>[^<]*<\/h\d>(?=<p class="stet-origin">(?:(?!<h\d>)[^])*$)/u, '');
}

/** The title of a document: the paragraph of that style, else its properties, else its only heading of level 1. */
function splitTitle(html: string, named: string | null): { html: string; title: string | null } {
  const found = /<h1 class="title">([^]*?)<\/h1>/u.exec(html);
  if (found) {
    return {
      html: html.slice(0, found.index) + html.slice(found.index + found[0].length),
      title: plainWords(found[1] ?? '') || named,
    };
  }
  return { html, title: html.split('<h1').length === 2 ? null : named };
}

/**
 * Reads a document of Word (sources-and-import.md B9) through mammoth and the reader of HTML. Never rejects. Lines in the
 * report are paragraphs. Comments are reported, tracked changes taken as accepted.
 */
export async function readDocx(bytes: Uint8Array, fileName: string, title: string | null = null): Promise<Reading> {
  const intake = new Intake(fileName, bytes);
  const parts = unpackDocx(bytes, intake);
  if (!parts || !checkParts(parts, intake)) return intake.reading(null);
  try {
    const { value } = await convertToHtml(
      { buffer: repack(parts) },
      { styleMap, convertImage: images.imgElement(async () => ({ src: '' })), ignoreEmptyParagraphs: true },
    );
    const split = splitTitle(withoutOrigin(value), titleIn(parts));
    return readHtmlText(split.html, intake, { where: paragraphCounter(), given: title ?? split.title });
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    intake.issues.error({ line: 1, column: 1 }, 'not-docx', `The document cannot be read: ${said}`);
    return intake.reading(null);
  }
}

import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Inline, Mark } from '@/lib/domain/prose/body';
import { textRun, withMark } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import {
  attributeOf,
  hasClass,
  innerText,
  placeOf,
  strippedTags,
  unseenTags,
  type Element,
  type Node,
} from '@/lib/transfer/formats/in/html/tree';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** Where blocks and headings of a page go: into the document, or into an item or cell. */
export type Sink = {
  readonly block: (block: Block, place: Place) => void;
  readonly heading: (level: number, content: readonly Inline[], place: Place) => void;
};

/** What leaves no text behind, and why. */
export function isStripped(element: Element): boolean {
  return (
    strippedTags.has(element.tagName) ||
    hasClass(
      element,
      'mw-editsection',
      'navbox',
      'noprint',
      'toc',
      'mw-jump-link',
      'mw-empty-elt',
      'catlinks',
      'stet-origin',
    ) ||
    attributeOf(element, 'hidden') !== '' ||
    element.attrs.some(({ name }) => name === 'hidden')
  );
}

/** Reports the words of an element that is left out. What nobody would have seen is left out in silence. */
export function reportStripped(element: Element, intake: Intake, place = placeOf(element)): void {
  if (unseenTags.has(element.tagName)) return;
  const words = innerText(element);
  if (words === '') return;
  intake.drop(
    place,
    words,
    'element-dropped',
    `What stands in <${element.tagName}> here is no text of an article. It was left out.`,
  );
}

/** Pictures are not taken over: their words are reported. */
export function reportPicture(element: Element, intake: Intake, place = placeOf(element)): void {
  const words = [attributeOf(element, 'alt'), attributeOf(element, 'title')].filter(Boolean).join(' ');
  const address = attributeOf(element, 'src').slice(0, 200);
  const name = address.startsWith('data:') ? 'inside the file' : address || 'without an address';
  intake.drop(place, words, 'image-dropped', `A picture (${name}) was left out: pictures are not taken over.`);
}

const plainMarks: Readonly<Record<string, Mark>> = {
  b: { type: 'bold' },
  strong: { type: 'bold' },
  i: { type: 'italic' },
  em: { type: 'italic' },
  cite: { type: 'italic' },
  dfn: { type: 'italic' },
  var: { type: 'italic' },
  sub: { type: 'subscript' },
  sup: { type: 'superscript' },
};

/** Google Docs wraps a whole paste in `<b style="font-weight:normal">`, which is not bold. */
const isUpright = (element: Element) =>
  /font-(?:weight|style)\s*:\s*(?:normal|400)/iu.test(attributeOf(element, 'style'));
const styleOf = (element: Element) => attributeOf(element, 'style').toLowerCase();

/** The marks inside an element. */
export function marksInside(element: Element, marks: readonly Mark[]): readonly Mark[] {
  const own = plainMarks[element.tagName];
  if (own) return isUpright(element) ? marks : withMark(marks, own);
  if (element.tagName !== 'span' && element.tagName !== 'font') return marks;
  const style = styleOf(element);
  const isBold = /font-weight\s*:\s*(?:bold|[6-9]00)/u.test(style);
  const isItalic = /font-style\s*:\s*italic/u.test(style);
  const raised = /vertical-align\s*:\s*(super|sub)/u.exec(style)?.[1];
  const bold = isBold ? withMark(marks, { type: 'bold' }) : marks;
  const italic = isItalic ? withMark(bold, { type: 'italic' }) : bold;
  return raised === undefined ? italic : withMark(italic, { type: raised === 'sub' ? 'subscript' : 'superscript' });
}

/** The mark of a link; null, and reported, where it leads to nothing that may be linked to. */
export function linkMark(element: Element, intake: Intake, place = placeOf(element)): Mark | null {
  const written = attributeOf(element, 'href').trim();
  if (written === '' || written.startsWith('#')) return null;
  const href = safeHref(written);
  if (href !== null) return { type: 'link', attrs: { href } };
  const message = `This address cannot be a link: ${written.slice(0, 80)}. Its words were kept.`;
  intake.issues.warn(place, 'link-not-read', message);
  return null;
}

/** Text of a node with its marks; in a cell of code its blanks count. */
export const textOf = (value: string, marks: readonly Mark[]): Inline[] =>
  textRun(value.replaceAll('\u0000', ''), marks);

/** Children that are elements of one of these tags. */
export const childElements = (
  element: { readonly childNodes: readonly Node[] },
  ...tags: readonly string[]
): Element[] =>
  element.childNodes.filter((child): child is Element => 'tagName' in child && tags.includes(child.tagName));

import {
  attributeOf,
  elementsOf,
  hasClass,
  isElement,
  type Element,
  type Node,
} from '@/lib/transfer/formats/in/html/tree';

/** The notes of a page: what each mark in the text leads to, and which elements stand at the foot. */
export type Footnotes = {
  /** The element that a link to a note leads to; null for any other link. */
  readonly noteOf: (link: Element) => Element | null;
  /** Whether an element is a note, or a list of nothing but notes: it does not stand in the text. */
  readonly isFoot: (element: Element) => boolean;
  /** Whether an element inside a note only leads back to the text. */
  readonly isBackLink: (element: Element) => boolean;
};

const arrow = /^(?:[\s↑↩^⤴]|\ufe0e)*$/u;
const signForm = /^\s*[[(]?\s*(?:\d{1,4}|[a-z]{1,3}|[ivxlc]{1,7}|note \w{1,4}|[*†‡§])\s*[\])]?\s*$/iu;

const targetId = (link: Element) => {
  const href = attributeOf(link, 'href');
  const hash = href.startsWith('#') ? href.slice(1) : (/^\.?\/?[^#?\s]*#(cite_note-[^\s]+)$/u.exec(href)?.[1] ?? '');
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
};

const textIn = (element: Element): string =>
  element.childNodes
    .map((child: Node) => (isElement(child) ? textIn(child) : 'value' in child ? child.value : ''))
    .join('');

function isRaised(link: Element): boolean {
  if (hasClass(link, 'MsoFootnoteReference') || hasRaisedChild(link)) return true;
  for (let parent: unknown = link.parentNode, up = 0; up < 3 && isParent(parent); up += 1) {
    if (parent.tagName === 'sup') return true;
    parent = parent.parentNode;
  }
  return false;
}
const hasRaisedChild = (link: Element) =>
  link.childNodes.some(
    (child) => isElement(child) && (child.tagName === 'sup' || hasClass(child, 'MsoFootnoteReference')),
  );
const isParent = (node: unknown): node is Element => typeof node === 'object' && node !== null && 'tagName' in node;

const isMark = (link: Element): boolean =>
  attributeOf(link, 'role') === 'doc-noteref' ||
  hasClass(link, 'footnote-ref', 'footnote-reference', 'noteref') ||
  (signForm.test(textIn(link)) && isRaised(link));

/** The element that holds the whole of a note: an id often stands on an anchor inside it (Word), or on the item. */
function holderOf(target: Element): Element {
  for (let parent: unknown = target, up = 0; up < 3 && isParent(parent); up += 1) {
    if (['li', 'p', 'div', 'aside', 'dd', 'section'].includes(parent.tagName)) return parent;
    parent = parent.parentNode;
  }
  return target;
}

/** The elements of a page by their ids, all links to places of it, and the order of elements. */
function survey(root: { readonly childNodes: readonly Node[] }) {
  const byId = new Map<string, Element>();
  const order = new Map<Element, number>();
  const links: Element[] = [];
  for (const element of elementsOf(root)) {
    order.set(element, order.size);
    const ids = [attributeOf(element, 'id'), element.tagName === 'a' ? attributeOf(element, 'name') : ''];
    for (const id of ids) if (id !== '' && !byId.has(id)) byId.set(id, element);
    if (element.tagName === 'a' && attributeOf(element, 'href') !== '') links.push(element);
  }
  return { byId, order, links };
}

const isBackSign = (element: Element) =>
  hasClass(element, 'mw-cite-backlink', 'footnote-back', 'footnote-backref') ||
  attributeOf(element, 'role') === 'doc-backlink' ||
  (element.tagName === 'a' && attributeOf(element, 'href').startsWith('#') && arrow.test(textIn(element)));

/** Finds the notes of a page by what its marks lead to: a note stands behind its mark, and what leads back stands in the note. */
export function findFootnotes(root: { readonly childNodes: readonly Node[] }): Footnotes {
  const { byId, order, links } = survey(root);
  const placeOf = (element: Element) => order.get(element) ?? 0;
  const marks = new Map<Element, Element>();
  const backLinks = new Set<Element>();
  for (const link of links) {
    const target = byId.get(targetId(link));
    if (!target || !isMark(link)) continue;
    const holder = holderOf(target);
    if (placeOf(target) < placeOf(link)) backLinks.add(link);
    else if (!isInside(link, holder)) marks.set(link, holder);
  }
  const feet = new Set(marks.values());
  const isFoot = (element: Element): boolean => {
    if (feet.has(element)) return true;
    const items = element.tagName === 'ol' || element.tagName === 'ul' ? element.childNodes.filter(isElement) : [];
    return items.length > 0 && items.every((item) => feet.has(item));
  };
  return {
    noteOf: (link) => marks.get(link) ?? null,
    isFoot,
    isBackLink: (element) => backLinks.has(element) || isBackSign(element),
  };
}

function isInside(element: Element, holder: Element): boolean {
  for (let parent: unknown = element; isParent(parent); parent = parent.parentNode) if (parent === holder) return true;
  return false;
}

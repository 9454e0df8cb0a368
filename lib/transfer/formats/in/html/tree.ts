import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { Place } from '@/lib/transfer/formats/seed/issues';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Text = DefaultTreeAdapterTypes.TextNode;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is Text => node.nodeName === '#text';

/** The value of an attribute; empty where it has none. */
export const attributeOf = (element: Element, name: string): string =>
  element.attrs.find((one) => one.name === name)?.value ?? '';

/** Whether an element is of this class. */
export const hasClass = (element: Element, ...names: readonly string[]): boolean => {
  const classes = attributeOf(element, 'class').split(/\s+/u);
  return names.some((name) => classes.includes(name));
};

/** The page as a tree; only the body is looked at. Iterative. */
export function treeOf(text: string): DefaultTreeAdapterTypes.Document {
  return parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false });
}

/** Elements in document order, without recursion. */
export function* elementsOf(root: { readonly childNodes: readonly Node[] }): Generator<Element> {
  const waiting: Node[] = root.childNodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) waiting.push(child);
    }
  }
}

/** How deep elements stand in one another at most. */
export function depthOf(root: { readonly childNodes: readonly Node[] }): number {
  let deepest = 0;
  const waiting: { node: Node; depth: number }[] = root.childNodes.map((node) => ({ node, depth: 1 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    deepest = Math.max(deepest, depth);
    if (isElement(node)) for (const child of node.childNodes) waiting.push({ node: child, depth: depth + 1 });
  }
  return deepest;
}

/** All words inside, in document order; a blank between blocks. */
export function innerText(root: { readonly childNodes: readonly Node[] }): string {
  const parts: string[] = [];
  const waiting: Node[] = root.childNodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) parts.push(node.value);
    if (!isElement(node)) continue;
    if (!inlineTags.has(node.tagName)) parts.push(' ');
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) waiting.push(child);
    }
  }
  return parts.join('').replaceAll(/\s+/gu, ' ').trim();
}

/** Where in the file a node stands. */
export const placeOf = (node: Node): Place => ({
  line: node.sourceCodeLocation?.startLine ?? 1,
  column: node.sourceCodeLocation?.startCol ?? 1,
});

/** Elements whose content runs on in the line. */
export const inlineTags: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements that are no text of the article. Of those that show words, the words are reported. */
export const strippedTags: ReadonlySet<string> = new Set(
  'script style template title noscript iframe object embed applet svg math textarea select head button input audio video canvas map frameset frame link meta base nav dialog'.split(
    ' ',
  ),
);

/** Elements whose words nobody sees. */
export const unseenTags: ReadonlySet<string> = new Set(['script', 'style', 'template', 'head', 'meta', 'link', 'base']);

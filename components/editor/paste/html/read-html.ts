import { deepest, type Html, type Tag } from '@/components/editor/paste/html/tree';

/** Clipboard HTML as a tree, by the browser's parser: nothing of it runs or is loaded. */
export function readHtml(html: string): Tag {
  return elementOf(new DOMParser().parseFromString(html, 'text/html').body, 0);
}

function elementOf(element: Element, depth: number): Tag {
  const attrs: Record<string, string> = {};
  for (const { name, value } of element.attributes) attrs[name.toLowerCase()] = value;
  const children =
    depth >= deepest ? [element.textContent] : [...element.childNodes].flatMap((node) => nodeOf(node, depth));
  return { tag: element.tagName.toLowerCase(), attrs, children };
}

function nodeOf(node: ChildNode, depth: number): Html[] {
  if (node instanceof Element) return [elementOf(node, depth + 1)];
  return node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : [];
}

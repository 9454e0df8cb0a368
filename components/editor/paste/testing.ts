import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { deepest, type Html, tag, type Tag } from '@/components/editor/paste/html/tree';

type Node = DefaultTreeAdapterMap['childNode'];

/** Clipboard HTML as the tree that the browser's parser makes of it: by the same algorithm, without a browser. */
export function parseHtml(html: string): Tag {
  const root = parse(html).childNodes.flatMap((node) => nodeOf(node, 0))[0];
  if (typeof root !== 'object') throw new Error('no document');
  const body = root.children.find((child): child is Tag => typeof child === 'object' && child.tag === 'body');
  return body ?? root;
}

function nodeOf(node: Node, depth: number): Html[] {
  if ('value' in node) return [node.value];
  if (!('attrs' in node)) return [];
  const attrs = Object.fromEntries(node.attrs.map(({ name, value }) => [name.toLowerCase(), value]));
  const children = depth >= deepest ? [wordsOf(node)] : node.childNodes.flatMap((child) => nodeOf(child, depth + 1));
  return [tag(node.tagName.toLowerCase(), attrs, ...children)];
}

/** As `textContent` has it. */
function wordsOf(node: Node): string {
  let words = '';
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('value' in next) words += next.value;
    if ('childNodes' in next) waiting.push(...next.childNodes.toReversed());
  }
  return words;
}

import {
  attr,
  hasClass,
  type Html,
  isTag,
  rewrite,
  styleOf,
  tag,
  type Tag,
  textOf,
  tidy,
} from '@/components/editor/paste/html/tree';

/** Whether this came from Google Docs. */
export const isGoogle = (html: string): boolean => html.includes('docs-internal-guid-');

/** Google's clipboard stands in a `<b>` that makes nothing bold. */
export function tidyGoogle(root: Tag): Tag {
  const changed = rewrite(root, (node) =>
    attr(node, 'id').startsWith('docs-internal-guid-') ? { ...node, tag: 'div' } : node,
  );
  return isTag(changed ?? undefined) ? (changed as Tag) : root;
}

/** Whether this came from a wiki of the Wikipedia kind. */
export const isWiki = (html: string): boolean =>
  /\/\/[a-z-]+\.(?:m\.)?wiki(?:pedia|quote|source|news|voyage|versity)\.org\/|class="[^"]*\b(?:mw-parser-output|mw-editsection|mw-heading)\b/u.test(
    html,
  );

const furniture = [
  'navbox',
  'sidebar',
  'metadata',
  'ambox',
  'toc',
  'sistersitebox',
  'hatnote',
  'mw-indicators',
  'catlinks',
  'portalbox',
];
const silent = ['mw-editsection', 'mw-jump-link', 'mw-empty-elt', 'mw-cite-backlink', 'mw-ref-ellipsis'];

/** What stands around the text of a wiki page is left out; what readers see of it, with a word. */
export function tidyWiki(root: Tag): Tag {
  const changed = rewrite(root, (node) => {
    if (hasClass(node, ...silent)) return null;
    if (hasClass(node, 'infobox')) return tag('stet-left', { kind: 'infobox' });
    if (hasClass(node, ...furniture)) return tag('stet-left', { kind: 'navigation' });
    if (hasClass(node, 'Inline-Template', 'noprint') && node.tag === 'sup') return tag('stet-left', { kind: 'marker' });
    if (hasClass(node, 'mwe-math-element')) return mathOf(node);
    return node;
  });
  return isTag(changed ?? undefined) ? (changed as Tag) : root;
}

/** A formula as its source, which is what the picture says of itself. */
function mathOf(node: Tag): Html {
  const picture = node.children.flatMap((child) => (isTag(child) ? imagesOf(child) : []))[0];
  const source = (picture && attr(picture, 'alt')) || textOf(node);
  return tidy(source.replace(/^\{\\displaystyle (.*)\}$/su, '$1'));
}

const imagesOf = (node: Tag): Tag[] =>
  node.tag === 'img' ? [node] : node.children.flatMap((child) => (isTag(child) ? imagesOf(child) : []));

/** Not shown to the person who copied it. */
export const isHidden = (node: Tag): boolean =>
  'hidden' in node.attrs || styleOf(node, 'display') === 'none' || styleOf(node, 'visibility') === 'hidden';

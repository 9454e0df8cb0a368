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

/** Whether this came from Word (or another program of Office). */
export const isWord = (html: string): boolean =>
  /urn:schemas-microsoft-com:office|class="?Mso|mso-(?:list|element|style)|content="?Microsoft Word/iu.test(html);

type Item = { readonly level: number; readonly isNumbered: boolean; readonly content: readonly Html[] };

/** "1.", "a)", "iv." count; a bullet, a dash or a square does not. */
const isNumber = (marker: string): boolean => /^\(?(?:\d+|[a-z]{1,4})[.)]/iu.test(marker);
const isMarker = (node: Tag): boolean => styleOf(node, 'mso-list') === 'ignore';

/** A paragraph that Word shows as an item of a list; null for any other. Its sign stands in the text, in a span of its own. */
function itemOf(node: Html): Item | null {
  if (!isTag(node)) return null;
  const level = /level(\d+)/u.exec(styleOf(node, 'mso-list'))?.[1];
  if (level === undefined) return null;
  let marker = '';
  const content = node.children.flatMap(
    (child) =>
      rewrite(child, (inner) => {
        if (!isMarker(inner)) return inner;
        marker += tidy(textOf(inner));
        return null;
      }) ?? [],
  );
  return { level: Number(level), isNumbered: isNumber(marker), content };
}

/** Items with those below them, as HTML has it. */
function listOf(items: readonly Item[]): Tag {
  const [first] = items;
  const level = Math.min(...items.map((item) => item.level));
  const entries: { readonly item: Item; readonly below: Item[] }[] = [];
  for (const item of items) {
    const last = entries.at(-1);
    if (item.level > level && last) last.below.push(item);
    else entries.push({ item, below: [] });
  }
  const lines = entries.map(({ item, below }) =>
    tag('li', {}, tag('p', {}, ...item.content), ...(below.length > 0 ? [listOf(below)] : [])),
  );
  return tag(first?.isNumbered ? 'ol' : 'ul', {}, ...lines);
}

/** Numbers after bullets, or bullets after numbers, are a list of their own. */
function isOther(items: readonly Item[], item: Item): boolean {
  const first = items[0];
  return first !== undefined && item.level <= first.level && item.isNumbered !== first.isNumbered;
}

/** Runs of item paragraphs as lists. */
function withLists(children: readonly Html[]): Html[] {
  const made: Html[] = [];
  let items: Item[] = [];
  const close = () => {
    if (items.length > 0) made.push(listOf(items));
    items = [];
  };
  for (const child of children) {
    const item = itemOf(child);
    if (item) {
      if (isOther(items, item)) close();
      items.push(item);
    } else if (isTag(child) || child.trim() !== '') {
      close();
      made.push(child);
    }
  }
  close();
  return made;
}

const isQuote = (node: Tag) => hasClass(node, 'MsoQuote', 'MsoIntenseQuote');

/** Word's HTML in the form of a page: lists are lists, titles headings, quotations quotations; comments are marked as such. */
export function tidyWord(root: Tag): Tag {
  const changed = rewrite(root, (node) => {
    if (/^[a-z]:/u.test(node.tag) && node.tag !== 'o:p') return { ...node, tag: 'span' };
    if (node.tag === 'o:p' || styleOf(node, 'mso-hide') === 'all') return null;
    if (hasClass(node, 'MsoCommentReference') || styleOf(node, 'mso-element').startsWith('comment')) {
      return tag('stet-left', { kind: 'comment' });
    }
    if (hasClass(node, 'MsoTitle', 'MsoSubtitle')) return { ...node, tag: 'h2' };
    if (isQuote(node)) return tag('blockquote', {}, { ...node, attrs: {} });
    const hasItems = node.children.some((child) => isTag(child) && attr(child, 'style').includes('mso-list'));
    return hasItems ? { ...node, children: withLists(node.children) } : node;
  });
  return isTag(changed ?? undefined) ? (changed as Tag) : root;
}

import {
  attr,
  findAll,
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

/** The notes of a paste by the id that marks lead to, and the text without them; marks are `stet-note` elements with the id. */
export type WithNotes = { readonly root: Tag; readonly notes: ReadonlyMap<string, Tag> };

/** "[12]", "12", "a", "*", "[note 3]": what a mark looks like. Four digits are a year that leads to its reference: words. */
const markForm =
  /^(?:\[?\s*(?:note|n\.?b\.?)?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*\]?|\[\s*(?:upper-alpha|lower-alpha|[a-z]{1,8})\s*\d{0,4}\s*\])$/iu;

/** The part of an address behind "#", decoded; null for an address that leads elsewhere. */
function targetOf(anchor: Tag): string | null {
  const href = attr(anchor, 'href');
  const at = href.indexOf('#');
  if (anchor.tag !== 'a' || at < 0 || at === href.length - 1) return null;
  try {
    return decodeURIComponent(href.slice(at + 1));
  } catch {
    return href.slice(at + 1);
  }
}

const idsOf = (node: Tag): string[] => [attr(node, 'id'), attr(node, 'name')].filter(Boolean);

/** What a note is a whole of. */
const isBlock = (node: Tag) => /^(?:li|div|p|dd|aside|td)$/u.test(node.tag);

/** The blocks that carry an id, or hold an anchor that does: the innermost one for each id. */
function blocksById(node: Html, holder: Tag | null, found: Map<string, Tag>): Map<string, Tag> {
  if (!isTag(node)) return found;
  const isInlineTarget = node.tag === 'a' || node.tag === 'span';
  const block = isBlock(node) ? node : holder;
  for (const id of idsOf(node)) {
    if (isBlock(node)) found.set(id, node);
    else if (isInlineTarget && block) found.set(id, block);
  }
  for (const child of node.children) blocksById(child, block, found);
  return found;
}

/** What ways back from a note to its mark are called. */
const wayBack = /^(?:cite_ref|_?ftnt_?ref|_?ftnref|_?ednref|_?edn_?ref|fnref|_?endnote_ref)/iu;

/** Marks: links of the form of a mark to a block of the same paste. */
const isMark = (anchor: Tag, blocks: ReadonlyMap<string, Tag>): boolean => {
  const target = targetOf(anchor);
  if (target === null || !blocks.has(target)) return false;
  return markForm.test(tidy(textOf(anchor))) && !wayBack.test(target);
};

/** The note without the way back to its mark, and without the sign at its beginning. */
function bare(note: Tag): Tag {
  const changed = rewrite(note, (node) => {
    const isBack = node.tag === 'a' && wayBack.test(targetOf(node) ?? '');
    return isBack || hasClass(node, 'mw-cite-backlink', 'footnote-backref', 'footnote-back') ? null : node;
  });
  return isTag(changed ?? undefined) ? (changed as Tag) : note;
}

const listHeading =
  /^(?:references|notes|footnotes|endnotes|citations|sources|notes and references)(?:\s*\[\s*edit\s*\])?$/iu;
const isHeading = (node: Html | undefined): node is Tag =>
  isTag(node) && (/^h[1-6]$/u.test(node.tag) || hasClass(node, 'mw-heading'));
const isBlank = (node: Html): boolean => !isTag(node) && node.trim() === '';

/** Holds nothing but notes: the list at the end of a page, Word's part for footnotes. */
function isList(node: Tag, taken: ReadonlySet<Tag>): boolean {
  if (taken.has(node)) return true;
  if (/^footnote-list|^endnote-list/u.test(styleOf(node, 'mso-element'))) return true;
  const inner = node.children.filter(
    (child) => !isBlank(child) && !(isTag(child) && /^(?:hr|br|style|a)$/u.test(child.tag)),
  );
  return inner.length > 0 && inner.every((child) => isTag(child) && isList(child, taken));
}

/** The children without lists of notes, and without the heading over them. */
function withoutLists(children: readonly Html[], taken: ReadonlySet<Tag>): Html[] {
  const kept = children.filter((child) => !isTag(child) || !isList(child, taken));
  const before = (list: Html) => children.slice(0, children.indexOf(list)).findLast((one) => !isBlank(one));
  const headings = new Set(
    children.flatMap((child) => {
      if (!isTag(child) || !isList(child, taken)) return [];
      const over = before(child);
      return isHeading(over) && listHeading.test(tidy(textOf(over))) ? [over] : [];
    }),
  );
  return kept.filter((child) => !isTag(child) || !headings.has(child));
}

/**
 * Finds footnotes: marks of any make (Wikipedia, Word, Google Docs, Markdown's) whose note was copied with them. Takes the notes out
 * of the text and leaves `stet-note` elements at the marks. A wiki's mark without its note becomes `stet-left`.
 */
export function takeNotes(root: Tag): WithNotes {
  const blocks = blocksById(root, null, new Map());
  const notes = new Map<string, Tag>();
  for (const anchor of findAll(root, (node) => node.tag === 'a' && isMark(node, blocks))) {
    const id = targetOf(anchor) ?? '';
    const block = blocks.get(id);
    // A block that holds the mark itself is the text, not the note.
    const isElsewhere = block && findAll(block, (node) => node === anchor).length === 0;
    if (isElsewhere && tidy(textOf(bare(block))) !== '') notes.set(id, block);
  }
  const taken = new Set(notes.values());
  const changed = rewrite(root, (node) => {
    const [anchor] = findAll(
      node,
      (inner) => inner.tag === 'a' && notes.has(targetOf(inner) ?? '') && isMark(inner, blocks),
    );
    const isMarkItself = anchor && tidy(textOf(node)) === tidy(textOf(anchor));
    if (isMarkItself && (node.tag === 'sup' || node.tag === 'a'))
      return tag('stet-note', { id: targetOf(anchor) ?? '' });
    if (hasClass(node, 'reference', 'cite') && node.tag === 'sup' && !('data-citation' in node.attrs)) {
      const inner = findAll(node, (one) => one.tag === 'a' && notes.has(targetOf(one) ?? ''))[0];
      return inner ? tag('stet-note', { id: targetOf(inner) ?? '' }) : tag('stet-left', { kind: 'reference' });
    }
    return { ...node, children: withoutLists(node.children, taken) };
  });
  const kept = isTag(changed ?? undefined) ? (changed as Tag) : root;
  return { root: kept, notes: new Map([...notes].map(([id, note]) => [id, bare(note)])) };
}

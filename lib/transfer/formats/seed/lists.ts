import type { Inline, List, ListItem, Paragraph } from '@/lib/domain/prose/body';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { inlineOf, mergeRuns } from '@/lib/transfer/formats/seed/inline';
import type { ItemForm } from '@/lib/transfer/formats/seed/marks';
import { lastLine, partOf, placeAt, type Piece } from '@/lib/transfer/formats/seed/pieces';

/** A line of a list: what its sign says and its words. */
export type WrittenItem = { readonly form: ItemForm; readonly piece: Piece };

type DraftItem = { readonly text: readonly Inline[]; readonly lists: DraftList[] };
type DraftList = { readonly ordered: boolean; readonly items: DraftItem[] };
type Open = { depth: number; list: DraftList; readonly siblings: DraftList[] };

const deepest = 6;

/** Text nodes as a paragraph; its id is given when the document is complete. */
export function paragraphOf(content: readonly Inline[]): Paragraph {
  return content.length > 0
    ? { type: 'paragraph', attrs: { id: '' }, content }
    : { type: 'paragraph', attrs: { id: '' } };
}

function strong(nodes: readonly Inline[]): Inline[] {
  const marked = nodes.map((node): Inline => {
    if (node.type !== 'text') return node;
    const others = (node.marks ?? []).filter((mark) => mark.type !== 'bold');
    return { ...node, marks: [{ type: 'bold' }, ...others] };
  });
  return mergeRuns(marked);
}

/** `term : text` with the term in bold. */
function termItem(piece: Piece, context: Context): Inline[] {
  const colon = piece.text.indexOf(' : ');
  if (colon < 0) return strong(inlineOf(piece, context));
  const term = strong(inlineOf(partOf(piece, 0, colon), context));
  return mergeRuns([...term, { type: 'text', text: ': ' }, ...inlineOf(partOf(piece, colon + 3), context)]);
}

/** The list for an item of this depth; opens and closes lists as needed. */
function listFor(roots: DraftList[], open: Open[], depth: number, ordered: boolean): DraftList {
  while (open.length > 1 && (open.at(-1)?.depth ?? 0) > depth) open.pop();
  const top = open.at(-1);
  if (!top) return begin(open, { depth, siblings: roots, ordered });
  if (depth > top.depth) {
    return begin(open, { depth, siblings: top.list.items.at(-1)?.lists ?? roots, ordered });
  }
  open.pop();
  return begin(open, { depth, siblings: top.siblings, ordered });
}

/** Opens the last of these lists again, or a new one when its kind is another. */
function begin(open: Open[], where: { depth: number; siblings: DraftList[]; ordered: boolean }): DraftList {
  const { depth, siblings, ordered } = where;
  const last = siblings.at(-1);
  const list = last?.ordered === ordered ? last : { ordered, items: [] };
  if (list !== last) siblings.push(list);
  open.push({ depth, list, siblings });
  return list;
}

function finish(list: DraftList): List {
  const content = list.items.map((item): ListItem => ({
    type: 'listItem',
    attrs: { id: '' },
    content: [paragraphOf(item.text), ...item.lists.map(finish)],
  }));
  return { type: list.ordered ? 'orderedList' : 'bulletList', attrs: { id: '' }, content };
}

/** Reads consecutive items as lists (rule 5). A change between bullets and numbers begins a new list; more than six levels become six. */
export function readLists(items: readonly WrittenItem[], context: Context): List[] {
  const roots: DraftList[] = [];
  const open: Open[] = [];
  for (const { form, piece } of items) {
    const place = placeAt(piece, 0);
    if (form.depth > deepest) {
      context.issues.warn(
        place,
        'list-too-deep',
        `This item is deeper than ${deepest} levels. It was put at level ${deepest}.`,
      );
    }
    if (lastLine(piece) > place.line) context.joined.push([place.line, lastLine(piece)]);
    const text = form.term ? termItem(piece, context) : inlineOf(piece, context);
    listFor(roots, open, Math.min(form.depth, deepest), form.ordered).items.push({ text, lists: [] });
  }
  return roots.map(finish);
}

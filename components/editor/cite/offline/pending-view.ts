import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { placeBehind } from '@/components/editor/cite/statement-at';
import type { Pending, PendingPlace } from '@/components/editor/cite/offline/pending';

const key = new PluginKey<DecorationSet>('pendingCitations');
const words = 40;

/** The place behind the caret, to be found again in another sitting. */
export function placeAt({ selection: { $to } }: EditorState): PendingPlace {
  const before = $to.parent.textBetween(0, $to.parentOffset, '', '').slice(-words);
  let blockId = '';
  for (let depth = $to.depth; depth > 0 && blockId === ''; depth -= 1) {
    const id: unknown = $to.node(depth).attrs['id'];
    if (typeof id === 'string') blockId = id;
  }
  return { blockId, before };
}

/** Where a text ends with these words inside a block: the position behind them; null where they are not. */
function behindWords(block: Node, start: number, before: string): number | null {
  let found: number | null = null;
  block.descendants((node, offset) => {
    if (!node.isTextblock || found !== null) return found === null;
    found = behindIn(node, start + 1 + offset + 1, before);
    return false;
  });
  return block.isTextblock ? behindIn(block, start + 1, before) : found;
}

function behindIn(node: Node, start: number, before: string): number | null {
  const at = node.textBetween(0, node.content.size, '', '\uFFFC').replaceAll('\uFFFC', '').indexOf(before);
  return at < 0 ? null : placeBehind(node, start, at + before.length);
}

/** Finds a place again: in its paragraph behind its words, else at the paragraph's end; null where the paragraph is not in this text. */
export function findPlace(doc: Node, { blockId, before }: PendingPlace): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (found !== null) return false;
    if (blockId === '' || node.attrs['id'] !== blockId || node.isInline) return true;
    found = behindWords(node, position, before) ?? (node.isTextblock ? position + node.nodeSize - 1 : null);
    return false;
  });
  return found;
}

/** Whether one has a place in the text of an editor. */
export const standsIn = ({ doc }: EditorState, marks: Marks, { order, place, instead }: Pending): boolean => {
  if (instead !== '') return markAt(doc, instead) !== null;
  return marks.has(order.citeId) || findPlace(doc, place) !== null;
};

type Marks = ReadonlySet<string>;

/** The waiting citations that an editor shows. */
export const marksIn = (state: EditorState): Marks =>
  new Set((key.getState(state)?.find() ?? []).map((one) => (one.spec as { citeId: string }).citeId));

/** The end of a text, as a place; null where nothing can stand. */
export function endOf(doc: Node): PendingPlace | null {
  let end: PendingPlace | null = null;
  doc.descendants((node) => {
    const id: unknown = node.attrs['id'];
    if (node.isTextblock && typeof id === 'string')
      end = { blockId: id, before: node.textBetween(0, node.content.size, '', '').slice(-words) };
  });
  return end;
}

function mark({ order, refused }: Pending): HTMLElement {
  const dom = document.createElement('span');
  dom.className = 'cite waiting';
  dom.textContent = refused === null ? '[…]' : '[!]';
  const said = refused === null ? 'waits for the server' : refused;
  dom.title = `${order.source.reference}: ${said}`;
  dom.setAttribute('role', 'img');
  dom.setAttribute('aria-label', `Source, ${said}: ${order.source.reference}`);
  return dom;
}

const leastEnd = 4;

/** Whether a place that moved with the text is still the same: in its paragraph, or in a part of it that was split off, behind the end of its words. */
function isStill(doc: Node, position: number, { blockId, before }: PendingPlace): boolean {
  const { parent, parentOffset } = doc.resolve(position);
  if (parent.attrs['id'] === blockId) return true;
  const end = before.trimEnd().slice(-leastEnd);
  return end !== '' && parent.textBetween(0, parentOffset, '', '').trimEnd().endsWith(end);
}

/** Where each waiting citation stands now: as the text has moved it, else where its words are. */
function placed(doc: Node, items: readonly Pending[], before: DecorationSet): DecorationSet {
  if (items.length === 0) return DecorationSet.empty;
  const known = new Map(before.find().map((one) => [(one.spec as { citeId: string }).citeId, one.from]));
  const marks = items.flatMap((item) => {
    if (item.instead !== '') return [];
    const { citeId } = item.order;
    const moved = known.get(citeId);
    const at = moved !== undefined && isStill(doc, moved, item.place) ? moved : findPlace(doc, item.place);
    const state = item.refused === null ? 'waits' : 'refused';
    return at === null ? [] : [Decoration.widget(at, () => mark(item), { citeId, key: `${citeId}-${state}`, side: 1 })];
  });
  return DecorationSet.create(doc, marks);
}

/** Puts those into the text that the server has made. */
function settle(view: EditorView, book: CitationBook): void {
  const type = view.state.schema.nodes['citation'];
  for (const { order, made, instead } of book.pending.all) {
    if (!made || !type || !view.editable) continue;
    const at =
      instead === ''
        ? (key
            .getState(view.state)
            ?.find()
            .find((one) => (one.spec as { citeId: string }).citeId === order.citeId)?.from ?? null)
        : markAt(view.state.doc, instead);
    if (at === null) continue;
    book.learn([made]);
    const tr = view.state.tr;
    view.dispatch(
      instead === '' ? tr.insert(at, type.create({ id: made.id })) : tr.setNodeAttribute(at, 'id', made.id),
    );
    book.pending.drop(order.citeId);
  }
}

function markAt(doc: Node, id: string): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (found === null && node.type.name === 'citation' && node.attrs['id'] === id) found = position;
  });
  return found;
}

/** Shows citations that wait for the server at their place in the text, and puts them in as soon as they are made. */
export const pendingView = (book: CitationBook) =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, { doc }) => placed(doc, book.pending.all, DecorationSet.empty),
      apply: (tr, marks, _, { doc }) => {
        if (!tr.docChanged && tr.getMeta(key) === undefined) return marks;
        // Anew after each change too: a paragraph that comes back by undo brings its marks back.
        return placed(doc, book.pending.all, marks.map(tr.mapping, doc));
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      const refresh = () => {
        view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
        settle(view, book);
      };
      const end = book.pending.subscribe(() => queueMicrotask(() => !view.isDestroyed && refresh()));
      queueMicrotask(() => !view.isDestroyed && settle(view, book));
      return { destroy: end };
    },
  });

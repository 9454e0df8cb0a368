import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

const key = new PluginKey<DecorationSet>('pendingCitations');

type Put = { readonly put: readonly { readonly id: string; readonly at: number }[] };
type Take = { readonly take: string };

/** Shows where a source is being made. */
function placeholder(): HTMLElement {
  const dom = document.createElement('span');
  dom.className = 'cite pending';
  dom.textContent = '[…]';
  dom.title = 'This source is being made';
  return dom;
}

const widget = (id: string, at: number) => Decoration.widget(at, placeholder, { id, side: 1, ignoreSelection: true });

/** The citations of these ids that stand in the text, from the end to the beginning. */
function placesOf(doc: Node, ids: ReadonlySet<string>): { id: string; at: number }[] {
  const found: { id: string; at: number }[] = [];
  doc.descendants((node, at) => {
    const id = node.type.name === 'citation' ? String(node.attrs['id']) : '';
    if (ids.has(id)) found.unshift({ id, at });
  });
  return found;
}

/** Takes them out of the text, in the same step of the history as what brought them; a sign stands in their place. */
function swap(state: EditorState, ids: ReadonlySet<string>): Transaction | null {
  const places = ids.size === 0 ? [] : placesOf(state.doc, ids);
  if (places.length === 0) return null;
  const { tr } = state;
  for (const { at } of places) tr.delete(at, at + 1);
  const put = places.map(({ id, at }, index) => ({ id, at: at - (places.length - 1 - index) }));
  return tr.setMeta(key, { put } satisfies Put);
}

/**
 * Citations that were pasted and do not exist yet: the server would refuse a text that names them. They are taken out as soon as they
 * come in, and their places are followed until each has a citation of its own. `pending` holds their ids; it is read at each change.
 */
export const pendingPlugin = (pending: ReadonlySet<string>) =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, shown) {
        const kept = shown.map(tr.mapping, tr.doc);
        const change = tr.getMeta(key) as Put | Take | undefined;
        if (!change) return kept;
        if ('take' in change) return kept.remove(kept.find(undefined, undefined, ({ id }) => id === change.take));
        return kept.add(
          tr.doc,
          change.put.map(({ id, at }) => widget(id, at)),
        );
      },
    },
    appendTransaction: (transactions, _before, state) =>
      transactions.some(({ docChanged }) => docChanged) ? swap(state, pending) : null,
    props: { decorations: (state) => key.getState(state) },
  });

/** Puts the citation that was made into its places; nothing when the person has taken them out meanwhile. True if there was one. */
export function settlePending(view: EditorView, id: string, citationId: string): boolean {
  const { state } = view;
  const places = key.getState(state)?.find(undefined, undefined, (spec) => spec['id'] === id) ?? [];
  const type = state.schema.nodes['citation'];
  if (!type) return false;
  const { tr } = state;
  for (const { from } of places.toSorted((a, b) => b.from - a.from)) tr.insert(from, type.create({ id: citationId }));
  // One step of the history with the paste: undo takes both.
  view.dispatch(tr.setMeta(key, { take: id } satisfies Take).setMeta('appendedTransaction', state.tr));
  return places.length > 0;
}

/** Gives a place up. */
export function dropPending(view: EditorView, id: string): void {
  view.dispatch(view.state.tr.setMeta(key, { take: id } satisfies Take));
}

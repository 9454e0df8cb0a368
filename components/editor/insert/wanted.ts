import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { LinkBook } from '@/components/editor/insert/link-book';

const key = new PluginKey<DecorationSet>('wanted');

/** Words that lead to an article nobody can read yet. */
function wantedIn(doc: Node, links: LinkBook): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    const mark = node.marks.find(({ type }) => type.name === 'articleLink');
    const slug = mark ? String(mark.attrs['slug']) : '';
    if (!mark || !links.isWanted(slug)) return;
    const title = `No such article yet: ${slug}. It counts as wanted; readers see plain words until it is live.`;
    found.push(Decoration.inline(at, at + node.nodeSize, { class: 'wanted', title }));
  });
  return DecorationSet.create(doc, found);
}

/** Shows which links lead nowhere yet. */
export const wantedWith = (links: LinkBook) =>
  Extension.create({
    name: 'wanted',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => wantedIn(doc, links),
          apply: (tr, shown) => (tr.docChanged || tr.getMeta(key) ? wantedIn(tr.doc, links) : shown),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          const stop = links.subscribe(() => view.dispatch(view.state.tr.setMeta(key, true)));
          return { destroy: stop };
        },
      }),
    ],
  });

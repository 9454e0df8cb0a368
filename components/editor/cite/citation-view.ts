import type { EditorView } from '@tiptap/pm/view';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { pendingView } from '@/components/editor/cite/offline/pending-view';
import { Citation } from '@/components/editor/schema/nodes';

/** A citation mark in the text: which one, and where. */
export type CitationPlace = { readonly id: string; readonly position: number };

type Options = {
  readonly book: CitationBook;
  /** A mark was clicked, or Enter was pressed on it. */
  readonly onOpen: (place: CitationPlace) => void;
  /** Citations of another article were pasted and left out. */
  readonly onForeign: (dropped: number) => void;
};

/** The citation atom as a numbered mark with its reference as tooltip. Plain DOM: it is drawn often. */
export function citationWith(options: Options) {
  const { book, onOpen } = options;
  return Citation.extend({
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('span');
        const id = String(node.attrs['id']);
        const draw = () => {
          const reference = book.line(id)?.reference ?? 'Source of another article';
          dom.textContent = `[${book.label(id)}]`;
          dom.title = `${reference}. Click, or Enter when it is selected, to change it.`;
          dom.setAttribute('aria-label', `Source ${book.label(id)}: ${reference}`);
        };
        dom.className = 'cite';
        dom.dataset['citation'] = id;
        dom.setAttribute('role', 'img');
        draw();
        return { dom, destroy: book.subscribe(draw), ignoreMutation: () => true };
      };
    },
    addProseMirrorPlugins: () => [
      pendingView(book),
      new Plugin({
        key: new PluginKey('openCitation'),
        props: {
          handleClickOn: (...[, , node, position, , isDirect]) => isDirect && open(node, position, onOpen),
          transformPasted: (slice) => withoutForeign(slice, options),
        },
      }),
    ],
  });
}

type Open = Options['onOpen'];

function open(node: Node, position: number, onOpen: Open): boolean {
  if (node.type.name !== 'citation') return false;
  onOpen({ id: String(node.attrs['id']), position });
  return true;
}

/** Opens the citation mark that is selected, as Enter does; false when none is. */
export function openSelected({ state, editable }: EditorView, onOpen: Open): boolean {
  const { selection } = state;
  return editable && selection instanceof NodeSelection && open(selection.node, selection.from, onOpen);
}

/** A citation belongs to one article. Those of another one would be refused by the server: they are left out, and said. */
function withoutForeign(slice: Slice, { book, onForeign }: Options): Slice {
  let dropped = 0;
  const keep = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const isForeign = node.type.name === 'citation' && !book.line(String(node.attrs['id']));
      if (isForeign) dropped += 1;
      else nodes.push(node.isText ? node : node.copy(keep(node.content)));
    });
    return Fragment.from(nodes);
  };
  const content = keep(slice.content);
  if (dropped === 0) return slice;
  onForeign(dropped);
  return new Slice(content, slice.openStart, slice.openEnd);
}

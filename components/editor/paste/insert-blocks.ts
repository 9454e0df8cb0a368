import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { closeHistory } from '@tiptap/pm/history';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { fitTo, type Room } from '@/components/editor/paste/clean';
import type { Block } from '@/lib/domain/prose/body';

/** What the place of the selection can hold. */
function roomAt({ selection: { $from } }: EditorState): Room {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (name === 'listItem') return 'item';
    if (name === 'quotation' || name === 'tableCell' || name === 'tableHeader') return 'lines';
  }
  return 'body';
}

const isOpen = (node: Node | null | undefined) => node?.type.name === 'paragraph';

/** The selection replaced by blocks; a paragraph at either end goes on in the one that is there. */
function replaced(state: EditorState, blocks: readonly Block[]): Transaction {
  const content = Fragment.fromArray(blocks.map((block) => state.schema.nodeFromJSON(block)));
  const inText = state.selection.$from.parent.isTextblock;
  const slice = new Slice(
    content,
    inText && isOpen(content.firstChild) ? 1 : 0,
    inText && isOpen(content.lastChild) ? 1 : 0,
  );
  return closeHistory(state.tr)
    .replaceSelection(slice)
    .setMeta('paste', true)
    .setMeta('uiEvent', 'paste')
    .scrollIntoView();
}

const sizeOf = (state: EditorState, blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + state.schema.nodeFromJSON(block).textContent.length, 0);

/** Whether all the words are in. */
function isWhole({ doc, selection }: EditorState, tr: Transaction, size: number): boolean {
  const before = doc.textContent.length - doc.cut(selection.from, selection.to).textContent.length;
  return tr.doc.textContent.length === before + size;
}

/** Puts blocks in at the selection, in the form that the place can hold; no word is lost. Answers how many had to lose their form. */
export function insertBlocks(view: EditorView, blocks: readonly Block[]): number {
  const { state } = view;
  const { blocks: fitted, flattened } = fitTo(roomAt(state), blocks);
  const tr = replaced(state, fitted);
  if (isWhole(state, tr, sizeOf(state, fitted))) {
    view.dispatch(tr);
    return flattened;
  }
  const lines = fitTo('lines', blocks);
  view.dispatch(replaced(state, lines.blocks));
  return lines.flattened;
}

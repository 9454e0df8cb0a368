import { TextSelection } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { safeHref } from '@/lib/domain/prose/address';

/** The web address that a text is, and nothing besides; null for any other text. */
export function addressIn(text: string): string | null {
  const bare = text.trim();
  return /^https?:\/\/\S+$/iu.test(bare) ? safeHref(bare) : null;
}

type Range = { readonly from: number; readonly to: number };

/** The words that lead to an address: of several the ones nearest to a place; null where none do. */
export function linkedTo(doc: Node, address: string, near: number): Range | null {
  const found: Range[] = [];
  doc.descendants((node, from) => {
    if (!node.isText || !node.marks.some(({ type, attrs }) => type.name === 'link' && attrs['href'] === address))
      return;
    const to = from + node.nodeSize;
    const last = found.at(-1);
    if (last?.to === from) found[found.length - 1] = { from: last.from, to };
    else found.push({ from, to });
  });
  const far = ({ from, to }: Range) => Math.max(from - near, near - to, 0);
  return found.toSorted((a, b) => far(a) - far(b))[0] ?? null;
}

/**
 * Takes the link away again, so that a source can stand there: an address that was pasted alone goes, words that lead there stay. The
 * caret is behind them; one step of undo.
 */
export function unlinkAddress({ state, dispatch }: EditorView, address: string): void {
  const range = linkedTo(state.doc, address, state.selection.head);
  const link = state.schema.marks['link'];
  if (!range || !link) return;
  const { tr } = state;
  const isAlone = addressIn(state.doc.textBetween(range.from, range.to)) === address;
  if (isAlone) tr.delete(range.from, range.to);
  else tr.removeMark(range.from, range.to, link);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, isAlone ? range.from : range.to)));
}

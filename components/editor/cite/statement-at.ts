import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { splitPieces } from '@/lib/domain/prose/statements';

const longest = 200;
const shortened = (text: string) =>
  text.length > longest ? `${text.slice(0, longest).toWellFormed().trimEnd()}…` : text;

/** One statement of the paragraph that a citation stands in. */
export type NearStatement = { readonly words: string; readonly behind: number; readonly isHere: boolean };

/** The statements of the paragraph at this place, each with the place behind it and the citations that follow it already. */
export function statementsAround({ doc, selection }: EditorState, position: number | null): NearStatement[] {
  const $at = position === null ? selection.$to : doc.resolve(Math.min(position, doc.content.size));
  if (!$at.parent.isTextblock) return [];
  const before = $at.parent.textBetween(0, $at.parentOffset).length;
  const found: NearStatement[] = [];
  let start = 0;
  let isPassed = false;
  for (const piece of splitPieces($at.parent.textContent)) {
    const isHere: boolean = !isPassed && start + piece.length >= before;
    isPassed ||= isHere;
    if (/\p{L}/u.test(piece)) {
      const behind = placeBehind($at.parent, $at.start(), start + piece.trimEnd().length);
      found.push({ words: shortened(piece.trim()), behind, isHere });
    }
    start += piece.length;
  }
  return found;
}

/** The place behind so many letters of a paragraph that begins at `start`, and behind the citations that stand there. */
export function placeBehind(node: Node, start: number, letters: number): number {
  let left = letters;
  let position = start;
  let isDone = false;
  node.forEach((child) => {
    isDone ||= left <= 0 && child.type.name !== 'citation';
    if (isDone) return;
    const taken = child.isText ? Math.min(left, child.nodeSize) : child.nodeSize;
    position += taken;
    if (child.isText) left -= taken;
    isDone = child.isText && taken < child.nodeSize;
  });
  return position;
}

/** The words that a citation at this place would support: the selection, else the statement that ends at the caret. Empty where there are none. */
export function statementAt({ doc, selection }: EditorState, position: number | null): string {
  if (position === null && !selection.empty)
    return shortened(doc.textBetween(selection.from, selection.to, ' ').trim());
  const $at = position === null ? selection.$to : doc.resolve(Math.min(position, doc.content.size));
  if (!$at.parent.isTextblock) return '';
  const before = $at.parent.textBetween(0, $at.parentOffset).length;
  let end = 0;
  for (const piece of splitPieces($at.parent.textContent)) {
    end += piece.length;
    if (end >= before) return shortened(piece.trim());
  }
  return '';
}

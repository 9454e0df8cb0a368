import type { EditorState } from '@tiptap/pm/state';
import { splitPieces } from '@/lib/domain/prose/statements';

const longest = 200;
const shortened = (text: string) =>
  text.length > longest ? `${text.slice(0, longest).toWellFormed().trimEnd()}…` : text;

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

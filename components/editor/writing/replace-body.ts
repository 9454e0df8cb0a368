import type { Editor } from '@tiptap/react';
import type { Body } from '@/lib/domain/prose/body';

/**
 * Puts another text in place of the shown one by changing only what differs: the caret stays where it was, and undo does
 * not take away what somebody else wrote.
 */
export function replaceBody(editor: Editor, body: Body): void {
  const { tr, doc, schema } = editor.state;
  const next = schema.nodeFromJSON(body);
  const from = doc.content.findDiffStart(next.content);
  const ends = doc.content.findDiffEnd(next.content);
  if (from === null || ends === null) return;
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  tr.replace(from, ends.a + overlap, next.slice(from, ends.b + overlap));
  editor.view.dispatch(tr.setMeta('addToHistory', false));
}

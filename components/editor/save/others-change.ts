import type { Editor } from '@tiptap/react';
import type { Autosave, Stored } from '@/components/editor/save/autosave';
import { meet } from '@/components/editor/save/meet';
import { clock } from '@/components/words';
import { exactKey } from '@/lib/domain/diff/lines';
import { quietText, type Text } from '@/lib/domain/merge/text';
import type { Body } from '@/lib/domain/prose/body';

/** What somebody else changed beside what is typed here, and where to look for it. */
export type OthersChange = { readonly text: Text; readonly block: string | null };

/** The text of both when nobody has to choose; null otherwise. */
export function joinQuietly(saver: Autosave, stored: Stored, sectionId: string): OthersChange | null {
  const { acknowledged, latest } = saver;
  const text = quietText(meet(acknowledged, latest, stored, sectionId));
  return text && { text, block: firstChange(acknowledged.body, stored.body) };
}

/** Says that it happened. */
export function quietWords({ savedAt }: Stored, name = 'Someone else'): string {
  const at = savedAt ? ` at ${clock(savedAt)}` : '';
  return `${name} changed another paragraph here${at}. Both are kept.`;
}

/** The first block that is new or changed. */
function firstChange(before: Body, after: Body): string | null {
  const known = new Set(before.content.map(exactKey));
  return after.content.find((block) => !known.has(exactKey(block)))?.attrs.id ?? null;
}

/** Brings a block into view, with the caret in it. */
export function selectBlock(editor: Editor, id: string): void {
  editor.state.doc.descendants((node, at) => {
    if (node.attrs['id'] !== id) return true;
    editor
      .chain()
      .focus()
      .setTextSelection(at + 1)
      .scrollIntoView()
      .run();
    return false;
  });
}

import type { EditorState } from '@tiptap/pm/state';
import type { CutPlace } from '@/lib/domain/merge/cut';

/** Where the caret of an open section is, and the words that the heading behind it would have. */
export type SplitPlace = { readonly place: CutPlace; readonly heading: string };

/**
 * Where the caret would split the section: inside a paragraph or subheading, between two items of a list, or before a quotation or
 * table. The words of a subheading at the caret are offered as the heading.
 */
export function splitPlaceOf({ selection }: EditorState): SplitPlace | null {
  const { $from } = selection;
  if ($from.depth === 0) {
    const block = $from.nodeAfter ?? $from.nodeBefore;
    return block ? { place: { blockId: String(block.attrs['id']), offset: 0 }, heading: '' } : null;
  }
  const block = $from.node(1);
  if (block.type.name === 'bulletList' || block.type.name === 'orderedList') {
    return { place: { blockId: String($from.node(2).attrs['id']), offset: 0 }, heading: '' };
  }
  const blockId = String(block.attrs['id']);
  if (block.type.name === 'subheading') return { place: { blockId, offset: 0 }, heading: block.textContent.trim() };
  const offset = block.type.name === 'paragraph' ? $from.parentOffset : 0;
  return { place: { blockId, offset }, heading: offset >= block.content.size ? headingBehind(selection) : '' };
}

/** At the end of a paragraph the next one begins the second part: its words, when it is a subheading. */
function headingBehind({ $from }: EditorState['selection']): string {
  const next = $from.node(0).maybeChild($from.index(0) + 1);
  return next?.type.name === 'subheading' ? next.textContent.trim() : '';
}

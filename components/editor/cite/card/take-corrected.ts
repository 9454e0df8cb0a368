import type { Editor } from '@tiptap/react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { type CitationLine, replacing } from '@/components/editor/cite/citation-line';
import { fulfil, orderOf } from '@/components/editor/cite/offline/send-citation';
import { sentUse, useDraftOf } from '@/components/editor/cite/place-fields';

/** A source of a text whose record is another one since it was cited there: corrected, or that of the source that it was merged into. */
export type Corrected = {
  readonly sourceId: string;
  /** What stands in the brackets. */
  readonly label: string;
  /** It was merged into another one. */
  readonly isMerged: boolean;
  readonly before: string;
  readonly now: string;
  readonly lines: readonly CitationLine[];
};

/** Among citations in the order of a text: their sources whose records were corrected since, with the citations that pin the old one. */
export function correctedIn(ids: readonly string[], book: Pick<CitationBook, 'line' | 'label'>): Corrected[] {
  const found = new Map<string, Corrected>();
  for (const id of new Set(ids)) {
    const line = book.line(id);
    if (!line?.corrected) continue;
    const { sourceId, reference: before, corrected: now } = line;
    const lines = [...(found.get(sourceId)?.lines ?? []), line];
    const isMerged = lines.some((one) => one.isMerged);
    found.set(sourceId, { sourceId, label: book.label(id), isMerged, before, now, lines });
  }
  return [...found.values()];
}

/**
 * Cites the record that counts now at each of these uses, with its place and words as they are. Answers the new citations by the ids of
 * those whose place they take; no text has changed yet. Throws `SendError`.
 */
export async function citeAnew(number: number, { lines, now }: Corrected): Promise<Map<string, CitationLine>> {
  const made = new Map<string, CitationLine>();
  for (const line of lines) {
    const order = orderOf(number, { id: line.sourceId, reference: now }, sentUse(useDraftOf(line)), line.id);
    made.set(line.id, replacing(line, await fulfil(order)));
  }
  return made;
}

/** Puts new citations in the place of old ones, in one step that can be undone. */
export function putInText(editor: Editor, made: ReadonlyMap<string, CitationLine>): void {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    const next = node.type.name === 'citation' ? made.get(String(node.attrs['id'])) : undefined;
    if (next) tr.setNodeAttribute(position, 'id', next.id);
  });
  editor.view.dispatch(tr);
}

import type { Editor } from '@tiptap/react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { type CitationLine, replacing } from '@/components/editor/cite/citation-line';
import { fulfil, orderOf } from '@/components/editor/cite/offline/send-citation';
import { sentUse, useDraftOf } from '@/components/editor/cite/place-fields';

/** A source of a text whose record was corrected since it was cited there. */
export type Corrected = {
  readonly sourceId: string;
  /** What stands in the brackets. */
  readonly label: string;
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
    found.set(sourceId, { sourceId, label: book.label(id), before, now, lines });
  }
  return [...found.values()];
}

type Options = { readonly number: number; readonly editor: Editor; readonly book: CitationBook };

/**
 * Cites the corrected record at each of these uses, with its place and words as they are, in one step that can be undone. Throws
 * `SendError`; then nothing of the text has changed.
 */
export async function takeCorrected({ number, editor, book }: Options, { lines, now }: Corrected): Promise<void> {
  const made = new Map<string, CitationLine>();
  for (const line of lines) {
    const order = orderOf(number, { id: line.sourceId, reference: now }, sentUse(useDraftOf(line)), line.id);
    made.set(line.id, replacing(line, await fulfil(order)));
  }
  book.learn([...made.values()]);
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    const next = node.type.name === 'citation' ? made.get(String(node.attrs['id'])) : undefined;
    if (next) tr.setNodeAttribute(position, 'id', next.id);
  });
  editor.view.dispatch(tr);
}

'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useSyncExternalStore } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { KeptCitation } from '@/components/editor/cite/offline/kept-citation.client';
import { endOf, marksIn, standsIn } from '@/components/editor/cite/offline/pending-view';
import { strandedIn } from '@/components/editor/cite/offline/stranded';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';

type Props = {
  readonly sectionId: string;
  readonly editor: Editor;
  readonly book: CitationBook;
  /** The sections of the revision as they are stored. */
  readonly sections: readonly EditorSection[];
};

/** Citations that waited for the server and whose paragraph was deleted meanwhile: offered back where they belonged. */
export function StrandedCitations({ sectionId, editor, book, sections }: Props) {
  const { pending } = book;
  const items = useSyncExternalStore(
    pending.subscribe,
    () => pending.all,
    () => pending.all,
  );
  // Looked for with each change of the text: a word each, so that nothing is drawn while they stay the same.
  const lost = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const marks = marksIn(state);
      const found = strandedIn(items, { sectionId, sections, stands: (item) => standsIn(state, marks, item) });
      return found.map(({ order }) => order.citeId).join(' ');
    },
  });
  const stranded = items.filter(({ order }) => lost.split(' ').includes(order.citeId));
  if (stranded.length === 0) return null;
  function putAtEnd(citeId: string) {
    const place = endOf(editor.state.doc);
    if (place) pending.move(citeId, { ...place, sectionId });
    editor.commands.focus('end');
  }
  return (
    <section className="notice warn stack-tight" aria-label="Sources without a place">
      <ul className="plain-list lines">
        {stranded.map((item) => (
          <KeptCitation
            key={item.order.citeId}
            item={item}
            pending={pending}
            said="The words that this source was for are gone. It is still kept."
          >
            {item.refused === null ? (
              <button type="button" className="small" onClick={() => putAtEnd(item.order.citeId)}>
                Put it at the end of the section
              </button>
            ) : null}
          </KeptCitation>
        ))}
      </ul>
    </section>
  );
}

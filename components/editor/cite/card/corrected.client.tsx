'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useState, useSyncExternalStore } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { type Corrected, correctedIn, takeCorrected } from '@/components/editor/cite/card/take-corrected';
import { SendError } from '@/components/send';

type Props = { readonly number: number; readonly editor: Editor; readonly book: CitationBook };

/** The citations of a text, in its order: a word each. */
function citedIn({ state: { doc } }: Editor): string {
  const ids: string[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'citation') ids.push(String(node.attrs['id']));
  });
  return ids.join(' ');
}

/** Records of this section's sources that were corrected since they were cited: each is offered, none is taken by itself. */
export function CorrectedRecords({ number, editor, book }: Props) {
  useSyncExternalStore(book.subscribe, book.snapshot, book.snapshot);
  const cited = useEditorState({ editor, selector: ({ editor: now }) => (now.isEditable ? citedIn(now) : '') });
  const [busy, setBusy] = useState('');
  const [said, say] = useState('');
  const found = correctedIn(cited.split(' '), book);
  async function take(corrected: Corrected) {
    setBusy(corrected.sourceId);
    try {
      await takeCorrected({ number, editor, book }, corrected);
      say(`Source ${corrected.label} now shows its corrected record.`);
    } catch (error) {
      say(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    }
    setBusy('');
  }
  return (
    <div className="stack-tight">
      {found.map((corrected) => (
        <div key={corrected.sourceId} className="notice info row-between">
          <p>
            The record of source {corrected.label} was corrected: <bdi>{corrected.now}</bdi>
          </p>
          <button
            type="button"
            className="small"
            disabled={busy !== ''}
            aria-label={`Use the corrected record of source ${corrected.label}`}
            onClick={() => void take(corrected)}
          >
            Use it
          </button>
        </div>
      ))}
      <p role="status" className="small">
        {said}
      </p>
    </div>
  );
}

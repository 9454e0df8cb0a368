'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useState, useSyncExternalStore } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import { citeAnew, type Corrected, correctedIn, putInText } from '@/components/editor/cite/card/take-corrected';
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

/** Records of this section's sources that are others since they were cited: each is offered, none is taken by itself. */
export function CorrectedRecords({ number, editor, book }: Props) {
  const cited = useEditorState({ editor, selector: ({ editor: now }) => (now.isEditable ? citedIn(now) : '') });
  return <CorrectedOffers {...{ number, book }} cited={cited.split(' ')} onCited={(made) => putInText(editor, made)} />;
}

type OffersProps = Pick<Props, 'number' | 'book'> & {
  /** The citations in question, in their order. */
  readonly cited: readonly string[];
  /** Puts new citations in the place of those whose ids they are named by. */
  readonly onCited: (made: ReadonlyMap<string, CitationLine>) => void;
};

/** Records that are others since they were cited, each with what takes it. */
export function CorrectedOffers({ number, book, cited, onCited }: OffersProps) {
  useSyncExternalStore(book.subscribe, book.snapshot, book.snapshot);
  const [busy, setBusy] = useState('');
  const [said, say] = useState('');
  async function take(corrected: Corrected) {
    setBusy(corrected.sourceId);
    try {
      const made = await citeAnew(number, corrected);
      book.learn([...made.values()]);
      onCited(made);
      const { label, isMerged } = corrected;
      say(
        isMerged
          ? `Source ${label} is now cited by its kept record.`
          : `Source ${label} now shows its corrected record.`,
      );
    } catch (error) {
      say(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    }
    setBusy('');
  }
  return (
    <div className="stack-tight">
      {correctedIn(cited, book).map((corrected) => (
        <div key={corrected.sourceId} className="notice info row-between">
          <p>
            {corrected.isMerged
              ? `Source ${corrected.label} was merged into another record: `
              : `The record of source ${corrected.label} was corrected: `}
            <bdi>{corrected.now}</bdi>
          </p>
          <button
            type="button"
            className="small"
            disabled={busy !== ''}
            aria-label={`Use the ${corrected.isMerged ? 'kept' : 'corrected'} record of source ${corrected.label}`}
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

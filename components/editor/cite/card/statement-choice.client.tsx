'use client';

import { useId, useState } from 'react';
import type { Editor } from '@tiptap/react';
import type { CitationPlace } from '@/components/editor/cite/citation-view';
import { statementAt, statementsAround } from '@/components/editor/cite/statement-at';

type Props = {
  readonly editor: Editor;
  readonly mark: CitationPlace | null;
  /** The mark stands elsewhere now. */
  readonly onMoved: (mark: CitationPlace) => void;
};

/** What the source is for, and the way to other words of the same paragraph. */
export function StatementChoice({ editor, mark, onMoved }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [, setMoves] = useState(0);
  const name = useId();
  const words = statementAt(editor.state, mark?.position ?? null);
  const near = statementsAround(editor.state, mark?.position ?? null);
  function choose(behind: number): void {
    if (mark === null) editor.commands.setTextSelection(behind);
    else moveMark(editor, mark, behind, onMoved);
    setMoves((moves) => moves + 1);
  }
  if (words === '') return null;
  return (
    <div className="stack-tight">
      <p className="small muted">
        For: <q>{words}</q>{' '}
        {near.length > 1 ? (
          <button type="button" className="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Change the words
          </button>
        ) : null}
      </p>
      {isOpen ? (
        <fieldset className="stack-tight small">
          <legend className="visually-hidden">The words that this source is for</legend>
          {near.map((one) => (
            <label key={one.behind} className="choice">
              <input type="radio" name={name} checked={one.isHere} onChange={() => choose(one.behind)} />
              <span dir="auto">{one.words}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

/** Moves a mark behind other words: one change, which can be undone. */
function moveMark(editor: Editor, { id, position }: CitationPlace, behind: number, onMoved: Props['onMoved']): void {
  const node = editor.state.doc.nodeAt(position);
  if (node?.type.name !== 'citation') return;
  const { tr } = editor.state;
  tr.delete(position, position + node.nodeSize);
  const to = tr.mapping.map(behind);
  editor.view.dispatch(tr.insert(to, node));
  onMoved({ id, position: to });
}

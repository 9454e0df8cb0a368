'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { send, SendError } from '@/components/send';
import { startThreadEndpoint } from '@/lib/contract/reviews';
import { checkpointEndpoint } from '@/lib/contract/revisions';
import { type Anchor, anchorOf } from '@/lib/domain/thread/anchor';
import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';

type Props = {
  readonly number: number;
  readonly sectionId: string;
  readonly editor: Editor;
  /** Saves what is typed: a remark is about words that others can see. False when that did not go. */
  readonly flush: () => Promise<boolean>;
  readonly onSaid: (said: string) => void;
  readonly onClose: () => void;
};

/** A remark to colleagues on the selected words, or on the section; it stands outside the text. */
export function CommentDialog({ number, sectionId, editor, ...rest }: Props) {
  const [anchor] = useState(() => anchorAt(editor));
  return (
    <Ask
      {...rest}
      editor={editor}
      title={anchor.quote ? 'Comment on these words' : 'Comment on this section'}
      explain={anchor.quote ? `“${anchor.quote}”` : 'Select words first to comment on just those.'}
      field="Comment"
      most={4000}
      confirm="Add the comment"
      said="Comment added. Colleagues find it on the Review tab."
      onConfirm={async (text) => {
        await send(startThreadEndpoint, { number, sectionId, ...anchor, text, mustResolve: false });
      }}
    />
  );
}

/** A name for the state of the text as it is now, to be found in History. */
export function CheckpointDialog({ number, ...rest }: Props) {
  return (
    <Ask
      {...rest}
      title="Keep this state under a name"
      explain="Everything is saved already. A state with a name is easy to find in History, and to go back to."
      field="Name"
      most={120}
      confirm="Keep it"
      said="Kept. It stands in History under its name."
      onConfirm={async (label) => {
        await send(checkpointEndpoint, { number, label });
      }}
    />
  );
}

/** The longest quotation that a comment can be about. */
const longest = 1000;

/** The selected words as the server finds them again. */
function anchorAt({ state: { doc, selection } }: Editor): Anchor {
  const textTo = (at: number) => plainText(doc.cut(0, at).toJSON() as Body).length;
  if (selection.empty) return { quote: '', prefix: '', suffix: '' };
  const [from, to] = [textTo(selection.from), textTo(selection.to)];
  return anchorOf(plainText(doc.toJSON() as Body), from, Math.min(to, from + longest - 1));
}

type AskProps = Pick<Props, 'editor' | 'flush' | 'onSaid' | 'onClose'> & {
  readonly title: string;
  readonly explain: string;
  readonly field: string;
  readonly most: number;
  readonly confirm: string;
  readonly said: string;
  readonly onConfirm: (text: string) => Promise<void>;
};

function Ask({ editor, flush, onSaid, onClose, title, explain, field, most, confirm, said, onConfirm }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return setProblem(`Enter a ${field.toLowerCase()}.`);
    setBusy(true);
    try {
      if (!(await flush())) return setProblem('The text is not saved yet. Try again when it is.');
      await onConfirm(text.trim());
      dialog.current?.close();
      onSaid(said);
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    } finally {
      setBusy(false);
    }
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={() => {
        onClose();
        editor.view.focus();
      }}
    >
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <h2 id={`${id}-title`}>{title}</h2>
        <p>{explain}</p>
        <div className="field">
          <label htmlFor={id}>{field}</label>
          <textarea
            id={id}
            rows={most > 200 ? 4 : 1}
            maxLength={most}
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={problem !== ''}
            aria-describedby={`${id}-problem`}
          />
          <span className="error" id={`${id}-problem`} role="alert">
            {problem}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="primary" disabled={isBusy}>
            {confirm}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep writing
          </button>
        </div>
      </form>
    </dialog>
  );
}

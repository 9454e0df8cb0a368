'use client';

import { useEffect, useRef, useState } from 'react';
import { CommentForm } from '@/components/review/comment-form.client';
import { focusedTarget, selectedTarget, type Target, wholeRevision, wholeSection } from '@/components/review/selection';
import { isNotForUs } from '@/components/review/typing';
import { DialogButton } from '@/components/ui/dialog-button.client';

/** Comments on a whole section. */
export function CommentOnSection({
  number,
  sectionId,
  heading,
}: {
  readonly number: number;
  readonly sectionId: string;
  readonly heading: string;
}) {
  return (
    <DialogButton label="Comment on this section" title="Comment on this section" tone="small">
      {(close) => <CommentForm number={number} target={wholeSection(sectionId)} heading={heading} close={close} />}
    </DialogButton>
  );
}

type Props = {
  readonly number: number;
  /** The words of each section, and its name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly headings: Readonly<Record<string, string>>;
};

/** Comments on the selected words, else on the change that has the focus, else on the revision; C does the same. */
export function CommentHere({ number, texts, headings }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = useRef<Target | null>(null);
  const [target, setTarget] = useState<Target>(wholeRevision);
  const find = () => selectedTarget(texts) ?? focusedTarget(texts);
  const open = (next: Target | null) => {
    setTarget(next ?? wholeRevision);
    dialog.current?.showModal();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'c' || isNotForUs(event)) return;
      event.preventDefault();
      setTarget(selectedTarget(texts) ?? focusedTarget(texts) ?? wholeRevision);
      dialog.current?.showModal();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [texts]);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="c"
        onPointerDown={() => {
          chosen.current = find();
        }}
        onClick={() => {
          open(chosen.current ?? find());
          chosen.current = null;
        }}
      >
        Comment
      </button>
      <dialog ref={dialog} aria-label="Comment">
        <div className="stack">
          <h2>Comment</h2>
          <CommentForm
            number={number}
            target={target}
            heading={headings[target.sectionId ?? ''] ?? ''}
            close={() => dialog.current?.close()}
          />
          <p className="small muted">Select words of the new text inside one paragraph first, to comment on them.</p>
        </div>
      </dialog>
    </>
  );
}

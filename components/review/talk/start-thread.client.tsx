'use client';

import { useEffect, useRef, useState } from 'react';
import { CommentForm } from '@/components/review/talk/comment-form.client';
import {
  focusedTarget,
  selectedTarget,
  type Target,
  wholeRevision,
  wholeSection,
} from '@/components/review/talk/selection';
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

type Opened = { readonly target: Target; readonly isSuggesting: boolean; readonly times: number };

/**
 * Comments on the selected words, changed or not or deleted, else on the change that has the focus, else on the revision; C does
 * the same, and S suggests other words for them.
 */
export function CommentHere({ number, texts, headings }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = useRef<Target | null>(null);
  const draft = useState('');
  const [{ target, isSuggesting, times }, setOpened] = useState<Opened>({
    ...{ target: wholeRevision, isSuggesting: false, times: 0 },
  });
  const find = () => selectedTarget(texts) ?? focusedTarget(texts) ?? wholeRevision;
  const open = (next: Target) => {
    setOpened((last) => ({ target: next, isSuggesting: false, times: last.times + 1 }));
    dialog.current?.showModal();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if ((key !== 'c' && key !== 's') || isNotForUs(event)) return;
      event.preventDefault();
      const next = selectedTarget(texts) ?? focusedTarget(texts) ?? wholeRevision;
      setOpened((last) => ({ target: next, isSuggesting: key === 's', times: last.times + 1 }));
      dialog.current?.showModal();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [texts]);
  // The form is another one each time that it is opened: what had the focus is gone.
  useEffect(() => {
    if (times > 0) dialog.current?.querySelector<HTMLElement>('textarea')?.focus();
  }, [times]);
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
      <dialog ref={dialog} aria-label={isSuggesting ? 'Suggest other words' : 'Comment'}>
        <div className="stack">
          <h2>{isSuggesting ? 'Suggest other words' : 'Comment'}</h2>
          <CommentForm
            key={times}
            number={number}
            target={target}
            draft={draft}
            isSuggesting={isSuggesting}
            heading={headings[target.sectionId ?? ''] ?? ''}
            close={() => dialog.current?.close()}
          />
          {target.quote === '' ? (
            <p className="small muted">Select words first, changed or not, to comment on them or to suggest others.</p>
          ) : null}
        </div>
      </dialog>
    </>
  );
}

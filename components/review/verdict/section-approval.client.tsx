'use client';

import { useId, useRef } from 'react';
import { ApproveFields, type Approving, ShowNew, useApproval } from '@/components/review/verdict/approve-fields.client';
import { type PartLine, standingSentences } from '@/components/review/verdict/standing-words';
import { FormError } from '@/components/ui/form-error';

type Props = Omit<Approving, 'parts'> & {
  /** What is approved, such as the heading of a section. */
  readonly name: string;
  readonly parts: readonly PartLine[];
  readonly quorum: number;
  readonly answer: { readonly ok: boolean; readonly because?: string };
};

/** In the head of a section: who approves it as it is, and the button that does. It holds while other sections are changed. */
export function SectionApproval({ name, parts, quorum, answer, ...approving }: Props) {
  const lacking = parts.filter(({ isYours }) => !isYours);
  return (
    <div className="row section-approval">
      {standingSentences(parts, quorum).map(({ words, tone }) => (
        <span key={words} className={`pill ${tone}`}>
          {tone === 'ok' ? '✓ ' : ''}
          <bdi>{words}</bdi>
        </span>
      ))}
      {answer.ok && lacking.length > 0 ? <Button name={name} parts={lacking} {...approving} /> : null}
    </div>
  );
}

type ButtonProps = Omit<Props, 'quorum' | 'answer'>;

/** One press where nothing is open on the list; else a dialog asks for the reasons first. */
function Button({ name, ...approving }: ButtonProps) {
  const { approve, busy, open, shown } = useApproval(approving);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  function press() {
    if (open.every(({ reason }) => reason !== '')) void approve('');
    else dialog.current?.showModal();
  }
  return (
    <>
      <button type="button" className="small" disabled={busy} aria-label={`Approve section: ${name}`} onClick={press}>
        Approve section
      </button>
      <FormError message={shown?.message ?? null} />
      {shown?.code === 'stale' ? <ShowNew close={() => undefined} /> : null}
      <dialog ref={dialog} aria-labelledby={id}>
        <div className="stack">
          <h2 id={id}>Approve “{name}”</h2>
          <ApproveFields
            {...approving}
            close={() => dialog.current?.close()}
            label="Approve section"
            explain={`You are saying that “${name}” is ready for readers and the sources support it.`}
          />
        </div>
      </dialog>
    </>
  );
}

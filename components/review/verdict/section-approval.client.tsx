'use client';

import { ApproveFields, type Approving, useApproval } from '@/components/review/verdict/approve-fields.client';
import { type PartLine, standingSentences } from '@/components/review/verdict/standing-words';
import { DialogButton } from '@/components/ui/dialog-button.client';

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

/** One press where nothing is open on the list; else the reasons are asked for first. */
function Button({ name, ...approving }: ButtonProps) {
  const { approve, busy, open, shown } = useApproval(approving);
  const isOpen = open.some(({ reason }) => reason === '');
  const label = 'Approve section';
  if (isOpen || shown) {
    const explain = `You are saying that “${name}” is ready for readers and the sources support it.`;
    return (
      <DialogButton label={label} title={`Approve “${name}”`} tone="small">
        {(close) => <ApproveFields {...approving} close={close} label={label} explain={explain} />}
      </DialogButton>
    );
  }
  return (
    <button
      type="button"
      className="small"
      disabled={busy}
      aria-label={`Approve section: ${name}`}
      onClick={() => void approve('')}
    >
      {label}
    </button>
  );
}

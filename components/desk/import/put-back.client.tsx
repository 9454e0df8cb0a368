'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { putBackEndpoint } from '@/lib/contract/imports';

type Props = {
  readonly runId: string;
  /** Place in the list of what was left out. */
  readonly at: number;
  readonly words: string;
};

/** Puts words that the import left out back into the text, and goes there. */
export function PutBack({ runId, at, words }: Props) {
  const { run, busy, error } = useSend(putBackEndpoint);
  const go = ({ number, sectionId }: { readonly number: number; readonly sectionId: string }) => {
    const spot = new URLSearchParams({ section: sectionId, block: '', words: words.slice(0, 120) });
    return `/desk/revisions/${number}/edit?${spot.toString()}`;
  };
  return (
    <div className="stack-tight">
      <button type="button" className="small" disabled={busy} onClick={() => void run({ runId, at }, go)}>
        Put back<span className="visually-hidden">: {words.slice(0, 80)}</span>
      </button>
      <FormError message={error?.message ?? null} />
    </div>
  );
}

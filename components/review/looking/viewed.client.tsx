'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { markSeenEndpoint } from '@/lib/contract/reviews';
import type { Part, SeenState } from '@/lib/domain/workflow/seen';

type Props = {
  readonly number: number;
  readonly part: Part & { readonly state: SeenState };
  readonly name: string;
};

/** A mark that this person has viewed a part as it is now. It is bound to the text: another one has no mark. */
export function ViewedMark({ number, part: { part, contentHash, level, state }, name }: Props) {
  const { run, busy, error } = useSend(markSeenEndpoint);
  const isViewed = state === 'viewed';
  const mark = () => void run({ number, part, contentHash, level, viewed: !isViewed });
  return (
    <>
      <button
        type="button"
        className="small"
        data-viewed={part}
        aria-pressed={isViewed}
        aria-keyshortcuts="m"
        disabled={busy}
        onClick={mark}
      >
        {isViewed ? '✓ ' : ''}Viewed<span className="visually-hidden">: {name}</span>
      </button>
      {state === 'changed' ? <span className="pill warn">! Changed since you viewed it</span> : null}
      <FormError message={error?.message ?? null} />
    </>
  );
}

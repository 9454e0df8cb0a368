'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { applySuggestionsEndpoint } from '@/lib/contract/reviews';

/** Uses all suggestions of one kind at once: all, or none. */
export function UseAll({ number, threadIds }: { readonly number: number; readonly threadIds: readonly string[] }) {
  const { run, busy, error } = useSend(applySuggestionsEndpoint);
  if (threadIds.length < 2) return null;
  return (
    <div className="stack-tight">
      <button
        type="button"
        className="small"
        disabled={busy}
        onClick={() => void run({ number, uses: threadIds.map((threadId) => ({ threadId })) })}
      >
        Use all {threadIds.length} spelling suggestions
      </button>
      <FormError message={error?.message ?? null} />
    </div>
  );
}

'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { unscheduleEndpoint } from '@/lib/contract/versions';

/** Cancels a schedule; the approval stays. */
export function Unschedule({ number }: { readonly number: number }) {
  const { run, busy, error } = useSend(unscheduleEndpoint);
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void run({ number })}>
        Cancel the schedule
      </button>
      <FormError message={error?.message ?? null} />
    </>
  );
}

'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { markDoneEndpoint } from '@/lib/contract/notifications';

type Props = { readonly notificationId: string; readonly number: number };

/** Puts one line of the inbox away. */
export function DoneButton({ notificationId, number }: Props) {
  const { run, busy, error } = useSend(markDoneEndpoint);
  return (
    <>
      <button type="button" className="small" disabled={busy} onClick={() => void run({ notificationId })}>
        Done <span className="visually-hidden">with revision {number}</span>
      </button>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
    </>
  );
}

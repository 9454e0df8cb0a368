'use client';

import { useRouter } from 'next/navigation';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { markDoneEndpoint } from '@/lib/contract/notifications';

type Props = { readonly notificationId: string; readonly number: number };

/** Puts one line of the inbox away. After a refusal the list is asked anew: the line may have gone with the turn it told of. */
export function DoneButton({ notificationId, number }: Props) {
  const router = useRouter();
  const { run, busy, error } = useSend(markDoneEndpoint);
  const putAway = async () => {
    if ((await run({ notificationId })) === null) router.refresh();
  };
  return (
    <>
      <button type="button" className="small" disabled={busy} onClick={() => void putAway()}>
        Done <span className="visually-hidden">with revision {number}</span>
      </button>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
    </>
  );
}

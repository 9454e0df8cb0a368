'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import { clearFlagEndpoint } from '@/lib/contract/sources';

/** Ends a doubt, with a reason. */
export function ClearFlag({ articleId, flagId }: { readonly articleId: string; readonly flagId: string }) {
  const { run, busy, error } = useSend(clearFlagEndpoint);
  return (
    <ReasonDialog
      label="Take the flag away"
      title="Take the flag away?"
      explain="The flag and its end stay on record."
      field="The reason"
      confirm="Take it away"
      tone="small"
      isLong={false}
      busy={busy}
      error={error}
      onConfirm={async (why) => (await run({ articleId, flagId, why })) !== null}
    />
  );
}

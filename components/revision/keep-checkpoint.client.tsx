'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import { checkpointEndpoint } from '@/lib/contract/revisions';

/** Keeps the present text under a name. */
export function KeepCheckpoint({ number }: { readonly number: number }) {
  const { run, busy, error } = useSend(checkpointEndpoint);
  return (
    <ReasonDialog
      label="Keep the present text under a name"
      title="Keep the present text"
      explain="The text as it is saved now can be read here later."
      field="A name for it"
      confirm="Keep it"
      isLong={false}
      busy={busy}
      error={error}
      onConfirm={async (label) => (await run({ number, label })) !== null}
    />
  );
}

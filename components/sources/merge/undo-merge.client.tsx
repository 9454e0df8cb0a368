'use client';

import { FormError } from '@/components/ui/form-error';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { useSend } from '@/components/use-send';
import { undoMergeEndpoint } from '@/lib/contract/sources';

/** Takes a merge back. */
export function UndoMerge({ mergeId }: { readonly mergeId: string }) {
  return (
    <DialogButton label="Undo the merge" title="Undo the merge?" tone="small">
      {(close) => <Fields mergeId={mergeId} close={close} />}
    </DialogButton>
  );
}

function Fields({ mergeId, close }: { readonly mergeId: string; readonly close: () => void }) {
  const { run, busy, error } = useSend(undoMergeEndpoint);
  return (
    <div className="stack">
      <p>
        Both records are sources of their own again, as they were before. A record that was corrected since stays
        corrected.
      </p>
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() => void run({ mergeId }).then((answer) => (answer ? close() : undefined))}
        >
          Undo it
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </div>
  );
}

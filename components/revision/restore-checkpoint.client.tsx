'use client';

import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { restoreCheckpointEndpoint } from '@/lib/contract/revisions';

type Props = {
  readonly number: number;
  readonly checkpointId: string;
  readonly headHash: string;
  /** Approvals that it dismisses. */
  readonly approvals: number;
  /** Only this section gets its old text; the whole revision without it. */
  readonly sectionId?: string | undefined;
};

/** Gives the revision this text again. Asks first; the present text is kept. */
export function RestoreCheckpoint({ number, checkpointId, headHash, approvals, sectionId }: Props) {
  const { run, busy, error } = useSend(restoreCheckpointEndpoint);
  const back = `/desk/revisions/${number}/history${sectionId === undefined ? '' : `?section=${sectionId}`}`;
  const restore = () =>
    void run({ number, checkpointId, headHash, ...(sectionId !== undefined && { sectionId }) }, () => back);
  return (
    <DialogButton label="Use this text again" title="Use this text again?" tone="primary">
      {(close) => (
        <div className="stack">
          {sectionId === undefined ? null : <p>The other sections stay as they are.</p>}
          <p>The present text is kept in History first, so you can come back to it. Readers see nothing of this.</p>
          {approvals > 0 ? <p>An approval of the present text does not count for this one.</p> : null}
          <FormError message={error?.message ?? null} />
          <div className="row">
            <button type="button" className="primary" disabled={busy} onClick={restore}>
              Use this text
            </button>
            <button type="button" onClick={close}>
              Keep the present text
            </button>
          </div>
        </div>
      )}
    </DialogButton>
  );
}

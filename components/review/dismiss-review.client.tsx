'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import { dismissReviewEndpoint } from '@/lib/contract/reviews';

/** An admin's way out when a reviewer cannot answer. */
export function DismissReview({ reviewId, reviewer }: { readonly reviewId: string; readonly reviewer: string }) {
  const { run, busy, error } = useSend(dismissReviewEndpoint);
  return (
    <div className="row">
      <ReasonDialog
        label="Dismiss this review"
        title={`Dismiss the review by ${reviewer}?`}
        explain="It stays in the record and counts no more."
        field="A reason"
        confirm="Dismiss it"
        tone="small"
        busy={busy}
        error={error}
        onConfirm={async (note) => (await run({ reviewId, note })) !== null}
      />
    </div>
  );
}

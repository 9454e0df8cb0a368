'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { openRevisionEndpoint } from '@/lib/contract/articles';

type Props = {
  readonly articleId: string;
  readonly title: string;
  /** The place as the query of an address. */
  readonly query: string;
};

/** Opens a new revision and goes to the place in it. */
export function ReviseHere({ articleId, title, query }: Props) {
  const { run, busy, error } = useSend(openRevisionEndpoint);
  const name = `Changes to ${title}`.slice(0, 200);
  return (
    <div className="stack-tight">
      <div>
        <button
          type="button"
          className="primary"
          disabled={busy}
          onClick={() =>
            void run({ articleId, name, why: '' }, ({ number }) => `/desk/revisions/${number}/edit${query}`)
          }
        >
          Revise
        </button>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
    </div>
  );
}

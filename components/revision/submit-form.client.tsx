'use client';

import { type FormEvent, useId, useState } from 'react';
import { ReadinessList } from '@/components/revision/readiness-list';
import { kindOf, missingIn, VersionFields } from '@/components/revision/version-fields';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { submitEndpoint } from '@/lib/contract/revisions';
import type { ReadinessIssue } from '@/lib/domain/workflow/readiness';

type Props = {
  readonly number: number;
  readonly headHash: string;
  readonly kind: string;
  readonly changeNote: string;
  readonly issues: readonly ReadinessIssue[];
};

/** Submits a revision for review, with what readers will be told. */
export function SubmitForm({ number, headHash, kind, changeNote, issues }: Props) {
  const { run, busy, error } = useSend(submitEndpoint);
  const [value, setValue] = useState({ kind: kindOf(kind), changeNote });
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const isBlocked = issues.some((issue) => issue.severity === 'blocker');
  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = missingIn(value);
    setProblem(missing);
    if (missing || !value.kind || isBlocked) return;
    await run({ number, headHash, kind: value.kind, changeNote: value.changeNote });
  }
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Submit for review</h2>
      <VersionFields id={id} value={value} onChange={setValue} />
      <section className="stack-tight" aria-label="Checks">
        <h3>Checks</h3>
        <ReadinessList
          issues={issues}
          hrefOf={(where) => (where.includes('-') ? `/desk/revisions/${number}/edit?section=${where}` : null)}
        />
      </section>
      <FormError message={problem ?? error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button
          type="submit"
          className="primary"
          disabled={busy}
          aria-disabled={isBlocked}
          aria-describedby={isBlocked ? `${id}-because` : undefined}
        >
          Submit for review
        </button>
        {isBlocked ? (
          <span className="small muted" id={`${id}-because`}>
            Put right what stands in the way first.
          </span>
        ) : null}
      </div>
    </form>
  );
}

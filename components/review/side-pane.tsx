import type { ReactNode } from 'react';
import { ReadinessList } from '@/components/revision/readiness-list';
import { type ReviewLine, ReviewList } from '@/components/revision/review-list';
import { Thread, type ThreadData } from '@/components/review/thread.client';
import { type PromptLine, PromptList } from '@/components/review/prompt-list';
import type { ReadinessIssue } from '@/lib/domain/workflow/readiness';

type Props = {
  readonly threads: readonly ThreadData[];
  readonly checks: readonly ReadinessIssue[];
  readonly reviews: readonly ReviewLine[];
  /** What was asked about the text while it was written. */
  readonly prompts: readonly PromptLine[];
  readonly mayComment: boolean;
  readonly mayDismiss: boolean;
  readonly hrefOf: (where: string) => string | null;
  /** The reviewer's list. */
  readonly list?: ReactNode;
  /** The sources of the text. */
  readonly children: ReactNode;
};

/** Beside the comparison: threads, checks, verdicts, and the sources. */
export function SidePane({ threads, checks, reviews, prompts, mayComment, mayDismiss, hrefOf, list, children }: Props) {
  const open = threads.filter((thread) => thread.state !== 'resolved');
  const resolved = threads.filter((thread) => thread.state === 'resolved');
  return (
    <aside className="stack" aria-label="Comments and checks">
      <section className="stack" aria-labelledby="comments">
        <h2 id="comments">Comments ({open.length} open)</h2>
        {open.length === 0 ? <p className="small muted">No open comment.</p> : null}
        {open.map((thread) => (
          <Thread key={thread.id} thread={thread} mayComment={mayComment} />
        ))}
        {resolved.length > 0 ? (
          <details className="folded">
            <summary>{resolved.length} resolved</summary>
            <div className="stack">
              {resolved.map((thread) => (
                <Thread key={thread.id} thread={thread} mayComment={mayComment} />
              ))}
            </div>
          </details>
        ) : null}
      </section>
      <section className="stack-tight" aria-labelledby="checks">
        <h2 id="checks">Checks</h2>
        <ReadinessList issues={checks} hrefOf={hrefOf} />
      </section>
      {list}
      <PromptList prompts={prompts} />
      <section className="stack-tight" aria-labelledby="verdicts">
        <h2 id="verdicts">Reviews ({reviews.length})</h2>
        <ReviewList reviews={reviews} mayDismiss={mayDismiss} />
      </section>
      {children}
    </aside>
  );
}

import type { ReactNode } from 'react';
import { ReadinessList } from '@/components/revision/readiness-list';
import { type ReviewLine, ReviewList } from '@/components/revision/review-list';
import type { ThreadData } from '@/components/review/talk/thread.client';
import { ThreadIndex } from '@/components/review/talk/thread-list';
import { type PromptLine, PromptList } from '@/components/review/prompt-list';
import type { ReadinessIssue } from '@/lib/domain/workflow/readiness';

type Props = {
  readonly number: number;
  readonly threads: readonly ThreadData[];
  readonly checks: readonly ReadinessIssue[];
  readonly reviews: readonly ReviewLine[];
  /** What was asked about the text while it was written. */
  readonly prompts: readonly PromptLine[];
  readonly mayEdit: boolean;
  readonly mayDismiss: boolean;
  readonly hrefOf: (where: string) => string | null;
  /** The reviewer's list. */
  readonly list?: ReactNode;
  /** The sources of the text. */
  readonly children: ReactNode;
};

/** Beside the comparison: threads, checks, verdicts, and the sources. */
export function SidePane(props: Props) {
  const { number, threads, checks, reviews, prompts, mayEdit, mayDismiss, hrefOf, list, children } = props;
  return (
    <aside className="stack" aria-label="Comments and checks">
      <ThreadIndex number={number} threads={threads} mayEdit={mayEdit} />
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

/** What the rule reads of an article and of a revision of it. */
type ArticleFacts = { readonly state: string; readonly stateAt: Date };
type RevisionFacts = { readonly endsWithdrawalAt: Date | null; readonly article: ArticleFacts };

/** How an article has left its readers; null while it has not. */
export function leftAs({ state }: Pick<ArticleFacts, 'state'>): 'withdrawn' | 'redirected' | null {
  return state === 'withdrawn' || state === 'redirected' ? state : null;
}

/**
 * True for a revision that was opened to end the withdrawal that stands. One that was open before, or that ended an earlier
 * withdrawal, does not bring the article back (workflow.md E10).
 */
export function endsWithdrawal({ endsWithdrawalAt, article }: RevisionFacts): boolean {
  return leftAs(article) !== null && endsWithdrawalAt?.getTime() === article.stateAt.getTime();
}

/** How the article has left its readers under a revision that may not bring it back; null where nothing stands in the way. */
export function withdrawnUnder(revision: RevisionFacts): 'withdrawn' | 'redirected' | null {
  return endsWithdrawal(revision) ? null : leftAs(revision.article);
}

import { isMoreThanWording } from '@/lib/domain/diff/meaning/meaning';
import { diffRevisions } from '@/lib/domain/diff/revision';
import type { Needs } from '@/lib/domain/workflow/can';
import {
  needsOf,
  publishIssues,
  type ReadinessFacts,
  type ReadinessIssue,
  submitIssues,
} from '@/lib/domain/workflow/readiness';
import { withSeverities } from '@/lib/domain/workflow/policy';
import { endsWithdrawal, withdrawnUnder } from '@/lib/domain/workflow/withdrawal';
import type { Tx } from '@/lib/db/transaction';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import {
  type Judged,
  judgeRevision,
  promptCounts,
  promptsOfRevision,
  unsourcedIn,
} from '@/lib/revisions/queries/judged';
import type { LockedRevision } from '@/lib/revisions/lock';
import { policyOf, reviewersNow } from '@/lib/reviews/quorum';

type Revision = Pick<
  LockedRevision,
  | 'id'
  | 'articleId'
  | 'baseVersionId'
  | 'title'
  | 'facts'
  | 'related'
  | 'attribution'
  | 'outline'
  | 'contributors'
  | 'endsWithdrawalAt'
> & { article: { liveVersionId: string | null; state: string; stateAt: Date } };

type Proposal = {
  readonly kind: string;
  readonly changeNote: string;
  readonly wordingReason: string;
  readonly assembled?: Assembled;
  /** What was read already: what the revision was made from, and what is said of its statements. */
  readonly base?: Assembled | null;
  readonly judged?: Judged;
};

/** What stands in the way of submitting, and what is worth knowing, from rows read now. */
export async function submitReadiness(tx: Tx, revision: Revision, proposal: Proposal): Promise<ReadinessIssue[]> {
  const { quorum, blocking } = await policyOf(tx);
  const issues = submitIssues({
    ...(await readinessFacts(tx, revision, proposal)),
    contributors: revision.contributors.map((contributor) => contributor.userId),
    reviewersNow: await reviewersNow(tx),
    quorum,
  });
  return withSeverities(issues, blocking);
}

/** What stands in the way of publishing: every check runs again, nothing is trusted from the submit. */
export async function publishReadiness(tx: Tx, revision: Revision, proposal: Proposal): Promise<ReadinessIssue[]> {
  const baseIsLive = revision.baseVersionId === revision.article.liveVersionId;
  const issues = publishIssues({ ...(await readinessFacts(tx, revision, proposal)), baseIsLive });
  return withSeverities(issues, (await policyOf(tx)).blocking);
}

/** The same as facts for the workflow table. */
export async function submitFacts(tx: Tx, revision: Revision, proposal: Proposal): Promise<Needs> {
  return needsOf(await submitReadiness(tx, revision, proposal));
}

/** The same as facts for the workflow table. */
export async function publishFacts(tx: Tx, revision: Revision, proposal: Proposal): Promise<Needs> {
  return needsOf(await publishReadiness(tx, revision, proposal));
}

async function readinessFacts(tx: Tx, revision: Revision, proposal: Proposal): Promise<ReadinessFacts> {
  const after = proposal.assembled ?? (await assembleRevision(tx, revision));
  const before = proposal.base === undefined ? await baseText(tx, revision) : proposal.base;
  const threads = await tx.thread.findMany({
    where: { revisionId: revision.id },
    select: { id: true, sectionId: true, state: true, mustResolve: true },
  });
  const judged = proposal.judged ?? (await judgeRevision(tx, revision, after));
  const { article, citations } = after;
  const { kind, changeNote, wordingReason } = proposal;
  return {
    title: article.title,
    sections: article.sections,
    kind,
    changeNote,
    wordingReason,
    headHash: after.headHash,
    // To bring a withdrawn article back is a change in itself, with the same text too.
    baseHash: before && !endsWithdrawal(revision) ? before.headHash : null,
    baseWithdrawn: withdrawnUnder(revision),
    conflicts: [],
    threads,
    citations: citations.map(({ id, sourceId, stub }) => ({ id, sourceId, stub })),
    factCitations: article.facts.flatMap((fact) => fact.citations),
    uncitedStatements: unsourcedIn(judged),
    prompts: promptCounts(promptsOfRevision({ before, after }, judged)),
    moreThanWording: kind === 'wording' ? isMoreThanWording(diffOf(before, after)) : [],
  };
}

const baseText = async (tx: Tx, { baseVersionId }: Revision): Promise<Assembled | null> =>
  baseVersionId ? assembleVersion(tx, baseVersionId) : null;

/** The prose diff from one assembled text to another; null is a new article. */
export function diffOf(before: Assembled | null, after: Assembled) {
  const citations = new Map([...(before?.citations ?? []), ...after.citations].map((one) => [one.id, one]));
  return diffRevisions(before?.article ?? null, after.article, citations);
}

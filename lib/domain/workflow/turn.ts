import { approversOf, quorumReached, requestersOf } from '@/lib/domain/workflow/review';
import { type PartRules, standingOfParts } from '@/lib/domain/workflow/parts';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { type ReviewFact, activeReviews } from '@/lib/domain/workflow/verdict';

/** How long a schedule may wait after its time before people are told (workflow.md 3.12). */
export const scheduleLateMs = 60_000;

/** What whose turn it is depends on: plain facts of one revision. Times are ISO 8601, UTC. */
export type TurnFacts = {
  readonly state: string;
  readonly createdById: string;
  readonly createdAt: string;
  readonly submittedById: string | null;
  readonly submittedAt: string | null;
  readonly updatedAt: string;
  readonly contributorIds: readonly string[];
  readonly reviews: readonly ReviewFact[];
  readonly headHash: string;
  readonly quorum: number;
  /** What it changes, and how approvals of parts count. */
  readonly parts?: PartRules;
  /** Ids of all who may review now, admins included. */
  readonly reviewersNow: readonly string[];
  readonly adminsNow: readonly string[];
  /** Ids of all who may write now. Who left or was disabled has no turn. */
  readonly peopleNow: readonly string[];
  /** Reviewers named at submit; empty asks everyone who reviews. */
  readonly askedReviewerIds?: readonly string[];
  /** When the author answered a reviewer's comment and handed the revision back. */
  readonly handedBackAt?: string | null;
  /** The base is not the live version: someone who wrote part of it brings it up to date. */
  readonly isStale?: boolean;
  /** The article was withdrawn or redirected, and this revision was not opened to bring it back. */
  readonly isWithdrawn?: boolean;
  /** The last schedule, if any: `held` and `missed` need someone, `pending` only waits. */
  readonly schedule?: {
    readonly state: string;
    readonly createdById: string;
    readonly at: string;
    /** A minute after its time it still waits: no worker runs, or publishing fails by a fault of ours. */
    readonly isLate?: boolean;
  } | null;
  /** Published without review and not approved since: who had a part in it, and when it was published. */
  readonly unreviewed?: { readonly involvedIds: readonly string[]; readonly at: string } | null;
};

type TurnReason =
  | 'writing'
  | 'submitted'
  | 'approval_dismissed'
  | 'request_stands'
  | 'commented'
  | 'changes_requested'
  | 'approved'
  | 'stale'
  | 'base_withdrawn'
  | 'approval_lost'
  | 'held'
  | 'missed'
  | 'scheduled'
  | 'unreviewed'
  | 'ended';

/** Who must act. `pool`: anyone of a group may, `people` lists them too. `alarm`: nobody who could go on exists, so admins are told. */
export type Turn = {
  readonly people: readonly string[];
  readonly pool: 'reviewers' | null;
  readonly reason: TurnReason;
  readonly since: string | null;
  readonly alarm: 'no_eligible_reviewer' | 'no_author' | 'scheduler_gone' | 'schedule_late' | null;
};

const turn = (people: readonly string[], reason: TurnReason, since: string | null): Turn => ({
  people: [...new Set(people)],
  pool: null,
  reason,
  since,
  alarm: null,
});

/**
 * Whose turn it is, why and since when (ux.md 12.2). Every open revision has someone, or an alarm and the admins (invariant
 * I12); so has one that an emergency published, until it is approved. Others that have ended have nobody.
 */
export function whoseTurn(facts: TurnFacts): Turn {
  const state = stateOf(facts.state);
  if (state === 'draft') return authorsTurn(facts, 'writing', facts.createdAt);
  if (state === 'in_review') return reviewTurn(facts);
  if (state === 'changes_requested') {
    return authorsTurn(facts, 'changes_requested', lastAt(facts, 'request_changes') ?? facts.updatedAt);
  }
  if (state === 'approved') return approvedTurn(facts);
  if (state === 'scheduled') return scheduledTurn(facts);
  return facts.unreviewed ? afterwardsTurn(facts, facts.unreviewed) : turn([], 'ended', null);
}

function reviewTurn(facts: TurnFacts): Turn {
  const since = facts.submittedAt ?? facts.updatedAt;
  const eligible = facts.reviewersNow.filter((id) => !facts.contributorIds.includes(id));
  const requesters = requestersOf(facts);
  const answering = requesters.filter((id) => eligible.includes(id));
  if (requesters.length > 0 && answering.length === 0) return alarm(facts, 'no_eligible_reviewer', since);
  if (eligible.length < Math.max(1, facts.quorum)) return alarm(facts, 'no_eligible_reviewer', since);
  const comment = openComment(facts);
  if (comment) return authorsTurn(facts, 'commented', comment.at);
  if (answering.length > 0) return turn(answering, 'request_stands', since);
  const waiting = eligible.filter((id) => hasMoreToApprove(facts, id));
  const again = waiting.filter((id) => lostApproval(facts, id));
  if (again.length > 0) return turn(again, 'approval_dismissed', since);
  const asked = waiting.filter((id) => facts.askedReviewerIds?.includes(id));
  if (asked.length > 0) return turn(asked, 'submitted', since);
  return { ...turn(waiting.length > 0 ? waiting : eligible, 'submitted', since), pool: 'reviewers' };
}

function approvedTurn(facts: TurnFacts): Turn {
  const since = lastAt(facts, 'approve') ?? facts.updatedAt;
  const ended = facts.schedule?.state;
  if (ended === 'held' || ended === 'missed') return heldTurn(facts, ended);
  if (facts.isWithdrawn) return authorsTurn(facts, 'base_withdrawn', facts.updatedAt);
  if (facts.isStale) return authorsTurn(facts, 'stale', facts.updatedAt);
  if (facts.reviewersNow.length === 0) return alarm(facts, 'no_eligible_reviewer', since);
  if (!quorumReached({ ...facts, contributors: facts.contributorIds })) {
    return authorsTurn(facts, 'approval_lost', facts.updatedAt);
  }
  return { ...turn([...authorsOf(facts), ...facts.reviewersNow], 'approved', since), pool: 'reviewers' };
}

function afterwardsTurn(facts: TurnFacts, { involvedIds, at }: NonNullable<TurnFacts['unreviewed']>): Turn {
  const eligible = facts.reviewersNow.filter((id) => !involvedIds.includes(id));
  if (eligible.length === 0) return { ...alarm(facts, 'no_eligible_reviewer', at), reason: 'unreviewed' };
  return { ...turn(eligible, 'unreviewed', at), pool: 'reviewers' };
}

/** A schedule that does not fire when it should is the admins' turn too. */
function scheduledTurn(facts: TurnFacts): Turn {
  const waiting = withScheduler(facts, 'scheduled');
  if (!facts.schedule?.isLate) return waiting;
  return { ...waiting, people: [...new Set([...waiting.people, ...facts.adminsNow])], alarm: 'schedule_late' };
}

/** Author and scheduler; where the scheduler may publish no more, admins choose who goes on. */
function heldTurn(facts: TurnFacts, reason: 'held' | 'missed'): Turn {
  const held = withScheduler(facts, reason);
  const scheduler = facts.schedule?.createdById ?? '';
  if (held.alarm || facts.reviewersNow.includes(scheduler)) return held;
  return { ...held, people: [...new Set([...held.people, ...facts.adminsNow])], alarm: 'scheduler_gone' };
}

function withScheduler(facts: TurnFacts, reason: TurnReason): Turn {
  const since = facts.schedule?.at ?? facts.updatedAt;
  const scheduler = facts.schedule?.createdById;
  const people = [...authorsOf(facts), ...(scheduler && facts.peopleNow.includes(scheduler) ? [scheduler] : [])];
  return people.length > 0 ? turn(people, reason, since) : alarm(facts, 'no_author', since);
}

function authorsTurn(facts: TurnFacts, reason: TurnReason, since: string | null): Turn {
  const authors = authorsOf(facts);
  return authors.length > 0 ? turn(authors, reason, since) : { ...alarm(facts, 'no_author', since), reason };
}

/** The one who submitted it, else who opened it; when they are gone, everyone else who wrote part of it. */
function authorsOf(facts: TurnFacts): readonly string[] {
  const author = facts.submittedById ?? facts.createdById;
  if (facts.peopleNow.includes(author)) return [author];
  return facts.contributorIds.filter((id) => facts.peopleNow.includes(id));
}

function alarm(facts: TurnFacts, kind: NonNullable<Turn['alarm']>, since: string | null): Turn {
  return { ...turn(facts.adminsNow, 'submitted', since), alarm: kind };
}

function lastAt(facts: TurnFacts, verdict: ReviewFact['verdict']): string | null {
  return activeReviews(facts.reviews).findLast((review) => review.verdict === verdict)?.at ?? null;
}

/** A reviewer's comment that nobody answered: newer than the submit and the last hand-back, and not followed by their verdict. */
function openComment(facts: TurnFacts): ReviewFact | null {
  const since = [facts.submittedAt, facts.handedBackAt].filter((at) => at !== null && at !== undefined);
  const last = facts.reviews.findLast(() => true);
  return last?.verdict === 'comment' && since.every((at) => at < last.at) ? last : null;
}

/** Whether something still lacks approvals that this reviewer has not approved; without parts, the whole. */
function hasMoreToApprove(facts: TurnFacts, reviewerId: string): boolean {
  const all = { ...facts, contributors: facts.contributorIds };
  const lacking = standingOfParts(all).filter(({ isApproved }) => !isApproved);
  if (lacking.length === 0) return !approversOf(all).includes(reviewerId);
  return lacking.some(({ approverIds }) => !approverIds.includes(reviewerId));
}

function lostApproval(facts: TurnFacts, reviewerId: string): boolean {
  const last = facts.reviews.findLast((review) => review.reviewerId === reviewerId && review.verdict !== 'comment');
  if (last?.verdict !== 'approve') return false;
  const given = facts.reviews.filter((review) => review.reviewerId === reviewerId && review.verdict === 'approve');
  const lost = given.flatMap(({ dismissed, wholeLost, parts = [] }) => [
    dismissed,
    wholeLost,
    ...parts.map((part) => part.dismissed),
  ]);
  return lost.some((reason) => reason === 'new_change' || reason === 'conflict_resolved');
}

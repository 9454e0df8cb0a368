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
  /** When the author answered and handed the revision back. */
  readonly handedBackAt?: string | null;
  /** What reviewers said in threads since it was submitted, oldest first, each with the people of that thread. */
  readonly talk?: readonly { readonly byId: string; readonly at: string; readonly with: readonly string[] }[];
  /** Who said that they cannot do it now, and whom they named in their place, oldest first. */
  readonly leaves?: readonly { readonly byId: string; readonly toId: string | null; readonly at: string }[];
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
  | 'handed_back'
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
  readonly alarm: 'no_eligible_reviewer' | 'no_author' | 'scheduler_gone' | 'schedule_late' | 'everybody_left' | null;
  /** Who brought it about, where that is one person. */
  readonly byId: string | null;
};

const turn = (people: readonly string[], reason: TurnReason, since: string | null): Turn => ({
  people: [...new Set(people)],
  pool: null,
  reason,
  since,
  alarm: null,
  byId: null,
});

/**
 * Whose turn it is, why and since when (ux.md 12.2). Every open revision has someone, or an alarm and the admins (invariant
 * I12); so has one that an emergency published, until it is approved. Others that have ended have nobody.
 */
export function whoseTurn(facts: TurnFacts): Turn {
  return withoutLeavers(facts, byState(facts));
}

function byState(facts: TurnFacts): Turn {
  const state = stateOf(facts.state);
  if (state === 'draft') return authorsTurn(facts, 'writing', facts.createdAt);
  if (state === 'in_review') return reviewTurn(facts);
  if (state === 'changes_requested') {
    const request = newest(facts, 'request_changes');
    const asked = authorsTurn(facts, 'changes_requested', request?.at ?? facts.updatedAt);
    return { ...asked, byId: request?.reviewerId ?? null };
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
  const comment = openComment(facts, eligible);
  if (comment) return talkTurn(facts, comment);
  if (answering.length > 0) return turn(answering, 'request_stands', since);
  return waitingTurn(facts, eligible, since);
}

/** The reviewers that a text in review waits for: those who have to look again, who were answered, who were asked, or all. */
function waitingTurn(facts: TurnFacts, eligible: readonly string[], since: string): Turn {
  const waiting = eligible.filter((id) => hasMoreToApprove(facts, id));
  const again = waiting.filter((id) => lostApproval(facts, id));
  if (again.length > 0) return turn(again, 'approval_dismissed', since);
  const spoke = waiting.filter((id) => spokenBy(facts).some(({ byId }) => byId === id));
  if (facts.handedBackAt && spoke.length > 0) {
    return { ...turn(spoke, 'handed_back', facts.handedBackAt), byId: facts.submittedById ?? facts.createdById };
  }
  const asked = waiting.filter((id) => facts.askedReviewerIds?.includes(id));
  if (asked.length > 0) return { ...turn(asked, 'submitted', since), byId: facts.submittedById };
  const pool = turn(waiting.length > 0 ? waiting : eligible, 'submitted', since);
  return { ...pool, pool: 'reviewers', byId: facts.submittedById };
}

/** The author's, and theirs who talked in the thread that a reviewer answered in. */
function talkTurn(facts: TurnFacts, { byId, at, with: others }: Spoken): Turn {
  const authors = authorsTurn(facts, 'commented', at);
  const talking = others.filter((id) => id !== byId && facts.peopleNow.includes(id));
  return { ...authors, people: [...new Set([...authors.people, ...talking])], byId };
}

function approvedTurn(facts: TurnFacts): Turn {
  const since = newest(facts, 'approve')?.at ?? facts.updatedAt;
  const ended = facts.schedule?.state;
  if (ended === 'held' || ended === 'missed') return heldTurn(facts, ended);
  if (facts.isWithdrawn) return authorsTurn(facts, 'base_withdrawn', facts.updatedAt);
  if (facts.isStale) return authorsTurn(facts, 'stale', facts.updatedAt);
  if (facts.reviewersNow.length === 0) return alarm(facts, 'no_eligible_reviewer', since);
  if (!quorumReached({ ...facts, contributors: facts.contributorIds })) {
    return authorsTurn(facts, 'approval_lost', facts.updatedAt);
  }
  const everybody = turn([...authorsOf(facts), ...facts.reviewersNow], 'approved', since);
  return { ...everybody, pool: 'reviewers', byId: newest(facts, 'approve')?.reviewerId ?? null };
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

function newest(facts: TurnFacts, verdict: ReviewFact['verdict']): ReviewFact | null {
  return activeReviews(facts.reviews).findLast((review) => review.verdict === verdict) ?? null;
}

type Spoken = NonNullable<TurnFacts['talk']>[number];

/** What was said since it was submitted: comments as verdicts, and those in threads, oldest first. */
function spokenBy({ reviews, talk = [], submittedAt }: TurnFacts): Spoken[] {
  const comments = reviews.flatMap(({ verdict, reviewerId, at }) =>
    verdict === 'comment' ? [{ byId: reviewerId, at, with: [] }] : [],
  );
  return [...comments, ...talk]
    .filter(({ at }) => submittedAt === null || at > submittedAt)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A reviewer's comment that nobody answered: newer than the last hand-back, and not followed by a verdict. */
function openComment(facts: TurnFacts, eligible: readonly string[]): Spoken | null {
  const { handedBackAt, reviews } = facts;
  const spoken = spokenBy(facts).findLast(({ byId }) => eligible.includes(byId) || isReviewer(facts, byId));
  if (!spoken || (handedBackAt && spoken.at <= handedBackAt)) return null;
  const isOver = reviews.some(({ verdict, at }) => verdict !== 'comment' && at >= spoken.at);
  return isOver ? null : spoken;
}

const isReviewer = ({ reviews }: TurnFacts, id: string) => reviews.some(({ reviewerId }) => reviewerId === id);

/**
 * Without those who said that they cannot do it now, since it is their turn; whom they named in their place is in it instead of
 * a pool. Where nobody is left, the others who wrote it go on, or the admins are told.
 */
function withoutLeavers(facts: TurnFacts, now: Turn): Turn {
  const { since, alarm: raised, people } = now;
  const leaves = (facts.leaves ?? []).filter(({ at }) => since === null || at >= since);
  if (leaves.length === 0 || raised || people.length === 0) return now;
  const left = new Set(leaves.map(({ byId }) => byId));
  const isHere = (id: string) => !left.has(id) && facts.peopleNow.includes(id);
  const named = leaves.flatMap(({ toId }) => (toId !== null && isHere(toId) && mayAct(facts, toId) ? [toId] : []));
  const stays = people.filter(isHere);
  if (named.length > 0) {
    const inTurn = new Set(now.pool ? named : [...stays, ...named]);
    return { ...now, people: [...inTurn], pool: null, since: leaves.at(-1)?.at ?? since };
  }
  if (stays.length > 0) return { ...now, people: stays };
  const others = isAuthors(now) ? facts.contributorIds.filter(isHere) : [];
  if (others.length > 0) return { ...now, people: others };
  return { ...now, people: facts.adminsNow, pool: null, alarm: 'everybody_left' };
}

const authorsReasons: readonly TurnReason[] = ['writing', 'commented', 'changes_requested', 'stale', 'approval_lost'];
const isAuthors = ({ reason }: Turn) => authorsReasons.includes(reason);

/** Somebody named in a review has to be one who may approve; of a text that is written anyone may go on. */
function mayAct(facts: TurnFacts, id: string): boolean {
  if (facts.state !== 'in_review') return true;
  const comment = openComment(facts, facts.reviewersNow);
  return comment !== null || (facts.reviewersNow.includes(id) && !facts.contributorIds.includes(id));
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

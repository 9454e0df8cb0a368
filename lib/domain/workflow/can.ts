import { type Actor, hasRole } from '@/lib/domain/actor';
import { type Issue, Refusal } from '@/lib/domain/refusal';
import { type QuorumFacts, quorumReached } from '@/lib/domain/workflow/review';
import * as words from '@/lib/domain/workflow/sentences';
import {
  type DismissalReason,
  isFinal,
  type Need,
  type RevisionEvent,
  revisionEvents,
  type Standing,
  standingsOf,
  stateOf,
  type State,
  type Transition,
  TRANSITIONS,
} from '@/lib/domain/workflow/transitions';
import {
  ABILITIES,
  type Ability,
  type AbilityRule,
  ARTICLE_EVENTS,
  type ArticleEvent,
  articleEvents,
  type ArticleState,
  articleStateOf,
  isAbility,
  isArticleEvent,
  onlyFor,
} from '@/lib/domain/workflow/abilities';
import type { ReviewFact } from '@/lib/domain/workflow/verdict';

/** Facts about needs: true or an empty list when it holds, false or the issues found when not. A fact that is not given does not hold. */
export type Needs = Partial<Record<Need, boolean | readonly Issue[]>>;

/** What the rules must know of a revision. `approvals` lets `approve` say whether the quorum is reached by it. */
export type RevisionSubject = {
  readonly state: string;
  readonly contributorIds: readonly string[];
  readonly approvals?: Omit<QuorumFacts, 'contributors'>;
  /** What an approval that is asked about would be of; the whole unless said. */
  readonly approving?: Pick<ReviewFact, 'scope' | 'parts'>;
  readonly needs?: Needs;
};

export type ArticleSubject = { readonly state: string; readonly needs?: Needs };

/** What an action is asked about: a revision, an article, or nothing in particular. */
export type Subject = { readonly state?: string; readonly contributorIds?: readonly string[]; readonly needs?: Needs };

export type Action = RevisionEvent | ArticleEvent | Ability;

/** What is allowed: the state that follows (null where nothing has a state) and why approvals are dismissed, if they are. */
export type Allowed<S extends string = State> = {
  readonly ok: true;
  readonly next: S | null;
  readonly dismisses?: DismissalReason;
};
/** What is not: the code of the refusal, a sentence for people, and the issues that stand in the way. */
type Denied = {
  readonly ok: false;
  readonly code: 'signed_out' | 'forbidden' | 'own_work' | 'wrong_state' | 'not_ready';
  readonly because: string;
  readonly missing: readonly Issue[];
};
export type Decision<S extends string = State> = Allowed<S> | Denied;

const deny = (code: Denied['code'], because: string, missing: readonly Issue[] = []): Denied => ({
  ok: false,
  code,
  because,
  missing,
});

/**
 * The one function that answers "may I?". Null is someone who is not signed in: they may `read_public` and nothing else.
 * Asked in this order: signed in, ever allowed to this actor, the state, allowed in this state, the needs.
 * Throws on an action or a state that does not exist: a mistake of ours, never an answer.
 */
export function can(actor: Actor | null, action: ArticleEvent, subject: ArticleSubject): Decision<ArticleState>;
export function can(actor: Actor | null, action: RevisionEvent, subject: RevisionSubject): Decision;
export function can(actor: Actor | null, action: Ability, subject?: Subject): Decision;
export function can(actor: Actor | null, action: Action, subject: Subject = {}): Decision<State | ArticleState> {
  return decide(actor, action, subject);
}

/** `can` that throws: the permission, or a Refusal `signed_out`, `forbidden`, `own_work`, `wrong_state` or `not_ready` with its sentence and issues. */
export function permit(actor: Actor | null, action: ArticleEvent, subject: ArticleSubject): Allowed<ArticleState>;
export function permit(actor: Actor | null, action: RevisionEvent, subject: RevisionSubject): Allowed;
export function permit(actor: Actor | null, action: Ability, subject?: Subject): Allowed;
export function permit(actor: Actor | null, action: Action, subject: Subject = {}): Allowed<State | ArticleState> {
  const decision = decide(actor, action, subject);
  if (decision.ok) return decision;
  throw new Refusal(decision.code, { message: decision.because, issues: decision.missing });
}

/** An answer for a button: enabled, or why not. */
export type Available =
  { readonly ok: true } | { readonly ok: false; readonly because: string; readonly missing: readonly Issue[] };

/**
 * The answers for all events, to travel with the data: they draw buttons and tooltips. Facts that nobody computed, and
 * those that only the form will give (a reason, a time, the head on screen), are taken to hold; the command asks again.
 */
export function availableActions(actor: Actor | null, revision: RevisionSubject): Record<RevisionEvent, Available> {
  const needs: Needs = { ...assumed, ...quorumOf(revision), ...revision.needs };
  return answers(revisionEvents, (event) => can(actor, event, { ...revision, needs }));
}

/** The answers for the events of an article, for its buttons. */
export function availableArticleActions(actor: Actor | null, article: ArticleSubject): Record<ArticleEvent, Available> {
  return answers(articleEvents, (event) => can(actor, event, article));
}

const assumed: Needs = Object.fromEntries(Object.keys(words.needSentences).map((need) => [need, true]));

function answers<E extends string>(events: readonly E[], ask: (event: E) => Decision<string>): Record<E, Available>;
function answers(events: readonly string[], ask: (event: string) => Decision<string>): Record<string, Available> {
  const entries = events.map((event): [string, Available] => {
    const decision = ask(event);
    if (decision.ok) return [event, { ok: true }];
    return [event, { ok: false, because: decision.because, missing: decision.missing }];
  });
  return Object.fromEntries(entries);
}

function decide(actor: Actor | null, action: Action, subject: Subject): Decision<State | ArticleState> {
  if (isAbility(action)) return canDo(actor, action, subject);
  if (!actor) return deny('signed_out', 'Sign in first.');
  if (isArticleEvent(action)) return canChangeArticle(actor, action, subject);
  if (!revisionEvents.includes(action)) throw new Error(`Unknown action: ${JSON.stringify(action)}`);
  return canMove(actor, action, revisionOf(subject, action));
}

function revisionOf(subject: Subject, action: Action): RevisionSubject {
  const { state, contributorIds } = subject;
  if (state === undefined || contributorIds === undefined) throw new Error(`${action} is asked about no revision`);
  return { ...subject, state, contributorIds };
}

function canDo(actor: Actor | null, ability: Ability, subject: Subject): Decision {
  const { who, open, outsider, insider, system }: AbilityRule = ABILITIES[ability];
  if (who === 'everyone') return { ok: true, next: null };
  if (!actor) return deny('signed_out', 'Sign in first.');
  if (actor.role === 'system' ? !system : !hasRole(actor.role, who)) return deny('forbidden', onlyFor[who]);
  if (outsider && revisionOf(subject, ability).contributorIds.includes(actor.id)) {
    return deny('own_work', words.ownWorkSentence);
  }
  if (insider && !hasRole(actor.role, 'admin') && !revisionOf(subject, ability).contributorIds.includes(actor.id)) {
    return deny('forbidden', words.othersThreadSentence);
  }
  if (!open) return { ok: true, next: null };
  const state = stateOf(revisionOf(subject, ability).state);
  return isFinal(state) ? deny('wrong_state', wrongState(state)) : { ok: true, next: null };
}

function canChangeArticle(actor: Actor, event: ArticleEvent, subject: Subject): Decision<ArticleState> {
  const { from, to, who, wrong } = ARTICLE_EVENTS[event];
  if (!hasRole(actor.role, who)) return deny('forbidden', onlyFor[who]);
  const state = articleStateOf(subject.state);
  if (!from.includes(state)) return deny('wrong_state', wrong);
  return { ok: true, next: to === 'same' ? state : to };
}

function canMove(actor: Actor, event: RevisionEvent, revision: RevisionSubject): Decision {
  const state = stateOf(revision.state);
  const standings = standingsOf(actor, revision.contributorIds);
  const rows = TRANSITIONS.filter((row) => row.event === event);
  if (!rows.some((row) => isBy(row, standings))) return notTheirs(event, standings);
  const here = rows.filter((row) => row.from.includes(state));
  if (here.length === 0) return deny('wrong_state', wrongState(state, event));
  const row = here.find((candidate) => isBy(candidate, standings));
  if (!row) return deny('forbidden', event === 'edit' ? words.inReviewSentence : words.forbiddenSentences[event]);
  const missing = missingOf(row, revision);
  const [first] = missing;
  if (first) return deny('not_ready', first.message, missing);
  const next = follows(row, actor, revision);
  return { ok: true, next: next === 'same' ? state : next, ...(row.dismisses ? { dismisses: row.dismisses } : {}) };
}

const isBy = (row: Transition, standings: ReadonlySet<Standing>) => row.by.some((standing) => standings.has(standing));

function notTheirs(event: RevisionEvent, standings: ReadonlySet<Standing>): Denied {
  if (event === 'approve' && standings.has('reviewer')) return deny('own_work', words.ownWorkSentence);
  return deny('forbidden', words.forbiddenSentences[event]);
}

function wrongState(state: State, event?: RevisionEvent): string {
  const is = `This revision is ${words.stateWords[state]}`;
  if (state === 'scheduled') return `${is}. Unschedule it first.`;
  const now = isFinal(state) ? '' : ' now';
  return event ? `${is}, so you cannot ${words.eventWords[event]} it${now}.` : `${is}.`;
}

function missingOf(row: Transition, revision: RevisionSubject): Issue[] {
  const facts: Needs = { ...quorumOf(revision), ...revision.needs };
  return (row.needs ?? []).flatMap((need) => {
    const fact = facts[need] ?? false;
    if (typeof fact !== 'boolean') return [...fact];
    return fact ? [] : [{ code: need, where: '', message: words.needSentences[need] }];
  });
}

function quorumOf({ approvals, contributorIds }: RevisionSubject): Needs {
  return approvals ? { quorum: quorumReached({ ...approvals, contributors: contributorIds }) } : {};
}

function follows(row: Transition, actor: Actor, revision: RevisionSubject): State | 'same' {
  const { approvals, contributorIds, approving = {} } = revision;
  if (!row.atQuorum || !approvals) return row.to;
  const { headHash } = approvals;
  const verdict = {
    id: '',
    reviewerId: actor.id,
    verdict: 'approve',
    headHash,
    dismissed: null,
    carriedTo: [],
    at: '',
    ...approving,
  } as const;
  // Who approves one more section still approves those before; a new verdict on the whole stands alone.
  const others = approvals.reviews.filter(
    ({ reviewerId, verdict: given }) =>
      reviewerId !== actor.id || (approving.scope === 'sections' && given === 'approve'),
  );
  const reached = quorumReached({ ...approvals, contributors: contributorIds, reviews: [...others, verdict] });
  return reached ? row.atQuorum : row.to;
}

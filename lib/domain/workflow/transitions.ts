import type { Actor } from '@/lib/domain/actor';
import { hasRole } from '@/lib/domain/actor';

/** All states of a revision. `published`, `discarded` and `rejected` are final. */
export const states = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
  'published',
  'discarded',
  'rejected',
] as const;
export type State = (typeof states)[number];

/** States that a revision never leaves (invariant I13). */
export const finalStates = ['published', 'discarded', 'rejected'] as const satisfies readonly State[];

/** States of a revision that still can go on. */
export const openStates = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
] as const satisfies readonly State[];

/** What can happen to a revision once it is open. `open` makes it; *stale* is derived; a write that leaves the head equal is no event. */
export const revisionEvents = [
  'edit',
  'submit',
  'approve',
  'request_changes',
  'recall',
  'rebase',
  'resolve_conflict',
  'schedule',
  'reschedule',
  'unschedule',
  'hold',
  'publish',
  'emergency_publish',
  'discard',
  'reject',
  'apply_rules',
] as const;
export type RevisionEvent = (typeof revisionEvents)[number];

/** What an actor is to a revision. An admin is a reviewer, a reviewer an editor. `outside_reviewer`: a reviewer who contributed nothing to it. */
export type Standing = 'editor' | 'contributor' | 'reviewer' | 'outside_reviewer' | 'admin' | 'system';

/** A fact that must hold before an event. `readiness.ts`, `review.ts` and the command compute them from rows read under the lock. */
export type Need =
  | 'real_change'
  | 'change_note'
  | 'no_conflict'
  | 'hard_checks'
  | 'eligible_reviewer'
  | 'head_seen'
  | 'comment'
  | 'future'
  | 'reason'
  | 'base_is_live'
  | 'quorum';

/** Why a review counts no more. */
export type DismissalReason =
  | 'new_change'
  | 'conflict_resolved'
  | 'recalled'
  | 'reviewer_became_contributor'
  | 'reviewer_lost_role'
  | 'superseded_by_own_review'
  | 'rules_changed'
  | 'manual';

/** One row of the workflow: in one of the states `from`, people of one of the standings `by` may do `event`. */
export type Transition = {
  readonly event: RevisionEvent;
  readonly from: readonly State[];
  readonly to: State | 'same';
  /** The state instead of `to` once the quorum is reached and no request for changes stands. */
  readonly atQuorum?: State;
  readonly by: readonly Standing[];
  readonly needs?: readonly Need[];
  /** Active approvals are dismissed for this reason. */
  readonly dismisses?: DismissalReason;
};

const unscheduled = ['draft', 'in_review', 'changes_requested', 'approved'] as const;
const publishable = ['base_is_live', 'hard_checks', 'quorum'] as const;
const submittable = ['real_change', 'change_note', 'no_conflict', 'hard_checks', 'eligible_reviewer'] as const;

/**
 * The one workflow table (workflow.md 4.1, row by row). Buttons, guards, the API, the database trigger and the tests read it.
 * An edit while changes are requested dismisses too: other people's approvals may still stand there, and an approval is
 * active only for the head it names (invariant I7).
 */
export const TRANSITIONS: readonly Transition[] = [
  { event: 'edit', from: ['draft'], to: 'same', by: ['editor'] },
  { event: 'edit', from: ['changes_requested'], to: 'same', by: ['editor'], dismisses: 'new_change' },
  {
    event: 'edit',
    from: ['in_review', 'approved'],
    to: 'in_review',
    by: ['contributor', 'reviewer'],
    dismisses: 'new_change',
  },
  { event: 'submit', from: ['draft', 'changes_requested'], to: 'in_review', by: ['contributor'], needs: submittable },
  {
    event: 'approve',
    from: ['in_review'],
    to: 'same',
    atQuorum: 'approved',
    by: ['outside_reviewer'],
    needs: ['head_seen'],
  },
  {
    event: 'request_changes',
    from: ['in_review', 'approved'],
    to: 'changes_requested',
    by: ['reviewer'],
    needs: ['comment'],
  },
  { event: 'recall', from: ['in_review', 'approved'], to: 'draft', by: ['contributor'], dismisses: 'recalled' },
  { event: 'rebase', from: unscheduled, to: 'same', by: ['contributor', 'system'], needs: ['no_conflict'] },
  {
    event: 'resolve_conflict',
    from: ['draft', 'in_review', 'changes_requested'],
    to: 'same',
    by: ['contributor', 'reviewer'],
    dismisses: 'conflict_resolved',
  },
  {
    event: 'resolve_conflict',
    from: ['approved'],
    to: 'in_review',
    by: ['contributor', 'reviewer'],
    dismisses: 'conflict_resolved',
  },
  { event: 'schedule', from: ['approved'], to: 'scheduled', by: ['reviewer'], needs: ['future'] },
  { event: 'reschedule', from: ['scheduled'], to: 'same', by: ['reviewer'], needs: ['future'] },
  { event: 'unschedule', from: ['scheduled'], to: 'approved', by: ['reviewer'] },
  { event: 'hold', from: ['scheduled'], to: 'approved', by: ['system'], needs: ['reason'] },
  { event: 'publish', from: ['approved'], to: 'published', by: ['reviewer'], needs: publishable },
  { event: 'publish', from: ['scheduled'], to: 'published', by: ['reviewer', 'system'], needs: publishable },
  {
    event: 'emergency_publish',
    from: ['draft', 'in_review'],
    to: 'published',
    by: ['admin'],
    needs: ['reason', 'base_is_live', 'hard_checks'],
  },
  { event: 'discard', from: unscheduled, to: 'discarded', by: ['contributor', 'admin'] },
  { event: 'reject', from: ['in_review'], to: 'rejected', by: ['reviewer'], needs: ['reason'] },
  // An admin changed what approval takes: what has not enough goes back, what has enough goes on.
  { event: 'apply_rules', from: ['approved'], to: 'in_review', by: ['admin'] },
  { event: 'apply_rules', from: ['in_review'], to: 'approved', by: ['admin'], needs: ['quorum'] },
];

/** Reads a state from the database. Throws on a word that is none: a mistake of ours. */
export function stateOf(value: string): State {
  const state = states.find((known) => known === value);
  if (!state) throw new Error(`Unknown state of a revision: ${value}`);
  return state;
}

/** True for a state that a revision never leaves. */
export function isFinal(state: State): boolean {
  return finalStates.some((final) => final === state);
}

/** What an actor is to a revision with these contributors. The system is nothing but the system. */
export function standingsOf(actor: Actor, contributorIds: readonly string[]): ReadonlySet<Standing> {
  const standings = new Set<Standing>();
  if (actor.role === 'system') return standings.add('system');
  const contributed = contributorIds.includes(actor.id);
  standings.add('editor');
  if (contributed) standings.add('contributor');
  if (hasRole(actor.role, 'reviewer')) standings.add('reviewer');
  if (hasRole(actor.role, 'reviewer') && !contributed) standings.add('outside_reviewer');
  if (hasRole(actor.role, 'admin')) standings.add('admin');
  return standings;
}

/** The distinct pairs of different states that the table allows, sorted: what the database trigger must hold, no more, no less. */
export function allowedPairs(): readonly (readonly [State, State])[] {
  const pairs = new Map<string, readonly [State, State]>();
  for (const { from, to, atQuorum } of TRANSITIONS) {
    for (const state of from) {
      for (const target of [to, atQuorum]) {
        if (target && target !== 'same' && target !== state) pairs.set(`${state} ${target}`, [state, target]);
      }
    }
  }
  return [...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

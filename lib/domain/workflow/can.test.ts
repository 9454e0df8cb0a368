import { describe, expect, test } from 'vitest';

import type { Actor, Role } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { abilities, type Ability, articleEvents, articleStates } from '@/lib/domain/workflow/abilities';
import {
  availableActions,
  availableArticleActions,
  can,
  type Decision,
  type Needs,
  permit,
  type RevisionSubject,
} from '@/lib/domain/workflow/can';
import {
  finalStates,
  type Need,
  type RevisionEvent,
  revisionEvents,
  type State,
  states,
} from '@/lib/domain/workflow/transitions';
import type { ReviewFact } from '@/lib/domain/workflow/verdict';

/**
 * The printed table, from workflow.md 4.1 and not from the code. Seven kinds of actor: E editor, R reviewer, A admin who
 * contributed nothing, e r a the same as contributors, S the system. One column per state: draft, in review, changes
 * requested, approved, scheduled, published, discarded, rejected.
 */
const printed = `
edit               EeRrAa-  -eRrAa-  EeRrAa-  -eRrAa-  -------  -------  -------  -------
submit             -e-r-a-  -------  -e-r-a-  -------  -------  -------  -------  -------
approve            -------  --R-A--  -------  -------  -------  -------  -------  -------
request_changes    -------  --RrAa-  -------  --RrAa-  -------  -------  -------  -------
recall             -------  -e-r-a-  -------  -e-r-a-  -------  -------  -------  -------
rebase             -e-r-aS  -e-r-aS  -e-r-aS  -e-r-aS  -------  -------  -------  -------
resolve_conflict   -eRrAa-  -eRrAa-  -eRrAa-  -eRrAa-  -------  -------  -------  -------
schedule           -------  -------  -------  --RrAa-  -------  -------  -------  -------
reschedule         -------  -------  -------  -------  --RrAa-  -------  -------  -------
unschedule         -------  -------  -------  -------  --RrAa-  -------  -------  -------
hold               -------  -------  -------  -------  ------S  -------  -------  -------
publish            -------  -------  -------  --RrAa-  --RrAaS  -------  -------  -------
emergency_publish  ----Aa-  ----Aa-  -------  -------  -------  -------  -------  -------
discard            -e-rAa-  -e-rAa-  -e-rAa-  -e-rAa-  -------  -------  -------  -------
reject             -------  --RrAa-  -------  -------  -------  -------  -------  -------
apply_rules        -------  ----Aa-  -------  ----Aa-  -------  -------  -------  -------
`;

/** Where each event leads from each state, from workflow.md 4.1; a quorum is not reached in this walk. */
const leadsTo: Record<string, Partial<Record<State, State>>> = {
  edit: { draft: 'draft', in_review: 'in_review', changes_requested: 'changes_requested', approved: 'in_review' },
  submit: { draft: 'in_review', changes_requested: 'in_review' },
  approve: { in_review: 'in_review' },
  request_changes: { in_review: 'changes_requested', approved: 'changes_requested' },
  recall: { in_review: 'draft', approved: 'draft' },
  rebase: { draft: 'draft', in_review: 'in_review', changes_requested: 'changes_requested', approved: 'approved' },
  resolve_conflict: {
    draft: 'draft',
    in_review: 'in_review',
    changes_requested: 'changes_requested',
    approved: 'in_review',
  },
  schedule: { approved: 'scheduled' },
  reschedule: { scheduled: 'scheduled' },
  unschedule: { scheduled: 'approved' },
  hold: { scheduled: 'approved' },
  publish: { approved: 'published', scheduled: 'published' },
  emergency_publish: { draft: 'published', in_review: 'published' },
  discard: { draft: 'discarded', in_review: 'discarded', changes_requested: 'discarded', approved: 'discarded' },
  reject: { in_review: 'rejected' },
  apply_rules: { approved: 'in_review', in_review: 'approved' },
};

const kindsOfActor = ['E', 'e', 'R', 'r', 'A', 'a', 'S'];
const roles: Record<string, Role> = { e: 'editor', r: 'reviewer', a: 'admin', s: 'system' };
const person = (kind: string): Actor => ({ id: 'me', name: 'Me', role: roles[kind.toLowerCase()] ?? 'editor' });
const contributes = (kind: string) => kind === kind.toLowerCase();
const everyNeed: Needs = Object.fromEntries(
  (
    [
      'real_change',
      'change_note',
      'no_conflict',
      'hard_checks',
      'eligible_reviewer',
      'head_seen',
      'comment',
      'future',
      'reason',
      'base_is_live',
      'quorum',
    ] satisfies Need[]
  ).map((need) => [need, true]),
);
const subject = (state: State, kind: string, needs: Needs = everyNeed): RevisionSubject => ({
  state,
  contributorIds: contributes(kind) ? ['someone', 'me'] : ['someone'],
  needs,
});

const rows = printed
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/u));
const cells = revisionEvents.flatMap((event) =>
  states.flatMap((state, column) =>
    kindsOfActor.map((kind, index) => {
      const row = rows.find(([name]) => name === event);
      return { event, state, kind, allowed: row?.[column + 1]?.[index] === kind };
    }),
  ),
);

type Cell = { readonly event: RevisionEvent; readonly state: State; readonly kind: string };
const decided = ({ event, state, kind }: Cell, needs: Needs = everyNeed) =>
  can(person(kind), event, subject(state, kind, needs));
function outcome(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, message: error.message };
  }
}
const because = (decision: Decision<string>) => (decision.ok ? 'ok' : decision.because);

describe('16 events × 8 states × 7 kinds of actor', () => {
  test('the table has 896 cells, 130 of them allowed, none out of a final state', () => {
    expect(rows).toHaveLength(16);
    expect(cells).toHaveLength(896);
    expect(cells.filter((cell) => cell.allowed)).toHaveLength(130);
    const final: readonly State[] = finalStates;
    expect(cells.filter((cell) => cell.allowed && final.includes(cell.state))).toEqual([]);
  });

  /** Prints what a function allows in the form of the table above. */
  const print = (isAllowed: (event: RevisionEvent, state: State, kind: string) => boolean) =>
    revisionEvents.map((event) => [
      event,
      ...states.map((state) => kindsOfActor.map((kind) => (isAllowed(event, state, kind) ? kind : '-')).join('')),
    ]);

  test('can answers as printed', () => {
    expect(print((event, state, kind) => can(person(kind), event, subject(state, kind)).ok)).toEqual(rows);
  });

  test('permit throws exactly where can says no, with its code and sentence', () => {
    const permitted = cells.map(({ event, state, kind }) =>
      outcome(() => permit(person(kind), event, subject(state, kind))),
    );
    const asked = cells.map((cell) => {
      const decision = decided(cell);
      return decision.ok ? decision : { code: decision.code, message: decision.because };
    });
    expect(permitted).toEqual(asked);
  });

  test('availableActions agrees with can for everybody', () => {
    expect(print((event, state, kind) => availableActions(person(kind), subject(state, kind))[event].ok)).toEqual(rows);
  });

  test('an allowed event leads where the design says; a refused one says why in a sentence', () => {
    const decisions = cells.map((cell) => ({ ...cell, decision: decided(cell) }));
    const wrong = decisions.filter(({ event, state, decision }) =>
      decision.ok ? decision.next !== leadsTo[event]?.[state] : !/^\p{Lu}.*\.$/u.test(decision.because),
    );
    expect(wrong).toEqual([]);
  });

  test('someone who is not signed in may do none of it', () => {
    for (const event of revisionEvents) {
      for (const state of states)
        expect(can(null, event, subject(state, 'E'))).toMatchObject({ code: 'signed_out', ok: false });
    }
  });
});

describe('which refusal', () => {
  const ownWork = 'You wrote part of this revision, so someone else has to approve it.';
  const refusals: readonly (Cell & { readonly code: string; readonly says: string })[] = [
    { kind: 'r', event: 'approve', state: 'in_review', code: 'own_work', says: ownWork },
    { kind: 'r', event: 'approve', state: 'published', code: 'own_work', says: ownWork },
    { kind: 'E', event: 'approve', state: 'in_review', code: 'forbidden', says: 'Only reviewers can approve.' },
    { kind: 'e', event: 'approve', state: 'in_review', code: 'forbidden', says: 'Only reviewers can approve.' },
    {
      kind: 'R',
      event: 'approve',
      state: 'rejected',
      code: 'wrong_state',
      says: 'is rejected, so you cannot approve it.',
    },
    {
      kind: 'R',
      event: 'approve',
      state: 'draft',
      code: 'wrong_state',
      says: 'is a draft, so you cannot approve it now.',
    },
    { kind: 'A', event: 'edit', state: 'scheduled', code: 'wrong_state', says: 'is scheduled. Unschedule it first.' },
    {
      kind: 'E',
      event: 'edit',
      state: 'in_review',
      code: 'forbidden',
      says: 'those who wrote part of it can change it now.',
    },
    {
      kind: 'S',
      event: 'edit',
      state: 'draft',
      code: 'forbidden',
      says: 'You can read this revision but not change it.',
    },
    {
      kind: 'a',
      event: 'hold',
      state: 'scheduled',
      code: 'forbidden',
      says: 'Only the scheduler holds a revision back.',
    },
  ];
  test.each(refusals)('$kind $event in $state: $code', (refusal) => {
    expect(decided(refusal)).toMatchObject({ ok: false, code: refusal.code });
    expect(because(decided(refusal))).toContain(refusal.says);
  });

  test('a fact that is not given does not hold', () => {
    const needsNothing: readonly string[] = ['edit', 'recall', 'resolve_conflict', 'unschedule', 'discard'];
    const bare = cells.filter((cell) => cell.allowed).map((cell) => ({ ...cell, decision: decided(cell, {}) }));
    expect(
      bare.filter(
        ({ event, state, decision }) =>
          decision.ok !== (needsNothing.includes(event) || (event === 'apply_rules' && state === 'approved')),
      ),
    ).toEqual([]);
    expect(bare.filter(({ decision }) => !decision.ok && decision.code !== 'not_ready')).toEqual([]);
  });

  test('issues given for a need come back word for word, all of them', () => {
    const issues = [
      { code: 'a', where: 'title', message: 'Enter a title.' },
      { code: 'b', where: 's1', message: 'Enter a heading for this section.' },
    ];
    const needs = { ...everyNeed, hard_checks: issues, change_note: false };
    expect(can(person('e'), 'submit', subject('draft', 'e', needs))).toMatchObject({
      code: 'not_ready',
      missing: [{ code: 'change_note' }, ...issues],
    });
    expect(can(person('e'), 'submit', subject('draft', 'e', { ...everyNeed, hard_checks: [] })).ok).toBe(true);
  });

  test('a button stays enabled where only the form can give the fact, and says no where it is known not to hold', () => {
    const needs = { base_is_live: false };
    expect(availableActions(person('R'), subject('in_review', 'R', {})).reject).toEqual({ ok: true });
    expect(availableActions(person('R'), subject('approved', 'R', needs)).publish).toMatchObject({ ok: false });
  });
});

describe('approval and quorum', () => {
  const review = (id: string, reviewerId: string, more: Partial<ReviewFact> = {}): ReviewFact => ({
    id,
    reviewerId,
    verdict: 'approve',
    headHash: 'h1',
    dismissed: null,
    carriedTo: [],
    at: '2026-01-01T00:00:00.000Z',
    ...more,
  });
  const asked = (reviews: readonly ReviewFact[], quorum: number) =>
    can(person('R'), 'approve', {
      ...subject('in_review', 'R'),
      approvals: { reviews, quorum, headHash: 'h1', reviewersNow: ['me', 'nora', 'ben'] },
    });
  const next = (reviews: readonly ReviewFact[], quorum: number) => {
    const decision = asked(reviews, quorum);
    return decision.ok ? decision.next : decision.because;
  };
  test('the last approval needed approves; fewer, or a standing request for changes, do not', () => {
    expect(next([], 1)).toBe('approved');
    expect(next([], 2)).toBe('in_review');
    expect(next([review('1', 'nora')], 2)).toBe('approved');
    expect(next([review('1', 'me')], 2)).toBe('in_review');
    expect(next([review('1', 'nora', { headHash: 'h0' })], 2)).toBe('in_review');
    expect(next([review('1', 'someone')], 2)).toBe('in_review');
    expect(next([review('1', 'nora', { verdict: 'request_changes' })], 1)).toBe('in_review');
    expect(next([review('1', 'me', { verdict: 'request_changes' })], 1)).toBe('approved');
  });
  test('publish reads the quorum from the reviews when the fact is not given', () => {
    const { quorum: _given, ...needs } = everyNeed;
    const publish = (reviews: readonly ReviewFact[]) =>
      can(person('R'), 'publish', {
        ...subject('approved', 'R', needs),
        approvals: { reviews, quorum: 1, headHash: 'h1', reviewersNow: ['me', 'nora'] },
      });
    expect(publish([review('1', 'nora')]).ok).toBe(true);
    expect(publish([])).toMatchObject({ ok: false, because: 'It needs approval first.' });
  });
});

describe('articles and abilities', () => {
  test('events of an article, by role and state', () => {
    const allowed = articleEvents.flatMap((event) =>
      articleStates.flatMap((state) =>
        ['E', 'R', 'A', 'S'].flatMap((kind) => {
          const decision = can(person(kind), event, { state });
          expect(can(null, event, { state }).ok).toBe(false);
          expect(availableArticleActions(person(kind), { state })[event].ok).toBe(decision.ok);
          return decision.ok ? [`${event} ${state} ${kind} ${decision.next}`] : [];
        }),
      ),
    );
    expect(allowed).toEqual([
      'withdraw published A withdrawn',
      'redirect published A redirected',
      'redirect withdrawn A redirected',
      'redirect redirected A redirected',
      'rename unpublished R unpublished',
      'rename unpublished A unpublished',
      'rename published R published',
      'rename published A published',
    ]);
  });

  test('nothing leads an article back to published but a version', () => {
    for (const event of articleEvents) {
      for (const state of articleStates) {
        const decision = can(person('A'), event, { state });
        expect(decision.ok && decision.next === 'published' && state !== 'published').toBe(false);
      }
    }
  });

  const byRole: Record<Ability, string> = {
    read_public: 'null E R A S',
    report_error: 'null E R A S',
    answer_report: 'E R A',
    read_desk: 'E R A',
    create_article: 'E R A',
    open_revision: 'E R A',
    read_revision: 'E R A S',
    copy: 'E R A',
    describe: 'E R A',
    preview: 'E R A S',
    share_preview: 'E R A',
    comment: 'E R A',
    care_for_articles: 'E R A',
    manage_sources: 'E R A',
    flag: 'E R A',
    verify_citation: 'R A',
    assess_source: 'R A',
    read_people: 'E R A',
    read_report: 'E R A',
    import: 'E R A S',
    export: 'E R A',
    dismiss_review: 'A',
    end_import_notice: 'R A',
    amend_note: 'R A',
    resolve_thread: 'A',
    review_afterwards: 'R A',
    manage_people: 'A',
    manage_site: 'A',
    read_audit: 'A',
    set_policy: 'A',
    suppress: 'A',
  };
  test.each(abilities)('%s', (ability) => {
    const about = { state: 'draft', contributorIds: ['someone'] };
    const allowed = [null, 'E', 'R', 'A', 'S'].filter((kind) => can(kind ? person(kind) : null, ability, about).ok);
    expect(allowed.map(String).join(' ')).toBe(byRole[ability]);
  });

  test('abilities that look at the revision', () => {
    const about = (state: State, ...contributorIds: string[]) => ({ state, contributorIds });
    expect(can(person('A'), 'describe', about('published'))).toMatchObject({ code: 'wrong_state' });
    expect(can(person('A'), 'dismiss_review', about('rejected'))).toMatchObject({ code: 'wrong_state' });
    expect(can(person('E'), 'copy', about('discarded')).ok).toBe(true);
    expect(can(person('R'), 'review_afterwards', about('published', 'me'))).toMatchObject({ code: 'own_work' });
    expect(can(person('R'), 'review_afterwards', about('published', 'other')).ok).toBe(true);
    expect(can(person('E'), 'resolve_thread', about('in_review', 'me')).ok).toBe(true);
    expect(can(person('R'), 'resolve_thread', about('in_review', 'other'))).toMatchObject({ code: 'forbidden' });
  });

  test('what does not exist throws: it is never an answer', () => {
    // @ts-expect-error: no such action
    expect(() => can(person('A'), 'delete', {})).toThrow('Unknown action');
    // @ts-expect-error: not one of our own names either
    expect(() => can(person('A'), 'toString', {})).toThrow('Unknown action');
    expect(() => can(person('A'), 'edit', { state: 'live', contributorIds: [] })).toThrow('Unknown state');
    expect(() => can(person('A'), 'withdraw', { state: 'draft' })).toThrow('Unknown state');
    expect(() => can(person('A'), 'describe')).toThrow('no revision');
  });
});

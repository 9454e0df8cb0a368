import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Actor, Role } from '@/lib/domain/actor';
import { can } from '@/lib/domain/workflow/can';
import { carryOver, dismissalsFor } from '@/lib/domain/workflow/review';
import { openStates, type RevisionEvent, revisionEvents, type State } from '@/lib/domain/workflow/transitions';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { type ReviewFact, activeReviews, coversHead } from '@/lib/domain/workflow/verdict';

/**
 * Random histories of one revision. `apply` is a small interpreter made of the rules; `Oracle` knows nothing of them: it
 * reads the bare history of what was accepted, and decides from workflow.md 3.2, 4.1 and 4.4 whether it was lawful.
 */
type Step =
  | { readonly does: RevisionEvent; readonly who: number; readonly text: string; readonly sawOldHead: boolean }
  | { readonly does: 'live_moves' }
  | { readonly does: 'role'; readonly who: number; readonly role: Role }
  | { readonly does: 'dismiss'; readonly nth: number };

type World = {
  readonly people: readonly Actor[];
  readonly quorum: number;
  readonly state: State;
  readonly text: string;
  readonly base: number;
  readonly live: number;
  readonly contributors: readonly string[];
  readonly reviews: readonly ReviewFact[];
  readonly oldHead: string;
};
type Accepted = { readonly step: Step; readonly by: string; readonly before: World; readonly after: World };

const headOf = (world: Pick<World, 'base' | 'text'>) => `${world.base}:${world.text}`;
const robot: Actor = { id: 'stet', name: 'Stet', role: 'system' };
const actorAt = (world: World, who: number): Actor => world.people[who % world.people.length] ?? robot;
const reviewersIn = (world: World) =>
  world.people.filter(({ role }) => role === 'reviewer' || role === 'admin').map(({ id }) => id);
const approvalsIn = (world: World) => ({
  reviews: world.reviews,
  headHash: headOf(world),
  quorum: world.quorum,
  reviewersNow: reviewersIn(world),
});

/** One step on the world by the rules; null when they refuse it. */
function apply(world: World, step: Step, index: number): World | null {
  if (step.does === 'live_moves') return { ...world, live: world.live + 1 };
  if (step.does === 'role') return changeRole(world, step);
  if (step.does === 'dismiss') return dismissOne(world, step.nth);
  const actor = actorAt(world, step.who);
  const changed = textAfter(world, step);
  if (step.does === 'edit' && changed.text === world.text) return null;
  const decision = can(actor, step.does, {
    state: world.state,
    contributorIds: world.contributors,
    approvals: approvalsIn(world),
    needs: {
      real_change: world.text !== '',
      change_note: true,
      no_conflict: true,
      hard_checks: true,
      eligible_reviewer: reviewersIn(world).some((id) => !world.contributors.includes(id)),
      head_seen: !step.sawOldHead || world.oldHead === headOf(world),
      comment: true,
      future: true,
      reason: true,
      base_is_live: world.base === world.live,
    },
  });
  if (!decision.ok) return null;
  const moved = { ...world, ...changed, state: decision.next ?? world.state, oldHead: headOf(world) };
  return { ...moved, reviews: reviewsAfter(world, moved, { step, actor, dismisses: decision.dismisses, index }) };
}

function textAfter(
  world: World,
  step: Extract<Step, { who: number; text: string }>,
): Partial<World> & { text: string } {
  const by = actorAt(world, step.who).id;
  const contributors = [...new Set([...world.contributors, by])];
  if (step.does === 'edit') return { text: step.text, contributors };
  if (step.does === 'resolve_conflict') return { text: `${step.text}+${world.live}`, base: world.live, contributors };
  return step.does === 'rebase' ? { text: world.text, base: world.live } : { text: world.text };
}

type Move = {
  readonly step: Extract<Step, { text: string }>;
  readonly actor: Actor;
  readonly dismisses: string | undefined;
  readonly index: number;
};

function reviewsAfter(world: World, moved: World, { step, actor, dismisses, index }: Move): readonly ReviewFact[] {
  const { id } = actor;
  let reviews = world.reviews;
  const drop = (cause: Parameters<typeof dismissalsFor>[0]) => {
    const gone = new Map(dismissalsFor(cause, reviews).map(({ reviewId, reason }) => [reviewId, reason]));
    reviews = reviews.map((review) => ({ ...review, dismissed: review.dismissed ?? gone.get(review.id) ?? null }));
  };
  if (step.does === 'edit') drop({ because: 'new_change', by: id });
  if (step.does === 'resolve_conflict') drop({ because: 'conflict_resolved', by: id });
  if (dismisses === 'recalled') drop({ because: 'recalled' });
  if (step.does === 'rebase') {
    const carry = carryOver(side(world), side(moved));
    reviews = reviews.map((review) =>
      carry === 'CLEAN_REBASE' && coversHead(review, headOf(world))
        ? { ...review, carriedTo: [...review.carriedTo, headOf(moved)] }
        : review,
    );
  }
  if (step.does !== 'approve' && step.does !== 'request_changes') return reviews;
  drop({ because: 'superseded_by_own_review', reviewerId: id });
  const at = `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`;
  const given = { id: String(index), reviewerId: id, headHash: headOf(world), dismissed: null, carriedTo: [], at };
  return [...reviews, { ...given, verdict: step.does }];
}
const side = (world: World) => ({ headHash: headOf(world), patchHash: world.text });

function changeRole(world: World, step: Extract<Step, { does: 'role' }>): World {
  const { id } = actorAt(world, step.who);
  const people = world.people.map((person) =>
    person.id === id && person.role !== 'system' ? { ...person, role: step.role } : person,
  );
  const gone = dismissalsFor({ because: 'reviewer_lost_role', reviewerId: id }, world.reviews).map(
    (one) => one.reviewId,
  );
  const reviews = world.reviews.map((review) =>
    step.role === 'editor' && gone.includes(review.id) ? { ...review, dismissed: 'reviewer_lost_role' } : review,
  );
  return { ...world, people, reviews };
}

function dismissOne(world: World, nth: number): World | null {
  const active = activeReviews(world.reviews);
  const chosen = active[nth % Math.max(1, active.length)];
  if (!chosen || !openStates.some((state) => state === world.state)) return null;
  const reviews = world.reviews.map((review) => (review === chosen ? { ...review, dismissed: 'manual' } : review));
  return { ...world, reviews };
}

/** Reads the accepted history only. A write is an edit or a resolved conflict. */
const Oracle = {
  writers: (history: readonly Accepted[]) =>
    new Set(['amal', ...history.filter(({ step }) => isWrite(step)).map(({ by }) => by)]),
  /** People whose last verdict was an approval that nothing made void since. */
  approvers: (history: readonly Accepted[]) => {
    const standing = new Map<string, 'approve' | 'request_changes'>();
    history.forEach(({ step, by }) => {
      if (isWrite(step)) standing.delete(by);
      if (isWrite(step) || step.does === 'recall') {
        for (const [person, verdict] of standing) if (verdict === 'approve') standing.delete(person);
      }
      if (step.does === 'approve' || step.does === 'request_changes') standing.set(by, step.does);
      if (step.does === 'role' && step.role === 'editor') standing.delete(by);
      if (step.does === 'dismiss') standing.delete(by);
    });
    return standing;
  },
};
const isWrite = (step: Step) => step.does === 'edit' || step.does === 'resolve_conflict';

/** Who stands behind a step that is not a person's event: the one concerned. */
function concerned(world: World, step: Step): string {
  if (step.does === 'live_moves') return robot.id;
  if (step.does !== 'dismiss') return actorAt(world, step.who).id;
  const active = activeReviews(world.reviews);
  return active[step.nth % Math.max(1, active.length)]?.reviewerId ?? robot.id;
}

function checkPublish(history: readonly Accepted[], { step, before }: Accepted): void {
  expect(before.base, 'I5').toBe(before.live);
  if (step.does === 'emergency_publish') return;
  const standing = [...Oracle.approvers(history)];
  const reviewers = reviewersIn(before);
  const writers = Oracle.writers(history);
  const approvers = standing.filter(([id, verdict]) => verdict === 'approve' && reviewers.includes(id));
  expect(standing.filter(([id, verdict]) => verdict === 'request_changes' && reviewers.includes(id))).toEqual([]);
  expect(approvers.length, 'I3').toBeGreaterThanOrEqual(before.quorum);
  expect(
    approvers.filter(([id]) => writers.has(id)),
    'I4',
  ).toEqual([]);
}

function checkWorld(history: readonly Accepted[], world: World): void {
  const active = activeReviews(world.reviews);
  const approvals = active.filter((review) => review.verdict === 'approve');
  expect(
    approvals.filter((review) => !coversHead(review, headOf(world))),
    'I7',
  ).toEqual([]);
  const oracle = [...Oracle.approvers(history)].filter(([, verdict]) => verdict === 'approve').map(([id]) => id);
  expect(approvals.map((review) => review.reviewerId).toSorted(), 'I7').toEqual(oracle.toSorted());
  expect(
    approvals.filter((review) => Oracle.writers(history).has(review.reviewerId)),
    'I4',
  ).toEqual([]);
  const turn = whoseTurn(turnFacts(world));
  const isOpen = openStates.some((state) => state === world.state);
  expect(turn.people.length > 0 || turn.alarm !== null, 'I12').toBe(isOpen);
  expect(turn.people.filter((id) => !world.people.some((person) => person.id === id))).toEqual([]);
}

function turnFacts(world: World) {
  const time = '2026-01-01T00:00:00.000Z';
  const idsOf = (...roles: Role[]) => world.people.filter(({ role }) => roles.includes(role)).map(({ id }) => id);
  return {
    ...approvalsIn(world),
    state: world.state,
    createdById: 'amal',
    createdAt: time,
    submittedById: null,
    submittedAt: null,
    updatedAt: time,
    contributorIds: world.contributors,
    adminsNow: idsOf('admin'),
    peopleNow: idsOf('editor', 'reviewer', 'admin'),
  };
}

const who = fc.nat(5);
const text = fc.constantFrom('a', 'b', 'c');
const eventStep = (events: readonly RevisionEvent[]) =>
  fc.record({ does: fc.constantFrom(...events), who, text, sawOldHead: fc.constantFrom(false, false, true) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: eventStep(revisionEvents) },
  { weight: 8, arbitrary: eventStep(['edit', 'submit', 'approve', 'approve', 'request_changes', 'rebase', 'publish']) },
  { weight: 1, arbitrary: fc.constant<Step>({ does: 'live_moves' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('role' as const),
      who,
      role: fc.constantFrom('editor' as const, 'reviewer' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('dismiss' as const), nth: fc.nat(3) }) },
);
const team = fc.constantFrom(
  ['editor', 'reviewer', 'admin'] as const,
  ['editor', 'reviewer', 'reviewer', 'admin'] as const,
  ['reviewer', 'reviewer', 'admin', 'editor', 'reviewer'] as const,
);
const names = ['amal', 'jonas', 'nora', 'rosa', 'samir'];
/** Ways into the deep states, so that short random histories reach them; they run through the rules like every step. */
const event = (does: RevisionEvent, by: number): Step => ({ does, who: by, text: 'x', sawOldHead: false });
const openings: readonly (readonly Step[])[] = [
  [],
  [event('edit', 0), event('submit', 0)],
  [event('edit', 0), event('submit', 0), event('approve', 1), event('approve', 2)],
  [event('edit', 0), event('submit', 0), event('approve', 1), event('approve', 2), event('schedule', 1)],
];

test('I3, I4, I5, I7, I11, I12, I13 hold in random histories of one revision', () => {
  const reached = new Set<string>();
  const history = fc.tuple(
    team,
    fc.integer({ min: 1, max: 2 }),
    fc.constantFrom(...openings),
    fc.array(step, { maxLength: 8 }),
  );
  fc.assert(
    fc.property(history, ([roles, quorum, opening, steps]) => {
      const people = [...roles.map((role, index) => ({ id: names[index] ?? '', name: '', role })), robot];
      const start = {
        state: 'draft',
        text: '',
        base: 1,
        live: 1,
        contributors: ['amal'],
        reviews: [],
        oldHead: '',
      } as const;
      let world: World = { ...start, people, quorum };
      const accepted: Accepted[] = [];
      [...opening, ...steps].forEach((one, index) => {
        const isEvent = revisionEvents.some((known) => known === one.does);
        const isOver = !openStates.some((state) => state === world.state);
        const after = isOver && !isEvent ? null : apply(world, one, index);
        if (!after) return;
        const entry = { step: one, by: concerned(world, one), before: world, after };
        expect(isOver, 'I13').toBe(false);
        expect(after.state === world.state || isEvent, 'I11').toBe(true);
        if (after.state === 'published' && world.state !== 'published') checkPublish(accepted, entry);
        accepted.push(entry);
        world = after;
        reached.add(world.state);
        if (isEvent) reached.add(one.does);
        checkWorld(accepted, world);
      });
    }),
    { numRuns: 4000 },
  );
  expect([...revisionEvents, ...openStates].filter((name) => !reached.has(name))).toEqual([]);
});

test('the oracle is awake: it objects when a rule is broken', () => {
  const world: World = {
    people: [
      { id: 'amal', name: '', role: 'editor' },
      { id: 'jonas', name: '', role: 'reviewer' },
    ],
    quorum: 1,
    state: 'approved',
    text: 'a',
    base: 1,
    live: 1,
    contributors: ['amal'],
    reviews: [],
    oldHead: '',
  };
  const entry = (does: RevisionEvent, by: number, before: World): Accepted => ({
    step: event(does, by),
    by: names[by] ?? '',
    before,
    after: before,
  });
  const publish = entry('publish', 1, world);
  expect(() => checkPublish([entry('approve', 1, world)], publish)).not.toThrow();
  expect(() => checkPublish([], publish)).toThrow('I3');
  expect(() => checkPublish([entry('approve', 1, world), entry('edit', 0, world)], publish)).toThrow('I3');
  expect(() => checkPublish([entry('edit', 1, world), entry('approve', 1, world)], publish)).toThrow('I4');
  expect(() => checkPublish([entry('approve', 1, world)], entry('publish', 1, { ...world, live: 2 }))).toThrow('I5');
});

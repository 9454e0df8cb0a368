import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStates } from '@/lib/domain/workflow/transitions';
import { type Turn, type TurnFacts, whoseTurn } from '@/lib/domain/workflow/turn';
import type { ReviewFact } from '@/lib/domain/workflow/verdict';

const at = (minute: number) => `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`;
const review = (reviewerId: string, verdict: ReviewFact['verdict'], more: Partial<ReviewFact> = {}): ReviewFact => ({
  id: `${reviewerId}-${verdict}`,
  reviewerId,
  verdict,
  headHash: 'h1',
  dismissed: null,
  carriedTo: [],
  at: at(20),
  ...more,
});
const facts: TurnFacts = {
  state: 'in_review',
  createdById: 'amal',
  createdAt: at(0),
  submittedById: 'amal',
  submittedAt: at(12),
  updatedAt: at(10),
  contributorIds: ['amal', 'samir'],
  reviews: [],
  headHash: 'h1',
  quorum: 1,
  reviewersNow: ['jonas', 'nora', 'rosa'],
  adminsNow: ['rosa'],
  peopleNow: ['amal', 'samir', 'jonas', 'nora', 'rosa'],
};
const pending = { state: 'pending', createdById: 'jonas', at: at(30) };

type Row = { name: string; more: Partial<TurnFacts>; turn: string };
const rows: readonly Row[] = [
  { name: 'a draft', more: { state: 'draft', submittedById: null }, turn: 'amal writing 00' },
  { name: 'its author left', more: { state: 'draft', peopleNow: ['samir', 'rosa'] }, turn: 'samir writing 00' },
  { name: 'all authors left', more: { state: 'draft', peopleNow: ['rosa'] }, turn: 'rosa writing 00 !no_author' },
  { name: 'submitted: the pool', more: {}, turn: 'jonas,nora,rosa submitted 12 pool' },
  { name: 'submitted to someone', more: { askedReviewerIds: ['nora'] }, turn: 'nora submitted 12' },
  {
    name: 'the one asked approved, another is needed',
    more: { askedReviewerIds: ['nora'], quorum: 2, reviews: [review('nora', 'approve')] },
    turn: 'jonas,rosa submitted 12 pool',
  },
  {
    name: 'the one asked cannot review',
    more: { askedReviewerIds: ['samir'] },
    turn: 'jonas,nora,rosa submitted 12 pool',
  },
  { name: 'a reviewer commented', more: { reviews: [review('jonas', 'comment')] }, turn: 'amal commented 20' },
  {
    name: 'handed back to the reviewer who waits',
    more: { reviews: [review('jonas', 'comment')], handedBackAt: at(25) },
    turn: 'jonas handed_back 25',
  },
  {
    name: 'a reviewer answered in a thread: the author, and who talked there',
    more: { talk: [{ byId: 'nora', at: at(21), with: ['samir', 'nora'] }] },
    turn: 'amal,samir commented 21',
  },
  {
    name: 'an author talks: nobody new',
    more: { talk: [{ byId: 'amal', at: at(21), with: ['amal'] }] },
    turn: 'jonas,nora,rosa submitted 12 pool',
  },
  {
    name: 'a reviewer wrote again after the hand-back',
    more: { talk: [{ byId: 'nora', at: at(26), with: [] }], handedBackAt: at(25) },
    turn: 'amal commented 26',
  },
  {
    name: 'a comment that went with an approval, another one is needed',
    more: { quorum: 2, reviews: [review('nora', 'approve')], talk: [{ byId: 'nora', at: at(20), with: [] }] },
    turn: 'jonas,rosa submitted 12 pool',
  },
  {
    name: 'somebody of the pool cannot now',
    more: { leaves: [{ byId: 'jonas', toId: null, at: at(15) }] },
    turn: 'nora,rosa submitted 12 pool',
  },
  {
    name: 'somebody names another reviewer',
    more: { leaves: [{ byId: 'jonas', toId: 'nora', at: at(15) }] },
    turn: 'nora submitted 15',
  },
  {
    name: 'who was named cannot either',
    more: {
      leaves: [
        { byId: 'jonas', toId: 'nora', at: at(15) },
        { byId: 'nora', toId: null, at: at(16) },
      ],
    },
    turn: 'rosa submitted 12 pool',
  },
  {
    name: 'nobody is left: the admins',
    more: { leaves: ['jonas', 'nora', 'rosa'].map((byId) => ({ byId, toId: null, at: at(15) })) },
    turn: 'rosa submitted 12 !everybody_left',
  },
  {
    name: 'somebody who wrote it cannot be named for its review',
    more: { leaves: [{ byId: 'jonas', toId: 'samir', at: at(15) }] },
    turn: 'nora,rosa submitted 12 pool',
  },
  {
    name: 'an author leaves a draft: the others who wrote it',
    more: { state: 'draft', leaves: [{ byId: 'amal', toId: null, at: at(15) }] },
    turn: 'samir writing 00',
  },
  {
    name: 'who left before the turn came is in it again',
    more: { leaves: [{ byId: 'jonas', toId: null, at: at(5) }] },
    turn: 'jonas,nora,rosa submitted 12 pool',
  },
  {
    name: 'a comment from before the submit',
    more: { reviews: [review('jonas', 'comment', { at: at(5) })] },
    turn: 'jonas,nora,rosa submitted 12 pool',
  },
  {
    name: 'an approval cleared by an edit',
    more: { reviews: [review('nora', 'approve', { dismissed: 'new_change' })] },
    turn: 'nora approval_dismissed 12',
  },
  {
    name: 'a request stands',
    more: { reviews: [review('nora', 'request_changes')] },
    turn: 'nora request_stands 12',
  },
  {
    name: 'a request stands, its reviewer wrote since',
    more: { reviews: [review('nora', 'request_changes')], contributorIds: ['amal', 'nora'] },
    turn: 'rosa submitted 12 !no_eligible_reviewer',
  },
  {
    name: 'everyone who may approve wrote part of it',
    more: { contributorIds: ['jonas', 'nora', 'rosa'] },
    turn: 'rosa submitted 12 !no_eligible_reviewer',
  },
  { name: 'fewer reviewers than needed', more: { quorum: 4 }, turn: 'rosa submitted 12 !no_eligible_reviewer' },
  {
    name: 'changes requested',
    more: { state: 'changes_requested', reviews: [review('nora', 'request_changes')] },
    turn: 'amal changes_requested 20',
  },
  {
    name: 'approved',
    more: { state: 'approved', reviews: [review('nora', 'approve')] },
    turn: 'amal,jonas,nora,rosa approved 20 pool',
  },
  {
    name: 'approved by someone who reviews no more',
    more: {
      ...{ state: 'approved', reviews: [review('nora', 'approve', { dismissed: 'reviewer_lost_role' })] },
      reviewersNow: ['jonas', 'rosa'],
    },
    turn: 'amal approval_lost 10',
  },
  {
    name: 'published without review',
    more: { state: 'published', unreviewed: { involvedIds: ['amal', 'rosa'], at: at(40) } },
    turn: 'jonas,nora unreviewed 40 pool',
  },
  {
    name: 'published without review, and all reviewers had a part in it',
    more: { state: 'published', unreviewed: { involvedIds: ['jonas', 'nora', 'rosa'], at: at(40) } },
    turn: 'rosa unreviewed 40 !no_eligible_reviewer',
  },
  { name: 'approved, live moved', more: { state: 'approved', isStale: true }, turn: 'amal stale 10' },
  {
    name: 'approved, nobody may publish',
    more: { state: 'approved', reviewersNow: [] },
    turn: 'rosa submitted 10 !no_eligible_reviewer',
  },
  { name: 'scheduled', more: { state: 'scheduled', schedule: pending }, turn: 'amal,jonas scheduled 30' },
  {
    name: 'scheduled, a minute after its time it still waits',
    more: { state: 'scheduled', schedule: { ...pending, isLate: true } },
    turn: 'amal,jonas,rosa scheduled 30 !schedule_late',
  },
  {
    name: 'missed',
    more: { state: 'approved', schedule: { ...pending, state: 'missed' } },
    turn: 'amal,jonas missed 30',
  },
  {
    name: 'held, and whoever scheduled it reviews no more',
    more: { state: 'approved', schedule: { ...pending, state: 'held' }, reviewersNow: ['nora', 'rosa'] },
    turn: 'amal,jonas,rosa held 30 !scheduler_gone',
  },
  {
    name: 'approved, E10 its article withdrawn',
    more: { state: 'approved', isWithdrawn: true },
    turn: 'amal base_withdrawn 10',
  },
  {
    name: 'held',
    more: { state: 'approved', schedule: { ...pending, state: 'held' } },
    turn: 'amal,jonas held 30',
  },
  { name: 'published', more: { state: 'published' }, turn: ' ended -' },
  { name: 'discarded', more: { state: 'discarded' }, turn: ' ended -' },
  { name: 'rejected', more: { state: 'rejected' }, turn: ' ended -' },
];

const shown = ({ people, reason, since, pool, alarm }: Turn) =>
  [people.join(','), reason, since?.slice(14, 16) ?? '-', pool ? 'pool' : '', alarm ? `!${alarm}` : '']
    .filter((word, index) => index === 0 || word !== '')
    .join(' ');

test.each(rows)('$name', ({ more, turn }) => {
  expect(shown(whoseTurn({ ...facts, ...more }))).toBe(turn);
});

const someone = fc.constantFrom('amal', 'samir', 'jonas', 'nora', 'rosa');
const minute = fc.nat(59).map(at);
const someFacts: fc.Arbitrary<TurnFacts> = fc.record({
  state: fc.constantFrom(...openStates),
  createdById: someone,
  createdAt: minute,
  submittedById: fc.option(someone),
  submittedAt: fc.option(minute),
  updatedAt: minute,
  contributorIds: fc.uniqueArray(someone),
  reviews: fc.array(
    fc.record({
      id: fc.string(),
      reviewerId: someone,
      verdict: fc.constantFrom('approve', 'request_changes', 'comment'),
      headHash: fc.constantFrom('h1', 'h2'),
      dismissed: fc.constantFrom(null, 'new_change', 'manual'),
      carriedTo: fc.constant([]),
      at: minute,
    }),
    { maxLength: 4 },
  ),
  headHash: fc.constant('h1'),
  quorum: fc.integer({ min: 0, max: 3 }),
  reviewersNow: fc.uniqueArray(someone),
  adminsNow: fc.constantFrom([], ['rosa']),
  peopleNow: fc.uniqueArray(someone),
  handedBackAt: fc.option(minute, { nil: null }),
  talk: fc.array(fc.record({ byId: someone, at: minute, with: fc.uniqueArray(someone) }), { maxLength: 3 }),
  leaves: fc.array(fc.record({ byId: someone, toId: fc.option(someone, { nil: null }), at: minute }), { maxLength: 5 }),
  isStale: fc.boolean(),
  isWithdrawn: fc.boolean(),
  schedule: fc.option(
    fc.record({
      state: fc.constantFrom('pending', 'held', 'missed', 'cancelled'),
      createdById: someone,
      at: minute,
      isLate: fc.boolean(),
    }),
    { nil: null },
  ),
});

test('I12: every open revision has someone, or an alarm that goes to the admins', () => {
  fc.assert(
    fc.property(someFacts, (some) => {
      const { people, alarm, since, reason } = whoseTurn(some);
      expect(alarm === null ? people.length > 0 : some.adminsNow.every((id) => people.includes(id))).toBe(true);
      expect(since).not.toBeNull();
      expect(reason).not.toBe('ended');
      const left = (some.leaves ?? []).filter((leave) => since !== null && leave.at >= since).map(({ byId }) => byId);
      expect(alarm === null ? people.filter((id) => left.includes(id)) : []).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

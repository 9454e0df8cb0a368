import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  approversOf,
  carryOver,
  type DismissalCause,
  dismissalsFor,
  quorumReached,
  rebaseEvent,
} from '@/lib/domain/workflow/review';
import { type ReviewFact, type Verdict, activeReviews } from '@/lib/domain/workflow/verdict';

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

describe('quorum', () => {
  const facts = { contributors: ['amal'], headHash: 'h1', quorum: 2, reviewersNow: ['jonas', 'nora', 'rosa', 'amal'] };
  const jonas = review('1', 'jonas');
  const nora = review('2', 'nora');
  const rows: readonly { name: string; reviews: ReviewFact[]; reached: boolean; more?: Partial<typeof facts> }[] = [
    { name: 'nobody', reviews: [], reached: false },
    { name: 'one of two', reviews: [jonas], reached: false },
    { name: 'two of two', reviews: [jonas, nora], reached: true },
    { name: 'one person twice', reviews: [jonas, review('3', 'jonas')], reached: false },
    { name: 'a contributor does not count', reviews: [jonas, review('3', 'amal')], reached: false },
    { name: 'who is no reviewer now does not count', reviews: [jonas, review('3', 'left')], reached: false },
    { name: 'dismissed', reviews: [jonas, review('2', 'nora', { dismissed: 'new_change' })], reached: false },
    { name: 'another head', reviews: [jonas, review('2', 'nora', { headHash: 'h0' })], reached: false },
    { name: 'carried', reviews: [jonas, review('2', 'nora', { headHash: 'h0', carriedTo: ['h1'] })], reached: true },
    {
      name: 'carried elsewhere',
      reviews: [jonas, review('2', 'nora', { headHash: 'h0', carriedTo: ['h2'] })],
      reached: false,
    },
    { name: 'a comment is no approval', reviews: [jonas, review('2', 'nora', { verdict: 'comment' })], reached: false },
    {
      name: 'a request stands',
      reviews: [jonas, nora, review('3', 'rosa', { verdict: 'request_changes' })],
      reached: false,
    },
    {
      name: 'a request on an older head stands too',
      reviews: [jonas, nora, review('3', 'rosa', { verdict: 'request_changes', headHash: 'h0' })],
      reached: false,
    },
    {
      name: 'a dismissed request does not stand',
      reviews: [jonas, nora, review('3', 'rosa', { verdict: 'request_changes', dismissed: 'manual' })],
      reached: true,
    },
    {
      name: 'the request of someone who reviews no more does not stand',
      reviews: [jonas, nora, review('3', 'left', { verdict: 'request_changes' })],
      reached: true,
    },
    { name: 'a quorum below one is one', reviews: [], reached: false, more: { quorum: 0 } },
    { name: 'quorum one', reviews: [jonas], reached: true, more: { quorum: 1 } },
    { name: 'a role lost during review', reviews: [jonas, nora], reached: false, more: { reviewersNow: ['jonas'] } },
  ];
  test.each(rows)('$name', ({ reviews, reached, more }) => {
    expect(quorumReached({ ...facts, ...more, reviews })).toBe(reached);
  });
});

describe('dismissal', () => {
  const reviews = [
    review('own-approve', 'jonas'),
    review('own-request', 'jonas', { verdict: 'request_changes' }),
    review('approve', 'nora'),
    review('request', 'rosa', { verdict: 'request_changes' }),
    review('comment', 'jonas', { verdict: 'comment' }),
    review('old', 'nora', { dismissed: 'recalled' }),
  ];
  const rows: readonly { cause: DismissalCause; dismissed: string[] }[] = [
    { cause: { because: 'new_change', by: 'amal' }, dismissed: ['own-approve new_change', 'approve new_change'] },
    {
      cause: { because: 'conflict_resolved', by: 'amal' },
      dismissed: ['own-approve conflict_resolved', 'approve conflict_resolved'],
    },
    {
      cause: { because: 'new_change', by: 'jonas' },
      dismissed: [
        'own-approve reviewer_became_contributor',
        'own-request reviewer_became_contributor',
        'approve new_change',
      ],
    },
    {
      cause: { because: 'new_change', by: 'amal', wrote: ['amal', 'nora', 'rosa'] },
      dismissed: ['own-approve new_change', 'approve reviewer_became_contributor'],
    },
    { cause: { because: 'recalled' }, dismissed: ['own-approve recalled', 'approve recalled'] },
    { cause: { because: 'rules_changed' }, dismissed: ['own-approve rules_changed', 'approve rules_changed'] },
    { cause: { because: 'reviewer_lost_role', reviewerId: 'rosa' }, dismissed: ['request reviewer_lost_role'] },
    {
      cause: { because: 'superseded_by_own_review', reviewerId: 'jonas' },
      dismissed: ['own-approve superseded_by_own_review', 'own-request superseded_by_own_review'],
    },
    { cause: { because: 'manual', reviewId: 'request' }, dismissed: ['request manual'] },
    { cause: { because: 'manual', reviewId: 'old' }, dismissed: [] },
    { cause: { because: 'manual', reviewId: 'comment' }, dismissed: [] },
  ];
  test.each(rows)('$cause', ({ cause, dismissed }) => {
    expect(dismissalsFor(cause, reviews).map(({ reviewId, reason }) => `${reviewId} ${reason}`)).toEqual(dismissed);
  });

  test('after any change no approval is left, every other request for changes is, and nothing is dismissed twice', () => {
    const person = fc.constantFrom('amal', 'jonas', 'nora', 'rosa');
    const anyReview = fc.record({
      reviewerId: person,
      verdict: fc.constantFrom<Verdict>('approve', 'request_changes', 'comment'),
      dismissed: fc.constantFrom(null, null, 'manual'),
    });
    const cause = fc.constantFrom('new_change' as const, 'conflict_resolved' as const);
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 8 }), cause, person, (given, because, by) => {
        const all = given.map((some, index) => review(String(index), some.reviewerId, some));
        const gone = dismissalsFor({ because, by }, all).map((dismissal) => dismissal.reviewId);
        const left = activeReviews(all).filter(({ id }) => !gone.includes(id));
        expect(left.filter(({ verdict }) => verdict === 'approve')).toEqual([]);
        const requests = all.filter((one) => one.verdict === 'request_changes' && one.dismissed === null);
        expect(left.filter(({ verdict }) => verdict === 'request_changes')).toEqual(
          requests.filter(({ reviewerId }) => reviewerId !== by),
        );
        expect(all.filter(({ id, dismissed }) => dismissed !== null && gone.includes(id))).toEqual([]);
        expect(
          approversOf({ reviews: left, contributors: [], headHash: 'h1', reviewersNow: ['jonas', 'nora'] }),
        ).toEqual([]);
      }),
    );
  });
});

test.each([
  { before: 'h1 p1', after: 'h1 p1', carry: 'NO_CHANGE', event: 'rebase' },
  { before: 'h1 p1', after: 'h1 p2', carry: 'NO_CHANGE', event: 'rebase' },
  { before: 'h1 p1', after: 'h2 p1', carry: 'CLEAN_REBASE', event: 'rebase' },
  { before: 'h1 p1', after: 'h2 p2', carry: 'DISMISS', event: 'resolve_conflict' },
])('carry-over $before → $after: $carry', ({ before, after, carry, event }) => {
  const side = (text: string) => {
    const [headHash = '', patchHash = ''] = text.split(' ');
    return { headHash, patchHash };
  };
  const result = carryOver(side(before), side(after));
  expect(result).toBe(carry);
  expect(rebaseEvent(result)).toBe(event);
});

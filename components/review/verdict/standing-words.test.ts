import { describe, expect, it } from 'vitest';

import {
  approvalSentence,
  approvalsLostBy,
  type PartLine,
  standingSentences,
  stillToApprove,
} from '@/components/review/verdict/standing-words';

const [jonas, you] = [
  { name: 'Jonas', isYours: false },
  { name: 'Nora', isYours: true },
];
const line = (more: Partial<PartLine> = {}): PartLine => ({
  ...{ part: 's1', hash: 'a', isApproved: false, isYours: false, approvers: [], awaits: [], earlier: [] },
  ...more,
});
const said = (parts: readonly PartLine[], quorum = 1) => standingSentences(parts, quorum).map(({ words }) => words);

describe('the head of a section', () => {
  it.each([
    ['nobody', [line()], 1, []],
    ['one', [line({ approvers: [jonas], isApproved: true })], 1, ['Approved by Jonas']],
    ['you and another', [line({ approvers: [jonas, you], isApproved: true })], 2, ['Approved by you and Jonas']],
    ['too few', [line({ approvers: [jonas] })], 2, ['Approved by Jonas', '1 approval more needed']],
    ['the owner is missing', [line({ awaits: ['Rosa'] })], 1, ['Rosa has to approve it']],
    [
      'an earlier text of yours',
      [line({ earlier: [{ reviewer: 'Nora', isYours: true, by: 'Amal' }] })],
      1,
      ['Amal edited it after you approved. Look at what is new.'],
    ],
    [
      'an earlier text of another',
      [line({ earlier: [{ reviewer: 'Jonas', isYours: false, by: 'Amal' }] })],
      1,
      ['Jonas approved an earlier text; Amal edited it after that'],
    ],
    ['no more than its weakest part', [line({ approvers: [jonas], isApproved: true }), line({ part: 'order' })], 1, []],
  ] as const)('%s', (_, parts, quorum, words) => {
    expect(said(parts, quorum)).toEqual(words);
  });
});

it('the bar counts what nobody, or too few, approve', () => {
  const named = (name: string, more: Partial<PartLine> = {}) => ({ ...line(more), name });
  const head = [named('At a glance', { part: 'title' }), named('At a glance', { part: 'facts' })];
  expect(stillToApprove([named('Summary'), named('History'), named('Today', { isApproved: true })])).toBe(
    '2 sections still to approve',
  );
  expect(stillToApprove([...head, named('Order', { part: 'order' })])).toBe('1 section still to approve');
  expect(stillToApprove([named('Order', { part: 'order' })])).toBe('1 section still to approve');
  expect(stillToApprove([named('Summary', { isApproved: true })])).toBe('All sections are approved');
  expect(stillToApprove([])).toBe('');
});

const review = { reviewer: 'Nora', isYours: false, scope: 'whole', parts: ['s1', 's3'], lost: [], ago: '1 minute ago' };

it('an approval says what of it still stands', () => {
  expect(approvalSentence(review)).toBe('Nora approved this 1 minute ago.');
  expect(approvalSentence({ ...review, lost: [{ part: 'whole' }, { part: 's3' }] })).toBe(
    'Nora approved 1 section 1 minute ago; others were edited since.',
  );
  expect(approvalSentence({ ...review, isYours: true, scope: 'sections' })).toBe(
    'You approved 2 sections 1 minute ago.',
  );
});

it('an edit dismisses the approvals of its section and of the whole, and no other', () => {
  const approve = { ...review, verdict: 'approve', dismissed: null };
  const ofThree = { ...approve, scope: 'sections', parts: ['s3'] };
  expect(approvalsLostBy([approve, ofThree], 's1')).toBe(1);
  expect(approvalsLostBy([approve, ofThree], 's3')).toBe(2);
  expect(
    approvalsLostBy(
      [
        { ...approve, dismissed: 'recalled' },
        { ...ofThree, lost: [{ part: 's3' }] },
      ],
      's3',
    ),
  ).toBe(0);
});

import { describe, expect, test } from 'vitest';

import type { Body } from '@/lib/domain/prose/body';
import { can } from '@/lib/domain/workflow/can';
import {
  needsOf,
  passedChecks,
  type PublishFacts,
  publishIssues,
  type ReadinessIssue,
  type SubmitFacts,
  submitIssues,
} from '@/lib/domain/workflow/readiness';

const body = (...citations: string[]): Body => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      attrs: { id: 'b1' },
      content: [
        { type: 'text', text: 'Relations began in 1946.' },
        ...citations.map((id) => ({ type: 'citation' as const, attrs: { id } })),
      ],
    },
  ],
});
const section = (id: string, heading: string, ...citations: string[]) => ({ id, heading, body: body(...citations) });

const ready: SubmitFacts & PublishFacts = {
  title: 'Pakistan–Syria relations',
  sections: [section('lead', '', 'c1'), section('s1', 'History', 'c1', 'c2')],
  changeNote: 'Names the year.',
  kind: 'update',
  headHash: 'h2',
  baseHash: 'h1',
  conflicts: [],
  threads: [],
  citations: [
    { id: 'c1', sourceId: 'haddad', stub: false },
    { id: 'c2', sourceId: 'reuters', stub: false },
  ],
  factCitations: ['c2'],
  uncitedStatements: 0,
  prompts: { answered: 0, open: 0 },
  moreThanWording: [],
  wordingReason: '',
  contributors: ['amal'],
  reviewersNow: ['jonas', 'amal'],
  quorum: 1,
  baseIsLive: true,
  baseWithdrawn: null,
};
const date = { code: 'date', where: 's1', message: 'This changes a date (1947 → 1946), so it is more than wording.' };
const nobody = 'Everyone who may approve has written part of this. Ask an admin for another reviewer.';
const thread = { id: 't1', sectionId: 's1', state: 'open', mustResolve: true };

type Row = { name: string; more: Partial<typeof ready>; submit: string[]; publish: string[] };
const same = (name: string, more: Row['more'], ...found: string[]): Row => ({
  name,
  more,
  submit: found,
  publish: found,
});
const rows: readonly Row[] = [
  same('all is well', {}),
  { name: 'nothing changed', more: { headHash: 'h1' }, submit: ['blocker no_change @'], publish: [] },
  same('a new article has no base', { baseHash: null }),
  same('no note', { changeNote: ' \n' }, 'blocker note_empty @changeNote'),
  same('200 characters are fine', { changeNote: '😀'.repeat(200) }),
  same('201 are not', { changeNote: 'x'.repeat(201) }, 'blocker note_long @changeNote'),
  same('no kind', { kind: '' }, 'blocker kind_missing @kind'),
  same('wording that is more', { kind: 'wording', moreThanWording: [date] }, 'blocker more_than_wording @s1'),
  same('wording that is not', { kind: 'wording' }),
  same('an update may change dates', { moreThanWording: [date] }),
  same('wording with a published reason', { kind: 'wording', moreThanWording: [date], wordingReason: 'A typo.' }),
  same('a conflict', { conflicts: ['s1'] }, 'blocker conflict @s1'),
  { name: 'no reviewer', more: { reviewersNow: ['amal'] }, submit: ['blocker no_eligible_reviewer @'], publish: [] },
  { name: 'too few', more: { quorum: 2 }, submit: ['blocker no_eligible_reviewer @'], publish: [] },
  { name: 'live moved', more: { baseIsLive: false }, submit: [], publish: ['blocker base_not_live @'] },
  same('E10 the article was withdrawn under it', { baseWithdrawn: 'withdrawn' }, 'blocker base_withdrawn @article'),
  same('E10 the article leads elsewhere', { baseWithdrawn: 'redirected' }, 'blocker base_withdrawn @article'),
  { name: 'a must-resolve thread', more: { threads: [thread] }, submit: [], publish: ['blocker thread_open @t1'] },
  same('an ordinary thread never blocks', { threads: [{ ...thread, mustResolve: false }] }),
  same('a resolved thread never blocks', { threads: [{ ...thread, state: 'resolved' }] }),
  same('no title', { title: ' ' }, 'blocker title_empty @title'),
  same('no heading', { sections: [section('lead', ''), section('s1', ' ')] }, 'blocker heading_empty @s1'),
  same('one uncited statement', { uncitedStatements: 1 }, 'warning uncited @'),
  same('a dismissed prompt', { prompts: { answered: 1, open: 0 } }, 'warning prompts_answered @prompts'),
  same('an open question about a source', { prompts: { answered: 0, open: 1 } }, 'warning prompts_open @prompts'),
  same(
    'a citation without record, once per section',
    { sections: [section('lead', '', 'c9', 'c9'), section('s1', 'History', 'c9')] },
    'blocker citation_without_source @lead',
    'blocker citation_without_source @s1',
  ),
  same(
    'its source is gone, in a fact',
    { sections: [], citations: [{ id: 'c2', sourceId: null, stub: false }] },
    'blocker citation_without_source @facts',
  ),
  same(
    'a stub only warns, after the blockers',
    { title: '', sections: [], citations: [{ id: 'c2', sourceId: 'reuters', stub: true }] },
    'blocker title_empty @title',
    'warning stub_source @facts',
  ),
];
const shown = (issues: readonly ReadinessIssue[]) =>
  issues.map(({ severity, code, where }) => `${severity} ${code} @${where}`);

describe.each(rows)('$name', ({ more, submit, publish }) => {
  const facts = { ...ready, ...more };
  test('at submit', () => expect(shown(submitIssues(facts))).toEqual(submit));
  test('at publish', () => expect(shown(publishIssues(facts))).toEqual(publish));
  test('the workflow refuses exactly the blockers, warnings never stop anything', () => {
    const actor = { id: 'amal', name: 'Amal', role: 'admin' } as const;
    const ask = (event: 'submit' | 'publish', issues: readonly ReadinessIssue[]) => {
      const state = event === 'submit' ? 'draft' : 'approved';
      const needs = { quorum: true, ...needsOf(issues) };
      const decision = can(actor, event, { state, contributorIds: ['amal'], needs });
      return decision.ok ? [] : decision.missing.map(({ code, where }) => `blocker ${code} @${where}`);
    };
    const blockers = (found: readonly string[]) => found.filter((line) => line.startsWith('blocker')).toSorted();
    expect(ask('submit', submitIssues(facts)).toSorted()).toEqual(blockers(submit));
    expect(ask('publish', publishIssues(facts)).toSorted()).toEqual(blockers(publish));
  });
});

test('the sentences are those of the design', () => {
  const messages = (more: Partial<typeof ready>) => submitIssues({ ...ready, ...more }).map((issue) => issue.message);
  expect(messages({ reviewersNow: [] })).toEqual([nobody]);
  expect(messages({ quorum: 2 })[0]).toContain('It needs 2 approvals, and only 1 of those who may approve');
  expect(messages({ kind: 'wording', moreThanWording: [date] })).toEqual([date.message]);
  expect(messages({ uncitedStatements: 1 })).toEqual(['1 statement has no source.']);
  expect(messages({ uncitedStatements: 4 })).toEqual(['4 statements have no source.']);
  expect(messages({ prompts: { answered: 1, open: 1 } })).toEqual([
    '1 question about a source is not answered.',
    '1 prompt was dismissed with a reason.',
  ]);
  expect(messages({ prompts: { answered: 3, open: 2 } })).toEqual([
    '2 questions about sources are not answered.',
    '3 prompts were dismissed with reasons.',
  ]);
});

test('what was checked and found in order is said, and nothing that was not', () => {
  const all = passedChecks(publishIssues(ready));
  expect(all).toContain('Every citation has a source.');
  const some = passedChecks(publishIssues({ ...ready, baseIsLive: false, title: ' ', uncitedStatements: 2 }));
  expect(all.filter((words) => !some.includes(words))).toEqual([
    'It is based on what readers see now.',
    'Title and headings are filled in.',
    'Every statement that needs a source has one.',
  ]);
});

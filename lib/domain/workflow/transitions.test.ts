import { expect, test } from 'vitest';

import {
  allowedPairs,
  finalStates,
  isFinal,
  openStates,
  revisionEvents,
  standingsOf,
  stateOf,
  states,
  TRANSITIONS,
} from '@/lib/domain/workflow/transitions';

test('open and final states are all states, none twice', () => {
  expect([...openStates, ...finalStates]).toEqual([...states]);
  expect(states.filter(isFinal)).toEqual([...finalStates]);
});

test('every event has a row, no row leaves a final state, no state has two rows for one event', () => {
  expect(new Set(TRANSITIONS.map((row) => row.event))).toEqual(new Set(revisionEvents));
  const keys = TRANSITIONS.flatMap((row) => row.from.map((state) => `${row.event} ${state}`));
  expect(new Set(keys).size).toBe(keys.length);
  expect(TRANSITIONS.flatMap((row) => row.from).filter(isFinal)).toEqual([]);
});

test('the pairs that the database trigger holds', () => {
  expect(allowedPairs().map((pair) => pair.join(' > '))).toEqual([
    'approved > changes_requested',
    'approved > discarded',
    'approved > draft',
    'approved > in_review',
    'approved > published',
    'approved > scheduled',
    'changes_requested > discarded',
    'changes_requested > in_review',
    'draft > discarded',
    'draft > in_review',
    'draft > published',
    'in_review > approved',
    'in_review > changes_requested',
    'in_review > discarded',
    'in_review > draft',
    'in_review > published',
    'in_review > rejected',
    'scheduled > approved',
    'scheduled > published',
  ]);
});

test('standings: an admin is a reviewer, a reviewer an editor, a contributor no outside reviewer, the system only itself', () => {
  const of = (role: 'editor' | 'reviewer' | 'admin' | 'system', ...contributors: string[]) =>
    [...standingsOf({ id: 'me', name: '', role }, contributors)].join(' ');
  expect(of('editor')).toBe('editor');
  expect(of('editor', 'me')).toBe('editor contributor');
  expect(of('reviewer', 'other')).toBe('editor reviewer outside_reviewer');
  expect(of('admin', 'me')).toBe('editor contributor reviewer admin');
  expect(of('admin')).toBe('editor reviewer outside_reviewer admin');
  expect(of('system', 'me')).toBe('system');
});

test('an unknown state is a mistake of ours', () => {
  expect(stateOf('draft')).toBe('draft');
  expect(() => stateOf('stale')).toThrow('Unknown state');
});

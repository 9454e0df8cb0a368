import { expect, it } from 'vitest';
import { sortingOf } from '@/lib/pages/live/sorting';

it.each([
  ['Türkiye–Syria relations', 'turkiye syria relations', 'T'],
  ['Éire', 'eire', 'E'],
  ['8 March Alliance', '000000000008 march alliance', '#'],
  ['“Axis” and others', 'axis and others', 'A'],
  ['العلاقات', 'العلاقات', 'ا'],
  ['…', '', '#'],
])('%s is sorted as %j under %s', (title, sortKey, letter) => {
  expect(sortingOf(title)).toEqual({ sortKey, letter });
});

it('puts numbers in the order of their values', () => {
  const keys = ['Group of 77', 'Group of 8', 'Group of 24'].map((title) => sortingOf(title).sortKey);
  expect(keys.toSorted()).toEqual([keys[1], keys[2], keys[0]]);
});

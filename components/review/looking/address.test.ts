import { expect, test } from 'vitest';
import { reviewAddress } from '@/components/review/looking/address';

test.each([
  ['says nothing of what is so anyway', { number: 48 }, ''],
  ['names the view', { number: 48, mode: 'side' }, '?mode=side'],
  ['names what it is compared with, but for what readers see', { number: 48, from: 'v12' }, '?with=v12'],
  ['is short for what readers see', { number: 48, from: 'live', mode: 'list' }, '?mode=list'],
  ['pins the text', { number: 48, from: 'v12', mode: 'inline', text: 'a1' }, '?with=v12&mode=inline&text=a1'],
] as const)('an address of a review %s', (_, view, expected) => {
  expect(reviewAddress(view)).toBe(`/desk/revisions/48/review${expected}`);
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, seenState } from '@/lib/domain/workflow/seen';

describe('how a part stands for somebody', () => {
  const now = { part: 's1', contentHash: 'a', level: 2 };
  test.each([
    ['never looked at', undefined, 'unseen'],
    ['viewed as it is', { ...now, viewed: true }, 'viewed'],
    ['looked at, the mark taken back', { ...now, viewed: false }, 'unseen'],
    ['viewed with another text', { ...now, contentHash: 'b', viewed: true }, 'changed'],
    ['viewed with another level', { ...now, level: 3, viewed: true }, 'changed'],
    ['seen when it was gone', { ...now, contentHash: null, level: 0, viewed: true }, 'changed'],
  ] as const)('%s', (_, seen, expected) => {
    expect(seenState(now, seen)).toBe(expected);
  });
});

describe('sections in the order that was seen', () => {
  const order = (has: readonly string[], seen: readonly string[], now: readonly string[]) =>
    inOrder(new Map(has.map((sectionId) => [sectionId, { sectionId }])), seen, now).map(({ sectionId }) => sectionId);
  const of = (letters: string) => letters.split(' ');
  test.each([
    ['what was seen stays', 'a b c', 'a b c', 'a b c', 'a b c'],
    ['a move is not followed', 'a b c', 'a b c', 'c a b', 'a b c'],
    ['what came stands behind what it follows now', 'a b x c', 'a b c', 'a b x c', 'a b x c'],
    ['also at the head', 'x a b c', 'a b c', 'x a b c', 'x a b c'],
    ['also two of them', 'a b x y c', 'a b c', 'a b x y c', 'a b x y c'],
    ['what is not there any more stands at the end', 'a b z', 'a b', 'a b', 'a b z'],
    ['what the order names and nobody has is left out', 'a c', 'a b c', 'a b c', 'a c'],
  ])('%s', (...texts) => {
    const [, has, seen, now, expected] = texts.map(of);
    expect(order(has ?? [], seen ?? [], now ?? [])).toEqual(expected);
  });

  test('has every section once, and those of the order in their order', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...of('a b c d e f g h')), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, ids, (has, seen, now) => {
        const made = order(has, seen, now);
        expect(made.toSorted()).toEqual(has.toSorted());
        expect(made.filter((id) => seen.includes(id))).toEqual(seen.filter((id) => has.includes(id)));
      }),
    );
  });
});

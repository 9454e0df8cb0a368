import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveBranch, moveDown, moveUp, shiftLevel } from '@/components/editor/sections/arrange';
import type { OutlineEntry } from '@/lib/domain/article';

/** "a1 b2 c3": ids with levels. */
const read = (text: string): OutlineEntry[] =>
  text.split(' ').map((word) => ({ sectionId: word[0] ?? '', level: Number(word[1]) }));
const show = (outline: readonly OutlineEntry[] | null) =>
  outline && outline.map(({ sectionId, level }) => `${sectionId}${level}`).join(' ');

describe('moving a section', () => {
  it.each([
    ['a1 b2 c2', 2, 'a1 c2 b2'],
    ['a1 b2 c3 d2', 3, 'a1 d2 b2 c3'],
    ['a1 b2 c3 d2 e3', 3, 'a1 d2 e3 b2 c3'],
    ['a1 b2 c3', 2, 'a1 c3 b2'],
    ['a1 b2 c2', 1, null],
    ['a1 b2 c2', 0, null],
  ])('%s, number %i up', (outline, at, after) => {
    expect(show(moveUp(read(outline), at))).toBe(after);
  });

  it.each([
    ['a1 b2 c2', 1, 'a1 c2 b2'],
    ['a1 b2 c3 d2', 1, 'a1 d2 b2 c3'],
    ['a1 b2 c2 d3', 1, 'a1 c2 d3 b2'],
    ['a1 b2 c3 d2 e3', 2, 'a1 b2 d2 c3 e3'],
    ['a1 b2 c2', 2, null],
    ['a1 b2 c3', 1, null],
    ['a1 b2', 0, null],
  ])('%s, number %i down', (outline, at, after) => {
    expect(show(moveDown(read(outline), at))).toBe(after);
  });

  it.each([
    ['a1 b2 c3 d2 e2', 1, 5, 'a1 d2 e2 b2 c3'],
    ['a1 b2 c3 d2 e2', 4, 1, 'a1 e2 b2 c3 d2'],
    ['a1 b2 c3 d2', 1, 2, 'a1 b2 c3 d2'],
    ['a1 b2 c3 d2', 3, 0, 'a1 b2 c3 d2'],
  ])('%s, number %i before number %i', (outline, at, to, after) => {
    expect(show(moveBranch(read(outline), at, to))).toBe(after);
  });

  it('keeps every section once, and the lead first', () => {
    const rest = fc.array(fc.integer({ min: 2, max: 6 }), { maxLength: 12 });
    fc.assert(
      fc.property(rest, fc.nat(14), fc.nat(14), (found, at, to) => {
        const outline = [1, ...found].map((level, index) => ({ sectionId: String(index), level }));
        for (const moved of [moveBranch(outline, at, to), moveUp(outline, at), moveDown(outline, at)]) {
          const ids = (moved ?? outline).map(({ sectionId }) => sectionId);
          expect(ids[0]).toBe('0');
          expect(ids.toSorted()).toEqual(outline.map(({ sectionId }) => sectionId).toSorted());
        }
      }),
    );
  });
});

describe('changing the level', () => {
  it.each([
    ['a1 b2 c3 d2', 1, 1, 'a1 b3 c4 d2'],
    ['a1 b3 c4 d3', 1, -1, 'a1 b2 c3 d3'],
    ['a1 b2 c2', 1, -1, null],
    ['a1 b5 c6', 1, 1, null],
    ['a1 b2', 0, 1, null],
  ] as const)('%s, number %i by %i', (outline, at, by, after) => {
    expect(show(shiftLevel(read(outline), at, by))).toBe(after);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorsOf, relevel, slugOf } from '@/lib/domain/slug';

describe('slugOf', () => {
  test.each([
    ['Afghanistan–Syria relations', 'afghanistan-syria-relations'],
    ['  1960s–70s: Political relations ', '1960s-70s-political-relations'],
    ['Türkiye & Charge\u0301 d’Affaires', 'turkiye-charge-d-affaires'],
    ['İstanbul', 'istanbul'],
    ['العلاقات السورية', 'العلاقات-السورية'],
    ['伊朗 叙利亚', '伊朗-叙利亚'],
    ['한국', '한국'],
    ['???', ''],
    ['', ''],
  ])('%s → %s', (text, slug) => expect(slugOf(text)).toBe(slug));

  test('is cut at a hyphen above 80', () => {
    expect(slugOf('word '.repeat(40))).toBe('word-'.repeat(16).slice(0, -1));
    expect(slugOf('x'.repeat(200))).toBe('x'.repeat(80));
  });

  test('composed and decomposed accents are one slug; it is idempotent, short, and safe in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const slug = slugOf(text);
        expect(slugOf(slug)).toBe(slug);
        expect(slugOf(text.normalize('NFC'))).toBe(slugOf(text.normalize('NFD')));
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slug).toMatch(/^$|^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
      }),
    );
  });
});

describe('anchorsOf', () => {
  test('repeats get numbers, also when a number is taken', () => {
    expect(anchorsOf(['', 'History', 'History', 'History 2', 'history!', '…', '…'])).toEqual([
      '',
      'history',
      'history-2',
      'history-2-2',
      'history-3',
      'section',
      'section-2',
    ]);
  });

  test('are unique', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'a', 'a 2', 'A 2 2', 'a 3', '?', 'section', 'b')), (headings) => {
        expect(new Set(anchorsOf(headings)).size).toBe(headings.length);
      }),
    );
  });
});

describe('relevel', () => {
  test.each([
    [[], []],
    [
      [1, 2, 3, 2],
      [1, 2, 3, 2],
    ],
    [
      [1, 2, 4, 4, 3, 2],
      [1, 2, 3, 3, 3, 2],
    ],
    [
      [1, 3, 6, 2],
      [1, 2, 3, 2],
    ],
    [
      [2, 4, 2],
      [2, 3, 2],
    ],
  ])('%j → %j', (levels, shown) => expect(relevel(levels)).toEqual(shown));

  test('skips no level, never goes below the written one, keeps proper levels', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 6 })), (levels) => {
        const shown = relevel([1, ...levels]);
        shown.slice(1).forEach((level, index) => {
          expect(level).toBeLessThanOrEqual(levels[index] ?? 0);
          expect(level).toBeLessThanOrEqual((shown[index] ?? 0) + 1);
        });
        expect(relevel(shown)).toEqual(shown);
      }),
    );
  });
});

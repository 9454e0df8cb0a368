import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ambiguousDate, formatDate, readDate, yearOf } from '@/lib/domain/citation/dates';

describe('reading and printing dates', () => {
  it.each([
    ['2023-05-03', '3 May 2023'],
    ['2023/05/03', '3 May 2023'],
    ['3 May 2023', '3 May 2023'],
    ['3rd May 2023', '3 May 2023'],
    ['May 3, 2023', '3 May 2023'],
    ['Sept. 9, 2023', '9 September 2023'],
    ['May 2023', 'May 2023'],
    ['2023-05', 'May 2023'],
    ['2023', '2023'],
    ['2023a', '2023'],
    ['c. 2023', 'c. 2023'],
    ['2010–2012', '2010–2012'],
    ['2010-12', 'December 2010'],
    ['2010–14', '2010–2014'],
    ['Spring 2015', 'Spring 2015'],
    ['Fall 2015', 'Autumn 2015'],
    ['430 BCE', '430 BCE'],
    ['n.d.', ''],
    ['', ''],
    ['03/04/2010', '03/04/2010'],
    ['31 February 2020', '31 February 2020'],
    ['during the war', 'during the war'],
  ])('%s → %s', (input, expected) => expect(formatDate(readDate(input) ?? undefined)).toBe(expected));

  it('keeps what it cannot read as it was written', () =>
    expect(readDate('03/04/2010')).toEqual({ literal: '03/04/2010' }));

  it('asks where a date can be read in two ways', () => {
    expect(ambiguousDate('03/04/2010')).toBe('3 April or 4 March?');
    expect(ambiguousDate('30/04/2010')).toBeNull();
  });

  it('shortens ranges', () => {
    const range = (from: number[], to: number[]) => formatDate({ 'date-parts': [from, to] });
    expect(range([2023, 5, 3], [2023, 5, 5])).toBe('3–5 May 2023');
    expect(range([2023, 3], [2023, 5])).toBe('March–May 2023');
    expect(range([2023, 3, 30], [2023, 4, 2])).toBe('30 March–2 April 2023');
    expect(range([-333], [-332])).toBe('333–332 BCE');
    expect(range([2023, 12, 30], [2024, 1, 2])).toBe('30 December 2023–2 January 2024');
  });

  it('reads back every day that it prints', () => {
    const day = fc.tuple(
      fc.integer({ min: 1000, max: 9999 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    fc.assert(
      fc.property(day, (parts) => {
        const date = { 'date-parts': [parts] };
        expect(readDate(formatDate(date))).toEqual(date);
        expect(yearOf(date)).toBe(parts[0]);
      }),
    );
  });
});

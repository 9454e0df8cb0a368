import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cite, doc, li, p, sub, ul, withId } from '@/lib/domain/prose/builder';
import { chronological, shortened, statementAnchor, timelineOf } from '@/lib/domain/timeline/timeline';
import { compareWhen, dateWords, endOf, isoOf, placeOf, type When } from '@/lib/domain/timeline/when';
import { parseSeed } from '@/lib/transfer/formats/seed-notation';

const folder = 'seeds/documents';
const names = readdirSync(folder).toSorted();
const seed = (at: number) => {
  const name = names[at] ?? '';
  const { document } = parseSeed(readFileSync(`${folder}/${name}`), name);
  return timelineOf(
    (document?.sections ?? []).map(({ blocks }, index) => ({
      id: `section-${index}`,
      body: { type: 'doc' as const, content: blocks },
    })),
  );
};

const counts = (at: number) => {
  const { entries, withoutYear } = seed(at);
  const of = (kind: string) => entries.filter(({ when }) => when.kind === kind).length;
  const [day, month, year, decade] = [of('day'), of('month'), of('year'), of('decade')];
  const statements = new Set(entries.map(({ sectionId, statement }) => `${sectionId} ${statement}`)).size;
  const bce = entries.filter(({ when }) => when.bce).length;
  const [century, range] = [of('century'), of('range')];
  return { all: entries.length, statements, day, month, year, decade, century, range, bce, no: withoutYear.length };
};

describe('the timeline of a seed document', () => {
  it.each([
    [0, { all: 7, statements: 7, day: 1, month: 0, year: 5, decade: 0, century: 0, range: 1, bce: 0, no: 0 }],
    [1, { all: 10, statements: 10, day: 3, month: 5, year: 2, decade: 0, century: 0, range: 0, bce: 0, no: 1 }],
    [2, { all: 46, statements: 46, day: 9, month: 15, year: 14, decade: 4, century: 1, range: 3, bce: 2, no: 2 }],
    [3, { all: 36, statements: 34, day: 1, month: 3, year: 25, decade: 5, century: 0, range: 2, bce: 0, no: 0 }],
    [4, { all: 4, statements: 3, day: 4, month: 0, year: 0, decade: 0, century: 0, range: 0, bce: 0, no: 6 }],
  ])('has as many entries as document %i tells of', (at, expected) => {
    expect(counts(at)).toEqual(expected);
  });

  it('runs from Cyrus to 2025 in Iran–Syria', () => {
    const words = chronological(seed(2).entries).map(({ when }) => dateWords(when));
    expect(words.slice(0, 6)).toEqual([
      '539 BCE',
      '333–332 BCE',
      '609–628 CE',
      '10th century',
      '1946',
      '12 November 1946',
    ]);
    expect(words.slice(-4)).toEqual(['2 December 2024', '8 December 2024', 'January 2025', 'July 2025']);
  });

  it('lists dates without a year apart', () => {
    expect(seed(4).withoutYear.map(({ words }) => words)).toEqual([
      'December 10',
      'December 29',
      'February 28',
      'March 28',
      'February 13',
      'May 4',
    ]);
    expect(seed(2).withoutYear.map(({ words }) => words)).toEqual(['December 8th', 'late August']);
  });
});

const source = '00000000-0000-7000-8000-000000000021';
const body = doc(
  withId('b1', p('They met. Relations began in 1946.', cite(source), ' In 1997 they signed, in 2008 they opened.')),
  sub('Since 1979'),
  withId('b2', ul(withId('i1', li(withId('b3', p('Oil in 2019.')))))),
);

describe('timelineOf', () => {
  it('names the statement, its place and its citations; headings are none', () => {
    const { entries, withoutYear } = timelineOf([{ id: 'x', body }]);
    expect(withoutYear).toEqual([]);
    expect(entries.map(({ words, statement, inBlock, blockId }) => [words, statement, inBlock, blockId])).toEqual([
      ['1946', 1, 1, 'b1'],
      ['1997', 2, 2, 'b1'],
      ['2008', 2, 2, 'b1'],
      ['2019', 3, 0, 'b3'],
    ]);
    expect(entries[0]).toMatchObject({ sectionId: 'x', text: 'Relations began in 1946.', at: 19, citations: [source] });
    expect(entries.map(statementAnchor)).toEqual(['s-b1-1', 's-b1-2', 's-b1-2', 's-b3-0']);
  });
});

const ordered: readonly When[] = [
  { kind: 'century', from: { year: 500 }, to: { year: 401 }, bce: true },
  { kind: 'decade', from: { year: 330 }, bce: true },
  { kind: 'range', from: { year: 333 }, to: { year: 332 }, bce: true },
  { kind: 'year', from: { year: 1 }, bce: true },
  { kind: 'year', from: { year: 1 } },
  { kind: 'century', from: { year: 901 }, to: { year: 1000 } },
  { kind: 'decade', from: { year: 1970 } },
  { kind: 'decade', from: { year: 1970 }, part: 'early' },
  { kind: 'year', from: { year: 1970 } },
  { kind: 'decade', from: { year: 1970 }, part: 'late' },
  { kind: 'year', from: { year: 1979 } },
  { kind: 'month', from: { year: 1979, month: 2 } },
  { kind: 'day', from: { year: 1979, month: 2, day: 12 } },
  { kind: 'year', from: { year: 1979 }, part: 'late' },
  { kind: 'month', from: { year: 1979, month: 12 } },
];

describe('when', () => {
  it('stands in chronological order', () => {
    const shuffled = ordered.toReversed();
    expect(shuffled.toSorted(compareWhen).map(dateWords)).toEqual(ordered.map(dateWords));
  });

  it('has a place on an axis of years', () => {
    expect(placeOf({ kind: 'year', from: { year: 1946 } })).toBe(1946.5);
    expect(placeOf({ kind: 'decade', from: { year: 1980 } })).toBe(1985);
    expect(placeOf({ kind: 'decade', from: { year: 1980 }, part: 'late' })).toBeCloseTo(1988.33, 2);
    expect(placeOf({ kind: 'year', from: { year: 1 }, bce: true })).toBe(0.5);
    expect(placeOf({ kind: 'day', from: { year: 1946, month: 11, day: 12 } })).toBeCloseTo(1946.864, 3);
    expect(endOf({ kind: 'range', from: { year: 2001 }, to: { year: 2021 } })).toBe(2021.5);
    expect(endOf({ kind: 'range', from: { year: 2001 } })).toBeNull();
  });

  it('has a machine form where HTML knows one', () => {
    expect(isoOf({ kind: 'day', from: { year: 1946, month: 11, day: 2 } })).toBe('1946-11-02');
    expect(isoOf({ kind: 'month', from: { year: 711, month: 3 } })).toBe('0711-03');
    expect(isoOf({ kind: 'decade', from: { year: 1980 } })).toBeNull();
    expect(isoOf({ kind: 'year', from: { year: 539 }, bce: true })).toBeNull();
  });
});

describe('shortened', () => {
  const text =
    'It was only after a long and tiring war that the two of them, weary of each other, met in Tehran in 2005 and talked.';
  it('shows the date, cut at blanks', () => {
    const late = { text, at: text.indexOf('2005'), words: '2005' };
    expect(shortened(late, 200)).toBe(text);
    expect(shortened(late, 60)).toBe('…weary of each other, met in Tehran in 2005 and talked.');
    expect(shortened({ text, at: 7, words: 'only' }, 60)).toBe(
      'It was only after a long and tiring war that the two of…',
    );
  });
});

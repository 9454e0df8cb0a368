import { describe, expect, it } from 'vitest';
import { fittingItems, insertItems } from '@/components/editor/insert/items';
import { LinkBook } from '@/components/editor/insert/link-book';
import { triggerIn } from '@/components/editor/insert/trigger';
import { yearlessDate } from '@/components/editor/insert/yearless';
import { findDates } from '@/lib/domain/timeline/find-dates';

describe('what is typed before the caret', () => {
  it.each([
    ['/', 'insert', '', 1],
    ['In 1946 /tab', 'insert', 'tab', 4],
    ['/numbered li', 'insert', 'numbered li', 12],
    ['See [[Iran–Sy', 'article', 'Iran–Sy', 9],
    ['See [[', 'article', '', 2],
    ['(see [[a / b', 'article', 'a / b', 7],
  ] as const)('%s asks for something', (before, kind, query, length) => {
    expect(triggerIn(before)).toEqual({ kind, query, length });
  });

  it.each(['and/or', 'https://example.org/tab', '12/', '/one two three', 'a/b/c', '[[Iran]]', '[Iran', 'no', ''])(
    '%s asks for nothing',
    (before) => {
      expect(triggerIn(before)).toBeNull();
    },
  );
});

describe('the list of what can be put in', () => {
  it('is filtered by names and by other words for them, the best first', () => {
    expect(fittingItems('').length).toBe(insertItems.length);
    expect(fittingItems('li').map(({ label }) => label)).toEqual(['Link to article', 'Link', 'List', 'Numbered list']);
    expect(fittingItems('footnote').map(({ label }) => label)).toEqual(['Source']);
    expect(fittingItems('xyz')).toEqual([]);
  });
});

describe('a date with an unknown year', () => {
  it.each([
    [12, '29', '29 December (year unknown)'],
    [10, '', 'October (year unknown)'],
    [2, ' 29 ', '29 February (year unknown)'],
    [5, '04', '4 May (year unknown)'],
  ])('month %i, day “%s” is put in as %s, and asked about no more', (month, day, text) => {
    expect(yearlessDate(month, day)).toBe(text);
    const met = `They met ${day === '' ? 'in' : 'on'} ${text}.`;
    expect(findDates(met)).toEqual([]);
    expect(findDates(met.replace(' (year unknown)', ''))).toMatchObject([{ when: { kind: 'no_year' } }]);
  });

  it.each([
    [2, '30'],
    [4, '31'],
    [1, '0'],
    [1, 'x'],
    [1, '123'],
    [13, '1'],
  ])('month %i has no day “%s”', (month, day) => expect(yearlessDate(month, day)).toBeNull());
});

describe('where links lead', () => {
  it('is unknown until it is learnt, and then told', () => {
    const links = new LinkBook([{ slug: 'iran', title: 'Iran', isLive: true }]);
    let told = 0;
    links.subscribe(() => (told += 1));
    expect([links.isWanted('iran'), links.isWanted('chad')]).toEqual([false, true]);
    links.learn([{ slug: 'chad', title: 'Chad', isLive: true }]);
    links.learn([{ slug: 'chad', title: 'Chad', isLive: true }]);
    expect([links.isWanted('chad'), links.slugOf('CHAD'), links.slugOf('Nepal'), told]).toEqual([
      false,
      'chad',
      null,
      1,
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorOf, findAnchor, locateWords } from '@/lib/domain/thread/anchor';

const text =
  'Iran reportedly assisted the Syrian government, sending it riot control equipment and oil. It agreed to more.';
const from = text.indexOf('riot control');
const anchor = anchorOf(text, from, from + 'riot control'.length);

describe('anchorOf', () => {
  test('keeps the words and 32 characters on either side', () => {
    expect(anchor).toEqual({
      quote: 'riot control',
      prefix: 'e Syrian government, sending it ',
      suffix: ' equipment and oil. It agreed to',
    });
  });

  test('puts offsets in order, clamps them and cuts no character', () => {
    expect(anchorOf('abc', 9, -1)).toEqual({ quote: 'abc', prefix: '', suffix: '' });
    expect(anchorOf('a😀b', 2, 3)).toEqual({ quote: '😀', prefix: 'a', suffix: 'b' });
  });
});

describe('findAnchor', () => {
  const cases: [string, string, string, string | null][] = [
    ['the same text', text, 'exact', 'riot control'],
    ['words added before', `A new sentence. ${text}`, 'exact', 'riot control'],
    ['a neighbour changed', text.replace('equipment', 'gear'), 'exact', 'riot control'],
    ['words moved', 'It agreed to more. Later came riot control units.', 'moved', 'riot control'],
    ['words changed', text.replace('riot control', 'police'), 'changed', 'police'],
    ['words removed', text.replace('riot control ', ''), 'removed', ''],
    ['all gone', 'Something else altogether.', 'removed', null],
  ];
  test.each(cases)('%s', (_, now, state, words) => {
    const found = findAnchor(now, anchor);
    expect(found.state).toBe(state);
    expect(found.from === undefined ? null : now.slice(found.from, found.to)).toBe(words);
  });

  test('of equal words the one with the same neighbours is found', () => {
    const twice = 'The oil came by sea. The oil came by land. The oil came by air.';
    const at = twice.indexOf('oil', 24);
    expect(findAnchor(twice, anchorOf(twice, at, at + 3))).toEqual({ state: 'exact', from: at, to: at + 3 });
  });

  test('any anchor is found in its own text, and words that occur once are found in any other', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '😀'), maxLength: 80 });
    fc.assert(
      fc.property(words, fc.tuple(words, words), fc.tuple(fc.nat(80), fc.nat(80)), (own, [before, after], [x, y]) => {
        const made = anchorOf(own, x, y);
        const found = findAnchor(own, made);
        expect(made.quote === '' || found.state === 'exact').toBe(true);
        expect(made.quote === '' || own.slice(found.from, found.to) === made.quote).toBe(true);
        const other = `${before}QUOTE${after}`;
        const moved = findAnchor(other, { ...made, quote: 'QUOTE' });
        expect(other.slice(moved.from, moved.to)).toBe('QUOTE');
      }),
    );
  });
});

describe('words selected on a page', () => {
  const page = 'One oil.\n\nTwo\toil, two.\n\nThree oil.';
  const words = (selected: string, lead: string) => {
    const place = locateWords(page, selected, lead);
    return place && page.slice(place.from, place.to);
  };

  test('are found whatever blanks divide paragraphs and cells, the nearest to the place of the selection', () => {
    expect(words('oil. Two', 'One ')).toBe('oil.\n\nTwo');
    expect(words('Two oil', 'One oil.')).toBe('Two\toil');
    expect(locateWords(page, 'oil', 'One oil.Two')).toEqual({ from: 14, to: 17 });
    expect(locateWords(page, 'oil', 'One oil.Two oil, two. Three ')).toEqual({ from: 31, to: 34 });
    expect(words('gas', '')).toBeNull();
    expect(words(' ', '')).toBeNull();
  });
});

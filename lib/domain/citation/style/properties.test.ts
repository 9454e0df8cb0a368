import {
  assert,
  constantFrom,
  integer,
  option,
  property,
  record,
  stringMatching,
  array,
  boolean,
  oneof,
} from 'fast-check';
import { expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import { sourceTypes } from '@/lib/domain/citation/csl';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

const maybe = { nil: undefined, freq: 3 };
const pieces = [
  ...[
    'oil',
    'Syria:',
    'who?',
    'Yes!',
    '"war"',
    "'new'",
    '“order”',
    'U.S.',
    'Co.,',
    'of',
    '(brief)',
    'trade-off',
    'and',
  ],
  ...['العظم', "workers'", '‘inner’', '1979', 'Iran–Iraq', '&', '[sic]', '"no?"', 'line\nbreak', '\tend;', 'e.g.'],
];
const words = option(
  array(constantFrom(...pieces), { minLength: 1, maxLength: 5 }).map((chosen) => chosen.join(' ')),
  maybe,
);
const numbers = option(
  oneof(integer({ min: 1, max: 9999 }).map(String), stringMatching(/^[A-Z]?\d{1,3}-[A-Z]?\d{1,3}$/u)),
  maybe,
);
const person = record({ family: words, given: words, literal: words, suffix: constantFrom(undefined, 'Jr.') });
const people = option(array(person, { maxLength: 24 }), maybe);
const date = option(
  record({
    'date-parts': array(
      array(integer({ min: -500, max: 2100 }), { maxLength: 1 }).map(([year]) =>
        year === undefined ? [] : [year, 1 + (Math.abs(year) % 13)],
      ),
      { maxLength: 2 },
    ),
    circa: boolean(),
    season: integer({ min: 1, max: 4 }),
    literal: words,
  }),
  maybe,
);
const items = record({
  type: constantFrom(...Object.keys(sourceTypes), 'article', 'patent', 'review', 'song', 'software', 'legal_case'),
  ...{ title: words, author: people, editor: people, translator: people, issued: date, accessed: date },
  ...{ 'container-title': words, publisher: words, 'publisher-place': words, genre: words, note: words },
  ...{ volume: numbers, issue: numbers, page: numbers, edition: numbers, number: numbers },
  language: constantFrom(undefined, 'en', 'ar'),
  DOI: constantFrom(undefined, '10.5555/1'),
  URL: constantFrom(undefined, 'https://example.org/a?b=1'),
  custom: constantFrom(undefined, { moreAuthors: true }, { 'trans-title': 'The "other" name?' }),
});

const broken = /undefined|NaN|\.\.|,,| [.,]|\(\)|\[\]|“”(?!”)|^[ .,]|  |\n/u;

it.each([
  ['APA', apaReference],
  ['Chicago', chicagoReference],
  ['MLA', mlaReference],
])('%s prints every partial record without broken punctuation', (_, reference) => {
  assert(
    property(items, (item) => {
      const { nodes, text } = reference(item as CslItem);
      expect(text).not.toMatch(broken);
      expect(nodes.map((node) => node.text).join('')).toBe(text);
      expect(nodes.every((node) => node.text !== '')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

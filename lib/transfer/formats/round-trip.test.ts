import {
  array,
  assert,
  constant,
  constantFrom,
  dictionary,
  integer,
  oneof,
  option,
  property,
  record,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import { cslSchema, sourceTypes } from '@/lib/domain/citation/csl';
import { readBibtex } from '@/lib/domain/citation/read/bibtex';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';
import { isOthers } from '@/lib/domain/citation/read/parts/names';
import { readCslJson } from '@/lib/domain/citation/read/csl-json';
import { readRis } from '@/lib/domain/citation/read/ris';
import { tidied } from '@/lib/domain/citation/style/tidy';
import { writeBibtex } from '@/lib/transfer/formats/bibtex-out';
import { type ExportEntry, writeCslJson } from '@/lib/transfer/formats/csl-json-out';
import { writeRis } from '@/lib/transfer/formats/ris-out';

const maybe = <T>(of: Arbitrary<T>) => option(of, { nil: undefined, freq: 2 });
const some = (shape: Record<string, Arbitrary<unknown>>) =>
  record(shape).map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
const awkward = constantFrom(
  ...['100% of $5 & #1_x', 'a {b} c', 'one } two {', 'C:\\temp', 'a--b', '``so``', "''so''", 'x^2~y', 'and others'],
  ...[
    'Sons and Daughters, Ltd',
    'النقد الذاتي',
    'É. de Gaulle',
    '12–14',
    'et al.',
    '2015///',
    '<b>',
    'a < b > c',
    '🙂',
  ],
  ...['TY  - BOOK', '@book{x,', 'ER  -', '"quoted"', '\\emph{x}', 'van der Berg', '1e9', '{', '}', '%'],
);
const words = oneof(
  awkward,
  string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(
    (text) =>
      text
        .replaceAll(/[\s\p{Cc}]+/gu, ' ')
        .normalize('NFC')
        .trim() || 'x',
  ),
);
const person: Arbitrary<CslName> = oneof(
  record({ literal: words.filter((text) => !isOthers(text)) }),
  some({
    family: words,
    given: maybe(words),
    suffix: maybe(constantFrom('Jr.', 'III', 'a, b')),
    'non-dropping-particle': maybe(constantFrom('van der', 'al-', 'd’', 'de')),
  }),
);
const year = oneof(integer({ min: 1000, max: 2100 }), integer({ min: -3000, max: 999 }));
const day = oneof(
  year.map((one) => [one]),
  tuple(year, integer({ min: 1, max: 12 })),
  tuple(year, integer({ min: 1, max: 12 }), integer({ min: 1, max: 28 })),
);
const date: Arbitrary<CslDate> = oneof(
  day.map((one) => ({ 'date-parts': [one] })),
  tuple(day, day).map(([from, to]) => ({ 'date-parts': [from, to] })),
  record({ 'date-parts': day.map((one) => [one]), circa: constant(true) }),
  record({ 'date-parts': year.map((one) => [[one]]), season: integer({ min: 1, max: 4 }) }),
  record({ literal: constantFrom('03/04/2010', 'before the flood', '2010/..', '19XX', 'n.d.', '2012') }),
);
const pages = constantFrom('45-67', '45–67', 'A4', 'xiv', '12-14, 20', 'e12-e14', 'S1–S9');
const custom = dictionary(constantFrom('moreAuthors', 'abstract', 'archiveUrl', 'urlStatus', 'x y', 'series'), words, {
  maxKeys: 3,
}).map(({ archiveUrl, urlStatus, moreAuthors, ...rest }) => ({
  ...rest,
  ...(archiveUrl ? { archiveUrl: 'https://web.archive.org/web/2012/https://example.org/' } : {}),
  ...(urlStatus ? { urlStatus: 'dead' } : {}),
  ...(moreAuthors ? { moreAuthors: true } : {}),
}));

const records = some({
  type: constantFrom(...Object.keys(sourceTypes), 'article', 'bill', 'legal_case', 'post-weblog', 'review'),
  title: words,
  author: maybe(array(person, { minLength: 1, maxLength: 4 })),
  editor: maybe(array(person, { minLength: 1, maxLength: 2 })),
  translator: maybe(array(person, { minLength: 1, maxLength: 2 })),
  issued: maybe(date),
  accessed: maybe(date),
  'container-title': maybe(words),
  publisher: maybe(words),
  'publisher-place': maybe(words),
  volume: maybe(words),
  issue: maybe(words),
  page: maybe(oneof(pages, words)),
  edition: maybe(words),
  number: maybe(words),
  genre: maybe(oneof(words, constantFrom('Master’s thesis', 'phdthesis'))),
  language: maybe(constantFrom('en', 'ar', 'de-AT')),
  DOI: maybe(constantFrom('10.5555/12345678', '10.1016/s0140-6736(05)12345-6', '10.5555/a_b%c')),
  ISBN: maybe(constantFrom('9780306406157')),
  ISSN: maybe(constantFrom('0378-5955')),
  PMID: maybe(constantFrom('123', '12345678')),
  URL: maybe(constantFrom('https://example.org/a_b?x=1&y=%20#top', 'https://example.org/~a{b}$c\\d')),
  version: maybe(words),
  'event-title': maybe(words),
  'event-place': maybe(words),
  interviewer: maybe(array(person, { minLength: 1, maxLength: 2 })),
  PMCID: maybe(constantFrom('PMC123')),
  note: maybe(words),
  custom: maybe(custom.map((one) => (Object.keys(one).length > 0 ? one : undefined))),
})
  .map((item) => cslSchema.safeParse(item))
  .filter((read) => read.success)
  .map((read): CslItem => tidied(read.data));

/** Both dashes of a page range are one. */
const same = ({ page, ...csl }: CslItem): CslItem =>
  page === undefined ? csl : { ...csl, page: page.replaceAll(/ ?[–—-]+ ?/gu, '-') };

describe.each<[string, (entries: readonly ExportEntry[]) => string, (text: string) => Candidate[]]>([
  ['BibTeX', writeBibtex, readBibtex],
  ['RIS', writeRis, readRis],
  ['CSL-JSON', writeCslJson, readCslJson],
])('%s', (_, write, read) => {
  it('reads back what it wrote: the same records under the same keys, in order', () => {
    assert(
      property(array(records, { minLength: 1, maxLength: 4 }), (items) => {
        const entries = items.map((csl, at) => ({ key: `key${at}`, csl }));
        const found = read(write(entries));
        expect(found.map(({ name, refused }) => [name, refused])).toEqual(entries.map(({ key }) => [key, null]));
        expect(found.map(({ csl }) => csl && same(csl))).toEqual(items.map(same));
      }),
      { numRuns: 400 },
    );
  });

  it('writes the same bytes for what it read back', () => {
    assert(
      property(records, (csl) => {
        const again = (text: string) => write([{ key: 'k', csl: read(text)[0]?.csl ?? csl }]);
        const once = again(write([{ key: 'k', csl }]));
        expect(again(once)).toBe(once);
      }),
      { numRuns: 100 },
    );
  });
});

import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readRis } from '@/lib/domain/citation/read/ris';

const record = (...lines: string[]) => readRis(['TY  - BOOK', 'TI  - T', ...lines, 'ER  - '].join('\r\n'))[0];
const csl = (...lines: string[]) => record(...lines)?.csl;

it.each([
  ['JOUR', 'article-journal'],
  ['MGZN', 'article-magazine'],
  ['NEWS', 'article-newspaper'],
  ['EDBOOK', 'book'],
  ['ECHAP', 'chapter'],
  ['RPRT', 'report'],
  ['THES', 'thesis'],
  ['CONF', 'paper-conference'],
  ['ELEC', 'webpage'],
  ['DICT', 'entry-dictionary'],
  ['STAT', 'legislation'],
  ['VIDEO', 'motion_picture'],
  ['PCOMM', 'personal_communication'],
  ['GEN', 'document'],
])('%s is %s', (kind, expected) => {
  const [read] = readRis(`TY  - ${kind}\nTI  - T\nER  - `);
  expect([read?.csl?.type, read?.warnings]).toEqual([expected, []]);
});

describe('values', () => {
  it('puts each where CSL has it', () =>
    expect(
      readRis(
        `TY  - JOUR
ID  - haddad2015
AU  - Haddad, Lina
AU  - van der Berg, Jan-Piet, Jr.
AU  - Ministry of Energy
AU  - et al.
TI  - Trade and
  trust
T2  - Journal of Levant Studies
PY  - 2015
DA  - 2015/02/25/
Y2  - 2026/11/22
VL  - 12
IS  - 3
SP  - 45
EP  - 67
SN  - 0378-5955
DO  - https://doi.org/10.5555/ABC
AN  - 123
DB  - PubMed
UR  - see https://no; https://example.org/x
AB  - Long
KW  - one
KW  - two
ER  - `,
      ),
    ).toEqual([
      {
        line: 1,
        name: 'haddad2015',
        warnings: [],
        refused: null,
        csl: {
          type: 'article-journal',
          title: 'Trade and trust',
          author: [
            { family: 'Haddad', given: 'Lina' },
            { family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der', suffix: 'Jr.' },
            { literal: 'Ministry of Energy' },
          ],
          'container-title': 'Journal of Levant Studies',
          issued: { 'date-parts': [[2015, 2, 25]] },
          accessed: { 'date-parts': [[2026, 11, 22]] },
          volume: '12',
          issue: '3',
          page: '45-67',
          ISSN: '0378-5955',
          DOI: '10.5555/abc',
          PMID: '123',
          URL: 'https://example.org/x',
          custom: { abstract: 'Long', keyword: 'one; two', moreAuthors: true },
        },
      },
    ]));

  it.each([
    ['2010/02/25/', { 'date-parts': [[2010, 2, 25]] }],
    ['2010///', { 'date-parts': [[2010]] }],
    ['2010/2/5', { 'date-parts': [[2010, 2, 5]] }],
    ['2015///Spring 2015', { 'date-parts': [[2015]], season: 1 }],
    ['2010/05//some words', { 'date-parts': [[2010, 5]] }],
    ['///430 BCE', { 'date-parts': [[-430]] }],
    ['25 February 2010', { 'date-parts': [[2010, 2, 25]] }],
    ['03/04/2010', { literal: '03/04/2010' }],
    ['///', undefined],
  ])('date %s', (text, expected) => expect(csl(`DA  - ${text}`)?.issued).toEqual(expected));

  it.each([
    [['SP  - 101', 'EP  - 128'], '101-128'],
    [['SP  - 45-67'], '45-67'],
    [['SP  - 45-67', 'EP  - 67'], '45-67'],
    [['SP  - A4'], 'A4'],
    [['EP  - 9'], '9'],
  ])('pages %j', (lines, expected) => expect(csl(...lines)?.page).toBe(expected));

  it('takes SN as an ISBN where it checks, and keeps one that does not', () => {
    expect(csl('SN  - 978-0-306-40615-7 (hardback)')?.ISBN).toBe('9780306406157');
    expect(csl('SN  - 12345')?.custom).toEqual({ SN: '12345' });
  });

  it('leaves numbers of other data bases alone', () => expect(csl('AN  - 123', 'DB  - Scopus')?.PMID).toBeUndefined());
});

describe('files', () => {
  it('bears one blank, lost ends, other line ends and what is no record', () => {
    const read = readRis('\uFEFFwords before\rTY - BOOK\rTI - One\rTY  - XXX\rTI  - Two\rER  - \rAU  - Nobody\rER  -');
    expect(read.map(({ line, csl: one, refused, warnings }) => [line, one?.title, refused, warnings])).toEqual([
      [2, 'One', null, ['It has no ER line; it was taken to end where the next begins.']],
      [4, 'Two', null, ['The kind “XXX” is not known; it was read as a document.']],
      [7, undefined, 'It does not begin with a TY line.', []],
    ]);
  });

  it('names a record without a title', () =>
    expect(readRis('TY  - BOOK\nAU  - X\nER  - ')[0]?.refused).toMatch(/^It has no title/u));

  it('never throws, and gives records that the library takes', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 100 }), string({ maxLength: 20 }), (text, value) => {
        for (const whole of [
          text,
          `TY  - JOUR\nTI  - ${value}\nDA  - ${value}\nSN  - ${value}\nC8  - {${value}}\n${text}`,
        ]) {
          for (const { csl: one, refused } of readRis(whole)) {
            expect(refused !== null || cslSchema.safeParse(one).success).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['TY  - BOOK\n'.repeat(20_000)],
    [`TY  - BOOK\nTI  - x${'\n  y'.repeat(50_000)}`],
    [`TY  - BOOK\nAU  - ${','.repeat(100_000)}`],
    ['\n'.repeat(200_000)],
  ])('is quick whatever comes', (text) => expect(Array.isArray(readRis(text))).toBe(true));
});

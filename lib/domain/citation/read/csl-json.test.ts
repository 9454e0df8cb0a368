import { anything, assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readCslJson } from '@/lib/domain/citation/read/csl-json';

const csl = (item: object) => readCslJson(JSON.stringify({ type: 'book', title: 'T', ...item }))[0]?.csl;

it('reads an item, an array, and what others call items', () => {
  const item = { id: 'a', type: 'book', title: 'T' };
  const expected = [{ line: 1, name: 'a', csl: { type: 'book', title: 'T' }, warnings: [], refused: null }];
  for (const value of [item, [item], { items: [item] }]) expect(readCslJson(JSON.stringify(value))).toEqual(expected);
});

describe('values', () => {
  it.each([
    [{ 'date-parts': [['2010', '2', 25]] }, { 'date-parts': [[2010, 2, 25]] }],
    [{ 'date-parts': [[2010], [2012]] }, { 'date-parts': [[2010], [2012]] }],
    [
      { 'date-parts': [[2015]], season: '2', circa: 1 },
      { 'date-parts': [[2015]], season: 2, circa: true },
    ],
    [{ raw: '3 May 2023' }, { 'date-parts': [[2023, 5, 3]] }],
    [{ literal: 'before the flood' }, { literal: 'before the flood' }],
    ['2010-02-25', { 'date-parts': [[2010, 2, 25]] }],
    [2010, { 'date-parts': [[2010]] }],
    [{ 'date-parts': [[]] }, undefined],
  ])('date %j', (issued, expected) => expect(csl({ issued })?.issued).toEqual(expected));

  it('reads numbers as text, markup as none, and keeps members that it does not know', () =>
    expect(
      csl({
        volume: 12,
        title: '<span class="nocase">Syria</span> &amp; <i>Iran</i>',
        ISSN: ['0378-5955', '1234-5679'],
        'collection-title': 'A series',
        custom: { own: 1 },
      }),
    ).toEqual({
      type: 'book',
      title: 'Syria & Iran',
      volume: '12',
      ISSN: '0378-5955',
      custom: { own: 1, 'collection-title': 'A series' },
    }));

  it('reads names of all makes', () =>
    expect(
      csl({
        author: [
          { family: 'Haddad', given: 'Lina' },
          { family: 'Berg', 'dropping-particle': 'van', 'non-dropping-particle': 'der', suffix: 'Jr.' },
          { literal: 'Ministry' },
          'Reuters',
          { given: 'Plato' },
          { literal: 'et al.' },
          {},
        ],
      }),
    ).toMatchObject({
      author: [
        { family: 'Haddad', given: 'Lina' },
        { family: 'Berg', 'non-dropping-particle': 'van der', suffix: 'Jr.' },
        { literal: 'Ministry' },
        { literal: 'Reuters' },
        { literal: 'Plato' },
      ],
      custom: { moreAuthors: true },
    }));
});

describe('what does not fit', () => {
  it('is named by its number and id; the others are read', () =>
    expect(
      readCslJson('[1, {"id":"a","type":"book"}, {"id":"b","type":"zzz","title":"T"}]').map(
        ({ line, name, refused, warnings }) => [...[line, name, refused, warnings]],
      ),
    ).toEqual([
      [1, '', 'Item 1 is no record.', []],
      [2, 'a', 'It has no title. Give it one, or a description and who made it.', []],
      [3, 'b', null, ['“type” “zzz” was set aside: Choose a kind of source.']],
    ]));

  it('says where text breaks off', () =>
    expect(readCslJson('[{"type": "book",')).toMatchObject([
      { csl: null, refused: 'This is no complete JSON. Was the end cut off?' },
    ]));

  it('never throws, and gives records that the library takes', () => {
    assert(
      property(anything({ maxDepth: 3, withNullPrototype: false }), (value) => {
        const text =
          JSON.stringify([value, { type: 'book', title: value, author: value, issued: value, ISBN: value }]) ?? '';
        for (const { csl: one, refused } of readCslJson(text)) {
          expect(refused !== null || cslSchema.safeParse(one).success).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

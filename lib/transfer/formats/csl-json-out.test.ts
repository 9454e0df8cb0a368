import { array, assert, constantFrom, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import { cslSchema, sourceTypes } from '@/lib/domain/citation/csl';
import { ownVersionItem } from '@/lib/domain/citation/own-version';
import { writeCslJson } from '@/lib/transfer/formats/csl-json-out';

const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const read = (csl: CslItem): unknown => JSON.parse(writeCslJson([{ key: 'k', csl }]));

describe('CSL-JSON', () => {
  it('writes members in a fixed order, with the key as id', () =>
    expect(
      writeCslJson([
        {
          key: 'haddad2015trade',
          csl: {
            URL: 'https://example.org/x',
            issued: on(2015, 2, 25),
            title: 'Trade and "trust"',
            type: 'article-journal',
            author: [{ family: 'Haddad', given: 'Lina' }],
          },
        },
      ]),
    ).toBe(`[
  {
    "id": "haddad2015trade",
    "type": "article-journal",
    "title": "Trade and \\"trust\\"",
    "author": [
      {
        "family": "Haddad",
        "given": "Lina"
      }
    ],
    "issued": {
      "date-parts": [
        [
          2015,
          2,
          25
        ]
      ]
    },
    "URL": "https://example.org/x"
  }
]
`));

  it('is an empty array for no sources', () => expect(writeCslJson([])).toBe('[]\n'));

  it.each(Object.keys(sourceTypes))('keeps a %s as it is', (type) => {
    const csl: CslItem = {
      type,
      title: 'T',
      editor: [{ literal: 'Ministry of Energy' }],
      translator: [{ family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der', suffix: 'Jr.' }],
      issued: { 'date-parts': [[2010], [2012]], circa: true },
      accessed: { literal: '03/04/2010' },
      page: '45–67',
      custom: { moreAuthors: true },
    };
    expect(read(csl)).toEqual([{ id: 'k', ...csl }]);
  });

  it.each<[string, CslItem, Record<string, unknown>]>([
    ['nothing empty', { type: 'book', title: ' ', author: [], editor: [{}], issued: { 'date-parts': [[]] } }, {}],
    ['one line', { type: 'book', title: 'a\nb\u0000c' }, { title: 'a b c' }],
    [
      'text as it is',
      { type: 'book', title: '{\\a} 100% #1 النقد </script>' },
      { title: '{\\a} 100% #1 النقد </script>' },
    ],
    ['no other members', { type: 'book', id: 'x', foo: 1 } as CslItem, {}],
  ])('%s', (_, csl, expected) => expect(read(csl)).toEqual([{ id: 'k', type: csl.type, ...expected }]));

  it('cites our own version', () =>
    expect(
      read(
        ownVersionItem({
          title: 'Iran–Syria relations',
          siteName: 'Stet',
          number: 12,
          publishedAt: '2026-11-22T10:00:00.000Z',
          url: 'https://stet.example/v/12',
          contributors: ['Lina Haddad'],
        }),
      ),
    ).toEqual([
      {
        id: 'k',
        type: 'entry-encyclopedia',
        title: 'Iran–Syria relations',
        author: [{ literal: 'Lina Haddad' }],
        issued: on(2026, 11, 22),
        'container-title': 'Stet',
        edition: 'Version 12',
        URL: 'https://stet.example/v/12',
      },
    ]));

  it('writes what our own schema accepts, and nothing that is undefined', () => {
    const text = option(constantFrom('oil', 'a\nb', ' ', '', 'العظم'), { nil: undefined });
    const people = option(array(record({ family: text, literal: text }), { maxLength: 2 }), { nil: undefined });
    const items = record({
      type: constantFrom(...Object.keys(sourceTypes)),
      title: constantFrom('T', 'a\tb'),
      ...{ author: people, publisher: text, 'container-title': text, page: text, genre: text },
      issued: constantFrom(undefined, { 'date-parts': [[]] }, { literal: 'a\nb' }, on(2010)),
    });
    assert(
      property(items, (item) => {
        const written = writeCslJson([{ key: 'k', csl: item as CslItem }]);
        expect(written).not.toMatch(/undefined|NaN|\.\.|,,| \.|null/u);
        const [{ id, author, ...rest }] = JSON.parse(written) as [{ id: string; author?: unknown }];
        expect(id).toBe('k');
        expect(cslSchema.safeParse(rest).success).toBe(true);
        expect(author).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

import { array, assert, constantFrom, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import { sourceTypes } from '@/lib/domain/citation/csl';
import { ownVersionItem } from '@/lib/domain/citation/own-version';
import { writeBibtex } from '@/lib/transfer/formats/bibtex-out';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const one = (csl: CslItem) => writeBibtex([{ key: 'k', csl }]);
const field = (csl: Partial<CslItem>, name: string) =>
  new RegExp(`^ {2}${name} = \\{(.*)\\},?$`, 'mu').exec(one({ type: 'book', ...csl }))?.[1];

describe('whole entries', () => {
  it.each<[string, CslItem, string]>([
    [
      'web page',
      {
        type: 'webpage',
        author: [haddad],
        title: 'How the oil deal was made',
        'container-title': 'Levant Monitor',
        issued: on(2023, 5, 9),
        URL: 'https://example.org/oil_deal?a=1&b=%20#top',
        accessed: on(2026, 11, 22),
      },
      `@online{k,
  author = {Haddad, Lina},
  title = {{How the oil deal was made}},
  organization = {Levant Monitor},
  date = {2023-05-09},
  year = {2023},
  url = {https://example.org/oil_deal?a=1&b=%20#top},
  urldate = {2026-11-22}
}
`,
    ],
    [
      'book',
      {
        type: 'book',
        author: [berg, haddad],
        translator: [haddad],
        title: 'Syria & Iran',
        'publisher-place': 'London',
        publisher: 'Harbour Press',
        edition: '2',
        issued: on(2006),
        ISBN: '9780306406157',
        language: 'en',
      },
      `@book{k,
  author = {Berg, Anna M. and Haddad, Lina},
  translator = {Haddad, Lina},
  title = {{Syria \\& Iran}},
  publisher = {Harbour Press},
  address = {London},
  date = {2006},
  year = {2006},
  edition = {2},
  language = {en},
  isbn = {9780306406157}
}
`,
    ],
    [
      'chapter',
      {
        type: 'chapter',
        author: [haddad],
        editor: [berg],
        title: 'The Damascus axis',
        'container-title': 'The Middle East',
        publisher: 'Harbour Press',
        issued: on(2014),
        page: '101–128',
      },
      `@incollection{k,
  author = {Haddad, Lina},
  editor = {Berg, Anna M.},
  title = {{The Damascus axis}},
  booktitle = {{The Middle East}},
  publisher = {Harbour Press},
  date = {2014},
  year = {2014},
  pages = {101--128}
}
`,
    ],
    [
      'journal article',
      {
        type: 'article-journal',
        author: [haddad],
        title: 'Trade and trust',
        'container-title': 'Journal of Levant Studies',
        volume: '12',
        issue: '3',
        number: 'e7',
        page: '45-67',
        issued: on(2015),
        DOI: '10.5555/a_b(1)',
        ISSN: '0378-5955',
        PMID: '123',
      },
      `@article{k,
  author = {Haddad, Lina},
  title = {{Trade and trust}},
  journal = {Journal of Levant Studies},
  date = {2015},
  year = {2015},
  volume = {12},
  number = {3},
  eid = {e7},
  pages = {45--67},
  doi = {10.5555/a_b(1)},
  issn = {0378-5955},
  eprint = {123},
  eprinttype = {pubmed}
}
`,
    ],
    [
      'newspaper article',
      {
        type: 'article-newspaper',
        title: 'T',
        'container-title': 'The Example Times',
        issued: on(2010, 2, 25),
        page: 'A4',
      },
      `@article{k,
  title = {{T}},
  entrysubtype = {newspaper},
  journal = {The Example Times},
  date = {2010-02-25},
  year = {2010},
  pages = {A4}
}
`,
    ],
    [
      'report',
      {
        type: 'report',
        title: 'T',
        genre: 'Working paper',
        number: '17',
        publisher: 'Institute of Trade and Industry',
        issued: on(2011, 6),
      },
      `@techreport{k,
  title = {{T}},
  institution = {{Institute of Trade and Industry}},
  date = {2011-06},
  year = {2011},
  number = {17},
  type = {Working paper}
}
`,
    ],
    [
      'our own version',
      ownVersionItem({
        title: 'Iran–Syria relations',
        siteName: 'Stet',
        number: 12,
        publishedAt: '2026-11-22',
        url: 'https://stet.example/v/12',
      }),
      `@inreference{k,
  title = {{Iran–Syria relations}},
  booktitle = {{Stet}},
  date = {2026-11-22},
  year = {2026},
  edition = {Version 12},
  url = {https://stet.example/v/12}
}
`,
    ],
  ])('%s', (_, csl, expected) => expect(one(csl)).toBe(expected));

  it('separates entries with an empty line', () =>
    expect(
      writeBibtex([
        { key: 'a', csl: { type: 'book', title: 'A' } },
        { key: 'b', csl: { type: 'book', title: 'B' } },
      ]),
    ).toBe('@book{a,\n  title = {{A}}\n}\n\n@book{b,\n  title = {{B}}\n}\n'));

  it('writes nothing for no sources', () => expect(writeBibtex([])).toBe(''));
});

describe('kinds of source', () => {
  it.each([
    ['webpage', 'online', undefined],
    ['post', 'online', 'post'],
    ['article-newspaper', 'article', 'newspaper'],
    ['article-magazine', 'article', 'magazine'],
    ['article-journal', 'article', undefined],
    ['book', 'book', undefined],
    ['chapter', 'incollection', undefined],
    ['entry-encyclopedia', 'inreference', undefined],
    ['paper-conference', 'inproceedings', undefined],
    ['report', 'techreport', undefined],
    ['thesis', 'phdthesis', undefined],
    ['treaty', 'treaty', undefined],
    ['legislation', 'legislation', undefined],
    ['speech', 'speech', undefined],
    ['interview', 'interview', undefined],
    ['broadcast', 'broadcast', undefined],
    ['dataset', 'dataset', undefined],
    ['map', 'map', undefined],
    ['motion_picture', 'motion_picture', undefined],
    ['document', 'document', undefined],
    ['personal_communication', 'letter', undefined],
  ])('%s', (type, entry, subtype) => {
    expect(one({ type, title: 'T' }).startsWith(`@${entry}{k,`)).toBe(true);
    expect(field({ type }, 'entrysubtype')).toBe(subtype);
  });

  it('differ from each other, so that none is lost', () => {
    const kinds = Object.keys(sourceTypes).map((type) => one({ type }));
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it.each(['Master’s thesis', 'MA thesis', 'M.Sc. thesis'])('knows a %s', (genre) =>
    expect(one({ type: 'thesis', genre }).startsWith('@mastersthesis{')).toBe(true),
  );
});

describe('hostile values', () => {
  it.each([
    ['100% of $5 & #1_x', '{100\\% of \\$5 \\& \\#1\\_x}'],
    ['a{b}c', '{a\\{b\\}c}'],
    ['a}b', '{a\\textbraceright{}b}'],
    ['a{b', '{a\\textbraceleft{}b}'],
    ['}{', '{\\textbraceright{}\\textbraceleft{}}'],
    ['\\input{x}', '{\\textbackslash{}input\\{x\\}}'],
    ['a^b~c', '{a\\textasciicircum{}b\\textasciitilde{}c}'],
    ['one\n@book{x,\r\n\ttitle', '{one @book\\textbraceleft{}x, title}'],
    ['النقد الذاتي بعد الهزيمة', '{النقد الذاتي بعد الهزيمة}'],
    ['a\u0000b', '{a b}'],
  ])('%j', (title, expected) => expect(field({ title }, 'title')).toBe(expected));

  it.each([
    ['https://example.org/{a}', 'https://example.org/%7Ba%7D'],
    ['https://example.org/a$b\\c', 'https://example.org/a%24b%5Cc'],
    ['https://example.org/~a_b#c', 'https://example.org/~a_b#c'],
  ])('address %s', (URL, expected) => expect(field({ URL }, 'url')).toBe(expected));

  it('keeps keys to what BibTeX allows', () =>
    expect(writeBibtex([{ key: 'a,b}{c d%é-1', csl: { type: 'book' } }])).toBe('@book{abcdé-1\n}\n'));
});

describe('names', () => {
  it.each<[CslName[], string]>([
    [[{ literal: 'Ministry of Trade and Energy' }, haddad], '{Ministry of Trade and Energy} and Haddad, Lina'],
    [[{ family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der' }], 'van der Berg, Jan-Piet'],
    [[{ family: 'Azm', given: 'Sadik', 'non-dropping-particle': 'al-', suffix: 'Jr.' }], 'al-Azm, Jr., Sadik'],
    [[{ family: 'Sons and Co', given: 'A, B' }], '{Sons and Co}, {A, B}'],
    [[{ family: 'Abd al-Nasir' }], '{Abd al-Nasir}'],
    [[{ family: 'Plato' }], 'Plato'],
    [[{ literal: 'R&D {x' }], '{R\\&D \\textbraceleft{}x}'],
    [[{ family: 'العظم', given: 'صادق جلال' }], 'العظم, صادق جلال'],
  ])('%j', (author, expected) => expect(field({ author }, 'author')).toBe(expected));

  it('says that there are others', () =>
    expect(field({ author: [haddad], custom: { moreAuthors: true } }, 'author')).toBe('Haddad, Lina and others'));
});

describe('dates', () => {
  it.each<[CslDate, string | undefined, string | undefined]>([
    [on(2010, 2, 25), '2010-02-25', '2010'],
    [on(2010, 2), '2010-02', '2010'],
    [{ 'date-parts': [[2010], [2012]] }, '2010/2012', '2010'],
    [
      {
        'date-parts': [
          [2010, 3, 30],
          [2010, 4, 2],
        ],
      },
      '2010-03-30/2010-04-02',
      '2010',
    ],
    [{ ...on(2006), circa: true }, '2006~', '2006'],
    [{ ...on(2015), season: 1 }, '2015-21', '2015'],
    [on(-430), '-0429', '430 BCE'],
    [on(-1), '0000', '1 BCE'],
    [on(79), '0079', '79'],
    [{ literal: '03/04/2010' }, undefined, '03/04/2010'],
  ])('%j', (issued, date, year) => {
    expect(field({ issued }, 'date')).toBe(date);
    expect(field({ issued }, 'year')).toBe(year);
  });
});

const text = option(
  constantFrom('oil', 'a & b', '100%', '}{', '\\x', 'a\nb', 'العظم', '"q"', '~^_#$', ' ', '', 'x, and y'),
  { nil: undefined },
);
const people = option(array(record({ family: text, given: text, literal: text }), { maxLength: 3 }), {
  nil: undefined,
});
const items = record({
  type: constantFrom(...Object.keys(sourceTypes), 'article', 'software', 'a b{c'),
  ...{ title: text, author: people, editor: people, publisher: text, 'container-title': text, page: text, note: text },
  ...{ volume: text, issue: text, number: text, genre: text, edition: text, DOI: text, URL: text, language: text },
  issued: constantFrom(undefined, { 'date-parts': [[]] }, { literal: 'a}b' }, on(2010, 13), on(-3)),
});

it('is well formed whatever a record holds', () => {
  const depth = (written: string) =>
    Array.from(written).reduce((open, sign) => open + (sign === '{' ? 1 : sign === '}' ? -1 : 0), 0);
  assert(
    property(items, (item) => {
      const written = one(item as CslItem);
      expect(written).not.toMatch(/undefined|NaN|\.\.|,,| [.](?!\w)|= \{\}/u);
      expect(written).toMatch(/^@[\w-]+\{k(?:,\n {2}[a-z]+ = \{.+\})*\n\}\n$/u);
      expect(depth(written)).toBe(0);
    }),
    { numRuns: 300 },
  );
});

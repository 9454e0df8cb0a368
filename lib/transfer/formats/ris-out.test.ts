import { array, assert, constantFrom, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import { sourceTypes } from '@/lib/domain/citation/csl';
import { ownVersionItem } from '@/lib/domain/citation/own-version';
import { writeRis } from '@/lib/transfer/formats/ris-out';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const one = (csl: CslItem) => writeRis([{ key: 'k', csl }]);
const values = (csl: Partial<CslItem>, tag: string) =>
  one({ type: 'book', ...csl })
    .split('\r\n')
    .filter((line) => line.startsWith(`${tag}  - `))
    .map((line) => line.slice(6));
const file = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

describe('whole records', () => {
  it.each<[string, CslItem, string]>([
    [
      'newspaper article',
      {
        type: 'article-newspaper',
        author: [haddad, berg],
        title: 'Tehran and Damascus agree',
        'container-title': 'The Example Times',
        issued: on(2010, 2, 25),
        page: 'A4',
        URL: 'https://times.example.org/p?a=1&b=2',
        accessed: on(2026, 11, 22),
        language: 'en',
      },
      file(
        'TY  - NEWS',
        'ID  - k',
        'AU  - Haddad, Lina',
        'AU  - Berg, Anna M.',
        'TI  - Tehran and Damascus agree',
        'T2  - The Example Times',
        'PY  - 2010',
        'DA  - 2010/02/25/',
        'Y2  - 2026/11/22/',
        'SP  - A4',
        'LA  - en',
        'UR  - https://times.example.org/p?a=1&b=2',
        'ER  - ',
      ),
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
        page: '45–67',
        issued: on(2015),
        DOI: '10.5555/12345678',
        ISSN: '0378-5955',
        PMID: '123',
      },
      file(
        'TY  - JOUR',
        'ID  - k',
        'AU  - Haddad, Lina',
        'TI  - Trade and trust',
        'T2  - Journal of Levant Studies',
        'PY  - 2015',
        'DA  - 2015///',
        'VL  - 12',
        'IS  - 3',
        'SP  - 45',
        'EP  - 67',
        'SN  - 0378-5955',
        'DO  - 10.5555/12345678',
        'AN  - 123',
        'DB  - PubMed',
        'ER  - ',
      ),
    ],
    [
      'chapter',
      {
        type: 'chapter',
        author: [haddad],
        editor: [berg],
        translator: [haddad],
        title: 'The Damascus axis',
        'container-title': 'The Middle East',
        'publisher-place': 'London',
        publisher: 'Harbour Press',
        edition: '2',
        ISBN: '9780306406157',
        note: 'Seen in the library',
      },
      file(
        'TY  - CHAP',
        'ID  - k',
        'AU  - Haddad, Lina',
        'ED  - Berg, Anna M.',
        'A4  - Haddad, Lina',
        'TI  - The Damascus axis',
        'T2  - The Middle East',
        'ET  - 2',
        'PB  - Harbour Press',
        'CY  - London',
        'SN  - 9780306406157',
        'N1  - Seen in the library',
        'ER  - ',
      ),
    ],
    [
      'report',
      { type: 'report', title: 'T', genre: 'Working paper', number: '17', publisher: 'Institute', issued: on(2011, 6) },
      file(
        'TY  - RPRT',
        'ID  - k',
        'TI  - T',
        'PY  - 2011',
        'DA  - 2011/06//',
        'M1  - 17',
        'M3  - Working paper',
        'PB  - Institute',
        'ER  - ',
      ),
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
      file(
        'TY  - ENCYC',
        'ID  - k',
        'TI  - Iran–Syria relations',
        'T2  - Stet',
        'PY  - 2026',
        'DA  - 2026/11/22/',
        'ET  - Version 12',
        'UR  - https://stet.example/v/12',
        'ER  - ',
      ),
    ],
  ])('%s', (_, csl, expected) => expect(one(csl)).toBe(expected));

  it('separates records with an empty line', () =>
    expect(
      writeRis([
        { key: 'a', csl: { type: 'book' } },
        { key: 'b', csl: { type: 'map' } },
      ]),
    ).toBe(file('TY  - BOOK', 'ID  - a', 'ER  - ', '', 'TY  - MAP', 'ID  - b', 'ER  - ')));

  it('writes nothing for no sources', () => expect(writeRis([])).toBe(''));
});

describe('kinds of source', () => {
  it.each([
    ['webpage', 'ELEC'],
    ['post', 'ELEC'],
    ['article-newspaper', 'NEWS'],
    ['article-magazine', 'MGZN'],
    ['article-journal', 'JOUR'],
    ['book', 'BOOK'],
    ['chapter', 'CHAP'],
    ['entry-encyclopedia', 'ENCYC'],
    ['paper-conference', 'CPAPER'],
    ['report', 'RPRT'],
    ['thesis', 'THES'],
    ['treaty', 'LEGAL'],
    ['legislation', 'STAT'],
    ['speech', 'GEN'],
    ['interview', 'GEN'],
    ['broadcast', 'GEN'],
    ['dataset', 'DATA'],
    ['map', 'MAP'],
    ['motion_picture', 'MPCT'],
    ['document', 'GEN'],
    ['personal_communication', 'PCOMM'],
  ])('%s', (type, expected) => expect(one({ type }).startsWith(`TY  - ${expected}\r\n`)).toBe(true));
});

describe('values', () => {
  it.each<[CslName, string]>([
    [{ family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der' }, 'van der Berg, Jan-Piet'],
    [{ family: 'Azm', given: 'Sadik', 'non-dropping-particle': 'al-', suffix: 'Jr.' }, 'al-Azm, Sadik, Jr.'],
    [{ family: 'Smith', suffix: 'Jr.' }, 'Smith, , Jr.'],
    [{ literal: 'Ministry of Energy' }, 'Ministry of Energy'],
    [{ family: 'العظم', given: 'صادق جلال' }, 'العظم, صادق جلال'],
  ])('name %j', (person, expected) => expect(values({ author: [person] }, 'AU')).toEqual([expected]));

  it('says that there are more authors', () =>
    expect(values({ author: [haddad], custom: { moreAuthors: true } }, 'AU')).toEqual(['Haddad, Lina', 'et al.']));

  it.each<[CslDate, string[], string[]]>([
    [on(2010, 2, 25), ['2010'], ['2010/02/25/']],
    [on(79), ['0079'], ['0079///']],
    [{ ...on(2015), season: 1 }, ['2015'], ['2015///Spring 2015']],
    [{ 'date-parts': [[2010], [2012]] }, ['2010'], ['2010///2010–2012']],
    [{ ...on(2006), circa: true }, ['2006'], ['2006///c. 2006']],
    [on(-430), [], ['///430 BCE']],
    [{ literal: '03/04/2010' }, [], ['///03/04/2010']],
  ])('date %j', (issued, year, day) => {
    expect(values({ issued }, 'PY')).toEqual(year);
    expect(values({ issued }, 'DA')).toEqual(day);
  });

  it.each([
    ['101-128', ['101'], ['128']],
    ['12-14, 20', ['12-14, 20'], []],
    ['xiv', ['xiv'], []],
  ])('pages %s', (page, first, last) => {
    expect(values({ page }, 'SP')).toEqual(first);
    expect(values({ page }, 'EP')).toEqual(last);
  });

  it.each([
    ['one\r\nER  - \r\nTY  - BOOK', 'one ER - TY - BOOK'],
    ['{a} \\b 100% #1', '{a} \\b 100% #1'],
    ['a\u0000b\u2028c', 'a b c'],
  ])('hostile %j', (title, expected) => expect(values({ title }, 'TI')).toEqual([expected]));
});

const text = option(constantFrom('oil', 'a\nTY  - X', '\r', ' ', '', 'العظم', '{}\\'), { nil: undefined });
const people = option(array(record({ family: text, given: text, literal: text }), { maxLength: 3 }), {
  nil: undefined,
});
const items = record({
  type: constantFrom(...Object.keys(sourceTypes), 'x\ny'),
  ...{ title: text, author: people, editor: people, publisher: text, 'container-title': text, page: text, note: text },
  ...{ volume: text, issue: text, number: text, genre: text, edition: text, DOI: text, URL: text, language: text },
  issued: constantFrom(undefined, { 'date-parts': [[]] }, { literal: 'a\nb' }, on(2010), on(-3)),
});

it('is well formed whatever a record holds', () => {
  assert(
    property(items, (item) => {
      const written = one(item as CslItem);
      expect(written).not.toMatch(/undefined|NaN|\.\.|,,| \./u);
      expect(written).toMatch(/^TY {2}- [A-Z]+\r\n(?:(?!TY|ER)[A-Z][A-Z0-9] {2}- [^\r\n]+\r\n)*ER {2}- \r\n$/u);
    }),
    { numRuns: 300 },
  );
});

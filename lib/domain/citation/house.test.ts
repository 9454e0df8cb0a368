import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslItem, LocatorLabel } from '@/lib/domain/citation/citation';
import { formatLocators, houseReference } from '@/lib/domain/citation/house';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const okafor = { family: 'Okafor', given: 'Samuel' };
const lind = { family: 'Lind', given: 'Peter' };
const date = (...parts: number[]) => ({ 'date-parts': [parts] });

const rows: readonly (readonly [string, CslItem, string])[] = [
  [
    'web',
    {
      type: 'webpage',
      author: [haddad],
      title: 'How the oil deal was made',
      'container-title': 'Levant Monitor',
      issued: date(2023, 5, 9),
      URL: 'https://example.org/oil-deal',
      accessed: date(2026, 11, 22),
    },
    'Lina Haddad. “How the oil deal was made”. Levant Monitor, 9 May 2023. https://example.org/oil-deal. Accessed 22 November 2026.',
  ],
  [
    'book',
    {
      type: 'book',
      author: [berg, okafor],
      title: "Neighbours at arm's length: Syria and Iran since 1979",
      'publisher-place': 'London',
      publisher: 'Harbour Press',
      issued: date(2006),
      ISBN: '9780306406157',
    },
    "Anna M. Berg and Samuel Okafor. *Neighbours at arm's length: Syria and Iran since 1979*. London: Harbour Press, 2006. ISBN 978-0-306-40615-7.",
  ],
  [
    'chapter',
    {
      type: 'chapter',
      author: [haddad],
      title: 'The Damascus axis',
      editor: [berg, okafor],
      'container-title': 'The Middle East in transition',
      'publisher-place': 'London',
      publisher: 'Harbour Press',
      issued: date(2014),
      page: '101-128',
    },
    'Lina Haddad. “The Damascus axis”. In Anna M. Berg and Samuel Okafor (eds.), *The Middle East in transition*. London: Harbour Press, 2014, pp. 101–128.',
  ],
  [
    'journal',
    {
      type: 'article-journal',
      author: [haddad, berg, okafor],
      title: 'Trade and trust between Damascus and Tehran',
      'container-title': 'Journal of Levant Studies',
      volume: '12',
      issue: '3',
      issued: date(2015),
      page: '45–67',
      DOI: '10.5555/12345678',
    },
    'Lina Haddad, Anna M. Berg and Samuel Okafor. “Trade and trust between Damascus and Tehran”. *Journal of Levant Studies* 12(3), 2015, pp. 45–67. doi:10.5555/12345678.',
  ],
  [
    'newspaper',
    {
      type: 'article-newspaper',
      author: [okafor],
      title: 'Tehran and Damascus agree on power plants',
      'container-title': 'The Example Times',
      issued: date(2010, 2, 25),
      page: 'A4',
      URL: 'https://times.example.org/p',
      accessed: date(2026, 11, 22),
    },
    'Samuel Okafor. “Tehran and Damascus agree on power plants”. *The Example Times*, 25 February 2010, p. A4. https://times.example.org/p. Accessed 22 November 2026.',
  ],
  [
    'report',
    {
      type: 'report',
      author: [lind],
      title: 'Economic relations of Syria, 2000–2010',
      genre: 'Working paper',
      number: '17',
      'publisher-place': 'Geneva',
      publisher: 'International Trade Institute',
      issued: date(2011, 6),
      URL: 'https://iti.example.org/17',
    },
    'Peter Lind. *Economic relations of Syria, 2000–2010*. Working paper no. 17. Geneva: International Trade Institute, June 2011. https://iti.example.org/17.',
  ],
  [
    'no author, no date',
    { type: 'webpage', title: 'T', 'container-title': 'Site', URL: 'https://example.org/' },
    '“T”. Site, no date. https://example.org/.',
  ],
  [
    'a body that is its own publisher',
    {
      type: 'report',
      author: [{ literal: 'Ministry of Energy' }],
      publisher: 'Ministry of Energy',
      title: 'Plan',
      issued: date(2020),
    },
    'Ministry of Energy. *Plan*. 2020.',
  ],
  [
    'four authors',
    { type: 'book', author: [haddad, berg, okafor, lind], title: 'T', publisher: 'P', issued: date(2001) },
    'Lina Haddad, Anna M. Berg, Samuel Okafor and Peter Lind. *T*. P, 2001.',
  ],
  [
    'many authors',
    { type: 'book', author: [haddad, berg, okafor, lind, haddad], title: 'T', publisher: 'P', issued: date(2001) },
    'Lina Haddad, Anna M. Berg, Samuel Okafor and others. *T*. P, 2001.',
  ],
  [
    'more authors than named',
    { type: 'book', author: [haddad], title: 'T', publisher: 'P', issued: date(2001), custom: { moreAuthors: true } },
    'Lina Haddad and others. *T*. P, 2001.',
  ],
  [
    'an Arabic name',
    {
      type: 'book',
      author: [{ family: 'العظم', given: 'صادق جلال' }],
      title: 'النقد الذاتي بعد الهزيمة',
      publisher: 'دار الطليعة',
      issued: date(1968),
      language: 'ar',
    },
    'صادق جلال العظم. *النقد الذاتي بعد الهزيمة*. دار الطليعة, 1968.',
  ],
  [
    'particle and suffix',
    {
      type: 'book',
      author: [{ family: 'Azm', given: 'Sadik', 'non-dropping-particle': 'al-', suffix: 'Jr.' }],
      title: 'T',
      publisher: 'P',
      issued: date(1968),
    },
    'Sadik al-Azm, Jr. *T*. P, 1968.',
  ],
  [
    'edited book, second edition',
    { type: 'book', editor: [berg, okafor], title: 'T', edition: '2', publisher: 'P', issued: date(2011) },
    'Anna M. Berg and Samuel Okafor (eds.). *T*. 2nd ed. P, 2011.',
  ],
  [
    'editor and translator of an author',
    {
      type: 'book',
      author: [haddad],
      editor: [lind],
      translator: [berg],
      title: 'T',
      publisher: 'P',
      issued: date(2011),
    },
    'Lina Haddad. *T*. Edited by Peter Lind. Translated by Anna M. Berg. P, 2011.',
  ],
  [
    'a title that ends in ?',
    { type: 'book', title: 'Who rules?', publisher: 'P', issued: date(2011) },
    '*Who rules?* P, 2011.',
  ],
  [
    'a magazine',
    { type: 'article-magazine', title: 'T', 'container-title': 'M', issue: '3' },
    '“T”. *M*, no. 3, no date.',
  ],
  [
    'a stub',
    { type: 'document', author: [{ literal: 'Reuters' }], note: 'Report of the agreement' },
    'Reuters. Report of the agreement. no date.',
  ],
];

const marked = (csl: CslItem) =>
  houseReference(csl)
    .nodes.map(({ text, italic }) => (italic ? `*${text}*` : text))
    .join('');

describe('house references', () => {
  it.each(rows)('%s', (_, csl, expected) => {
    expect(marked(csl)).toBe(expected);
    expect(houseReference(csl).text).toBe(expected.replaceAll('*', ''));
  });

  it('links the title, not the address, on screen', () => {
    const [web] = rows;
    const nodes = houseReference(web?.[1] ?? { type: 'book' }).nodes;
    expect(nodes.find(({ href }) => href)?.text).toBe('How the oil deal was made');
    expect(nodes.filter(({ printOnly }) => printOnly).map(({ text }) => text)).toEqual([
      ' https://example.org/oil-deal.',
    ]);
  });

  it('ends with the place', () =>
    expect(houseReference({ type: 'book', title: 'T' }, { locator: 'p. 12' }).text).toBe('T. no date. p. 12.'));

  it('has no empty runs and says nothing twice', () => {
    const text = fc.option(fc.stringMatching(/^[A-Za-zäö][a-zäö]{0,8}[a-z]$/u), { nil: undefined });
    const record = fc.record({
      title: text,
      publisher: text,
      'container-title': text,
      genre: text,
      URL: fc.constant('https://example.org/'),
    });
    const types = fc.constantFrom('book', 'chapter', 'webpage', 'article-journal', 'speech', 'treaty');
    fc.assert(
      fc.property(record, types, (fields, type) => {
        const given = Object.entries(fields).filter(([, value]) => value !== undefined);
        const csl: CslItem = { ...Object.fromEntries(given), type };
        const reference = houseReference(csl);
        expect(reference.nodes.every((node) => node.text !== '')).toBe(true);
        expect(reference.text).not.toMatch(/undefined|, ,|\.\.|^[ .,]|  /u);
      }),
    );
  });
});

describe('places in a source', () => {
  it.each<[LocatorLabel, string, string]>([
    ['page', '12', 'p. 12'],
    ['page', '12-14', 'pp. 12–14'],
    ['page', 'xiv', 'p. xiv'],
    ['chapter', '3', 'ch. 3'],
    ['article', '5', 'art. 5'],
    ['timestamp', '00:12:30', '00:12:30'],
  ])('%s %s', (label, value, expected) => expect(formatLocators([{ label, value }])).toBe(expected));

  it('joins several', () =>
    expect(
      formatLocators([
        { label: 'chapter', value: '3' },
        { label: 'page', value: 'A4' },
      ]),
    ).toBe('ch. 3, p. A4'));
});

import { describe, expect, it } from 'vitest';
import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import type { Reference } from '@/lib/domain/citation/reference';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const okafor = { family: 'Okafor', given: 'Samuel' };
const lind = { family: 'Lind', given: 'Peter' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const accessed = on(2026, 11, 22);

/** The text with asterisks around what is in italics. */
const marked = ({ nodes }: Reference) => nodes.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');
const inThree = (csl: CslItem) => [apaReference(csl), chicagoReference(csl), mlaReference(csl)].map(marked);

const web: CslItem = {
  type: 'webpage',
  author: [haddad],
  title: 'How the oil deal was made',
  'container-title': 'Levant Monitor',
  issued: on(2023, 5, 9),
  URL: 'https://example.org/oil-deal',
  accessed,
};
const book: CslItem = {
  type: 'book',
  author: [berg, okafor],
  title: "Neighbours at arm's length: Syria and Iran since 1979",
  'publisher-place': 'London',
  publisher: 'Harbour Press',
  issued: on(2006),
  ISBN: '9780306406157',
};
const chapter: CslItem = {
  type: 'chapter',
  author: [haddad],
  title: 'The Damascus axis',
  editor: [berg, okafor],
  'container-title': 'The Middle East in transition',
  'publisher-place': 'London',
  publisher: 'Harbour Press',
  issued: on(2014),
  page: '101-128',
};
const journal: CslItem = {
  type: 'article-journal',
  author: [haddad, berg, okafor],
  title: 'Trade and trust between Damascus and Tehran',
  'container-title': 'Journal of Levant Studies',
  volume: '12',
  issue: '3',
  issued: on(2015),
  page: '45–67',
  DOI: '10.5555/12345678',
};
const newspaper: CslItem = {
  type: 'article-newspaper',
  author: [okafor],
  title: 'Tehran and Damascus agree on power plants',
  'container-title': 'The Example Times',
  issued: on(2010, 2, 25),
  page: 'A4',
  URL: 'https://times.example.org/p',
  accessed,
};
const report: CslItem = {
  type: 'report',
  author: [lind],
  title: 'Economic relations of Syria, 2000–2010',
  genre: 'Working paper',
  number: '17',
  'publisher-place': 'Geneva',
  publisher: 'International Trade Institute',
  issued: on(2011, 6),
  URL: 'https://iti.example.org/17',
};

describe('the strings of sources-and-import.md A13', () => {
  it.each<[string, CslItem, string, string, string]>([
    [
      'web',
      web,
      'Haddad, L. (2023, May 9). *How the oil deal was made*. Levant Monitor. https://example.org/oil-deal',
      'Haddad, Lina. 2023. “How the Oil Deal Was Made.” Levant Monitor, May 9. https://example.org/oil-deal.',
      'Haddad, Lina. “How the Oil Deal Was Made.” *Levant Monitor*, 9 May 2023, https://example.org/oil-deal.',
    ],
    [
      'book',
      book,
      'Berg, A. M., & Okafor, S. (2006). *Neighbours at arm’s length: Syria and Iran since 1979*. Harbour Press.',
      'Berg, Anna M., and Samuel Okafor. 2006. *Neighbours at Arm’s Length: Syria and Iran since 1979*. London: Harbour Press.',
      'Berg, Anna M., and Samuel Okafor. *Neighbours at Arm’s Length: Syria and Iran since 1979*. Harbour Press, 2006.',
    ],
    [
      'chapter',
      chapter,
      'Haddad, L. (2014). The Damascus axis. In A. M. Berg & S. Okafor (Eds.), *The Middle East in transition* (pp. 101–128). Harbour Press.',
      'Haddad, Lina. 2014. “The Damascus Axis.” In *The Middle East in Transition*, edited by Anna M. Berg and Samuel Okafor, 101–28. London: Harbour Press.',
      'Haddad, Lina. “The Damascus Axis.” *The Middle East in Transition*, edited by Anna M. Berg and Samuel Okafor, Harbour Press, 2014, pp. 101–28.',
    ],
    [
      'journal',
      journal,
      'Haddad, L., Berg, A. M., & Okafor, S. (2015). Trade and trust between Damascus and Tehran. *Journal of Levant Studies*, *12*(3), 45–67. https://doi.org/10.5555/12345678',
      'Haddad, Lina, Anna M. Berg, and Samuel Okafor. 2015. “Trade and Trust between Damascus and Tehran.” *Journal of Levant Studies* 12 (3): 45–67. https://doi.org/10.5555/12345678.',
      'Haddad, Lina, et al. “Trade and Trust between Damascus and Tehran.” *Journal of Levant Studies*, vol. 12, no. 3, 2015, pp. 45–67, https://doi.org/10.5555/12345678.',
    ],
    [
      'newspaper',
      newspaper,
      'Okafor, S. (2010, February 25). Tehran and Damascus agree on power plants. *The Example Times*, A4. https://times.example.org/p',
      'Okafor, Samuel. 2010. “Tehran and Damascus Agree on Power Plants.” *The Example Times*, February 25, 2010. https://times.example.org/p.',
      'Okafor, Samuel. “Tehran and Damascus Agree on Power Plants.” *The Example Times*, 25 Feb. 2010, p. A4, https://times.example.org/p.',
    ],
    [
      'report',
      report,
      'Lind, P. (2011). *Economic relations of Syria, 2000–2010* (Working Paper No. 17). International Trade Institute. https://iti.example.org/17',
      'Lind, Peter. 2011. *Economic Relations of Syria, 2000–2010*. Working Paper No. 17. Geneva: International Trade Institute. https://iti.example.org/17.',
      'Lind, Peter. *Economic Relations of Syria, 2000–2010*. Working paper no. 17, International Trade Institute, June 2011, https://iti.example.org/17.',
    ],
  ])('%s', (_, csl, ...expected) => expect(inThree(csl)).toEqual(expected));
});

const site = { type: 'webpage', URL: 'https://example.org/' } as const;
const whole = { type: 'book', publisher: 'Harbour Press' } as const;

describe('the edges of A13', () => {
  it.each<[string, CslItem, string, string, string]>([
    [
      'page without author',
      { ...site, title: 'T', 'container-title': 'Site', issued: on(2023, 5, 3) },
      '*T*. (2023, May 3). Site. https://example.org/',
      'Site. 2023. “T.” May 3. https://example.org/.',
      '“T.” *Site*, 3 May 2023, https://example.org/.',
    ],
    [
      'undated page of a body',
      { ...site, author: [{ literal: 'Body' }], title: 'T', accessed },
      'Body. (n.d.). *T*. Retrieved November 22, 2026, from https://example.org/',
      'Body. n.d. “T.” Accessed November 22, 2026. https://example.org/.',
      'Body. *T*. https://example.org/. Accessed 22 Nov. 2026.',
    ],
    [
      'edited book',
      { ...whole, editor: [berg, okafor], title: 'T', issued: on(2014) },
      'Berg, A. M., & Okafor, S. (Eds.). (2014). *T*. Harbour Press.',
      'Berg, Anna M., and Samuel Okafor, eds. 2014. *T*. Harbour Press.',
      'Berg, Anna M., and Samuel Okafor, editors. *T*. Harbour Press, 2014.',
    ],
    [
      'editor and second edition',
      { ...whole, author: [haddad], editor: [lind], edition: '2', title: 'T', issued: on(2011) },
      'Haddad, L. (2011). *T* (P. Lind, Ed.; 2nd ed.). Harbour Press.',
      'Haddad, Lina. 2011. *T*. 2nd ed. Edited by Peter Lind. Harbour Press.',
      'Haddad, Lina. *T*. Edited by Peter Lind, 2nd ed., Harbour Press, 2011.',
    ],
    [
      'title that ends in ?',
      { ...whole, author: [haddad], title: 'Who rules Damascus?', issued: on(2011) },
      'Haddad, L. (2011). *Who rules Damascus?* Harbour Press.',
      'Haddad, Lina. 2011. *Who Rules Damascus?* Harbour Press.',
      'Haddad, Lina. *Who Rules Damascus?* Harbour Press, 2011.',
    ],
    [
      'quote in a quoted title',
      {
        type: 'article-newspaper',
        author: [haddad],
        title: 'Minister: "We will not leave"',
        'container-title': 'The Example Times',
        issued: on(2011, 5, 3),
      },
      'Haddad, L. (2011, May 3). Minister: “We will not leave.” *The Example Times*.',
      'Haddad, Lina. 2011. “Minister: ‘We Will Not Leave.’” *The Example Times*, May 3, 2011.',
      'Haddad, Lina. “Minister: ‘We Will Not Leave.’” *The Example Times*, 3 May 2011.',
    ],
  ])('%s', (_, csl, ...expected) => expect(inThree(csl)).toEqual(expected));

  it.each<[string, CslName, string, string, string]>([
    [
      'Jan-Piet van der Berg',
      { family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der' },
      'van der Berg, J.-P. (2011). *T*. Harbour Press.',
      'Berg, Jan-Piet van der. 2011. *T*. Harbour Press.',
      'van der Berg, Jan-Piet. *T*. Harbour Press, 2011.',
    ],
    [
      'Sadik al-Azm, Jr.',
      { family: 'Azm', given: 'Sadik', 'non-dropping-particle': 'al-', suffix: 'Jr.' },
      'al-Azm, S., Jr. (2011). *T*. Harbour Press.',
      'Azm, Sadik al-, Jr. 2011. *T*. Harbour Press.',
      'al-Azm, Sadik, Jr. *T*. Harbour Press, 2011.',
    ],
  ])('%s', (_, name, ...expected) =>
    expect(inThree({ ...whole, author: [name], title: 'T', issued: on(2011) })).toEqual(expected),
  );

  it.each<[string, CslItem['issued'], string, string, string]>([
    [
      'circa 2006',
      { ...on(2006), circa: true },
      'Haddad, L. (ca. 2006). *T*. Harbour Press.',
      'Haddad, Lina. [2006?]. *T*. Harbour Press.',
      'Haddad, Lina. *T*. Harbour Press, [2006?].',
    ],
    [
      '430 BCE',
      on(-430),
      'Haddad, L. (430 B.C.E.). *T*. Harbour Press.',
      'Haddad, Lina. 430 BC. *T*. Harbour Press.',
      'Haddad, Lina. *T*. Harbour Press, 430 BC.',
    ],
  ])('%s', (_, issued, ...expected) =>
    expect(inThree({ ...whole, author: [haddad], title: 'T', ...(issued && { issued }) })).toEqual(expected),
  );

  it.each([
    ['101-128', '101–128', '101–28', '101–28'],
    ['100-104', '100–104', '100–104', '100–04'],
    ['1017-1018', '1017–1018', '1017–18', '1017–18'],
    ['1496-1500', '1496–1500', '1496–500', '1496–500'],
    ['e12-e14', 'e12–e14', 'e12–14', 'e12–14'],
  ])('pages %s', (page, apa, chicago, mla) =>
    expect(inThree({ type: 'chapter', author: [haddad], title: 'T', 'container-title': 'B', page })).toEqual([
      `Haddad, L. (n.d.). T. In *B* (pp. ${apa}).`,
      `Haddad, Lina. n.d. “T.” In *B*, ${chicago}.`,
      `Haddad, Lina. “T.” *B*, pp. ${mla}.`,
    ]),
  );
});

describe('the runs', () => {
  it('link addresses, and set titles and names apart with their language', () => {
    const { nodes } = mlaReference({ ...web, language: 'en-GB' });
    expect(nodes).toEqual([
      { text: 'Haddad, Lina', isolate: true },
      { text: '. “' },
      { text: 'How the Oil Deal Was Made', isolate: true, lang: 'en-GB' },
      { text: '.” ' },
      { text: 'Levant Monitor', isolate: true, italic: true },
      { text: ', 9 May 2023, ' },
      { text: 'https://example.org/oil-deal', href: 'https://example.org/oil-deal' },
      { text: '.' },
    ]);
  });

  it('never link what is no web address', () =>
    expect(apaReference({ ...web, URL: 'javascript:alert(1)' }).nodes.some(({ href }) => href)).toBe(false));
});

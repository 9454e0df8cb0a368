import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import type { Reference } from '@/lib/domain/citation/reference';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const okafor = { family: 'Okafor', given: 'Samuel' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const url = 'https://example.org/x';

/** The text with asterisks around what is in italics. */
const marked = ({ nodes }: Reference) => nodes.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');

type Row = readonly [name: string, csl: CslItem, apa: string, chicago: string, mla: string];
const rows: readonly Row[] = [
  [
    'nothing but a title',
    { type: 'book', title: 'The road' },
    '*The road*. (n.d.).',
    '*The Road*. n.d.',
    '*The Road*.',
  ],
  [
    'no author, no date, no site',
    { type: 'webpage', title: 'The road', URL: url },
    '*The road*. (n.d.). https://example.org/x',
    '“The Road.” n.d. https://example.org/x.',
    '*The Road*. https://example.org/x.',
  ],
  [
    'a body and another',
    {
      type: 'book',
      author: [{ literal: 'World Bank' }, { literal: 'Ministry of Energy' }],
      title: 'T',
      publisher: 'Harbour Press',
      issued: on(2011),
    },
    'World Bank & Ministry of Energy. (2011). *T*. Harbour Press.',
    'World Bank and Ministry of Energy. 2011. *T*. Harbour Press.',
    'World Bank and Ministry of Energy. *T*. Harbour Press, 2011.',
  ],
  [
    'a body and a person',
    {
      type: 'book',
      author: [{ literal: 'World Bank' }, okafor],
      title: 'T',
      publisher: 'Harbour Press',
      issued: on(2011),
    },
    'World Bank, & Okafor, S. (2011). *T*. Harbour Press.',
    'World Bank, and Samuel Okafor. 2011. *T*. Harbour Press.',
    'World Bank, and Samuel Okafor. *T*. Harbour Press, 2011.',
  ],
  [
    'editors only of a chapter',
    {
      type: 'chapter',
      editor: [berg, okafor],
      title: 'The axis',
      'container-title': 'The Middle East',
      publisher: 'Harbour Press',
      issued: on(2014),
    },
    'Berg, A. M., & Okafor, S. (Eds.). (2014). The axis. In *The Middle East*. Harbour Press.',
    'Berg, Anna M., and Samuel Okafor, eds. 2014. “The Axis.” In *The Middle East*. Harbour Press.',
    'Berg, Anna M., and Samuel Okafor, editors. “The Axis.” *The Middle East*, Harbour Press, 2014.',
  ],
  [
    'a translator only',
    { type: 'book', title: 'T', publisher: 'Harbour Press', issued: on(2011), translator: [berg] },
    '*T* (A. M. Berg, Trans.). (2011). Harbour Press.',
    'Berg, Anna M., trans. 2011. *T*. Harbour Press.',
    'Berg, Anna M., translator. *T*. Harbour Press, 2011.',
  ],
  [
    'more authors than named',
    {
      type: 'book',
      author: [haddad],
      title: 'T',
      publisher: 'Harbour Press',
      issued: on(2011),
      custom: { moreAuthors: true },
    },
    'Haddad, L., et al. (2011). *T*. Harbour Press.',
    'Haddad, Lina, et al. 2011. *T*. Harbour Press.',
    'Haddad, Lina, et al. *T*. Harbour Press, 2011.',
  ],
  [
    'more authors than the two named',
    {
      type: 'book',
      author: [haddad, berg],
      title: 'T',
      publisher: 'Harbour Press',
      issued: on(2011),
      custom: { moreAuthors: true },
    },
    'Haddad, L., Berg, A. M., et al. (2011). *T*. Harbour Press.',
    'Haddad, Lina, Anna M. Berg, et al. 2011. *T*. Harbour Press.',
    'Haddad, Lina, et al. *T*. Harbour Press, 2011.',
  ],
  [
    'an Arabic name and title',
    {
      type: 'book',
      author: [{ family: 'العظم', given: 'صادق جلال' }],
      title: 'النقد الذاتي بعد الهزيمة',
      publisher: 'دار الطليعة',
      issued: on(1968),
      language: 'ar',
    },
    'العظم, ص. ج. (1968). *النقد الذاتي بعد الهزيمة*. دار الطليعة.',
    'العظم, صادق جلال. 1968. *النقد الذاتي بعد الهزيمة*. دار الطليعة.',
    'العظم, صادق جلال. *النقد الذاتي بعد الهزيمة*. دار الطليعة, 1968.',
  ],
  [
    'a translated title',
    {
      type: 'book',
      author: [haddad],
      title: 'La guerre et la paix en Syrie',
      publisher: 'Harbour Press',
      issued: on(1968),
      language: 'fr',
      custom: { 'trans-title': 'War and peace in Syria' },
    },
    'Haddad, L. (1968). *La guerre et la paix en Syrie* [War and peace in Syria]. Harbour Press.',
    'Haddad, Lina. 1968. *La guerre et la paix en Syrie* [War and peace in Syria]. Harbour Press.',
    'Haddad, Lina. *La guerre et la paix en Syrie* [War and peace in Syria]. Harbour Press, 1968.',
  ],
  [
    'a translated title of a part',
    {
      type: 'article-newspaper',
      author: [haddad],
      title: 'La guerre et la paix',
      'container-title': 'Le Journal du Levant',
      issued: on(1968, 5, 3),
      language: 'fr',
      custom: { 'trans-title': 'War and peace' },
    },
    'Haddad, L. (1968, May 3). La guerre et la paix [War and peace]. *Le Journal du Levant*.',
    'Haddad, Lina. 1968. “La guerre et la paix” [War and peace]. *Le Journal du Levant*, May 3, 1968.',
    'Haddad, Lina. “La guerre et la paix” [War and peace]. *Le Journal du Levant*, 3 May 1968.',
  ],
  [
    'a translated title that ends in ?',
    {
      type: 'book',
      author: [haddad],
      title: 'À qui la faute ?',
      publisher: 'Harbour Press',
      issued: on(1968),
      language: 'fr',
      custom: { 'trans-title': 'Who is to blame?' },
    },
    'Haddad, L. (1968). *À qui la faute ?* [Who is to blame?]. Harbour Press.',
    'Haddad, Lina. 1968. *À qui la faute ?* [Who is to blame?]. Harbour Press.',
    'Haddad, Lina. *À qui la faute ?* [Who is to blame?]. Harbour Press, 1968.',
  ],
  [
    'a title in British English',
    {
      type: 'book',
      author: [haddad],
      title: 'the colour of money',
      publisher: 'Harbour Press',
      issued: on(2011),
      language: 'en-GB',
    },
    'Haddad, L. (2011). *the colour of money*. Harbour Press.',
    'Haddad, Lina. 2011. *The Colour of Money*. Harbour Press.',
    'Haddad, Lina. *The Colour of Money*. Harbour Press, 2011.',
  ],
  [
    'a quoted title that ends in ?',
    {
      type: 'article-newspaper',
      author: [haddad],
      title: 'Who rules?',
      'container-title': 'Who Says?',
      issued: on(1968, 5, 3),
    },
    'Haddad, L. (1968, May 3). Who rules? *Who Says?*',
    'Haddad, Lina. 1968. “Who Rules?” *Who Says?*, May 3, 1968.',
    'Haddad, Lina. “Who Rules?” *Who Says?*, 3 May 1968.',
  ],
  [
    'quotes within quotes',
    {
      type: 'article-newspaper',
      author: [haddad],
      title: 'A “so-called ‘new’ order” begins',
      'container-title': 'The Example Times',
      issued: on(1968, 5, 3),
    },
    'Haddad, L. (1968, May 3). A “so-called ‘new’ order” begins. *The Example Times*.',
    'Haddad, Lina. 1968. “A ‘so-Called “New” Order’ Begins.” *The Example Times*, May 3, 1968.',
    'Haddad, Lina. “A ‘so-Called “New” Order’ Begins.” *The Example Times*, 3 May 1968.',
  ],
  [
    'straight quotes and apostrophes',
    {
      type: 'article-newspaper',
      author: [haddad],
      title: "The 'real' war of the '90s isn't over",
      'container-title': 'The Example Times',
      issued: on(1968, 5, 3),
    },
    'Haddad, L. (1968, May 3). The “real” war of the ’90s isn’t over. *The Example Times*.',
    'Haddad, Lina. 1968. “The ‘Real’ War of the ’90s Isn’t Over.” *The Example Times*, May 3, 1968.',
    'Haddad, Lina. “The ‘Real’ War of the ’90s Isn’t Over.” *The Example Times*, 3 May 1968.',
  ],
  [
    'a title that ends in an abbreviation',
    { type: 'book', author: [haddad], title: 'Order in the U.S.', publisher: 'Harbour Press', issued: on(2011) },
    'Haddad, L. (2011). *Order in the U.S.* Harbour Press.',
    'Haddad, Lina. 2011. *Order in the U.S.* Harbour Press.',
    'Haddad, Lina. *Order in the U.S.* Harbour Press, 2011.',
  ],
  [
    'a stub',
    { type: 'document', author: [{ literal: 'Reuters' }], note: 'Report of the agreement' },
    'Reuters. (n.d.). [Report of the agreement].',
    'Reuters. n.d. Report of the agreement.',
    'Reuters. Report of the agreement.',
  ],
  [
    'a description of a web page',
    {
      type: 'webpage',
      author: [haddad],
      note: 'Home page',
      'container-title': 'Levant Monitor',
      issued: on(2010),
      URL: url,
    },
    'Haddad, L. (2010). [Home page]. Levant Monitor. https://example.org/x',
    'Haddad, Lina. 2010. Home page. Levant Monitor. https://example.org/x.',
    'Haddad, Lina. Home page. *Levant Monitor*, 2010, https://example.org/x.',
  ],
  [
    'a paper of a place',
    {
      type: 'article-newspaper',
      title: 'The road',
      'container-title': 'The Times',
      'publisher-place': 'London',
      edition: 'late',
      issued: on(2010, 5, 3),
    },
    'The road. (2010, May 3). *The Times*.',
    '*The Times* (London). 2010. “The Road.” May 3, 2010. Late Edition.',
    '“The Road.” *The Times* [London], Late, 3 May 2010.',
  ],
  [
    'an address that ends in ?',
    { type: 'webpage', author: [haddad], title: 'The road', issued: on(2010), URL: 'https://example.org/?' },
    'Haddad, L. (2010). *The road*. https://example.org/?',
    'Haddad, Lina. 2010. “The Road.” https://example.org/?',
    'Haddad, Lina. *The Road*. 2010, https://example.org/?',
  ],
  [
    'an undated article with a DOI',
    {
      type: 'article-journal',
      author: [haddad],
      title: 'The road',
      'container-title': 'The Journal',
      DOI: '10.5555/12345678',
      accessed: on(2026, 11, 22),
    },
    'Haddad, L. (n.d.). The road. *The Journal*. https://doi.org/10.5555/12345678',
    'Haddad, Lina. n.d. “The Road.” *The Journal*. https://doi.org/10.5555/12345678.',
    'Haddad, Lina. “The Road.” *The Journal*, https://doi.org/10.5555/12345678. Accessed 22 Nov. 2026.',
  ],
  [
    'a range of days',
    {
      type: 'article-newspaper',
      author: [haddad],
      title: 'The road',
      'container-title': 'The Times',
      issued: {
        'date-parts': [
          [2010, 3, 30],
          [2010, 4, 2],
        ],
      },
    },
    'Haddad, L. (2010, March 30–April 2). The road. *The Times*.',
    'Haddad, Lina. 2010. “The Road.” *The Times*, March 30–April 2, 2010.',
    'Haddad, Lina. “The Road.” *The Times*, 30 Mar.–2 Apr. 2010.',
  ],
  [
    'a season',
    {
      type: 'article-magazine',
      author: [haddad],
      title: 'The road',
      'container-title': 'The Times',
      issued: { 'date-parts': [[2015]], season: 1 },
    },
    'Haddad, L. (2015, Spring). The road. *The Times*.',
    'Haddad, Lina. 2015. “The Road.” *The Times*, Spring 2015.',
    'Haddad, Lina. “The Road.” *The Times*, Spring 2015.',
  ],
  [
    'a date that could not be read',
    { type: 'webpage', author: [haddad], title: 'The road', issued: { literal: '03/04/2010' } },
    'Haddad, L. (03/04/2010). *The road*.',
    'Haddad, Lina. 03/04/2010. “The Road.”',
    'Haddad, Lina. *The Road*. 03/04/2010.',
  ],
  [
    'an uncertain day',
    { type: 'webpage', author: [haddad], title: 'The road', issued: { 'date-parts': [[2006, 5, 3]], circa: true } },
    'Haddad, L. (ca. 2006, May 3). *The road*.',
    'Haddad, Lina. [2006?]. “The Road.” May 3.',
    'Haddad, Lina. *The Road*. Circa 3 May 2006.',
  ],
  [
    'lines and blanks',
    { type: 'book', author: [haddad], title: ' The\nroad ,', publisher: '', issued: on(2011) },
    'Haddad, L. (2011). *The road*.',
    'Haddad, Lina. 2011. *The Road*.',
    'Haddad, Lina. *The Road*. 2011.',
  ],
];

describe('sources that lack or have too much', () => {
  it.each(rows)('%s', (_, csl, ...expected) =>
    expect([apaReference(csl), chicagoReference(csl), mlaReference(csl)].map(marked)).toEqual(expected),
  );
});

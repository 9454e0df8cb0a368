import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import type { Reference } from '@/lib/domain/citation/reference';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const url = 'https://example.org/x';

/** The text with asterisks around what is in italics. */
const marked = ({ nodes }: Reference) => nodes.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');

type Row = readonly [name: string, csl: CslItem, apa: string, chicago: string, mla: string];
const rows: readonly Row[] = [
  [
    'data set',
    {
      type: 'dataset',
      author: [{ literal: 'Example Bank' }],
      title: 'Trade of Syria',
      publisher: 'Example Bank',
      edition: 'Version 3',
      issued: on(2012, 7, 17),
      DOI: '10.5555/12345678',
      URL: url,
    },
    'Example Bank. (2012). *Trade of Syria* (Version 3) [Dataset]. Example Bank. https://doi.org/10.5555/12345678',
    'Example Bank. 2012. “Trade of Syria.” Version 3. Example Bank, July 17. https://doi.org/10.5555/12345678.',
    'Example Bank. “Trade of Syria.” Version 3, Example Bank, 17 July 2012, https://doi.org/10.5555/12345678.',
  ],
  [
    'map',
    {
      type: 'map',
      author: [haddad],
      title: 'Syria and its neighbours',
      genre: 'Topographic map',
      publisher: 'Harbour Press',
      'publisher-place': 'London',
      issued: on(1985),
    },
    'Haddad, L. (1985). *Syria and its neighbours* [Topographic map]. Harbour Press.',
    'Haddad, Lina. 1985. *Syria and Its Neighbours*. Topographic map. London: Harbour Press.',
    'Haddad, Lina. *Syria and Its Neighbours*. Topographic map. Harbour Press, 1985.',
  ],
  [
    'film',
    {
      type: 'motion_picture',
      author: [haddad],
      title: 'The long road',
      publisher: 'Harbour Films',
      'publisher-place': 'London',
      issued: on(1999, 3, 4),
    },
    'Haddad, L. (1999, March 4). *The long road* [Video recording]. Harbour Films.',
    'Haddad, Lina. 1999. *The Long Road*. London: Harbour Films.',
    'Haddad, Lina. *The Long Road*. Harbour Films, 1999.',
  ],
  [
    'document',
    {
      type: 'document',
      author: [haddad],
      title: 'Minutes of the committee',
      genre: 'Minutes',
      number: '5',
      publisher: 'Ministry of Energy',
      'publisher-place': 'Damascus',
      issued: on(1999, 3, 4),
    },
    'Haddad, L. (1999, March 4). *Minutes of the committee* (Minutes No. 5). Ministry of Energy.',
    'Haddad, Lina. 1999. “Minutes of the Committee.” Minutes No. 5. Damascus: Ministry of Energy, March 4.',
    'Haddad, Lina. “Minutes of the Committee.” Minutes no. 5, Ministry of Energy, 4 Mar. 1999.',
  ],
  [
    'letter in print',
    {
      type: 'personal_communication',
      author: [haddad],
      title: 'Letter to the editor',
      publisher: 'Harbour Press',
      issued: on(1999, 3, 4),
    },
    'Haddad, L. (1999, March 4). *Letter to the editor* [Letter]. Harbour Press.',
    'Haddad, Lina. 1999. “Letter to the Editor.” Harbour Press, March 4.',
    'Haddad, Lina. “Letter to the Editor.” Harbour Press, 4 Mar. 1999.',
  ],
  [
    'message nobody can look up',
    { type: 'personal_communication', author: [haddad], title: 'On the agreement', issued: on(1999, 3, 4) },
    'Haddad, L. (1999, March 4). *On the agreement* [Personal communication].',
    'Haddad, Lina. 1999. “On the Agreement.” March 4.',
    'Haddad, Lina. “On the Agreement.” 4 Mar. 1999.',
  ],
  [
    'report in a series',
    {
      type: 'report',
      author: [{ literal: 'Ministry of Energy' }],
      title: 'Power for all',
      'container-title': 'Energy papers',
      number: '5',
      publisher: 'Ministry of Energy',
      issued: on(1999, 3, 4),
    },
    'Ministry of Energy. (1999). Power for all. In *Energy papers* (No. 5). Ministry of Energy.',
    'Ministry of Energy. 1999. “Power for All.” In *Energy Papers*, No. 5. Ministry of Energy.',
    'Ministry of Energy. “Power for All.” *Energy Papers*, no. 5, Ministry of Energy, 4 Mar. 1999.',
  ],
  [
    'translated book',
    {
      type: 'book',
      author: [haddad],
      translator: [berg],
      title: 'Bread and roses',
      publisher: 'Harbour Press',
      issued: on(1999),
    },
    'Haddad, L. (1999). *Bread and roses* (A. M. Berg, Trans.). Harbour Press.',
    'Haddad, Lina. 1999. *Bread and Roses*. Translated by Anna M. Berg. Harbour Press.',
    'Haddad, Lina. *Bread and Roses*. Translated by Anna M. Berg, Harbour Press, 1999.',
  ],
  [
    'part of a work in volumes',
    {
      type: 'chapter',
      author: [haddad],
      title: 'The Damascus axis',
      'container-title': 'The Middle East in transition',
      volume: '3',
      page: '101-128',
      publisher: 'Harbour Press',
      issued: on(2014),
    },
    'Haddad, L. (2014). The Damascus axis. In *The Middle East in transition* (Vol. 3, pp. 101–128). Harbour Press.',
    'Haddad, Lina. 2014. “The Damascus Axis.” In *The Middle East in Transition*, 3:101–28. Harbour Press.',
    'Haddad, Lina. “The Damascus Axis.” *The Middle East in Transition*, vol. 3, Harbour Press, 2014, pp. 101–28.',
  ],
  [
    'journal volume without issue',
    {
      type: 'article-journal',
      author: [haddad],
      title: 'Trade and trust',
      'container-title': 'Journal of Levant Studies',
      volume: '12',
      page: '107-108',
      issued: on(2015, 5),
    },
    'Haddad, L. (2015). Trade and trust. *Journal of Levant Studies*, *12*, 107–108.',
    'Haddad, Lina. 2015. “Trade and Trust.” *Journal of Levant Studies* 12 (May 2015): 107–8.',
    'Haddad, Lina. “Trade and Trust.” *Journal of Levant Studies*, vol. 12, May 2015, pp. 107–08.',
  ],
  [
    'journal issue without volume',
    {
      type: 'article-journal',
      author: [haddad],
      title: 'Trade and trust',
      'container-title': 'Journal of Levant Studies',
      issue: '2-3',
      page: '107-108',
      issued: on(2015, 5),
    },
    'Haddad, L. (2015). Trade and trust. *Journal of Levant Studies*, (2–3), 107–108.',
    'Haddad, Lina. 2015. “Trade and Trust.” *Journal of Levant Studies*, nos. 2–3 (May 2015): 107–8.',
    'Haddad, Lina. “Trade and Trust.” *Journal of Levant Studies*, nos. 2–3, May 2015, pp. 107–08.',
  ],
  [
    'journal article without pages',
    {
      type: 'article-journal',
      author: [haddad],
      title: 'Trade and trust',
      'container-title': 'Journal of Levant Studies',
      issued: on(2015, 5, 3),
    },
    'Haddad, L. (2015). Trade and trust. *Journal of Levant Studies*.',
    'Haddad, Lina. 2015. “Trade and Trust.” *Journal of Levant Studies*, May 3, 2015.',
    'Haddad, Lina. “Trade and Trust.” *Journal of Levant Studies*, May 2015.',
  ],
];

describe('further kinds of source in three styles', () => {
  it.each(rows)('%s', (_, csl, ...expected) =>
    expect([apaReference(csl), chicagoReference(csl), mlaReference(csl)].map(marked)).toEqual(expected),
  );
});

import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import type { Reference } from '@/lib/domain/citation/reference';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

const haddad = { family: 'Haddad', given: 'Lina' };
const berg = { family: 'Berg', given: 'Anna M.' };
const okafor = { family: 'Okafor', given: 'Samuel' };
const lind = { family: 'Lind', given: 'Peter' };
const on = (...parts: number[]) => ({ 'date-parts': [parts] });
const url = 'https://example.org/x';

/** The text with asterisks around what is in italics. */
const marked = ({ nodes }: Reference) => nodes.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');

type Row = readonly [name: string, csl: CslItem, apa: string, chicago: string, mla: string];
const rows: readonly Row[] = [
  [
    'post',
    {
      type: 'post',
      author: [haddad],
      title: 'What the minister said today',
      'container-title': 'Levant Forum',
      issued: on(2023, 5, 9),
      URL: url,
    },
    'Haddad, L. (2023, May 9). *What the minister said today* [Online post]. Levant Forum. https://example.org/x',
    'Haddad, Lina. 2023. “What the minister said today.” Levant Forum, May 9. https://example.org/x.',
    'Haddad, Lina. “What the minister said today.” *Levant Forum*, 9 May 2023, https://example.org/x.',
  ],
  [
    'magazine article',
    {
      type: 'article-magazine',
      author: [okafor],
      title: 'The price of power',
      'container-title': 'The Example Weekly',
      volume: '12',
      issue: '3',
      page: '14-19',
      issued: on(2010, 2, 25),
      URL: url,
    },
    'Okafor, S. (2010, February 25). The price of power. *The Example Weekly*, *12*(3), 14–19. https://example.org/x',
    'Okafor, Samuel. 2010. “The Price of Power.” *The Example Weekly*, February 25, 2010. https://example.org/x.',
    'Okafor, Samuel. “The Price of Power.” *The Example Weekly*, vol. 12, no. 3, 25 Feb. 2010, pp. 14–19, https://example.org/x.',
  ],
  [
    'thesis with address',
    {
      type: 'thesis',
      author: [haddad],
      title: 'The Syrian economy under sanctions',
      genre: 'PhD thesis',
      publisher: 'University of Example',
      'publisher-place': 'London',
      issued: on(2011, 5),
      URL: url,
    },
    'Haddad, L. (2011). *The Syrian economy under sanctions* [PhD thesis, University of Example]. https://example.org/x',
    'Haddad, Lina. 2011. “The Syrian Economy under Sanctions.” PhD thesis, University of Example. https://example.org/x.',
    'Haddad, Lina. *The Syrian Economy under Sanctions*. 2011, https://example.org/x. University of Example, PhD thesis.',
  ],
  [
    'thesis without address',
    {
      type: 'thesis',
      author: [haddad],
      title: 'The Syrian economy under sanctions',
      genre: 'Master’s thesis',
      publisher: 'University of Example',
      issued: on(2011),
    },
    'Haddad, L. (2011). *The Syrian economy under sanctions* [Master’s thesis]. University of Example.',
    'Haddad, Lina. 2011. “The Syrian Economy under Sanctions.” Master’s thesis, University of Example.',
    'Haddad, Lina. *The Syrian Economy under Sanctions*. 2011. University of Example, Master’s thesis.',
  ],
  [
    'paper in proceedings',
    {
      type: 'paper-conference',
      author: [haddad],
      title: 'Gas and the new order',
      'container-title': 'Proceedings of the energy forum',
      editor: [berg, okafor],
      publisher: 'Harbour Press',
      'publisher-place': 'London',
      page: '12-24',
      issued: on(2014, 3),
    },
    'Haddad, L. (2014). Gas and the new order. In A. M. Berg & S. Okafor (Eds.), *Proceedings of the energy forum* (pp. 12–24). Harbour Press.',
    'Haddad, Lina. 2014. “Gas and the New Order.” In *Proceedings of the Energy Forum*, edited by Anna M. Berg and Samuel Okafor, 12–24. London: Harbour Press.',
    'Haddad, Lina. “Gas and the New Order.” *Proceedings of the Energy Forum*, edited by Anna M. Berg and Samuel Okafor, Harbour Press, 2014, pp. 12–24.',
  ],
  [
    'paper given',
    {
      type: 'paper-conference',
      author: [haddad],
      title: 'Gas and the new order',
      'container-title': 'Energy forum',
      issued: on(2014, 3, 4),
    },
    'Haddad, L. (2014, March 4). Gas and the new order. *Energy Forum*.',
    'Haddad, Lina. 2014. “Gas and the New Order.” *Energy Forum*, March 4, 2014.',
    'Haddad, Lina. “Gas and the New Order.” *Energy Forum*, 2014.',
  ],
  [
    'signed entry',
    {
      type: 'entry-encyclopedia',
      author: [haddad],
      title: "Ba'th Party",
      'container-title': 'Encyclopedia of the Levant',
      editor: [lind],
      page: '101-104',
      publisher: 'Harbour Press',
      'publisher-place': 'London',
      edition: '2',
      issued: on(2014),
    },
    'Haddad, L. (2014). Ba’th Party. In P. Lind (Ed.), *Encyclopedia of the Levant* (2nd ed., pp. 101–104). Harbour Press.',
    'Haddad, Lina. 2014. “Ba’th Party.” In *Encyclopedia of the Levant*, 2nd ed., edited by Peter Lind, 101–4. London: Harbour Press.',
    'Haddad, Lina. “Ba’th Party.” *Encyclopedia of the Levant*, edited by Peter Lind, 2nd ed., Harbour Press, 2014, pp. 101–04.',
  ],
  [
    'unsigned entry',
    {
      type: 'entry-encyclopedia',
      title: 'Treaty law',
      'container-title': 'Encyclopedia of the Levant',
      issued: on(2014, 3, 4),
      URL: url,
    },
    'Treaty law. (2014). In *Encyclopedia of the Levant*. https://example.org/x',
    '*Encyclopedia of the Levant*. 2014. “Treaty Law.” March 4. https://example.org/x.',
    '“Treaty Law.” *Encyclopedia of the Levant*, 4 Mar. 2014, https://example.org/x.',
  ],
  [
    'treaty',
    {
      type: 'treaty',
      author: [{ literal: 'Iran' }, { literal: 'Syria' }],
      title: 'Treaty of friendship and cooperation',
      'container-title': 'UNTS',
      volume: '1234',
      page: '101-110',
      issued: on(1980, 3, 1),
      URL: url,
    },
    'Treaty of Friendship and Cooperation, Iran-Syria, March 1, 1980, 1234 UNTS 101. https://example.org/x',
    'Treaty of Friendship and Cooperation, Iran-Syria, March 1, 1980, 1234 UNTS 101. https://example.org/x.',
    'Iran and Syria. Treaty of Friendship and Cooperation. *UNTS*, vol. 1234, 1 Mar. 1980, pp. 101–10, https://example.org/x.',
  ],
  [
    'law',
    {
      type: 'legislation',
      title: 'Nationality law',
      genre: 'Legislative decree',
      number: '276',
      'container-title': 'Official Gazette',
      volume: '3',
      page: '5-9',
      issued: on(1969, 11, 24),
    },
    'Nationality Law, Legislative decree No. 276, 3 Official Gazette 5 (1969).',
    'Nationality Law, Legislative decree No. 276, 3 Official Gazette 5 (1969).',
    'Nationality Law. *Official Gazette*, vol. 3, Legislative decree no. 276, 24 Nov. 1969, pp. 5–9.',
  ],
  [
    'law without number',
    { type: 'legislation', title: 'Nationality law', issued: on(1969) },
    'Nationality Law (1969).',
    'Nationality Law (1969).',
    'Nationality Law. 1969.',
  ],
  [
    'speech',
    {
      type: 'speech',
      author: [haddad],
      title: 'Speech to parliament',
      publisher: "People's Assembly",
      'publisher-place': 'Damascus',
      issued: on(2000, 7, 17),
      URL: url,
    },
    'Haddad, L. (2000, July 17). *Speech to parliament*. People’s Assembly. https://example.org/x',
    'Haddad, Lina. 2000. “Speech to Parliament.” Damascus: People’s Assembly, July 17. https://example.org/x.',
    'Haddad, Lina. “Speech to Parliament.” People’s Assembly, 17 July 2000, https://example.org/x.',
  ],
  [
    'speech at a session',
    {
      type: 'speech',
      author: [haddad],
      title: 'The road ahead',
      genre: 'Speech',
      'container-title': 'Opening session',
      issued: on(2000, 7, 17),
    },
    'Haddad, L. (2000, July 17). The road ahead. In *Opening session* [Speech].',
    'Haddad, Lina. 2000. “The Road Ahead.” In *Opening Session*, Speech. July 17.',
    'Haddad, Lina. “The Road Ahead.” Speech. *Opening Session*, 17 July 2000.',
  ],
  [
    'interview',
    {
      type: 'interview',
      author: [haddad],
      title: 'A talk about oil',
      'container-title': 'The Morning Hour',
      publisher: 'Example Radio',
      issued: on(2000, 7, 17),
      URL: url,
    },
    'Haddad, L. (2000, July 17). A talk about oil [Interview]. *The Morning Hour*. Example Radio. https://example.org/x',
    'Haddad, Lina. 2000. “A Talk about Oil.” *The Morning Hour*, Example Radio, July 17, 2000. https://example.org/x.',
    'Haddad, Lina. “A Talk about Oil.” *The Morning Hour*, 17 July 2000, https://example.org/x.',
  ],
  [
    'interview nobody can look up',
    { type: 'interview', author: [haddad], title: 'A talk about oil', issued: on(2000, 7, 17) },
    'Haddad, L. (2000, July 17). *A talk about oil* [Personal communication].',
    'Haddad, Lina. 2000. “A Talk about Oil.” July 17, 2000.',
    'Haddad, Lina. “A Talk about Oil.” 17 July 2000.',
  ],
  [
    'broadcast with address',
    {
      type: 'broadcast',
      author: [haddad],
      title: 'The pipeline',
      'container-title': 'Panorama',
      publisher: 'Example Radio',
      issued: on(2000, 7, 17),
      URL: url,
    },
    'Haddad, L. (2000, July 17). The pipeline [Broadcast]. In *Panorama*. Example Radio. https://example.org/x',
    'Haddad, Lina. 2000. “The Pipeline.” *Panorama*. Example Radio, July 17. https://example.org/x.',
    'Haddad, Lina. “The Pipeline.” *Panorama*, Example Radio, 17 July 2000, https://example.org/x.',
  ],
  [
    'episode',
    {
      type: 'broadcast',
      author: [haddad],
      title: 'The pipeline',
      'container-title': 'Panorama',
      publisher: 'Example Radio',
      number: '17',
      issued: on(2000, 7, 17),
    },
    'Haddad, L. (2000, July 17). The pipeline (No. 17) [Broadcast]. In *Panorama*. Example Radio.',
    'Haddad, Lina. 2000. *Panorama*. Episode 17, “The Pipeline.” Aired July 17, on Example Radio.',
    'Haddad, Lina. “The Pipeline.” *Panorama*, episode 17, Example Radio, 17 July 2000.',
  ],
  [
    'broadcast of nobody',
    { type: 'broadcast', title: 'The pipeline', publisher: 'Example Radio', issued: on(2000, 7, 17) },
    '*The pipeline*. (2000, July 17). [Broadcast]. Example Radio.',
    '*The Pipeline*. 2000. Aired July 17, on Example Radio.',
    '*The Pipeline*. Example Radio, 17 July 2000.',
  ],
];

describe('kinds of source in three styles', () => {
  it.each(rows)('%s', (_, csl, ...expected) =>
    expect([apaReference(csl), chicagoReference(csl), mlaReference(csl)].map(marked)).toEqual(expected),
  );
});

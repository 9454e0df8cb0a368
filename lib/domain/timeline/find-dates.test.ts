import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '@/lib/domain/timeline/find-dates';
import { dateWords } from '@/lib/domain/timeline/when';

/** What is found, with `?` before dates that lack a year. */
const read = (text: string) =>
  findDates(text)
    .map(({ when }) => (when.kind === 'no_year' ? `?${dateWords(when)}` : dateWords(when)))
    .join(' | ');

const dates: readonly (readonly [text: string, found: string])[] = [
  ['relations on 12 November 1946 when', '12 November 1946'],
  ['relations on November 12, 1946, when', '12 November 1946'],
  ['On April 10 2024 he spoke', '10 April 2024'],
  ['the 8th of December, 2024', '8 December 2024'],
  ['December 8th, 2024', '8 December 2024'],
  ['Sunday, 8 Dec. 2024', '8 December 2024'],
  ['dated 2024-12-08.', '8 December 2024'],
  ['29 February 2024', '29 February 2024'],
  ['29 February 2023', 'February 2023'],
  ['31 June 2011', 'June 2011'],
  ['3–5 May 2023', '3–5 May 2023'],
  ['from 3 to 5 May 2023', '3–5 May 2023'],
  ['May 3–5, 2023', '3–5 May 2023'],
  ['28 October – 2 November 1962', '28 October–2 November 1962'],
  ['October 28 to November 2, 1962', '28 October–2 November 1962'],
  ['from 12 May 2011 to 3 June 2012', '12 May 2011–3 June 2012'],
  ['in December 2024, the', 'December 2024'],
  ['In March, 2011', 'March 2011'],
  ['in May of 2011', 'May 2011'],
  ['In late June 2011, the', 'late June 2011'],
  ['mid-May 2011', 'mid May 2011'],
  ['early in December 2024', 'early December 2024'],
  ['Sept. 2022', 'September 2022'],
  ['between March and May 2011', 'March–May 2011'],
  ['between 3 May and 5 June 2023', '3 May–5 June 2023'],
  ['between 50 and 60 AD', '50–60 CE'],
  ['from March to May 2011', 'March–May 2011'],
  ['March–May 2011', 'March–May 2011'],
  ['between February 2010 and May 2011', 'February 2010–May 2011'],
  ['in 1979.', '1979'],
  ['the 1982 Hama massacre', '1982'],
  ['the 2024 Syrian opposition offensives', '2024'],
  ['the 2020 wildfires and the 2023 earthquake', '2020 | 2023'],
  ['Iran’s 2006 pledge', '2006'],
  ['the Israeli 2006 invasion', '2006'],
  ['a post-2003 Iraq', '2003'],
  ['Egypt in 1973’s war', '1973'],
  ['(2015)', '2015'],
  ['Resolution 2254 (2015)', '2015'],
  ['in late 2024', 'late 2024'],
  ['By 2018, the school', '2018'],
  ['In 2019 and 2020.', '2019 | 2020'],
  ['in 2011, 2012 and 2013', '2011 | 2012 | 2013'],
  ['Expo 2020', '2020'],
  ['the spring of 2011', '2011'],
  ['Spring 2011', '2011'],
  ['around 1950, trade grew', 'c. 1950'],
  ['about 1950 the trade grew', 'c. 1950'],
  ['Law No. 1979 of 2011', '2011'],
  ['1955 tonnes in 1955', '1955'],
  ['the 1990–91 Gulf War', '1990–1991'],
  ['on the night of 26–27 May 1999', '26–27 May 1999'],
  ['circa 1639', 'c. 1639'],
  ['the Treaty of 1639', '1639'],
  ['in 1639 the border', '1639'],
  ['The alliance deepened in 2000 when', '2000'],
  ['In 2011 armed men', '2011'],
  ['since the 1857 rebellion', '1857'],
  ['from 1500 to 1700', '1500–1700'],
  ['From 2001 to 2021, the', '2001–2021'],
  ['between 1986 and 1988', '1986–1988'],
  ['1986 and 1988', '1986 | 1988'],
  ['2011–2012', '2011–2012'],
  ['2011-12', '2011–2012'],
  ['1914 – 1918', '1914–1918'],
  ['(2024–present)', '2024–present'],
  ['from 1979 to the present', '1979–present'],
  ['1979–1990s', '1979–1990s'],
  ['1960s–70s', '1960s–1970s'],
  ['2000s–2011', '2000s–2011'],
  ['the late 1970s to the early 1980s', '1970s–1980s'],
  ['during the 1980s', '1980s'],
  ['in the 1980’s', '1980s'],
  ['the mid-1990s', 'mid 1990s'],
  ['In the mid-to-late 1980s', '1980s'],
  ['In 539 BCE, Cyrus', '539 BCE'],
  ['in 333–332 BCE', '333–332 BCE'],
  ['from 609 to 628 AD during', '609–628 CE'],
  ['after 711 AD were', '711 CE'],
  ['in AD 70 the', '70 CE'],
  ['44 B.C. was', '44 BCE'],
  ['the end of the 10th century', '10th century'],
  ['late 5th century BC', 'late 5th century BCE'],
  ['the nineteenth century', '19th century'],
  ['16th–18th centuries', '16th–18th centuries'],
  ['the 9th and 10th centuries', '9th–10th centuries'],
  ['In 2012 they met; on 3 May 2012 they signed', '3 May 2012'],
  ['In May 2012 and on 3 May 2012', '3 May 2012'],
  ['In 2010, signing a treaty in 2010', '2010'],
  ['On April 11, 1997 it was signed, it opened on May 16, 2008', '11 April 1997 | 16 May 2008'],
];

const withoutYear: readonly (readonly [text: string, found: string])[] = [
  ['the Gaza war in October, the', '?October'],
  ['on December 10, the Ministry', '?10 December'],
  ['completed on December 8th.', '?8 December'],
  ['On 4 May, a delegation', '?4 May'],
  ['the 4th of May', '?4 May'],
  ['However, in late August, the', '?late August'],
  ['since March', '?March'],
];

const none: readonly string[] = [
  'On 4 May (year unknown) a delegation came',
  'in October (year not known)',
  '1,979 people were killed',
  '1979 people were killed',
  'nearly 2000 soldiers',
  'some 1950 armed men',
  'about 2000 Syrians',
  'Law 1979 was passed',
  'fewer than 1979 people',
  'a force of 1500 men',
  'to 2000 Iranian troops',
  'in 1500 villages',
  'Resolution 1701 calls for',
  'resolution 1979',
  'under UN 2254',
  'UNSCR 1559',
  'Resolutions 1979 and 12',
  'page 1979',
  'pp. 1979–1985',
  'No. 1979',
  'Article 1948 of the code',
  'an article of 2,783 words',
  '2011 words',
  '$2000',
  'US$ 2000',
  'USD 2000 was paid',
  '2000 dollars',
  '1950 km',
  '1950-kilometre',
  '2030 GMT',
  '1950%',
  'over 1980 pilgrims',
  'Boeing 1979',
  'a Mirage 2000 fighter',
  'MiG-2000',
  'F-2000',
  'Agenda 2030',
  'at https://example.org/2011/05/news-1979.html',
  'www.example.org/1979',
  'mail year1979@example.org',
  'S/RES/2254',
  'A/2011/45',
  '+963 11 2011 1979',
  'ISBN 978-1-1979-2011-3',
  'the number 80,000',
  '333,000 Iranians',
  'Scud B missiles',
  'MiG 21 fighters',
  'Boeing 720',
  'a $300 billion claim',
  'seventeen years later',
  'they may march in 12 days',
  'By August Bebel',
  'turn of the century',
  'the 35th century',
  '3500 BCa',
  'item 2011.45',
];

describe('dates of a sentence', () => {
  it.each([...dates, ...withoutYear])('finds in “%s”: %s', (text, found) => {
    expect(read(text)).toBe(found);
  });

  it.each(none)('finds none in “%s”', (text) => {
    expect(read(text)).toBe('');
  });

  it('gives the words that say so and their place', () => {
    const text = 'It was signed on November 12, 1946, in Tehran.';
    expect(findDates(text)).toEqual([
      { at: 17, words: 'November 12, 1946', when: { kind: 'day', from: { year: 1946, month: 11, day: 12 } } },
    ]);
  });

  it('keeps to the words of any text, in order', () => {
    const piece = fc.constantFrom(...' |–|-|, |in |May|12|1979|2011|s| to |AD|late |/|('.split('|'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const found = findDates(text);
        for (const { at, words, when } of found) {
          expect(text.slice(at, at + words.length)).toBe(words);
          expect(dateWords(when)).not.toMatch(/NaN|undefined|null/u);
        }
        expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
    );
  });

  it.each(['1', '1979 ', '1979–', 'May ', 'in May ', 'a/', 'https://a', '12 May to ', '539 BC', 'mid-', '10th and '])(
    'reads 100,000 characters of “%s” quickly',
    (piece) => {
      const text = piece.repeat(100_000 / piece.length);
      const before = performance.now();
      findDates(text);
      expect(performance.now() - before).toBeLessThan(3000);
    },
  );
});

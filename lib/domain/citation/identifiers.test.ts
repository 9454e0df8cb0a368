import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hyphenateIsbn,
  readDoi,
  readIsbn,
  readIssn,
  readPmid,
  readUrl,
  urlKey,
} from '@/lib/domain/citation/identifiers';

const ok = (value: string) => ({ ok: true, value });
const no = (message: string) => ({ ok: false, message });
const doiSentence = 'A DOI starts with 10. and has a slash, like 10.5555/12345678.';
const digitSentence = 'The last digit does not fit. Please check the number.';
const urlSentence = 'Enter the whole address, starting with https:// or http://.';

describe('normal forms', () => {
  it.each([
    ['10.1000/182', ok('10.1000/182')],
    ['doi:10.5555/ABC', ok('10.5555/abc')],
    ['https://dx.doi.org/10.5555/12345678.', ok('10.5555/12345678')],
    ['https://doi.org/10.1016/S0140-6736(05)12345-6', ok('10.1016/s0140-6736(05)12345-6')],
    ['(doi:10.5555/1912340).', no(doiSentence)],
    ['10.5555/1912340).', ok('10.5555/1912340')],
    ['11.5555/1', no(doiSentence)],
    ['', no(doiSentence)],
  ])('DOI %s', (input, expected) => expect(readDoi(input)).toEqual(expected));

  it.each([
    ['0-8044-2957-X', ok('9780804429573')],
    ['ISBN 978-0-306-40615-7', ok('9780306406157')],
    ['ISBN-13: 978 0 306 40615 7', ok('9780306406157')],
    ['978-0-306-40615-8', no(digitSentence)],
    ['12345', no('An ISBN has 10 or 13 digits.')],
  ])('ISBN %s', (input, expected) => expect(readIsbn(input)).toEqual(expected));

  it.each([
    ['ISSN 0378-5955', ok('0378-5955')],
    ['2434561x', ok('2434-561X')],
    ['0378-5956', no(digitSentence)],
    ['378', no('An ISSN has 8 digits, like 0378-5955.')],
  ])('ISSN %s', (input, expected) => expect(readIssn(input)).toEqual(expected));

  it.each([
    ['pmid:123', ok('123')],
    ['https://pubmed.ncbi.nlm.nih.gov/12345678/', ok('12345678')],
    ['123', no('A PubMed number is written like pmid:12345678.')],
    ['pmid:0123', no('A PubMed number is written like pmid:12345678.')],
  ])('PMID %s', (input, expected) => expect(readPmid(input)).toEqual(expected));

  it.each([
    ['HTTPS://Example.org:443/A', ok('https://example.org/A')],
    ['http://[not', no(urlSentence)],
    ['//example.org', no(urlSentence)],
    ['/a', no(urlSentence)],
    ['javascript:alert(1)', no(urlSentence)],
    ['https://u:p@example.org', no('Leave the user name and password out of the address.')],
  ])('address %s', (input, expected) => expect(readUrl(input)).toEqual(expected));

  it('hyphenates an ISBN', () => expect(hyphenateIsbn('9780306406157')).toBe('978-0-306-40615-7'));
});

describe('keys of addresses', () => {
  it.each([
    ['HTTPS://Example.org:443/A/?utm_source=x&b=2&a=1#top', 'example.org/A?a=1&b=2'],
    ['http://example.org', 'example.org'],
    ['https://www.example.org/', 'www.example.org'],
    ['mailto:a@example.org', null],
  ])('%s', (input, expected) => expect(urlKey(input)).toBe(expected));

  it('does not change with tracking, fragment, order or scheme', () => {
    const pair = fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/u), fc.stringMatching(/^[a-z0-9]{0,5}$/u));
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const query = (list: [string, string][]) => new URLSearchParams(list).toString();
        const plain = urlKey(`https://example.org/x?${query(pairs)}`);
        expect(urlKey(`http://example.org/x/?${query([...pairs.toReversed(), ['utm_a', '1']])}#z`)).toBe(plain);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const read of [readDoi, readIsbn, readIssn, readPmid, readUrl])
          expect(typeof read(text).ok).toBe('boolean');
        urlKey(text);
      }),
    );
  });
});

import { assert, constantFrom, array, property, string, oneof } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readCiteTemplate } from '@/lib/domain/citation/read/cite-template';
import { readPlace } from '@/lib/domain/citation/read/place';

const read = (text: string) => readCiteTemplate(text)?.csl;

describe('a citation template', () => {
  it.each<[string, string, CslItem]>([
    [
      'a page of the web, with its archived copy',
      "{{cite web |last=Haddad |first=Lina |title=How the ''oil deal'' was [[made]] |website=[[Levant Monitor]] |date=9 May 2023 |url=https://example.org/oil-deal |access-date=2026-11-22 |archive-url=https://web.archive.org/web/2023/https://example.org/oil-deal |archive-date=10 May 2023 |url-status=live}}",
      {
        type: 'webpage',
        title: 'How the oil deal was made',
        author: [{ family: 'Haddad', given: 'Lina' }],
        issued: { 'date-parts': [[2023, 5, 9]] },
        accessed: { 'date-parts': [[2026, 11, 22]] },
        'container-title': 'Levant Monitor',
        URL: 'https://example.org/oil-deal',
        custom: {
          archiveUrl: 'https://web.archive.org/web/2023/https://example.org/oil-deal',
          archiveDate: '10 May 2023',
          urlStatus: 'live',
        },
      },
    ],
    [
      'a newspaper',
      '{{Cite news|author=Okafor, Samuel|title=Tehran agrees|newspaper=The Example Times|page=A4|date=2010-02-25|agency=Reuters}}',
      {
        type: 'article-newspaper',
        title: 'Tehran agrees',
        author: [{ family: 'Okafor', given: 'Samuel' }],
        issued: { 'date-parts': [[2010, 2, 25]] },
        'container-title': 'The Example Times',
        page: 'A4',
        custom: { agency: 'Reuters' },
      },
    ],
    [
      'a chapter',
      '{{cite book|last1=Berg|first1=Anna M.|chapter=The Damascus axis|title=The Middle East in transition|editor-last=Lind|editor-first=Peter|publisher=Harbour Press|location=London|year=2014|pages=101–128|isbn=978-0-306-40615-7}}',
      {
        type: 'chapter',
        title: 'The Damascus axis',
        author: [{ family: 'Berg', given: 'Anna M.' }],
        editor: [{ family: 'Lind', given: 'Peter' }],
        issued: { 'date-parts': [[2014]] },
        'container-title': 'The Middle East in transition',
        publisher: 'Harbour Press',
        'publisher-place': 'London',
        page: '101-128',
        ISBN: '9780306406157',
      },
    ],
    [
      'a journal',
      '{{cite journal|vauthors=Haddad L, Berg AM|title=Trade|journal=Journal of Levant Studies|volume=12|issue=3|doi=10.5555/12345678|pmid=123|pmc=PMC77|display-authors=etal}}',
      {
        type: 'article-journal',
        title: 'Trade',
        author: [{ literal: 'Haddad L, Berg AM' }],
        'container-title': 'Journal of Levant Studies',
        volume: '12',
        issue: '3',
        DOI: '10.5555/12345678',
        PMID: '123',
        custom: { moreAuthors: true, pmcid: 'PMC77' },
      },
    ],
    [
      'a body as author, and a language',
      '{{cite report|author=Ministry of Foreign Affairs, Syria|title=T|language=Arabic|institution=I}}',
      {
        type: 'report',
        title: 'T',
        author: [{ literal: 'Ministry of Foreign Affairs, Syria' }],
        publisher: 'I',
        language: 'ar',
      },
    ],
    [
      'unknown words, empty and unnamed ones',
      '{{citation|title=T|isbn=|foo=bar|via=Press|stray}}',
      { type: 'document', title: 'T', custom: { foo: 'bar', via: 'Press', '1': 'stray' } },
    ],
    [
      'a value with bars and equals signs of its own',
      '{{cite web|title=A {{lang|ar|دمشق}} {{!}} b = c &amp; d|url=https://a.org/?x=1&y=2<!-- no -->}}',
      { type: 'webpage', title: 'A دمشق | b = c & d', URL: 'https://a.org/?x=1&y=2' },
    ],
    [
      'an address that may not be one',
      '{{cite web|title=T|url=javascript:alert(1)}}',
      { type: 'webpage', title: 'T', custom: { address: 'javascript:alert(1)' } },
    ],
  ])('describes %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['{{cite web|title=T}}', 'webpage'],
    ['{{cite press release|title=T}}', 'article-newspaper'],
    ['{{cite magazine|title=T}}', 'article-magazine'],
    ['{{cite encyclopedia|title=T}}', 'entry-encyclopedia'],
    ['{{cite thesis|title=T}}', 'thesis'],
    ['{{cite conference|title=T}}', 'paper-conference'],
    ['{{cite tweet|title=T}}', 'post'],
    ['{{cite interview|title=T}}', 'interview'],
    ['{{cite speech|title=T}}', 'speech'],
    ['{{cite map|title=T}}', 'map'],
    ['{{cite podcast|title=T}}', 'broadcast'],
    ['{{cite AV media|title=T}}', 'motion_picture'],
    ['{{cite_book|title=T}}', 'book'],
    ['{{cite nonsense|title=T}}', 'document'],
    ['{{citation|title=T|journal=J}}', 'article-journal'],
    ['{{citation|title=T|publisher=P}}', 'book'],
    ['{{citation|title=T|url=https://a.org}}', 'webpage'],
    ['<ref name="x">{{cite web|title=T}}</ref>', 'webpage'],
  ])('%s is a %s', (text, type) => {
    expect(read(text)?.type).toBe(type);
  });

  it.each(['', 'words', '{{sfn|A|2006}}', '{{cite web|title=T', '{{citation needed|date=May 2023}}', '[[x]]'])(
    'is none: %s',
    (text) => {
      expect(readCiteTemplate(text)).toBeNull();
    },
  );

  it('keeps page and quoted words of a book with the use, so that two pages are one source', () => {
    const found = readCiteTemplate("{{cite book|title=T|page=12|quote=As ''it'' was}}");
    expect(found).toEqual({
      csl: { type: 'book', title: 'T' },
      warnings: [],
      locators: [{ label: 'page', value: '12' }],
      quote: 'As it was',
    });
  });

  it.each([
    ['{{cite web|url=https://a.org/x}}', 'The citation has no title. Enter one.'],
    ['{{cite book|title=T|isbn=978-0-306-40615-8}}', 'The last digit does not fit.'],
    ['{{cite web|title=T|date=03/04/2010}}', 'could not be read for certain'],
    ['{{cite book|title=T|title=U}}', 'title: U'],
    ['{{cite book|title=T|language=Klingonese}}', 'Klingonese'],
  ])('says what it could not take of %s', (text, sentence) => {
    const found = readCiteTemplate(text);
    expect(found?.warnings.join(' ')).toContain(sentence);
    expect(cslSchema.safeParse(found?.csl).success).toBe(true);
  });

  it('gives a valid record for whatever stands in it, and never throws', () => {
    const names = [
      'title',
      'last',
      'first2',
      'author',
      'date',
      'url',
      'isbn',
      'language',
      'page',
      'quote',
      '__proto__',
      'constructor',
    ];
    const part = oneof(
      constantFrom(...names, '|', '=', '{{', '}}', '[[', ']]', '<!--', '-->', "''", '&#0;', '\u0000'),
      string(),
    );
    assert(
      property(array(part, { maxLength: 30 }), (parts) => {
        const found = readCiteTemplate(`{{cite web|${parts.join('')}}}`);
        expect(found === null || cslSchema.safeParse(found.csl).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a template nested without end as none', () => {
    expect(readCiteTemplate(`{{cite web|title=${'{{a|'.repeat(20_000)}`)).toBeNull();
  });
});

describe('a place in a source', () => {
  it.each([
    ['12', [{ label: 'page', value: '12' }]],
    ['pp. 12–14, 20', [{ label: 'page', value: '12–14, 20' }]],
    [
      'ch. 3, p. xiv',
      [
        { label: 'chapter', value: '3' },
        { label: 'page', value: 'xiv' },
      ],
    ],
    ['§ 4', [{ label: 'section', value: '4' }]],
    ['A4', [{ label: 'page', value: 'A4' }]],
    ['00:12:30', [{ label: 'timestamp', value: '00:12:30' }]],
    ['somewhere in the middle', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(readPlace(text, 'page')).toEqual(expected);
  });
});

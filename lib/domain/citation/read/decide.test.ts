import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCite } from '@/lib/domain/citation/read/decide';
import { readSources, sourceLimits } from '@/lib/domain/citation/read/sources';

const record = (text: string) => {
  const decided = decideCite(text);
  return decided.is === 'identifier' ? [decided.name, decided.candidate.csl] : decided;
};

describe('one number or address', () => {
  it.each<[string, string, object]>([
    ['10.5555/12345678', 'DOI 10.5555/12345678', { type: 'article-journal', DOI: '10.5555/12345678' }],
    ['doi: 10.5555/ABC).', 'DOI 10.5555/abc', { type: 'article-journal', DOI: '10.5555/abc' }],
    [
      'https://dx.doi.org/10.1016/S0140-6736(05)12345-6',
      'DOI 10.1016/s0140-6736(05)12345-6',
      { type: 'article-journal', DOI: '10.1016/s0140-6736(05)12345-6' },
    ],
    [
      'arXiv:2101.00001v2',
      'arXiv 2101.00001',
      {
        ...{ type: 'report', publisher: 'arXiv', genre: 'Preprint', number: 'arXiv:2101.00001' },
        URL: 'https://arxiv.org/abs/2101.00001',
      },
    ],
    ['0-8044-2957-X', 'ISBN 9780804429573', { type: 'book', ISBN: '9780804429573' }],
    ['ISBN 978 0 306 40615 7', 'ISBN 9780306406157', { type: 'book', ISBN: '9780306406157' }],
    ['0378-5955', 'ISSN 0378-5955', { type: 'article-journal', ISSN: '0378-5955' }],
    ['pmid:123', 'PMID 123', { type: 'article-journal', PMID: '123' }],
    ['https://pubmed.ncbi.nlm.nih.gov/123/?from=x', 'PMID 123', { type: 'article-journal', PMID: '123' }],
    ['https://x.com/a/status/1', 'https://x.com/a/status/1', { type: 'post', URL: 'https://x.com/a/status/1' }],
    ['HTTPS://Example.org:443/A', 'https://example.org/A', { type: 'webpage', URL: 'https://example.org/A' }],
    [
      'https://web.archive.org/web/20120301000000/https://example.org/a',
      'https://example.org/a',
      {
        type: 'webpage',
        URL: 'https://example.org/a',
        custom: {
          archiveUrl: 'https://web.archive.org/web/20120301000000/https://example.org/a',
          archiveDate: '2012-03-01',
        },
      },
    ],
    [
      'https://web.archive.org/web/2012id_/example.org',
      'http://example.org/',
      {
        type: 'webpage',
        URL: 'http://example.org/',
        custom: { archiveUrl: 'https://web.archive.org/web/2012id_/example.org', archiveDate: '2012' },
      },
    ],
  ])('%s', (text, name, csl) => expect(record(text)).toEqual([name, csl]));

  it('knows PMC numbers', () =>
    expect(record('PMC123456')).toMatchObject([
      'PMC123456',
      { URL: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/' },
    ]));

  it.each([
    ['978-0-306-40615-8', 'The last digit does not fit. Please check the number.'],
    ['ISBN 12', 'An ISBN has 10 or 13 digits.'],
    ['doi:11.5555', 'A DOI starts with 10. and has a slash, like 10.5555/12345678.'],
    ['arxiv:abc', 'An arXiv number is written like arXiv:2101.00001.'],
    ['issn 0378-5956', 'The last digit does not fit. Please check the number.'],
    ['pmid:0123', 'A PubMed number is written like pmid:12345678.'],
    ['//example.org/x', 'Enter the whole address, starting with https:// or http://.'],
    ['www.example.org', 'Enter the whole address, starting with https:// or http://.'],
    ['javascript:alert(1)', 'Enter the whole address, starting with https:// or http://.'],
    ['https://me:secret@example.org/', 'Leave the user name and password out of the address.'],
  ])('refuses %s', (text, message) => expect(decideCite(text)).toEqual({ is: 'wrong', message }));
});

describe('text', () => {
  it('with a number inside becomes the note of a draft', () =>
    expect(record('Haddad (2015), see doi:10.5555/12345678.')).toEqual([
      'DOI 10.5555/12345678',
      { type: 'article-journal', DOI: '10.5555/12345678', note: 'Haddad (2015), see doi:10.5555/12345678.' },
    ]));

  it.each([
    '',
    'Syria and Iran',
    '1914-1918',
    '2019',
    '123456789',
    'Treaty 10.5 million',
    '10.5',
    'a{b}',
    '{"a": 1}',
    'me@example.org',
  ])('without is words: %j', (text) => expect(decideCite(text)).toEqual({ is: 'words', words: text }));
});

describe('records', () => {
  it.each([
    ['@book{a, title={T}}', 'bibtex'],
    ['% from a library\n\n@book{a, title={T}}', 'bibtex'],
    ['TY  - BOOK\r\nTI  - T\r\nER  - ', 'ris'],
    ['{"type":"book","title":"T"}', 'csl-json'],
    ['[{"title":"T"}]', 'csl-json'],
    ['{{cite book |title=T |publisher=P}}', 'wikitext'],
    ['<ref name="x">{{Cite book |title=T}}</ref>', 'wikitext'],
  ])('%s', (text, format) =>
    expect(decideCite(text)).toMatchObject({ is: 'records', format, candidates: [{ csl: { title: 'T' } }] }),
  );

  it('several templates, each with its line, place and words', () =>
    expect(
      readSources(
        '{{cite book|title=A|page=12|quote=So it was.}}\n and {{cite web|title=B|url=https://b.org}}\n{{sfn|X}}',
      ),
    ).toMatchObject({
      ok: true,
      candidates: [
        { line: 1, csl: { title: 'A' }, quote: 'So it was.', locators: [{ label: 'page', value: '12' }] },
        { line: 2, csl: { title: 'B' } },
        { line: 3, csl: null, refused: '“sfn” is no citation template that is known here.' },
      ],
    }));

  it('refuses what is too much with number and limit, and what is none', () => {
    expect(readSources('x'.repeat(sourceLimits.characters + 1))).toEqual({
      ok: false,
      message: 'This has 2097153 characters; 2097152 are the most.',
    });
    expect(readSources('@book{a,title={T}}\n'.repeat(5000))).toEqual({
      ok: false,
      message: 'This has more than 2000 sources. Import it in parts.',
    });
    expect(readSources('A letter')).toMatchObject({ ok: false });
  });
});

describe('hostile text', () => {
  it('never throws', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 100 }), (text) => {
        for (const one of [text, `{{${text}`, `https://${text}`, `doi:${text}`, `[${text}`]) {
          expect(typeof decideCite(one).is).toBe('string');
        }
      }),
    );
  });

  it.each(['{{', '{{a}}', '10.5555/', 'https://', ')', '10.5555/)', ' ', 'ISBN ', '<ref ', '[', '{"', 'a@b{'])(
    'is quick with 200,000 signs of %j',
    (unit) => {
      const text = unit.repeat(200_000 / unit.length);
      expect(typeof decideCite(text).is).toBe('string');
      expect(typeof decideCite(`10.5555/x${text}`).is).toBe('string');
    },
  );
});

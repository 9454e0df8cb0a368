import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readBibtex } from '@/lib/domain/citation/read/bibtex';

const one = (text: string) => readBibtex(text)[0];
const csl = (fields: string, type = 'book') => one(`@${type}{k, title = {T}, ${fields}}`)?.csl;

describe('kinds of entry', () => {
  it.each([
    ['article', 'article-journal'],
    ['mvbook', 'book'],
    ['collection', 'book'],
    ['inbook', 'chapter'],
    ['incollection', 'chapter'],
    ['inproceedings', 'paper-conference'],
    ['techreport', 'report'],
    ['mastersthesis', 'thesis'],
    ['electronic', 'webpage'],
    ['inreference', 'entry-encyclopedia'],
    ['letter', 'personal_communication'],
    ['dataset', 'dataset'],
    ['speech', 'speech'],
    ['misc', 'document'],
    ['whatever', 'document'],
  ])('@%s is %s', (type, expected) => expect(csl('', type)?.type).toBe(expected));

  it.each([
    ['@article{k, title={T}, entrysubtype={newspaper}}', 'article-newspaper'],
    ['@article{k, title={T}, entrysubtype={magazine}}', 'article-magazine'],
    ['@online{k, title={T}, entrysubtype={post}}', 'post'],
    ['@misc{k, title={T}, url={https://example.org/}}', 'webpage'],
    ['@ARTICLE(k, TITLE="T")', 'article-journal'],
  ])('%s', (text, expected) => expect(one(text)?.csl?.type).toBe(expected));
});

describe('LaTeX', () => {
  it.each([
    ['{The {DNA} of \\emph{trade}}', 'The DNA of trade'],
    ['{M{\\"u}ller, \\"{O}l, \\\'{\\i}, \\c{c}a, \\v s, \\H{o}, {\\ss} and \\o}', 'Müller, Öl, í, ça, š, ő, ß and ø'],
    ['{Crusoe\\textquoteright s island}', 'Crusoe’s island'],
    ['{100\\% of \\$5 \\& \\#1\\_x}', '100% of $5 & #1_x'],
    ["{``Quoted'' -- and --- so}", '“Quoted” – and — so'],
    ['{H$_2$O and m$^{2}$}', 'H_2O and m²'],
    ['{A~B\\ C\\,D\\\\E}', 'A B C D E'],
    ['{\\href{https://example.org}{Words}}', 'Words'],
    ['{a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d}', 'a\\b~c^d'],
    ['{<i>Syria</i> &amp; Iran}', 'Syria & Iran'],
    ['"Quotation {"}marks{"} and \\"o"', 'Quotation "marks" and ö'],
    ['{over\n  two lines}', 'over two lines'],
  ])('%s', (value, expected) => expect(one(`@book{k, title = ${value}}`)?.csl?.title).toBe(expected));
});

describe('names', () => {
  it.each([
    ['Haddad, Lina', [{ family: 'Haddad', given: 'Lina' }]],
    [
      'Lina Haddad and Anna M. Berg',
      [
        { family: 'Haddad', given: 'Lina' },
        { family: 'Berg', given: 'Anna M.' },
      ],
    ],
    ['van der Berg, Jan-Piet', [{ family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der' }]],
    ['Jan-Piet van der Berg', [{ family: 'Berg', given: 'Jan-Piet', 'non-dropping-particle': 'van der' }]],
    ['King, Jr., Martin Luther', [{ family: 'King', given: 'Martin Luther', suffix: 'Jr.' }]],
    ['{Ministry of Trade and Energy}', [{ literal: 'Ministry of Trade and Energy' }]],
    ['{{Ministry of Trade}}', [{ literal: 'Ministry of Trade' }]],
    ['al-Azm, Sadik', [{ family: 'Azm', given: 'Sadik', 'non-dropping-particle': 'al-' }]],
    ['{\\"O}zg{\\"u}r, Ay{\\c s}e', [{ family: 'Özgür', given: 'Ayşe' }]],
    ['{Barnes and Noble, Inc.} and Plato', [{ literal: 'Barnes and Noble, Inc.' }, { family: 'Plato' }]],
  ])('%s', (value, expected) => expect(csl(`author = {${value}}`)?.author).toEqual(expected));

  it('takes "and others" as more people, not as a person', () =>
    expect(csl('author = {Haddad, Lina and others}')).toMatchObject({
      author: [{ family: 'Haddad' }],
      custom: { moreAuthors: true },
    }));
});

describe('dates', () => {
  const on = (...parts: number[]) => ({ 'date-parts': [parts] });
  it.each([
    ['date = {2010-02-25}', on(2010, 2, 25)],
    ['year = 2010, month = may', on(2010, 5)],
    ['year = {2010}, month = {February}, day = {3}', on(2010, 2, 3)],
    ['year = {2010}, month = feb # "~25"', on(2010, 2, 25)],
    ['year = {2010}, date = {2010-02}', on(2010, 2)],
    ['date = {2010/2012}', { 'date-parts': [[2010], [2012]] }],
    [
      'date = {2010-03-30/2010-04-02}',
      {
        'date-parts': [
          [2010, 3, 30],
          [2010, 4, 2],
        ],
      },
    ],
    ['date = {1906~}', { 'date-parts': [[1906]], circa: true }],
    ['date = {2015-21}', { 'date-parts': [[2015]], season: 1 }],
    ['date = {-0429}', on(-430)],
    ['date = {0000}', on(-1)],
    ['date = {2010/..}', { literal: '2010/..' }],
    ['year = {03/04/2010}', { literal: '03/04/2010' }],
    ['year = {n.d.}', undefined],
    ['date = {2010-13-45}', { literal: '2010-13-45' }],
  ])('%s', (fields, expected) => expect(csl(fields)?.issued).toEqual(expected));
});

describe('fields', () => {
  it('puts each where CSL has it', () =>
    expect(
      csl(
        `journaltitle = {J}, volume = 12, number = 3, pages = {45--67}, doi = {https://doi.org/10.5555/A_B}, issn = {0378-5955},
         eprint = {123}, eprinttype = {pubmed}, langid = {ngerman}, url = {https://example.org/a\\_b}, urldate = {2026-11-22},
         abstract = {Long}, file = {:C\\:/me.pdf:PDF}`,
        'article',
      ),
    ).toEqual({
      type: 'article-journal',
      title: 'T',
      'container-title': 'J',
      volume: '12',
      issue: '3',
      page: '45-67',
      DOI: '10.5555/a_b',
      ISSN: '0378-5955',
      PMID: '123',
      language: 'de',
      URL: 'https://example.org/a_b',
      accessed: { 'date-parts': [[2026, 11, 22]] },
      custom: { abstract: 'Long' },
    }));

  it('joins lists, subtitles, and finds an address in howpublished', () =>
    expect(
      csl(
        'subtitle = {S}, publisher = {A and {B and C}}, location = {Paris and Rome}, howpublished = {\\url{https://x.org/~a}}',
      ),
    ).toMatchObject({
      title: 'T: S',
      publisher: 'A, B and C',
      'publisher-place': 'Paris, Rome',
      URL: 'https://x.org/~a',
    }));

  it('sets aside what does not fit, and says so', () => {
    const read = one('@book{k, title = {T}, isbn = {978-0-306-40615-8}, url = {ftp://x.org}}');
    expect(read?.csl).toEqual({
      type: 'book',
      title: 'T',
      custom: { 'read-ISBN': '978-0-306-40615-8', 'read-URL': 'ftp://x.org' },
    });
    expect(read?.warnings).toEqual([
      '“ISBN” “978-0-306-40615-8” was set aside: The last digit does not fit. Please check the number.',
      '“URL” “ftp://x.org” was set aside: Enter the whole address, starting with https:// or http://.',
    ]);
  });
});

describe('files', () => {
  it('reads @string, comments and preambles, and text between entries', () => {
    const read = readBibtex(`\uFEFFA word before, mail me@example.org.
@comment{ @book{no, title={No}} }
@preamble{"\\newcommand{\\x}{y}"}
@string{ jls = "Journal of Levant Studies", Short = {Levant} }
@article{a, title = "One", journal = jls # " (" # short # ")", publisher = nowhere } % end
@book{b, title = {Two},}`);
    expect(read.map(({ line, name, csl: record }) => [line, name, record?.title])).toEqual([
      [5, 'a', 'One'],
      [6, 'b', 'Two'],
    ]);
    expect(read[0]?.csl?.['container-title']).toBe('Journal of Levant Studies (Levant)');
    expect(read[0]?.warnings).toEqual(['“nowhere” stands for nothing in this file; it was taken as it is.']);
  });

  it('gives a part what the work in its crossref has, but for what is the whole’s alone', () => {
    const [part, , lost] = readBibtex(`@incollection{a, title={Part}, crossref={b}, pages={1--2}}
@collection{B, title={Whole}, editor={Berg, Anna}, year=2014, publisher={Press}, doi={10.5555/1}, url={https://example.org/}}
@inbook{c, title={Lost}, crossref={zzz}}`);
    expect(part?.csl).toEqual({
      type: 'chapter',
      title: 'Part',
      'container-title': 'Whole',
      editor: [{ family: 'Berg', given: 'Anna' }],
      issued: { 'date-parts': [[2014]] },
      publisher: 'Press',
      page: '1-2',
    });
    expect(lost?.warnings).toEqual(['The entry “zzz” that it refers to is not here.']);
  });

  it('names what it cannot read by line and key, and reads on behind it', () => {
    const read = readBibtex(`@book{a, title = {Fine}}
@book{b, title = {never closed,
@book{c, title = {Fine too}}
@book{d, title "T"}
@book{e, title = {T} year = 2000}
@book{f, author = {Nobody}}
@book{a, title = {Again}}
@book{g, title = {`);
    expect(read.map(({ line, name, refused }) => [line, name, refused])).toEqual([
      [1, 'a', null],
      [2, 'b', 'A brace in it is never closed.'],
      [3, 'c', null],
      [4, 'd', 'It has something that is no field at “title”.'],
      [5, 'e', 'A comma is missing between its fields.'],
      [6, 'f', 'It has no title. Give it one, or a description and who made it.'],
      [7, 'a', null],
      [8, 'g', 'A brace in it is never closed.'],
    ]);
    expect(read[6]?.warnings).toEqual(['The key “a” is used before, in line 1.']);
  });

  it('reads nothing out of nothing', () => expect(readBibtex('')).toEqual([]));
});

describe('hostile text', () => {
  it('never throws, and gives records that the library takes', () => {
    const unit = string({ maxLength: 3 });
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), unit, unit, (text, a, b) => {
        for (const whole of [
          text,
          `@book{${text}}`,
          `@book{k,title={${text}},author={${a}, ${b} and ${a}},date={${b}}}`,
        ]) {
          for (const { csl: record, refused } of readBibtex(whole)) {
            expect(refused !== null || cslSchema.safeParse(record).success).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['braces', '{'.repeat(200_000)],
    ['open entries', '@book{a,title={'.repeat(20_000)],
    ['open entries in lines', '@book{a,title={\n'.repeat(20_000)],
    ['backslashes', `@book{a,title={${'\\'.repeat(200_000)}}}`],
    ['accents', `@book{a,title={${"\\'".repeat(100_000)}}}`],
    ['and', `@book{a,title={T},author={${'x and '.repeat(30_000)}}}`],
    ['commas', `@book{a,title={T},author={${','.repeat(200_000)}}}`],
    ['macros', `@string{a="xx"}${Array.from({ length: 60 }, () => '@string{a=a#a}').join('\n')}`],
    ['blanks', `@book${' '.repeat(200_000)}`],
    ['lines', `@book{a,\n${'\n\t'.repeat(100_000)}@`],
  ])('reads 200,000 signs of %s in one go', (_, text) => expect(Array.isArray(readBibtex(text))).toBe(true));
});

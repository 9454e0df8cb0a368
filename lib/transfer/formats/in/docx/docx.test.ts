import { describe, expect, it } from 'vitest';
import { readDocx } from '@/lib/transfer/formats/in/docx/index';
import { aDocx, noteMark, para, run } from '@/lib/transfer/formats/in/docx/testing';
import { codesOf, leadOf, shapeOf } from '@/lib/transfer/formats/in/testing';

const read = (bytes: Uint8Array) => readDocx(bytes, 'paper.docx');
const table = `<w:tbl><w:tr><w:tc>${para(run('A'))}</w:tc><w:tc>${para(run('B'))}</w:tc></w:tr></w:tbl>`;

describe('a document of Word', () => {
  it('has its title, sections, marks, tables and quotations', async () => {
    const body = [
      para(run('Iran'), 'Title'),
      para(run('The ') + run('lead', '<w:b/>') + run('.')),
      para(run('History'), 'Heading1'),
      para(run('H') + run('2', '<w:vertAlign w:val="subscript"/>') + run('O')),
      para(run('Trade'), 'Heading2'),
      table,
      para(run('We will not.'), 'Quote'),
    ].join('');
    const reading = await read(aDocx(body));
    expect(reading.document?.title).toBe('Iran');
    expect(shapeOf(reading)).toEqual({
      '': ['The [bold:lead].'],
      '## History': ['H[subscript:2]O'],
      '### Trade': [{ table: [['A', 'B']] }, { quote: ['We will not.'], by: '' }],
    });
  });

  it('cites what its footnotes name, and keeps remarks as notes', async () => {
    const body =
      para(run('Iran'), 'Title') + para(run('a') + noteMark(1) + run(' b') + noteMark(2) + run(' c') + noteMark(3));
    const footnotes = [
      run('Lina Haddad, ') + run('Trade', '<w:i/>') + run(' (London: Harbour Press, 2006), p. 12.'),
      run('This is a remark.'),
      run('Ibid., p. 14.'),
    ];
    const reading = await read(aDocx(body, { footnotes }));
    expect(shapeOf(reading)).toEqual({
      '': ['a{0} b[superscript:note 1] c{0}'],
      '## Notes': [{ ol: [['This is a remark.']] }],
    });
    expect(reading.citations).toMatchObject([
      { locators: [{ label: 'page', value: '12' }] },
      { locators: [{ label: 'page', value: '14' }] },
    ]);
    expect(reading.report.issues.map(({ line }) => line)).toEqual([1, 1]);
  });

  it('is named by its properties where no paragraph is the title, and by its only heading', async () => {
    const named = await read(
      aDocx(para(run('One'), 'Heading1') + para(run('a')) + para(run('Two'), 'Heading1') + para(run('b')), {
        title: 'Named',
      }),
    );
    expect(named.document?.title).toBe('Named');
    expect(Object.keys(shapeOf(named))).toEqual(['', '## One', '## Two']);
    expect((await read(aDocx(para(run('One'), 'Heading1') + para(run('a')), { title: 'Named' }))).document?.title).toBe(
      'One',
    );
  });

  it('reports each comment with who wrote it, the words that it is about, and its paragraph', async () => {
    const at = (id: number, what: string) => `<w:comment${what} w:id="${id}"/>`;
    const body =
      para(run('Iran'), 'Title') +
      para(run('First.')) +
      para('') +
      para(
        run('They met in ') +
          at(0, 'RangeStart') +
          run('19') +
          run('62 &amp; later') +
          at(0, 'RangeEnd') +
          `<w:r>${at(0, 'Reference')}</w:r>` +
          run('.'),
      ) +
      para(run('Last.') + `<w:r>${at(1, 'Reference')}</w:r>`);
    const comments =
      `<w:comment w:author="Amal &amp; Co" w:id="0">${para(run('Is it') + run(' so?')) + para(run('See p. 3.'))}</w:comment>` +
      `<w:comment w:id="1" w:author="">${para(run('Good.'))}</w:comment>`;
    const { report } = await read(aDocx(body, { comments }));
    expect(report.issues.map(({ line, message }) => [line, message])).toEqual([
      [2, 'Amal & Co commented on “1962 & later”: “Is it so? See p. 3.” Comments are left out of the text.'],
      [3, 'Somebody commented: “Good.” Comments are left out of the text.'],
    ]);
    expect(report.dropped).toEqual([
      { line: 2, text: 'Is it so? See p. 3.' },
      { line: 3, text: 'Good.' },
    ]);
  });

  it('reports comments and what tracked changes took out', async () => {
    const body =
      para(run('Iran'), 'Title') +
      para(
        `<w:ins w:id="1" w:author="A">${run('new')}</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>old words</w:delText></w:r></w:del>`,
      );
    const comments = `<w:comment w:id="0" w:author="Amal">${para(run('Is it so?'))}</w:comment>`;
    const reading = await read(aDocx(body, { comments }));
    expect(leadOf(reading)).toEqual(['new']);
    expect(reading.report.dropped.map(({ text }) => text)).toEqual(['Is it so?', 'old words']);
    expect(codesOf(reading)).toEqual(['comment-dropped', 'changes-accepted']);
  });
});

describe('a file that is no document of Word', () => {
  const entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>';
  const nested = `${'<w:tbl><w:tr><w:tc>'.repeat(1000)}${'</w:tc></w:tr></w:tbl>'.repeat(1000)}`;
  const bomb = new Uint8Array(101 * 1024 * 1024);
  it.each<[string, () => Uint8Array, string]>([
    ['text', () => Buffer.from('words'), 'not-docx'],
    ['nothing', () => new Uint8Array(), 'not-docx'],
    ['a zip that breaks off', () => aDocx(para(run('a'))).subarray(0, 400), 'not-docx'],
    [
      'a zip that unpacks to more than 100 MiB',
      () => aDocx(para(run('a')), {}, { 'word/theme.xml': bomb }),
      'too-large',
    ],
    ['more than 20 MiB', () => Buffer.concat([aDocx(para(run('a'))), Buffer.alloc(20 * 1024 * 1024)]), 'too-large'],
    [
      'entities that grow without end',
      () => aDocx(para(run('a')), {}, { 'word/settings.xml': new TextEncoder().encode(entities) }),
      'doctype',
    ],
    ['tables 1,000 deep', () => aDocx(nested), 'too-deep'],
    ['no words', () => aDocx(''), 'empty-file'],
  ])('%s is refused', async (_, bytes, code) => {
    const { document, report } = await read(bytes());
    expect(document).toBeNull();
    expect(report.issues.find(({ severity }) => severity === 'error')?.code).toBe(code);
  });
});

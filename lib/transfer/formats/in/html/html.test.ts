import { array, assert, constantFrom, property, string, oneof } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '@/lib/transfer/formats/in/html/index';
import { allWords, codesOf, leadOf, shapeOf, takenBySchema } from '@/lib/transfer/formats/in/testing';

const read = (html: string, name = 'page.html') => readHtml(Buffer.from(html), name);
const lead = (html: string) => leadOf(read(`<h1>T</h1>${html}`));

describe('a page', () => {
  it.each<[string, string, unknown[]]>([
    [
      'marks',
      '<p>a <b>b</b> <em>c</em> H<sub>2</sub>O m<sup>2</sup></p>',
      ['a [bold:b] [italic:c] H[subscript:2]O m[superscript:2]'],
    ],
    [
      'marks of style',
      '<p><span style="font-weight:700">a</span><span style="font-style: italic">b</span></p>',
      ['[bold:a][italic:b]'],
    ],
    ['the wrapper of Google Docs', '<b style="font-weight:normal"><p>a</p></b>', ['a']],
    ['blanks and line ends', '<p>  a\n\n  b  <br> c </p>', ['a b⏎c']],
    ['bare text', 'a<p>b</p>c', ['a', 'b', 'c']],
    ['divisions', '<div>a<div>b</div>c</div>', ['a', 'b', 'c']],
    ['a link', '<p><a href=" https://a.org/x ">a</a></p>', ['[https://a.org/x:a]']],
    [
      'a link that may not be one',
      '<p><a href="javascript:alert(1)">a</a> <a href="//b.org">b</a> <a href="/c">c</a></p>',
      ['a b c'],
    ],
    [
      'lists',
      '<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul>',
      [
        {
          ul: [
            ['a', { ol: [['b']] }],
            ['c', 'd'],
          ],
        },
      ],
    ],
    ['a list in a list without an item', '<ul><li>a</li><ul><li>b</li></ul></ul>', [{ ul: [['a', { ul: [['b']] }]] }]],
    ['terms', '<dl><dt>a</dt><dd>b</dd></dl>', [{ ul: [['[bold:a]'], ['b']] }]],
    [
      'a table',
      '<table><caption>C</caption><thead><tr><th colspan=2>A</th></tr></thead><tr><td>1<td rowspan=99>2</table>',
      ['C', { table: [['!2×1 A'], ['1', '1×50 2']] }],
    ],
    ['blocks in a cell', '<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>', [{ table: [['a/b']] }]],
    [
      'a table in a list',
      '<ul><li>a<table><tr><td>b</td><td>c</td></tr></table></li></ul>',
      [{ ul: [['a', 'b | c']] }],
    ],
    ['a quotation', '<blockquote><p>a</p><p>— Me</p></blockquote>', [{ quote: ['a'], by: 'Me' }]],
    ['preformatted lines', '<pre>a\n  b</pre>', ['a⏎b']],
    ['items of Word', '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1">·  a</p>', [{ ul: [['a']] }]],
    ['entities', '<p>&lt;b&gt; &amp; &eacute;</p>', ['<b> & é']],
  ])('with %s', (_, html, expected) => {
    expect(lead(html)).toEqual(expected);
  });

  it('has its title in the first heading, then sections by their level', () => {
    const reading = read('<title>X - Site</title><h1>T</h1><p>l</p><h2>A</h2><p>a</p><h4>B</h4><p>b</p>');
    expect(reading.document?.title).toBe('T');
    expect(shapeOf(reading)).toEqual({ '': ['l'], '## A': ['a'], '#### B': ['b'] });
  });

  it('has its title in the head where there is no such heading, and goes deeper where there are several', () => {
    expect(read('<title>X - Wikipedia</title><p>a').document?.title).toBe('X');
    const reading = read('<h1>T</h1><h1>A</h1><p>a</p><h2>B</h2><p>b</p>');
    expect(Object.keys(shapeOf(reading))).toEqual(['', '## A', '### B']);
    expect(codesOf(reading)).toContain('levels-shifted');
  });

  it('is the main part of a saved page; the rest is reported', () => {
    const reading = read(
      '<nav>menu</nav><main><h1>T</h1><p>a<span class="mw-editsection">[edit]</span></p></main><footer>foot</footer>',
    );
    expect(leadOf(reading)).toEqual(['a']);
    expect(reading.report.dropped.map(({ text }) => text)).toEqual(['menu', 'foot', '[edit]']);
  });

  it('cites what its notes name, at the place of each mark, and keeps remarks as notes', () => {
    const reading = read(
      '<h1>T</h1><p>a<sup><a href="#f1">[1]</a></sup> b<sup><a href="#f2">2</a></sup> c<sup><a href="#f1">[1]</a></sup></p>' +
        '<h2>References</h2><ol><li id=f1>Haddad, L. <i>Trade</i>. London: Harbour Press, 2006, p. 12. <a href="#r">↑</a></li><li id=f2>This is a remark.</li></ol>',
    );
    expect(shapeOf(reading)).toEqual({
      '': ['a{0} b[superscript:note 1] c{0}'],
      '## Notes': [{ ol: [['This is a remark.']] }],
    });
    expect(reading.sources).toMatchObject([{ csl: { title: 'Trade' }, stub: true }]);
    expect(reading.citations).toMatchObject([
      { locators: [{ label: 'page', value: '12' }] },
      { locators: [{ label: 'page', value: '12' }] },
    ]);
  });

  it('knows the record that came along with a note of Wikipedia', () => {
    const coins =
      'ctx_ver=Z39.88-2004&amp;rft.genre=book&amp;rft.btitle=Trade&amp;rft.aulast=Haddad&amp;rft.aufirst=Lina&amp;rft.date=2006&amp;rft.pub=Harbour+Press&amp;rft.isbn=978-0-306-40615-7';
    const reading = read(
      `<h1>T</h1><p>a<sup class=reference><a href="#cite_note-1">[1]</a></sup></p><ol class=references><li id="cite_note-1"><span class=mw-cite-backlink><a href="#cite_ref-1">^</a></span> Haddad, Lina (2006). Trade.<span title="${coins}" class="Z3988"></span></li></ol>`,
    );
    expect(leadOf(reading)).toEqual(['a{0}']);
    expect(reading.sources).toEqual([
      {
        stub: false,
        csl: {
          type: 'book',
          title: 'Trade',
          author: [{ family: 'Haddad', given: 'Lina' }],
          issued: { 'date-parts': [[2006]] },
          publisher: 'Harbour Press',
          ISBN: '9780306406157',
        },
      },
    ]);
  });

  it('takes no picture, script or style, and says so', () => {
    const reading = read(
      '<h1>T</h1><style>p{}</style><p>a<img src="https://x.org/a.png" alt="a ship"><script>alert(1)</script></p><svg><text>drawn</text></svg>',
    );
    expect(leadOf(reading)).toEqual(['a']);
    expect(reading.report.dropped.map(({ text }) => text)).toEqual(['a ship', 'drawn']);
    expect(codesOf(reading)).toEqual(['image-dropped', 'element-dropped']);
  });
});

describe('a page that nobody wrote for reading', () => {
  it.each([
    ['nested without end', '<div>'.repeat(100_000), 'too-deep'],
    ['formatted without end', '<b id=1>'.repeat(100_000), 'too-deep'],
    ['lists 10,000 deep', '<ul><li>'.repeat(10_000), 'too-deep'],
    ['too many tags', '<p>'.repeat(400_001), 'too-deep'],
    ['nothing', '', 'empty-file'],
    ['no words', '<p> </p>', 'empty-file'],
    ['a NUL', '<p>a\0b</p>', 'nul-byte'],
    ['a paragraph beyond what one may hold', `<h1>T</h1><p>${'a'.repeat(300_001)}</p>`, 'too-large'],
    ['a heading beyond what one may hold', `<h1>${'a'.repeat(1001)}</h1><p>a</p>`, 'too-long'],
  ])('%s is refused with its place', (_, html, code) => {
    const { document, report } = read(html);
    expect(document).toBeNull();
    expect(report.issues.filter(({ severity }) => severity === 'error')[0]).toMatchObject({ code, file: 'page.html' });
  });

  it('that is no UTF-8 names the line', () => {
    const { report } = readHtml(Buffer.from([0x3c, 0x70, 0x3e, 0x0a, 0xe9, 0x20]), 'p.html');
    expect(report.issues[0]).toMatchObject({ code: 'bad-encoding', line: 2 });
  });

  const pieces = [
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<i>',
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<ul>',
    '<li>',
    '</ul>',
    '<h2>',
    '</h2>',
    '<h1>',
    '<sup>',
    '<a href="#x">',
    '<a href="javascript:x">',
    '</a>',
    '<li id=x>',
    '<blockquote>',
    '<pre>',
    '<dl><dt>',
    '<dd>',
    '<br>',
    '<div hidden>',
    '<svg>',
    '<math>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '<![CDATA[',
    '&lt;',
    '&#0;',
    '<td colspan=9e9>',
    '\u0000',
    'word',
    'other words',
    'العربية',
    ' ',
  ];

  it('never throws, loses no word, and gives nothing that the closed schema refuses', () => {
    assert(
      property(array(oneof(constantFrom(...pieces), string({ maxLength: 5 })), { maxLength: 25 }), (parts) => {
        const reading = read(`<h1>T</h1>${parts.join('')}`);
        expect(takenBySchema(reading)).toBe(true);
        expect(reading.document === null).toBe(reading.report.issues.some(({ severity }) => severity === 'error'));
        expect(JSON.stringify(reading.document)).not.toMatch(/javascript:/u);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every word that a reader of the page sees', () => {
    const tags = pieces.filter((piece) =>
      /^<\/?(?:p|b|i|table|tr|td|ul|li|h2|sup|blockquote|pre|dl|dt|dd|br|a)/u.test(piece),
    );
    assert(
      property(
        array(oneof(constantFrom(...tags), constantFrom('one ', 'two ', 'three ', 'vier ', 'خمسة ')), {
          maxLength: 30,
        }),
        (parts) => {
          const reading = read(`<h1>T</h1>${parts.join('')}.`);
          const found = allWords(reading);
          const seen = parts.filter((part) => !part.startsWith('<')).map((part) => part.trim());
          expect(seen.filter((word) => !found.has(word) && ![...found].some((one) => one.includes(word)))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

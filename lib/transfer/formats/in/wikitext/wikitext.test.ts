import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allWords, codesOf, leadOf, shapeOf, takenBySchema } from '@/lib/transfer/formats/in/testing';
import { readWikitext } from '@/lib/transfer/formats/in/wikitext/index';

const read = (text: string, title: string | null = 'T') => readWikitext(Buffer.from(text), 'page.wiki', title);
const lead = (text: string) => leadOf(read(text));
const book = '{{cite book|last=Haddad|first=Lina|title=Trade|year=2006|publisher=Harbour Press}}';

describe('wikitext', () => {
  it.each<[string, string, unknown[]]>([
    ['marks', "a '''b''' ''c'' '''''d''''' H<sub>2</sub>O", ['a [bold:b] [italic:c] [bold italic:d] H[subscript:2]O']],
    ['lines of a paragraph', 'a\nb\n\nc', ['a b', 'c']],
    [
      'links',
      '[[A b|words]] [[C]]s [[D#E|F]] [[:Category:G]] [https://a.org h] [https://b.org]',
      ['[/a-b:words] [/c:Cs] [/d:F] Category:G [https://a.org:h] [https://b.org:https://b.org]'],
    ],
    ['marks in a link', "[[A|''b'' c]]", ['[italic /a:b][/a: c]']],
    ['a link that may not be one', '[javascript:alert(1) x] [[A', ['[javascript:alert(1) x] [[A']],
    [
      'lists',
      '* a\n** b\n# c\n; d : e\n: f',
      [{ ul: [['a', { ul: [['b']] }]] }, { ol: [['c']] }, { ul: [['[bold:d]: e'], ['f']] }],
    ],
    ['a table', '{| class="x"\n|+ C\n! A !! B\n|-\n| colspan="2" | 1\n|}', ['C', { table: [['!A', '!B'], ['2×1 1']] }]],
    ['a table that is not understood', '{|\n| a\n{| nested\n|}\n|}', ['{|', '| a', '{| nested', '|}', '|}']],
    ['a quotation', '<blockquote>a\n\n— Me</blockquote>', [{ quote: ['a'], by: 'Me' }]],
    ['a quotation by a template', '{{quote|a|Me}}', [{ quote: ['a'], by: 'Me' }]],
    ['nowiki and entities', "<nowiki>''a''</nowiki> &amp; &lt;b&gt;", ["''a'' & <b>"]],
    [
      'templates that show words',
      '{{lang|ar|دمشق}} {{nowrap|b c}} {{convert|10|km|mi}} {{flag|Syria}} {{start date|1946|11|12}}',
      ['دمشق b c 10 km Syria 12 November 1946'],
    ],
    ['a template that is not known', 'a {{foo|b=c}} d', ['a {{foo|b=c}} d']],
    ['a comment', 'a<!-- b\nc --> d', ['a d']],
    ['a line that is none but a comment', 'a\n<!-- b -->\nc', ['a c']],
    ['tags of looks', 'a <span style="x">b</span> <small>c</small><br />d', ['a b c⏎d']],
    ['a tag that is not known', 'a <foo>b</foo>', ['a <foo>b</foo>']],
    ['magic words', '__NOTOC__a', ['a']],
    ['signs that are no heading', '== a\nb', ['== a', 'b']],
  ])('with %s', (_, text, expected) => {
    expect(lead(text)).toEqual(expected);
  });

  it.each<[string, string, unknown, object[]]>([
    ['a reference', `a<ref>${book}</ref>.`, 'a{0}.', [{ source: 0 }]],
    [
      'one that is used again',
      `a<ref name="x">${book}</ref> b<ref name=x /> c<ref name='x'/>`,
      'a{0} b{0} c{0}',
      [{}, {}, {}],
    ],
    ['one that is given later', `a<ref name=x /> b{{reflist|refs=<ref name=x>${book}</ref>}}`, 'a{0} b', [{}]],
    ['a place', `a<ref>${book}</ref>{{rp|12}}`, 'a{0}', [{ locators: [{ label: 'page', value: '12' }] }]],
    [
      'a place and a remark inside',
      `a<ref>${book}, p. 14.</ref> b<ref>${book} A remark.</ref>`,
      'a{0} b{0}',
      [{ locators: [{ label: 'page', value: '14' }] }, { note: 'A remark' }],
    ],
    ['two works in one', `a<ref>${book} {{cite web|title=W|url=https://w.org}}</ref>`, 'a{0}{1}', [{}, {}]],
    [
      'a short one',
      `a{{sfn|Haddad|2006|p=9}} <ref>${book}</ref>`,
      'a{0} {0}',
      [{ locators: [{ label: 'page', value: '9' }] }, {}],
    ],
    [
      'a short one in a reference',
      `<ref>{{harvnb|Haddad|2006|pp=1–2}}</ref><ref>${book}</ref>`,
      '{0}{0}',
      [{ locators: [{ label: 'page', value: '1–2' }] }, {}],
    ],
    ['a short one of nothing', 'a{{sfn|Berg|1999}}', 'a{0}', [{}]],
    ['a bare address', 'a<ref>[https://b.org The report]</ref>', 'a{0}', [{}]],
    [
      'plain words',
      "a<ref>Okafor, ''Neighbours'' (London, 2010), p. 3.</ref>",
      'a{0}',
      [{ locators: [{ label: 'page', value: '3' }] }],
    ],
    [
      'quoted words',
      'a<ref>{{cite web|title=W|url=https://w.org|quote=As it was}}</ref>',
      'a{0}',
      [{ quote: 'As it was' }],
    ],
    ['a name that is never given', 'a<ref name=x />', 'a{0}', [{}]],
    ['a work in the text', `* ${book}`, { ul: [['Lina Haddad. Trade. Harbour Press, 2006.{0}']] }, [{}]],
  ])('cites at its place: %s', (_, text, expected, uses) => {
    const reading = read(text);
    expect(leadOf(reading)).toEqual([expected]);
    expect(reading.citations).toMatchObject(uses);
  });

  it('keeps remarks as notes at the end, and says where they stood', () => {
    const reading = read("a{{efn|A ''remark''.}} b<ref group=note>Another one.</ref>\n\n== Notes ==\n{{notelist}}");
    expect(shapeOf(reading)).toEqual({
      '': ['a[superscript:note 1] b[superscript:note 2]'],
      '## Notes': [{ ol: [['A [italic:remark].'], ['Another one.']] }],
    });
    expect(codesOf(reading)).toEqual(['note-moved', 'note-moved', 'section-dropped']);
  });

  it('reads the infobox as facts with what they cite', () => {
    const reading = read(
      `{{Infobox country\n| capital = [[Damascus]]<ref>${book}</ref>\n| area_km2 = {{convert|185180|km2}}\n| empty =\n}}\na`,
    );
    expect(reading.document?.facts).toEqual([
      { key: 'Capital', value: 'Damascus', citations: [reading.citations[0]?.id] },
      { key: 'Area km2', value: '185180 km2' },
    ]);
  });

  it('tells what it left out, with its line', () => {
    const { report } = read(
      '{{Use dmy dates}}\na{{citation needed}}\n[[File:x.png|thumb|A [[ship]]]]\n[[Category:X]]\n<gallery>\ny.png|Words\n</gallery>',
    );
    expect(report.issues.map(({ line, code }) => [line, code])).toEqual([
      [1, 'template-dropped'],
      [2, 'template-dropped'],
      [3, 'image-dropped'],
      [4, 'category-dropped'],
      [5, 'element-dropped'],
    ]);
  });

  it('takes the first of two references of one name, and reports the other and those that nothing uses', () => {
    const reading = read(
      `a<ref name=x>${book}</ref>\n\n== References ==\n<references>\n<ref name=x>Other words.</ref>\n<ref name=z>Never used.</ref>\n</references>`,
    );
    expect(reading.sources).toHaveLength(1);
    expect(reading.report.dropped.map(({ text }) => text)).toEqual(['Never used.', 'References', 'Other words.']);
  });
});

describe('a page that nobody wrote for reading', () => {
  it.each([
    ['an open table', 'a\n\n{|\n| b', 'table-not-closed', 3],
    ['an open reference', 'a\nb<ref>c', 'ref-not-closed', 2],
    ['an open comment', 'a\n\nb <!-- c', 'comment-not-closed', 3],
    ['a redirect', '#REDIRECT [[Other]]', 'redirect', 1],
    ['nothing', '', 'empty-file', 1],
    ['a NUL', 'a\0', 'nul-byte', 1],
  ])('with %s is refused with its line', (_, text, code, line) => {
    const { document, report } = read(text, null);
    expect(document).toBeNull();
    expect(report.issues.find(({ severity }) => severity === 'error')).toMatchObject({ code, line });
  });

  it.each([
    ['templates 10,000 deep', '{{a|'.repeat(10_000)],
    ['links 10,000 deep', '[['.repeat(10_000)],
    ['quotes', "'".repeat(50_000)],
    ['lists 10,000 deep', `${'*'.repeat(10_000)} a`],
    ['marks that are never closed', "'''a ''b ".repeat(2000)],
    ['references 10,000 times', '<ref name="x" />'.repeat(10_000)],
  ])('with %s comes to an end', (_, text) => {
    expect(takenBySchema(read(`a\n\n${text}`))).toBe(true);
  });

  const pieces = [
    "''",
    "'''",
    '[[',
    ']]',
    '|',
    '[https://a.org ',
    ']',
    '{{',
    '}}',
    '{{cite web|title=',
    '{{sfn|A|2006}}',
    '<ref>',
    '<ref name=x>',
    '</ref>',
    '<ref name=x />',
    '<!--',
    '-->',
    '<nowiki>',
    '</nowiki>',
    '\n{|\n',
    '\n|-\n',
    '\n|}\n',
    '\n| ',
    '\n* ',
    '\n# ',
    '\n; ',
    '\n: ',
    '\n== ',
    ' ==\n',
    '\n\n',
    '<blockquote>',
    '</blockquote>',
    '<br>',
    '&amp;',
    '{{efn|',
    '{{Infobox x\n|a=',
    '[[File:',
    '=',
    '\ufdd00\ufdd1',
    'words',
    'العربية',
  ];

  it('never throws, and gives nothing that the closed schema refuses', () => {
    assert(
      property(
        array(oneof(constantFrom(...pieces), string({ maxLength: 5, unit: 'grapheme' })), { maxLength: 30 }),
        (parts) => {
          const reading = read(parts.join(''));
          expect(takenBySchema(reading)).toBe(true);
          expect(reading.document === null).toBe(reading.report.issues.some(({ severity }) => severity === 'error'));
          expect(JSON.stringify(reading.document)).not.toMatch(/[\ufdd0\ufdd1]/u);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('loses no word', () => {
    assert(
      property(
        array(oneof(constantFrom(...pieces), constantFrom('one ', 'two ', 'three ')), { maxLength: 25 }),
        (parts) => {
          const reading = read(parts.join(''));
          const found = [...allWords(reading)].join(' ');
          const isRefused = reading.document === null;
          const words = parts.filter((part) => /^(?:one|two|three|words)/u.test(part)).map((part) => part.trim());
          expect(isRefused ? [] : words.filter((word) => !found.includes(word))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

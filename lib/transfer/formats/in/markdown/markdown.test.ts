import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '@/lib/transfer/formats/in/markdown/index';
import { allWords, codesOf, leadOf, shapeOf, takenBySchema } from '@/lib/transfer/formats/in/testing';

const read = (text: string, name = 'page.md') => readMarkdown(Buffer.from(text), name);
const lead = (text: string) => leadOf(read(`# T\n\n${text}`));

describe('Markdown', () => {
  it.each<[string, string, unknown[]]>([
    ['marks', 'a **b** _c_ `d` H<sub>2</sub>O', ['a [bold:b] [italic:c] d H[subscript:2]O']],
    ['lines of a paragraph', 'a\nb', ['a b']],
    ['breaks', 'a  \nb\\\nc<br>d', ['a⏎b⏎c⏎d']],
    [
      'links',
      '[a](https://a.org) <https://b.org> [c][1]\n\n[1]: https://c.org',
      ['[https://a.org:a] [https://b.org:https://b.org] [https://c.org:c]'],
    ],
    ['a link that may not be one', '[a](javascript:alert(1)) [b](/x)', ['a b']],
    ['lists', '- a\n  1. b\n- c', [{ ul: [['a', { ol: [['b']] }], ['c']] }]],
    ['a list of paragraphs', '- a\n\n  b', [{ ul: [['a', 'b']] }]],
    [
      'a table',
      '| A | B |\n|---|---|\n| 1 | x\\|y |',
      [
        {
          table: [
            ['!A', '!B'],
            ['1', 'x|y'],
          ],
        },
      ],
    ],
    ['a table without head', '|  |\n|---|\n| 1 |', [{ table: [['1']] }]],
    ['a quotation', '> a\n>\n> — Me', [{ quote: ['a'], by: 'Me' }]],
    ['code', '```\na\n  b\n```', ['a⏎  b']],
    ['a heading inside a list', '- # a', [{ ul: [['[bold:a]']] }]],
    ['raw HTML', 'a <u>b</u>\n\n<div>c</div>', ['a <u>b</u>', '<div>c</div>']],
    ['an address that is no link', 'see https://a.org and a@b.org', ['see https://a.org and a@b.org']],
    ['a rule', 'a\n\n---\n\nb', ['a', 'b']],
    [
      'more than six levels',
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${'  '.repeat(n)}- ${n}`).join('\n'),
      [
        {
          ul: [
            ['0', { ul: [['1', { ul: [['2', { ul: [['3', { ul: [['4', { ul: [['5'], ['6'], ['7']] }]] }]] }]] }]] }],
          ],
        },
      ],
    ],
  ])('with %s', (_, text, expected) => {
    expect(lead(text)).toEqual(expected);
  });

  it.each<[string, string, unknown, unknown]>([
    [
      'a group',
      'a [@b, p. 12; see @c].',
      'a {0}{1}.',
      [{ locators: [{ label: 'page', value: '12' }] }, { note: 'see' }],
    ],
    ['one without its author', 'a [-@b].', 'a {0}.', [{}]],
    [
      'a place with a rest',
      '[@b, pp. 12–14, and passim]',
      '{0}',
      [{ locators: [{ label: 'page', value: '12–14' }], note: 'and passim' }],
    ],
    ['an identifier', 'a [@doi:10.5555/12345678] @url:https://a.org/x', 'a {0} https://a.org/x{1}', [{}, {}]],
    ['an unknown name', 'ask @somebody', 'ask @somebody', []],
    ['an escaped one', 'a \\[@b\\] \\@b', 'a [@b] @b', []],
    ['code', '`[@b]`', '[@b]', []],
    ['a link', '[@b](https://a.org)', '[https://a.org:@b]', []],
  ])('cites in the notation of Pandoc: %s', (_, text, expected, uses) => {
    const reading = read(`# T\n\n${text}`);
    expect(leadOf(reading)).toEqual([expected]);
    expect(reading.citations).toMatchObject(uses as object[]);
  });

  it('takes title, address and records from the front matter', () => {
    const reading = read(
      '---\ntitle: "Iran: a"\nslug: iran-a\nlang: en\nmood: grim\nreferences:\n- id: had\n  type: book\n  title: Trade\n  publisher: Harbour Press\n  issued: 2006\n  author:\n  - family: Haddad\n    given: Lina\n  colour: red\n---\n\nAs @had [p. 3] says. More [@had].',
    );
    expect(reading.document).toMatchObject({ title: 'Iran: a', slug: 'iran-a' });
    expect(leadOf(reading)).toEqual(['As Haddad{0} says. More {0}.']);
    expect(reading.sources).toMatchObject([
      {
        key: 'had',
        stub: false,
        csl: {
          type: 'book',
          title: 'Trade',
          issued: { 'date-parts': [[2006]] },
          custom: { unread: { colour: 'red' } },
        },
      },
    ]);
    expect(codesOf(reading)).toEqual(['field-dropped', 'reference-not-read']);
  });

  it('cites what footnotes name; what says something else is a note, and what nobody leads to is reported', () => {
    const reading = read(
      '# T\n\na[^1] b[^2] c[^3]\n\n[^1]: Haddad, L. *Trade*. London: Harbour Press, 2006.\n[^2]: A remark.\n[^3]: See [@x].\n[^4]: Lost words.',
    );
    expect(shapeOf(reading)).toEqual({
      '': ['a{0} b[superscript:note 1] c{1}'],
      '## Notes': [{ ol: [['A remark.']] }],
    });
    expect(reading.report.dropped.map(({ text }) => text)).toEqual(['Lost words.']);
  });

  it('lists related titles, and keeps a list of links as text', () => {
    expect(read('# T\n\na\n\n## See also\n\n- X\n- *Y*').document?.related).toEqual(['X', 'Y']);
    expect(shapeOf(read('# T\n\na\n\n## See also\n\n- [X](https://a.org)'))['## See also']).toHaveLength(1);
  });
});

describe('a file that nobody wrote for reading', () => {
  it.each([
    ['quotations without end', '> '.repeat(10_000), 'too-deep', 1],
    ['lists without end', `# T\n\n${'- '.repeat(10_000)}a`, 'too-deep', 3],
    ['emphasis without end', `# T\n\n${'**a '.repeat(500)}${'b** '.repeat(500)}`, 'too-deep', 1],
    ['front matter that is no YAML', '---\na: [\n---\n\n# T', 'front-matter-not-read', 2],
    ['nothing', '', 'empty-file', 1],
    ['front matter alone', '---\nlang: en\n---\n', 'empty-file', 1],
    ['no title', 'words', 'no-title', 1],
    ['a NUL', '# T\n\na\0', 'nul-byte', 3],
    ['more than 4 MiB', 'a'.repeat(4 * 1024 * 1024 + 1), 'too-large', 1],
  ])('%s is refused with its line', (_, text, code, line) => {
    const { document, report } = read(text, '001.md');
    expect(document).toBeNull();
    expect(report.issues.filter(({ severity }) => severity === 'error')[0]).toMatchObject({ code, line });
  });

  it('of aliases that would grow without end is refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...['b', 'c', 'd', 'e', 'f', 'g'].map(
        (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdef'[at] ?? ''}`).join(',')}]`,
      ),
    ];
    expect(codesOf(read(`---\n${bomb.join('\n')}\n---\n\n# T\n\na`))).toContain('front-matter-not-read');
  });

  const pieces = [
    '# ',
    '## ',
    '- ',
    '1. ',
    '> ',
    '| a | b |\n|---|---|\n| c | d |',
    '[^1]',
    '[^1]: ',
    '[@k, p. 3]',
    '@k',
    '**',
    '_',
    '`',
    '```',
    '<sub>',
    '</sub>',
    '<b>',
    '<!--',
    '-->',
    '[x](https://a.org)',
    '![alt](x.png)',
    '\\',
    '&amp;',
    '---',
    '\n',
    '\n\n',
    '    ',
    'words',
    'more',
    'العربية',
  ];

  it('never throws, and gives nothing that the closed schema refuses', () => {
    assert(
      property(
        array(oneof(constantFrom(...pieces), string({ maxLength: 5, unit: 'grapheme' })), { maxLength: 30 }),
        (parts) => {
          const reading = read(`# T\n\n${parts.join('')}`);
          expect(takenBySchema(reading)).toBe(true);
          expect(reading.document === null).toBe(reading.report.issues.some(({ severity }) => severity === 'error'));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('loses no word', () => {
    assert(
      property(
        array(oneof(constantFrom(...pieces), constantFrom('one ', 'two ', 'three ', 'خمسة ')), { maxLength: 30 }),
        (parts) => {
          const text = `# T\n\n${parts.join('')}`;
          const found = [...allWords(read(text))].join(' ');
          const words = parts
            .filter((part) => /^(?:one|two|three|خمسة|words|more|العربية)/u.test(part))
            .map((part) => part.trim());
          expect(words.filter((word) => !found.includes(word))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

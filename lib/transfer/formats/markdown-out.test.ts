import { array, assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '@/lib/domain/prose/body';
import {
  articleLink,
  b,
  br,
  cite,
  doc,
  i,
  li,
  link,
  lowered,
  ol,
  p,
  quote,
  raised,
  sub,
  table,
  td,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import { block as anyBlock } from '@/lib/transfer/formats/out/arbitraries';
import { aCitation, aVersion, citationIds, readBack } from '@/lib/transfer/formats/out/testing';
import { writeMarkdown } from '@/lib/transfer/formats/markdown-out';

const [one, two, three] = citationIds;
const citations = [aCitation(one, 'A'), aCitation(two, 'B')];

/** What stands between the title and the footnotes. */
function text(...blocks: readonly Block[]): string {
  const [, below = ''] = writeMarkdown(aVersion(doc(...blocks), { citations })).split('# Title\n');
  return below.replace(/\n\n\[\^1\]: [^]*$/u, '').trim();
}

describe('blocks', () => {
  it.each<[string, Block, string]>([
    [
      'paragraph',
      p('a ', b('b'), ' ', i('c'), ' H', lowered('2'), 'O m', raised('2')),
      'a **b** _c_ H<sub>2</sub>O m<sup>2</sup>',
    ],
    ['hard break', p('a', br(), 'b', br()), 'a\\\nb'],
    ['neighbours that share a mark', p(b('a', i('b')), b('c')), '**&#x61;_b_&#x63;**'],
    ['a reference at the beginning of a mark', p('x', b('a', i('!'))), '&#x78;**&#x61;_!_**'],
    ['blanks at the ends of a mark', p('x', b(' a '), 'y'), 'x **a** y'],
    ['bold inside a word', p('a', b('b'), 'c'), 'a**b**c'],
    ['bold that begins with a sign', p('a', b('“b”'), 'c'), '&#x61;**“b”**&#x63;'],
    ['link', p(link('https://a.org/b', 'x')), '[x](https://a.org/b)'],
    ['link with brackets and signs', p(link('https://a.org/(b)?c&d', 'x')), '[x](<https://a.org/(b)?c&amp;d>)'],
    ['link that may not be one', p(link('javascript:alert(1)', 'x')), 'x'],
    ['link over several runs', p(link('https://a.org', 'x', b('y'))), '[x**y**](https://a.org)'],
    ['live article', p(articleLink('live', 'x')), '[x](https://stet.example.org/articles/live)'],
    ['article that is not there', p(articleLink('gone', 'x')), 'x'],
    ['citations', p('a', cite(one), 'b', cite(two), cite(one)), 'a[^1]b[^2][^1]'],
    ['citation of nothing', p('a', cite(three)), 'a'],
    ['brackets behind a citation', p('a', cite(one), '(b): c'), 'a[^1]\\(b): c'],
    ['colon behind a citation', p(cite(one), ': c'), '[^1]\\: c'],
    ['subheading', sub('A # b', br(), 'c'), '## A \\# b c'],
    ['list', ul('a', li('b', ol('c', 'd'))), '- a\n- b\n  1. c\n  2. d'],
    ['item of two paragraphs', ol(li('a', p('b'))), '1. a\n\n   b'],
    ['items without words', ul(li(''), li('', ul('a'))), '- - a'],
    ['quotation', quote('Me', 'a', 'b'), '> a\n>\n> b\n>\n> — Me'],
    ['table', table([th('A'), th('B')], ['1', td('2', p('3'))]), '| A | B |\n| --- | --- |\n| 1 | 2 3 |'],
    ['table without a head', table(['1|2']), '|  |\n| --- |\n| 1\\|2 |'],
    [
      'spans',
      table([{ ...td('a'), attrs: { colspan: 2, rowspan: 2 } }, 'b'], ['c']),
      '|  |  |  |\n| --- | --- | --- |\n| a |  | b |\n|  |  | c |',
    ],
    ['table without cells', table([]), ''],
  ])('%s', (_name, block, expected) => {
    expect(text(block)).toBe(expected);
  });

  it('keeps two lists of a kind apart', () => {
    expect(text(ul('a'), ul('b'), ul('c'), ol('d'), ol('e'))).toBe('- a\n\n* b\n\n- c\n\n1. d\n\n1) e');
  });
});

describe('words that look like markup', () => {
  it.each([
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['+ a', '\\+ a'],
    ['> a', '\\> a'],
    [': a', '\\: a'],
    ['1. a', '1\\. a'],
    ['2) a', '2\\) a'],
    ['    a', 'a'],
    ['a 1. # - b', 'a 1. # - b'],
    ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['![x](y)', '!\\[x\\](y)'],
    ['<script>alert(1)</script>', '\\<script>alert(1)\\</script>'],
    ['a|b', 'a\\|b'],
    ['\\', '\\\\'],
    ['&amp; & b', '\\&amp; & b'],
    ['[^1]: a', '\\[\\^1\\]: a'],
    ['[@key]', '\\[\\@key\\]'],
    ['US$ 5', 'US\\$ 5'],
    ['http://a.org', 'http\\://a.org'],
    ['www.a.org', 'www\\.a.org'],
    ['العربية *', 'العربية \\*'],
  ])('%s', (words, expected) => {
    expect(text(p(words))).toBe(expected);
  });

  it('escapes a call before a link, and each line behind a break', () => {
    expect(text(p('!', link('https://a.org', 'x')))).toBe('\\![x](https://a.org)');
    expect(text(p('a', br(), '- b', br(), '3. c'))).toBe('a\\\n\\- b\\\n3\\. c');
  });
});

describe('the whole file', () => {
  const version = aVersion(doc(p('Lead.', cite(one))), {
    ...{
      title: 'Iran: "a" --- b',
      attribution: 'First published in X.',
      licence: 'CC BY-SA 4.0',
      unreviewed: 'Urgent.',
    },
    facts: [
      { key: 'Area | size', value: '5', confirmed: true, citations: [two] },
      { key: 'Hidden', value: 'x', confirmed: false, citations: [] },
    ],
    related: ['Live', 'Not *yet*'],
    citations: [
      aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'as *it* was', note: 'See also B.' }),
      aCitation(two, 'A', { locators: [{ label: 'page', value: '12' }], supports: 'disputes' }),
      aCitation(three, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'and so' }),
    ],
    sections: [
      { id: 'a', level: 1, heading: '', body: doc(p('Lead.', cite(one))) },
      { id: 'b', level: 4, heading: 'Deep #', body: doc(sub('Deeper'), p('B.', cite(three))) },
      { id: 'c', level: 6, heading: 'Below', body: doc(p('C.')) },
    ],
  });

  it('has front matter, levels without jumps, facts, related titles and notes by source and place', () => {
    expect(writeMarkdown(version).split('\n\n')).toEqual([
      [
        '---',
        'title: "Iran: \\"a\\" --- b"',
        'slug: "title"',
        'lang: en',
        'version: 2',
        'date: 2026-11-22',
        'licence: "CC BY-SA 4.0"',
        'address: "https://stet.example.org/articles/title/versions/2"',
        'subheadings: [3]',
        'references:',
        '  - {"id":"bookA","type":"book","title":"Book A","publisher":"Harbour Press"}',
        'notes:',
        '  - {"note":1,"source":"bookA","locators":[{"label":"page","value":"12"}],"uses":[{"quote":"as *it* was","note":"See also B."},{"quote":"and so"}]}',
        '  - {"note":2,"source":"bookA","locators":[{"label":"page","value":"12"}],"uses":[{"supports":"disputes"}]}',
        '---',
      ].join('\n'),
      '# Iran: "a" --- b',
      'First published in X.',
      'This version was published without review. Reason: Urgent.',
      'Lead.[^1]',
      '## At a glance',
      '| Fact | Value |\n| --- | --- |\n| Area \\| size | 5[^2] |',
      '## Deep \\#',
      '### Deeper',
      'B.[^1]',
      '### Below',
      'C.',
      '## See also',
      '- [Live](https://stet.example.org/articles/live)\n- Not \\*yet\\*',
      '[^1]: _Book A_. Harbour Press, no date. p. 12. “as \\*it\\* was” “and so” See also B.',
      '[^2]: _Book A_. Harbour Press, no date. p. 12. This source disagrees.\n',
    ]);
  });
});

it('gives what says only part of a statement a note of its own, which says so', () => {
  const cited = [
    aCitation(one, 'A'),
    aCitation(two, 'A', { supports: 'partly' }),
    aCitation(three, 'A', { supports: 'background' }),
  ];
  const written = writeMarkdown(aVersion(doc(p('A', cite(one), cite(two), cite(three), '.')), { citations: cited }));
  expect(written.slice(written.indexOf('\n\nA'))).toBe(
    '\n\nA[^1][^2][^1].\n\n[^1]: _Book A_. Harbour Press, no date.\n\n[^2]: _Book A_. Harbour Press, no date. This source says part of it.\n',
  );
});

it('loses no word of any article, and leaves no sign of markup unescaped', () => {
  assert(
    property(array(anyBlock, { minLength: 1, maxLength: 4 }), (blocks) => {
      const body = doc(...blocks);
      const { words: found, strays } = readBack(writeMarkdown(aVersion(body, { citations })));
      expect(found.join('')).toBe(plainText(body).replaceAll(/\s+/gu, ''));
      expect(strays).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
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
  ol,
  p,
  quote,
  sub,
  table,
  td,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import { aCitation, aVersion, citationIds } from '@/lib/transfer/formats/out/testing';
import { writeText } from '@/lib/transfer/formats/text-out';

const [one, two, three] = citationIds;

it('has title, origin, text with marks, facts, related titles and sources', () => {
  const version = aVersion(doc(), {
    ...{
      title: 'Iran and Syria',
      attribution: 'First published in X.',
      licence: 'CC BY-SA 4.0',
      unreviewed: 'Urgent.',
    },
    facts: [{ key: 'Capital', value: 'Tehran', confirmed: true, citations: [two] }],
    related: ['Live', 'Not yet'],
    citations: [
      aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'as it was' }),
      aCitation(two, 'A', { supports: 'disputes' }),
    ],
    sections: [
      { id: 'a', level: 1, heading: '', body: doc(p('Lead', cite(one), '.', cite(three))) },
      { id: 'b', level: 2, heading: 'History', body: doc(p('Text.')) },
    ],
  });
  expect(writeText(version).split('\n\n')).toEqual([
    'Iran and Syria\n==============',
    [
      'Version 2, 22 November 2026',
      'Edited by Amal',
      'Reviewed by Jonas',
      'https://stet.example.org/articles/title/versions/2',
      'Licence: CC BY-SA 4.0',
    ].join('\n'),
    'First published in X.',
    'This version was published without review. Reason: Urgent.',
    'Lead[1].',
    'At a glance\n-----------',
    'Capital: Tehran[≠ 2]',
    'History\n-------',
    'Text.',
    'See also\n--------',
    '- Live (https://stet.example.org/articles/live)\n- Not yet',
    'Sources\n-------',
    [
      '[1] Book A. Harbour Press, no date. p. 12. “as it was”',
      '[2] Book A. Harbour Press, no date. This source disagrees.\n',
    ].join('\n'),
  ]);
});

/** What stands below the origin. */
const text = (...blocks: readonly Block[]) =>
  writeText(aVersion(doc(...blocks)))
    .split('versions/2')
    .slice(1)
    .join('')
    .trim();

it.each<[string, Block, string]>([
  ['marks', p(b('a'), ' ', i('b'), br(), 'c'), 'a b\nc'],
  ['signs', p('# <b>*a*</b> | `x`'), '# <b>*a*</b> | `x`'],
  ['links', p(link('https://a.org', 'x', b('y'), ' '), 'z'), 'xy (https://a.org) z'],
  ['an address as words', p(link('https://a.org', 'https://a.org'), '.'), 'https://a.org.'],
  ['a link that may not be one', p(link('javascript:alert(1)', 'x')), 'x'],
  ['another article', p(articleLink('live', 'x')), 'x'],
  ['subheading', sub('A'), 'A\n-'],
  ['lists', ul('a', li('b', p('c'), ol('d'))), '- a\n- b\n  c\n  1. d'],
  ['quotation', quote('Me', 'a', 'b'), 'a\n\n    b\n\n    — Me'],
  [
    'table',
    table([th('A'), th('B')], [{ ...td('1'), attrs: { colspan: 1, rowspan: 2 } }, '2'], ['3']),
    'A\tB\n1\t2\n\t3',
  ],
])('%s', (_name, block, expected) => {
  expect(text(block)).toBe(expected);
});

it('loses no word and wraps no line', () => {
  const words = array(oneof(constantFrom('word', '[1]', '- ', '---', 'العربية', ' '), string({ unit: 'grapheme' })), {
    minLength: 1,
  })
    .map((parts) => parts.join(' ').replaceAll(/[\p{Cc}\u2028\u2029]/gu, ''))
    .filter((joined) => joined.trim() !== '');
  const blocks = oneof(
    words.map((said) => p(said)),
    words.map((said) => ul(li(said, ol(said)))),
    words.map((said) => quote('', said)),
    words.map((said) => table([said, said])),
  );
  assert(
    property(array(blocks, { minLength: 1, maxLength: 4 }), (all) => {
      const found = text(...all).replaceAll(/\s+/gu, '');
      for (const said of plainText(doc(...all)).split(/\s+/u)) expect(found).toContain(said);
      const longest = Math.max(...all.map((block) => plainText(doc(block)).split('\n').length));
      expect(text(...all).split('\n').length).toBeLessThanOrEqual(all.length * (longest + 2));
    }),
    { numRuns: 200 },
  );
});

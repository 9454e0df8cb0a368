import { array, boolean, constantFrom, integer, oneof, string, tuple, type Arbitrary } from 'fast-check';
import type { Block, Inline, List, Mark, Paragraph } from '@/lib/domain/prose/body';
import { br, cite, li, ol, p, quote, sub, table, td, th, ul } from '@/lib/domain/prose/builder';
import { citationIds } from '@/lib/transfer/formats/out/testing';

const [one, two] = citationIds;
const pieces = [
  ...[
    'word',
    'a',
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~',
    '[',
    '](',
    '](x)',
    '![',
    '!',
    '<',
    '<script>',
    '<!--',
    '>',
    '#',
    '# ',
  ],
  ...['- ', '---', '===', '+ ', '1. ', '2)', '|', '\\', '&amp;', '&#x41;', '^', '[^1]', '[^1]:', ': ', '(', '{', '$x$'],
  ...[
    '@key',
    'http://a.org/x_y',
    'www.a.org',
    ' ',
    '    ',
    '\u00a0',
    '\u200f',
    'العربية',
    'é',
    '😀',
    '“',
    '.',
    '9',
    '[ ] ',
  ],
];
const words = array(oneof(constantFrom(...pieces), string({ maxLength: 3, unit: 'grapheme' })), {
  minLength: 1,
  maxLength: 4,
})
  .map((parts) => parts.join('').replaceAll(/\p{Cc}/gu, ''))
  .filter((joined) => joined !== '' && joined.isWellFormed());
const plainMarks: readonly Mark[] = [{ type: 'bold' }, { type: 'italic' }, { type: 'subscript' }];
const links: readonly Mark[] = [
  { type: 'link', attrs: { href: 'https://a.org/?a=1&copy;=2(x)_*' } },
  { type: 'articleLink', attrs: { slug: 'live' } },
  { type: 'articleLink', attrs: { slug: 'gone' } },
];
const run = array(
  oneof(
    tuple(words, boolean(), boolean(), integer({ min: 0, max: 6 })).map(([joined, isBold, isItalic, at]): Inline => {
      const more = [isBold && plainMarks[0], isItalic && plainMarks[1], at === 6 && plainMarks[2], links[at]];
      return { type: 'text', text: joined, marks: more.filter((mark): mark is Mark => typeof mark === 'object') };
    }),
    constantFrom<Inline>(br(), cite(one), cite(two)),
  ),
  { maxLength: 4 },
);
const paragraph: Arbitrary<Paragraph> = run.map((nodes) => p(nodes));
const list = (depth: number): Arbitrary<List> =>
  tuple(
    boolean(),
    array(tuple(paragraph, array(depth > 0 ? oneof(paragraph, list(depth - 1)) : paragraph, { maxLength: 2 })), {
      minLength: 1,
      maxLength: 3,
    }),
  ).map(([isOrdered, items]) => (isOrdered ? ol : ul)(...items.map(([first, rest]) => li(first, ...rest))));
const cell = tuple(boolean(), paragraph, integer({ min: 1, max: 3 }), integer({ min: 1, max: 2 })).map(
  ([isHead, content, colspan, rowspan]) => ({ ...(isHead ? th : td)(content), attrs: { colspan, rowspan } }),
);

/** Any block of the schema, with words that look like markup; for tests. */
export const block: Arbitrary<Block> = oneof(
  paragraph,
  run.map((nodes) => sub(nodes)),
  list(2),
  array(paragraph, { minLength: 1, maxLength: 3 }).map((said) => quote('', ...said)),
  array(array(cell, { maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((rows) => table(...rows)),
);

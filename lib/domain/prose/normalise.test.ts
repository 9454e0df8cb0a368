import * as fc from 'fast-check';
import { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { blockIds } from '@/lib/domain/prose/block-ids';
import type { Block, Body, Inline } from '@/lib/domain/prose/body';
import {
  articleLink,
  b,
  br,
  cite,
  doc,
  emptyBody,
  i,
  li,
  link,
  ol,
  p,
  quote,
  sub,
  table,
  th,
  ul,
  withId,
} from '@/lib/domain/prose/builder';
import { bodyLimits } from '@/lib/domain/prose/guard';
import { normalise } from '@/lib/domain/prose/normalise';
import { proseSchema } from '@/lib/domain/prose/schema';
import { canonicalJson } from '@/lib/domain/manifest';
import { Refusal } from '@/lib/domain/refusal';

const section = '00000000-0000-7000-8000-00000000000a';
const uuid = '00000000-0000-7000-8000-000000000001';

const text = fc
  .array(fc.constantFrom('a', 'e', '\u0301', 'A\u030a', 'ﬁ', '\n', '\t', ' ', '🇸🇾', 'ش', '“', '\u2028'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((signs) => signs.join(''));
const inline: fc.Arbitrary<readonly Inline[]> = fc.oneof(
  text.map((words): readonly Inline[] => [{ type: 'text', text: words }]),
  text.map((words) => b(words)),
  text.map((words) => i(b(words))),
  text.map((words) => b(i(words))),
  text.map((words) => b(link('https://example.org/', words))),
  text.map((words) => articleLink('iran-syria', words)),
  fc.constantFrom([cite(uuid)], [br()]),
);
const inlines = fc.array(inline, { maxLength: 5 }).map((parts) => parts.flat());
const someId = fc.constantFrom('', 'x', 'y', 'z1');
const block: fc.Arbitrary<Block> = fc
  .tuple(someId, inlines, inlines, fc.integer({ min: 0, max: 5 }))
  .map(([id, one, two, kind]) => {
    const kinds = [
      p(one),
      sub(one),
      ul(li(p(one), ol(li(p(two))))),
      ol(li(p(one))),
      quote('S\u0301', p(one), p(two)),
      table(
        [th('H')],
        [p(two)].map(() => th('c')),
      ),
    ];
    return withId(id, kinds[kind] ?? p(one));
  });
const body: fc.Arbitrary<Body> = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => doc(...blocks));

describe('normalise', () => {
  it('is deterministic and idempotent, and its answer holds in ProseMirror without loss', () => {
    fc.assert(
      fc.property(body, (input) => {
        const once = normalise(input, section);
        expect(normalise(input, section)).toEqual(once);
        expect(normalise(once, section)).toEqual(once);
        expect(normalise(JSON.parse(JSON.stringify(once)), section)).toEqual(once);
        const held = Node.fromJSON(proseSchema, once);
        held.check();
        expect(canonicalJson(held.toJSON())).toBe(canonicalJson(once));
        expect(canonicalJson(normalise(held.toJSON(), section))).toBe(canonicalJson(once));
      }),
    );
  });

  it('makes every block id filled and unique, and keeps the first of each', () => {
    fc.assert(
      fc.property(body, (input) => {
        const [before, after] = [blockIds(input), blockIds(normalise(input, section))];
        expect(new Set(after).size).toBe(after.length);
        expect(after).not.toContain('');
        expect(after).toHaveLength(before.length);
        const kept = before.map((id, index) => (id !== '' && before.indexOf(id) === index ? id : after[index]));
        expect(after).toEqual(kept);
      }),
    );
  });

  it('gives different ids in different sections', () => {
    const [one, two] = [normalise(doc(p('Same')), 'one'), normalise(doc(p('Same')), 'two')];
    expect(blockIds(one)).not.toEqual(blockIds(two));
  });

  const only = (input: Body) =>
    normalise(input, section).content.map((found) => ('content' in found ? found.content : []));
  it('joins equal neighbours, sorts marks, composes, and blanks line ends', () => {
    expect(only(doc(p('a', 'b', b('c'), b('d'), i(b('e')), b(i('f')))))).toEqual([
      [
        { type: 'text', text: 'ab' },
        { type: 'text', text: 'cd', marks: [{ type: 'bold' }] },
        { type: 'text', text: 'ef', marks: [{ type: 'bold' }, { type: 'italic' }] },
      ],
    ]);
    expect(only(doc(p('e', '\u0301', ' x\r\n\ty')))).toEqual([[{ type: 'text', text: 'é x y' }]]);
  });
  it('keeps links with different addresses apart', () => {
    expect(only(doc(p(link('https://a.org/', 'a'), link('https://b.org/', 'b'))))[0]).toHaveLength(2);
  });
  it('takes marks off citations and breaks', () => {
    const marked = { type: 'citation', attrs: { id: uuid }, marks: [{ type: 'bold' }] };
    const input = { type: 'doc', content: [{ type: 'paragraph', content: [marked] }] };
    expect(normalise(input, section).content[0]?.content).toEqual([cite(uuid)]);
  });
  it('an empty body is normal', () => expect(normalise(emptyBody(section), section)).toEqual(emptyBody(section)));
});

const words = (value: string) => doc(p(value));
const deep = (levels: number): unknown => (levels === 0 ? 1 : { content: [deep(levels - 1)] });
const para = (extra: object) => ({ type: 'doc', content: [{ type: 'paragraph', ...extra }] });
const codeOf = (input: unknown): string => {
  try {
    normalise(input, section);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.code} ${error.detail.issues?.[0]?.code ?? ''}`;
  }
};

describe('normalise refuses, never drops', () => {
  it.each([
    ['nothing', null, 'body_invalid'],
    ['a string', 'text', 'body_invalid'],
    ['no block', doc(), 'body_invalid'],
    ['an unknown node', { type: 'doc', content: [{ type: 'image', attrs: { src: 'x' } }] }, 'body_invalid'],
    ['an unknown mark', para({ content: [{ type: 'text', text: 'a', marks: [{ type: 'strike' }] }] }), 'body_invalid'],
    ['an unknown attribute', para({ attrs: { id: 'a', style: 'color:red' } }), 'body_invalid'],
    ['an unknown key', para({ style: 'x' }), 'body_invalid'],
    [
      'a prototype key',
      JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"a":1}}]}'),
      'body_invalid',
    ],
    ['empty text', para({ content: [{ type: 'text', text: '' }] }), 'body_invalid'],
    ['a script address', doc(p(link('javascript:alert(1)', 'x'))), 'body_invalid'],
    ['both links at once', doc(p(articleLink('a', link('https://a.org', 'x')))), 'body_invalid'],
    [
      'a table in an item',
      {
        type: 'doc',
        content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [p('a'), table(['b'])] }] }],
      },
      'body_invalid',
    ],
    ['NUL', words('a\u0000b'), 'nul_character'],
    ['a lone surrogate', words('a\ud800b'), 'lone_surrogate'],
    ['half an emoji as key', { '\udc00': 1 }, 'lone_surrogate'],
    ['a control character', words('a\u0007'), 'control_character'],
    ['depth', deep(2000), 'too_deep'],
    ['length', words('x'.repeat(bodyLimits.characters + 1)), 'too_large'],
    ['nodes', doc(...Array.from({ length: bodyLimits.nodes / 2 }, () => p('a'))), 'too_large'],
  ])('%s', (_what, input, code) => expect(codeOf(input)).toBe(`invalid ${code}`));

  it('accepts a paragraph of 200,000 characters and 9,999 short ones', () => {
    expect(codeOf(words('wörd '.repeat(40_000)))).toBe('accepted');
    expect(codeOf(doc(...Array.from({ length: 9_999 }, () => p('a'))))).toBe('accepted');
  });
  it('accepts lists 12 deep', () => {
    const nested = Array.from({ length: 11 }).reduce<ReturnType<typeof ul>>((inner) => ul(li('x', inner)), ul('x'));
    expect(codeOf(doc(nested))).toBe('accepted');
  });
  it('never throws anything but a refusal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(codeOf(input)).toMatch(/^invalid|^accepted/);
      }),
    );
  });
});

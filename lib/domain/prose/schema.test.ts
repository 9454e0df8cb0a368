import * as fc from 'fast-check';
import { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { safeHref } from '@/lib/domain/prose/address';
import { attributeRules, blockNames, bodySchema, markNames, proseSchema } from '@/lib/domain/prose/schema';

describe('the closed schema is frozen: a change here is a change of schemaVersion', () => {
  it('nodes', () => {
    const nodes = Object.values(proseSchema.nodes).map(({ name, spec }) => [
      name,
      spec.content ?? '',
      spec.group ?? '',
      Object.keys(spec.attrs ?? {}).join(' '),
    ]);
    expect(nodes).toEqual([
      ['doc', 'block+', '', ''],
      ['paragraph', 'inline*', 'block', 'id'],
      ['subheading', 'inline*', 'block', 'id'],
      ['bulletList', 'listItem+', 'block list', 'id'],
      ['orderedList', 'listItem+', 'block list', 'id'],
      ['listItem', 'paragraph (paragraph | list)*', '', 'id'],
      ['quotation', 'paragraph+', 'block', 'id speaker'],
      ['table', 'tableRow+', 'block', 'id'],
      ['tableRow', '(tableCell | tableHeader)*', '', ''],
      ['tableHeader', 'paragraph+', '', 'colspan rowspan'],
      ['tableCell', 'paragraph+', '', 'colspan rowspan'],
      ['hardBreak', '', 'inline', ''],
      ['citation', '', 'inline', 'id'],
      ['text', '', 'inline', ''],
    ]);
  });
  it('marks', () => {
    const marks = Object.values(proseSchema.marks).map(({ name, spec }) => [
      name,
      spec.excludes ?? '',
      Object.keys(spec.attrs ?? {}).join(' '),
    ]);
    expect(marks).toEqual([
      ['bold', '', ''],
      ['italic', '', ''],
      ['subscript', 'subscript superscript', ''],
      ['superscript', 'subscript superscript', ''],
      ['link', 'link articleLink', 'href'],
      ['articleLink', 'link articleLink', 'slug'],
    ]);
    expect(marks.map(([name]) => name)).toEqual([...markNames]);
  });
  it('block ids stand on exactly the named blocks', () => {
    const found = Object.values(proseSchema.nodes).filter(
      ({ name, spec }) => spec.attrs?.['id'] && name !== 'citation',
    );
    expect(found.map(({ name }) => name)).toEqual([...blockNames]);
  });
});

type Json = Readonly<Record<string, unknown>>;
const uuid = '00000000-0000-7000-8000-000000000001';
const node = (type: string, content: unknown, attrs?: Json): Json => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(content === undefined ? {} : { content }),
});

/** JSON that is often right and often a little wrong: known keys only, since ProseMirror drops unknown ones (G60). */
const attrs = fc.constantFrom<Json>({ id: 'a1' }, {}, { id: 'a b' }, { id: 'x'.repeat(65) });
const mark = fc.constantFrom<Json>(
  { type: 'bold' },
  { type: 'italic' },
  { type: 'subscript' },
  { type: 'superscript' },
  { type: 'link', attrs: { href: 'https://example.org/a?b=c' } },
  { type: 'link', attrs: { href: 'javascript:alert(1)' } },
  { type: 'articleLink', attrs: { slug: 'iran-syria' } },
  { type: 'articleLink', attrs: { slug: '../x' } },
  { type: 'blink' },
);
const marks = fc.option(fc.array(mark, { maxLength: 3 }), { nil: undefined });
const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.constantFrom('a', 'b c', '') }),
  fc.record({ type: fc.constant('text'), text: fc.constant('a'), marks }),
  fc.constantFrom(node('citation', undefined, { id: uuid }), node('citation', undefined, { id: 'c1' })),
  fc.constantFrom<Json>({ type: 'hardBreak' }, { type: 'hardBreak', marks: [{ type: 'bold' }] }, { type: 'image' }),
);
const paragraph = fc
  .tuple(attrs, fc.array(inline, { maxLength: 3 }))
  .map(([given, content]) => node('paragraph', content, given));
const spans = fc.constantFrom<Json>({}, { colspan: 2 }, { colspan: 1, rowspan: 3 }, { colspan: 0 }, { rowspan: 51 });
const cell = fc
  .tuple(fc.constantFrom('tableCell', 'tableHeader'), spans, fc.array(paragraph, { maxLength: 2 }))
  .map(([type, given, content]) => node(type, content, given));
const row = fc.array(cell, { maxLength: 2 }).map((content) => node('tableRow', content));
const { block } = fc.letrec<{ block: Json; list: Json; item: Json }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    paragraph,
    fc.tuple(attrs, fc.array(inline, { maxLength: 2 })).map(([given, content]) => node('subheading', content, given)),
    tie('list'),
    tie('item'),
    fc
      .array(fc.oneof(paragraph, tie('list')), { maxLength: 2 })
      .map((content) => node('quotation', content, { speaker: 'A' })),
    fc.array(row, { maxLength: 2 }).map((content) => node('table', content, { id: 't' })),
  ),
  list: fc
    .tuple(fc.constantFrom('bulletList', 'orderedList'), attrs, fc.array(tie('item'), { maxLength: 2 }))
    .map(([type, given, content]) => node(type, content, given)),
  item: fc.array(tie('block'), { maxLength: 2, depthIdentifier: 'item' }).map((content) => node('listItem', content)),
}));
const mostlyRight = fc.array(fc.oneof({ weight: 3, arbitrary: paragraph }, { weight: 2, arbitrary: block }), {
  maxLength: 2,
});

function proseMirrorAccepts(json: unknown): boolean {
  try {
    const found = Node.fromJSON(proseSchema, json);
    found.check();
    return true;
  } catch {
    return false;
  }
}

describe('zod and ProseMirror', () => {
  it('accept the same documents', () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(mostlyRight, (content) => {
        const json: unknown = JSON.parse(JSON.stringify(node('doc', content)));
        const accepted = bodySchema.safeParse(json).success;
        seen[accepted ? 'accepted' : 'refused'] += 1;
        expect(accepted).toBe(proseMirrorAccepts(json));
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });

  it.each([
    ['unknown attribute', node('doc', [node('paragraph', [], { id: 'a', align: 'left' })])],
    ['unknown key', { ...node('doc', [node('paragraph', [])]), version: 2 }],
    [
      'unknown attribute of a mark',
      node('doc', [
        node('paragraph', [
          { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'https://a.org', target: '_blank' } }] },
        ]),
      ]),
    ],
  ])('only zod refuses an %s', (_what, json) => {
    expect(bodySchema.safeParse(json).success).toBe(false);
  });
});

describe('safeHref', () => {
  it.each([
    'https://example.org/',
    'http://example.org/a_(b)?c=d&e=f#g',
    'https://ar.wikipedia.org/wiki/سوريا',
    'HTTPS://EXAMPLE.ORG',
  ])('keeps %s', (address) => expect(safeHref(address)).toBe(address));
  it.each([
    'javascript:alert(1)',
    ' https://example.org',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.c',
    '//example.org',
    '/articles/x',
    'https://user:secret@example.org/',
    'https://exa mple.org',
    'https://example.org/"onclick="x',
    'https://example.org/\u0000',
    'https://example.org/\ud800',
    'https://',
    '',
    `https://example.org/${'x'.repeat(2000)}`,
  ])('refuses %j', (address) => expect(safeHref(address)).toBeNull());
});

describe('attribute rules', () => {
  it.each([
    ['slug', 'iran-syria', true],
    ['slug', 'العلاقات-السورية', true],
    ['slug', 'a--b', false],
    ['slug', 'e\u0301', false],
    ['slug', '', false],
    ['citationId', uuid, true],
    ['citationId', uuid.toUpperCase().replaceAll('0', 'A'), false],
    ['span', 1.5, false],
    ['span', '2', false],
    ['blockId', '', true],
    ['blockId', null, false],
  ] as const)('%s %j is %s', (rule, value, expected) => expect(attributeRules[rule](value)).toBe(expected));
});

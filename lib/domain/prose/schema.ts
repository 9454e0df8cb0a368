import { Schema, type AttributeSpec, type DOMOutputSpec, type MarkSpec, type NodeSpec } from '@tiptap/pm/model';
import { z } from 'zod';
import { safeHref } from '@/lib/domain/prose/address';
import type { Body, List, ListItem } from '@/lib/domain/prose/body';

/** Names of the nodes that carry a block id, in schema order. */
export const blockNames = [
  'paragraph',
  'subheading',
  'bulletList',
  'orderedList',
  'listItem',
  'quotation',
  'table',
] as const;

/** Names of the marks in schema order: the order in which marks stand on a text node. */
export const markNames = ['bold', 'italic', 'subscript', 'superscript', 'link', 'articleLink'] as const;

const blockIdForm = /^[A-Za-z0-9_-]{0,64}$/;
const citationIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const slugForm = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;
const maxSpan = 50;

/**
 * What each attribute may hold, by name. Shared by the ProseMirror schema, the zod schema and the editor's extensions.
 * A block id is empty until it is given; a citation id is a lower-case UUID; a slug is at most 100 characters.
 */
export const attributeRules = {
  blockId: (value: unknown) => typeof value === 'string' && blockIdForm.test(value),
  citationId: (value: unknown) => typeof value === 'string' && citationIdForm.test(value),
  speaker: (value: unknown) => typeof value === 'string' && value.length <= 200,
  span: (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxSpan,
  href: (value: unknown) => typeof value === 'string' && safeHref(value) === value,
  slug: (value: unknown) =>
    typeof value === 'string' && value.length <= 100 && slugForm.test(value) && value.normalize('NFC') === value,
} as const;

type Rule = keyof typeof attributeRules;

/** A ProseMirror attribute validator for a rule. Throws RangeError, as ProseMirror's own checks do. */
const attributeCheck = (rule: Rule) => (value: unknown) => {
  if (!attributeRules[rule](value)) throw new RangeError(`Invalid value for attribute ${rule}: ${String(value)}`);
};

const attribute = (rule: Rule, initial?: string | number): AttributeSpec =>
  initial === undefined ? { validate: attributeCheck(rule) } : { default: initial, validate: attributeCheck(rule) };
const id = { id: attribute('blockId', '') };
const idOf = (element: HTMLElement) => {
  const found = element.getAttribute('data-id') ?? '';
  return attributeRules.blockId(found) ? found : '';
};
const spanOf = (element: HTMLElement, name: string) => {
  const found = Number(element.getAttribute(name) ?? '1');
  return attributeRules.span(found) ? found : 1;
};

/** Block with an id: its DOM form is `tag` with the id in `data-id`. */
const block = (spec: NodeSpec, tag: string, otherTags: readonly string[] = []): NodeSpec => ({
  attrs: id,
  toDOM: (node): DOMOutputSpec => [tag, { 'data-id': String(node.attrs['id']) }, 0],
  parseDOM: [tag, ...otherTags].map((name) => ({ tag: name, getAttrs: (element) => ({ id: idOf(element) }) })),
  ...spec,
});

const cell = (tag: 'td' | 'th', tableRole: string): NodeSpec => ({
  content: 'paragraph+',
  isolating: true,
  tableRole,
  attrs: { colspan: attribute('span', 1), rowspan: attribute('span', 1) },
  toDOM: (node) => [tag, { colspan: String(node.attrs['colspan']), rowspan: String(node.attrs['rowspan']) }, 0],
  parseDOM: [
    {
      tag,
      getAttrs: (element) => ({ colspan: spanOf(element, 'colspan'), rowspan: spanOf(element, 'rowspan') }),
    },
  ],
});

const quotation: NodeSpec = {
  content: 'paragraph+',
  group: 'block',
  defining: true,
  attrs: { ...id, speaker: attribute('speaker', '') },
  toDOM: (node) => [
    'blockquote',
    { 'data-id': String(node.attrs['id']), 'data-speaker': String(node.attrs['speaker']) },
    0,
  ],
  parseDOM: [
    {
      tag: 'blockquote',
      getAttrs: (element) => ({
        id: idOf(element),
        speaker: (element.getAttribute('data-speaker') ?? '').slice(0, 200),
      }),
    },
  ],
};

const citation: NodeSpec = {
  inline: true,
  group: 'inline',
  atom: true,
  selectable: true,
  attrs: { id: attribute('citationId') },
  toDOM: (node) => ['span', { 'data-citation': String(node.attrs['id']) }],
  parseDOM: [
    {
      tag: 'span[data-citation]',
      getAttrs: (element) => {
        const found = element.getAttribute('data-citation');
        return attributeRules.citationId(found) ? { id: found } : false;
      },
    },
  ],
};

const plainMark = (tag: string, others: readonly string[] = [], spec: MarkSpec = {}): MarkSpec => ({
  toDOM: () => [tag, 0],
  parseDOM: [tag, ...others].map((name) => ({ tag: name })),
  ...spec,
});

/**
 * The one closed schema of section bodies (README 5): editor, normaliser, diff, merge and renderer use it.
 * A change of it is a change of `schemaVersion`; `schema.test.ts` freezes it.
 */
export const proseSchema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: 'block+' },
    paragraph: block({ content: 'inline*', group: 'block' }, 'p'),
    subheading: block({ content: 'inline*', group: 'block', defining: true }, 'h4', ['h1', 'h2', 'h3', 'h5', 'h6']),
    bulletList: block({ content: 'listItem+', group: 'block list' }, 'ul'),
    orderedList: block({ content: 'listItem+', group: 'block list' }, 'ol'),
    listItem: block({ content: 'paragraph (paragraph | list)*', defining: true }, 'li'),
    quotation,
    table: {
      ...block({ content: 'tableRow+', group: 'block', isolating: true, tableRole: 'table' }, 'table'),
      toDOM: (node) => ['table', { 'data-id': String(node.attrs['id']) }, ['tbody', 0]],
    },
    tableRow: {
      content: '(tableCell | tableHeader)*',
      tableRole: 'row',
      toDOM: () => ['tr', 0],
      parseDOM: [{ tag: 'tr' }],
    },
    tableHeader: cell('th', 'header_cell'),
    tableCell: cell('td', 'cell'),
    hardBreak: {
      inline: true,
      group: 'inline',
      selectable: false,
      linebreakReplacement: true,
      toDOM: () => ['br'],
      parseDOM: [{ tag: 'br' }],
    },
    citation,
    text: { group: 'inline' },
  },
  marks: {
    bold: plainMark('strong', ['b']),
    italic: plainMark('em', ['i']),
    subscript: plainMark('sub', [], { excludes: 'subscript superscript' }),
    superscript: plainMark('sup', [], { excludes: 'subscript superscript' }),
    link: {
      attrs: { href: attribute('href') },
      inclusive: false,
      excludes: 'link articleLink',
      toDOM: (mark) => ['a', { href: safeHref(String(mark.attrs['href'])) ?? '', rel: 'noopener nofollow' }, 0],
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (element) => {
            const href = safeHref(element.getAttribute('href') ?? '');
            return href === null ? false : { href };
          },
        },
      ],
    },
    articleLink: {
      attrs: { slug: attribute('slug') },
      inclusive: false,
      excludes: 'link articleLink',
      toDOM: (mark) => ['a', { 'data-article': String(mark.attrs['slug']) }, 0],
      parseDOM: [
        {
          tag: 'a[data-article]',
          priority: 60,
          getAttrs: (element) => {
            const slug = element.getAttribute('data-article');
            return attributeRules.slug(slug) ? { slug } : false;
          },
        },
      ],
    },
  },
});

const blockAttrs = z.strictObject({ id: z.string().regex(blockIdForm).default('') }).prefault({});
const spanSchema = z.int().min(1).max(maxSpan).default(1);

const markSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['bold', 'italic', 'subscript', 'superscript']) }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string().refine(attributeRules.href) }) }),
  z.strictObject({
    type: z.literal('articleLink'),
    attrs: z.strictObject({ slug: z.string().refine(attributeRules.slug) }),
  }),
]);
const exclusive = (names: readonly string[], pair: readonly string[]) =>
  names.filter((name) => pair.includes(name)).length <= 1;
const marksSchema = z.array(markSchema).refine(
  (marks) => {
    const names = marks.map((mark) => mark.type);
    return (
      new Set(names).size === names.length &&
      exclusive(names, ['subscript', 'superscript']) &&
      exclusive(names, ['link', 'articleLink'])
    );
  },
  { error: 'Marks that exclude each other' },
);

const marks = marksSchema.exactOptional();
const inlineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), marks }),
  z.strictObject({ type: z.literal('hardBreak'), marks }),
  z.strictObject({
    type: z.literal('citation'),
    attrs: z.strictObject({ id: z.string().regex(citationIdForm) }),
    marks,
  }),
]);
const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  attrs: blockAttrs,
  content: z.array(inlineSchema).exactOptional(),
});
const subheadingSchema = paragraphSchema.extend({ type: z.literal('subheading') });
const listSchema: z.ZodType<List> = z.strictObject({
  type: z.enum(['bulletList', 'orderedList']),
  attrs: blockAttrs,
  get content() {
    return z.array(listItemSchema).min(1);
  },
});
const listItemSchema: z.ZodType<ListItem> = z.strictObject({
  type: z.literal('listItem'),
  attrs: blockAttrs,
  get content() {
    return z.tuple([paragraphSchema], z.union([paragraphSchema, listSchema]));
  },
});
const quotationSchema = z.strictObject({
  type: z.literal('quotation'),
  attrs: z.strictObject({ ...blockAttrs.unwrap().shape, speaker: z.string().max(200).default('') }).prefault({}),
  content: z.array(paragraphSchema).min(1),
});
const cellSchema = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: z.strictObject({ colspan: spanSchema, rowspan: spanSchema }).prefault({}),
  content: z.array(paragraphSchema).min(1),
});
const tableSchema = z.strictObject({
  type: z.literal('table'),
  attrs: blockAttrs,
  content: z.array(z.strictObject({ type: z.literal('tableRow'), content: z.array(cellSchema).default([]) })).min(1),
});
const byType = {
  paragraph: paragraphSchema,
  subheading: subheadingSchema,
  quotation: quotationSchema,
  table: tableSchema,
};
const blockSchema = z.union([...Object.values(byType), listSchema]);

/**
 * Strict zod schema of a body: accepts exactly what `proseSchema` accepts and, unlike it, refuses unknown keys and
 * attributes instead of dropping them. It recurses: check the depth first (`normalise` does), else it may overflow.
 */
export const bodySchema: z.ZodType<Body> = z.strictObject({
  type: z.literal('doc'),
  content: z.array(blockSchema).min(1),
});

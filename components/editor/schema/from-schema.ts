import { Mark, Node, type Attributes, type MarkConfig, type NodeConfig } from '@tiptap/core';
import type { AttributeSpec, MarkType, NodeType } from '@tiptap/pm/model';
import { proseSchema } from '@/lib/domain/prose/schema';

/** Never carried from one block to the next when a paragraph is split. */
const notKept = new Set(['id', 'speaker']);

/** Attributes as Tiptap wants them. DOM forms stay with the schema, so Tiptap reads and writes none by itself. */
function attributesOf(specs: Readonly<Record<string, AttributeSpec>> | null | undefined): Attributes {
  return Object.fromEntries(
    Object.entries(specs ?? {}).map(([name, { validate, ...initial }]) => [
      name,
      {
        ...('default' in initial ? { default: initial.default as unknown } : { isRequired: true }),
        ...(validate === undefined ? {} : { validate }),
        parseHTML: () => null,
        rendered: false,
        keepOnSplit: !notKept.has(name),
      },
    ]),
  );
}

const defined = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function nodeType(name: string): NodeType {
  const type = proseSchema.nodes[name];
  if (type === undefined) throw new TypeError(`No node ${name} in the schema`);
  return type;
}

function markType(name: string): MarkType {
  const type = proseSchema.marks[name];
  if (type === undefined) throw new TypeError(`No mark ${name} in the schema`);
  return type;
}

/** A Tiptap node whose content, attributes and DOM forms are those of `proseSchema`; `behaviour` adds commands and keys. */
export function nodeFromSchema(name: string, behaviour: Partial<NodeConfig> = {}) {
  const { spec } = nodeType(name);
  const { content, group, inline, atom, selectable, defining, isolating, linebreakReplacement, tableRole } = spec;
  const { toDOM, parseDOM } = spec;
  return Node.create({
    ...defined({ content, group, inline, atom, selectable, defining, isolating, linebreakReplacement, tableRole }),
    addAttributes: () => attributesOf(spec.attrs),
    ...(parseDOM ? { parseHTML: () => [...parseDOM] } : {}),
    ...(toDOM ? { renderHTML: ({ node }) => toDOM(node) } : {}),
    ...behaviour,
    name,
  });
}

/** A Tiptap mark that equals the one of `proseSchema`; `behaviour` adds commands and keys. */
export function markFromSchema(name: string, behaviour: Partial<MarkConfig> = {}) {
  const { spec } = markType(name);
  const { inclusive, excludes, toDOM, parseDOM } = spec;
  return Mark.create({
    ...defined({ inclusive, excludes }),
    addAttributes: () => attributesOf(spec.attrs),
    ...(parseDOM ? { parseHTML: () => [...parseDOM] } : {}),
    ...(toDOM ? { renderHTML: ({ mark }) => toDOM(mark, true) } : {}),
    ...behaviour,
    name,
  });
}

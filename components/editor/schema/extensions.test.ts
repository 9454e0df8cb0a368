import { getSchema } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { Fragment, Slice, type MarkType, type NodeType, type Schema } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { blockIdsPlugin, newBlockId } from '@/components/editor/schema/block-ids';
import { extensions } from '@/components/editor/schema/extensions';
import { blockIds } from '@/lib/domain/prose/block-ids';
import type { Body } from '@/lib/domain/prose/body';
import { cite, doc, p, ul } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { attributeRules, bodySchema, proseSchema } from '@/lib/domain/prose/schema';

const schema: Schema = getSchema(extensions);
const attributes = (type: NodeType | MarkType) =>
  Object.entries(type.spec.attrs ?? {}).map(([name, { validate, ...initial }]) => [name, initial, typeof validate]);
const nodeFields = [
  'content',
  'group',
  'inline',
  'atom',
  'selectable',
  'defining',
  'isolating',
  'linebreakReplacement',
  'tableRole',
  'marks',
  'code',
  'whitespace',
  'draggable',
] as const;
const nodeShape = (type: NodeType) => ({
  fields: nodeFields.map((field) => [field, type.spec[field]]),
  attributes: attributes(type),
  drawn: Boolean(type.spec.toDOM),
  read: type.spec.parseDOM?.map(({ tag }) => tag) ?? [],
});
const markShape = (type: MarkType) => ({
  fields: [type.spec.inclusive, type.spec.excludes, type.spec.group, type.spec.code, type.spec.spanning],
  attributes: attributes(type),
  drawn: Boolean(type.spec.toDOM),
  read: type.spec.parseDOM?.map((rule) => rule.tag) ?? [],
});

describe('the editor has the closed schema', () => {
  it('the same nodes and the same marks in the same order', () => {
    expect(Object.keys(schema.nodes).toSorted()).toEqual(Object.keys(proseSchema.nodes).toSorted());
    expect(Object.keys(schema.marks)).toEqual(Object.keys(proseSchema.marks));
    expect(schema.topNodeType.name).toBe('doc');
    expect(schema.nodes['doc']?.contentMatch.defaultType?.name).toBe('paragraph');
  });
  it.each(Object.keys(proseSchema.nodes))('node %s', (name) => {
    const [own, shared] = [schema.nodes[name], proseSchema.nodes[name]];
    if (!own || !shared) throw new Error(name);
    expect(nodeShape(own)).toEqual(nodeShape(shared));
  });
  it.each(Object.keys(proseSchema.marks))('mark %s', (name) => {
    const [own, shared] = [schema.marks[name], proseSchema.marks[name]];
    if (!own || !shared) throw new Error(name);
    expect(markShape(own)).toEqual(markShape(shared));
  });
  it('gives normalised bodies back unchanged', () => {
    const body = normalise(doc(p('One'), ul('a', 'b')), 's');
    expect(schema.nodeFromJSON(body).toJSON()).toEqual(body);
  });
});

const id = '00000000-0000-7000-8000-000000000001';
const open = (body: Body) =>
  EditorState.create({
    schema,
    doc: schema.nodeFromJSON(normalise(body, 's')),
    plugins: [history(), blockIdsPlugin()],
  });
const idsOf = (state: EditorState) => blockIds(bodySchema.parse(state.doc.toJSON()));
const step = (state: EditorState, change: (tr: Transaction) => Transaction) => state.apply(change(state.tr));

describe('block ids', () => {
  it('are 12 signs that the schema allows', () => {
    expect(newBlockId()).toMatch(/^[0-9a-v]{12}$/);
    expect(attributeRules.blockId(newBlockId())).toBe(true);
  });

  it('a split keeps the first, names the second; undo and redo bring the same ids', () => {
    const start = open(doc(p('One two'), p('Three')));
    const split = step(start, (tr) => tr.split(4));
    const [first, second, third] = idsOf(split);
    expect([first, third]).toEqual(idsOf(start));
    expect(new Set(idsOf(split)).size).toBe(3);
    expect(second).not.toBe('');
    let state = split;
    const dispatch = (tr: Transaction) => {
      state = state.apply(tr);
    };
    expect(undo(state, dispatch)).toBe(true);
    expect(state.doc.eq(start.doc)).toBe(true);
    expect(redo(state, dispatch)).toBe(true);
    expect(state.doc.eq(split.doc)).toBe(true);
  });

  it('a copy pasted before its original leaves the id to the original', () => {
    const start = open(doc(p('One'), p('Two')));
    const [one, two] = idsOf(start);
    const pasted = step(start, (tr) => tr.replace(0, 0, new Slice(Fragment.from(start.doc.child(1)), 0, 0)));
    const ids = idsOf(pasted);
    expect(ids.slice(1)).toEqual([one, two]);
    expect(ids[0]).not.toBe(two);
  });

  it('a moved block keeps its id', () => {
    const start = open(doc(p('One'), p('Two')));
    const [one, two] = idsOf(start);
    const moved = step(start, (tr) => tr.delete(5, 10).insert(0, start.doc.child(1)));
    expect(idsOf(moved)).toEqual([two, one]);
  });

  it('marks never stay on a citation', () => {
    const start = open(doc(p('One', cite(id), ' two')));
    const bold = step(start, (tr) => tr.addMark(1, 9, schema.mark('bold')));
    const kinds = bold.doc.child(0).content.content.map((node) => [node.type.name, node.marks.length]);
    expect(kinds).toEqual([
      ['text', 1],
      ['citation', 0],
      ['text', 1],
    ]);
  });
});

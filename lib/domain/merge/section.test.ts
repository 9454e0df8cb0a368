import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactKey } from '@/lib/domain/diff/lines';
import { mergeSection } from '@/lib/domain/merge/section';
import { wordsOf } from '@/lib/domain/diff/words';
import type { Block, Body } from '@/lib/domain/prose/body';
import { cite, doc, type InlineInput, p, withId } from '@/lib/domain/prose/builder';
import { blockText, plainText } from '@/lib/domain/prose/text';

const source = '11111111-1111-4111-8111-111111111111';
const otherSource = '22222222-2222-4222-8222-222222222222';
const para = (id: string, ...parts: InlineInput[]) => withId(id, p(...parts));
const texts = ({ content }: Body) => content.map(blockText);
const sentences = [
  'Syria established relations in 1946.',
  'Iran sent oil to Damascus by sea.',
  'The two countries signed a treaty.',
  'Russia stood aside for a year.',
  'Nothing came of the second plan.',
];
const base = doc(...sentences.slice(0, 3).map((text, index) => para(`b${index}`, text)));
const change = (index: number, ...parts: InlineInput[]): Body =>
  doc(...base.content.map((block, place) => (place === index ? para(`b${index}`, ...parts) : block)));
const without = (index: number): Body => doc(...base.content.filter((_, place) => place !== index));
const insert = (at: number, id: string, text: string): Body =>
  doc(...base.content.slice(0, at), para(id, text), ...base.content.slice(at));

describe('two people, one section', () => {
  test('neighbouring paragraphs merge in silence', () => {
    const merged = mergeSection(
      base,
      change(0, 'Syria established relations in 1947.'),
      change(1, 'Iran sent gas to Damascus by sea.'),
    );
    expect(merged.conflicts).toEqual([]);
    expect(texts(merged.body)).toEqual([
      'Syria established relations in 1947.',
      'Iran sent gas to Damascus by sea.',
      sentences[2],
    ]);
  });

  test('a paragraph rewritten as a whole beside one that was edited', () => {
    const merged = mergeSection(
      base,
      change(0, 'Other words altogether.'),
      change(1, 'Iran sent gas to Damascus by sea.'),
    );
    expect(merged.conflicts).toEqual([]);
    expect(texts(merged.body)).toEqual(['Other words altogether.', 'Iran sent gas to Damascus by sea.', sentences[2]]);
  });

  test('one taken out, one put in, one edited', () => {
    const merged = mergeSection(base, without(0), insert(3, 'n', 'A last one.'));
    expect(merged.conflicts).toEqual([]);
    expect(texts(merged.body)).toEqual([sentences[1], sentences[2], 'A last one.']);
  });

  const conflicts: [string, [Body, Body], string, number[]][] = [
    ['one paragraph changed in two ways', [change(1, 'Iran sent gas.'), change(1, 'Iran sent coal.')], 'b1', [1, 1, 1]],
    ['changed here, taken out there', [change(1, 'Iran sent gas.'), without(1)], 'b1', [1, 1, 0]],
    ['two texts put in at one place', [insert(1, 'x', 'New here.'), insert(1, 'y', 'Other here.')], 'b0', [0, 1, 1]],
  ];
  test.each(conflicts)('%s is a conflict', (_, [ours, theirs], blockId, sizes) => {
    const { conflicts: found } = mergeSection(base, ours, theirs);
    expect(found.map((one) => one.blockId)).toEqual([blockId]);
    expect(found.map((one) => [one.base.length, one.ours.length, one.theirs.length])).toEqual([sizes]);
  });

  test('the same text put in twice stands once', () => {
    const merged = mergeSection(base, insert(1, 'x', 'New here.'), insert(1, 'y', 'New here.'));
    expect(merged.conflicts).toEqual([]);
    expect(merged.body.content.map(({ attrs }) => attrs.id)).toEqual(['b0', 'x', 'b1', 'b2']);
  });

  test('one block moved to two places is a conflict, never a double', () => {
    const [x, y, z] = base.content;
    const moved = (...blocks: (Block | undefined)[]) => doc(...blocks.flatMap((block) => block ?? []));
    const merged = mergeSection(moved(x, y, z), moved(y, x, z), moved(y, z, x));
    const ids = merged.body.content.map(({ attrs }) => attrs.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('everything taken out by halves is a conflict', () => {
    const two = doc(para('a', 'First words here.'), para('b', 'Second words there.'));
    const merged = mergeSection(two, doc(...two.content.slice(0, 1)), doc(...two.content.slice(1)));
    expect(merged.conflicts).toHaveLength(1);
  });

  test('too many equal blocks are not merged', () => {
    const many = doc(...Array.from({ length: 201 }, (_, index) => para(`m${index}`, 'Same.')));
    const merged = mergeSection(many, doc(...many.content.slice(1)), doc(...many.content.slice(0, -1)));
    expect(merged).toMatchObject({ limited: true, conflicts: [{ blockId: '' }] });
  });
});

describe('proposals', () => {
  const old = doc(para('b', sentences.slice(0, 4).join(' ')));
  const say = (index: number, text: string) =>
    doc(
      para(
        'b',
        sentences
          .slice(0, 4)
          .map((one, place) => (place === index ? text : one))
          .join(' '),
      ),
    );

  test('two sentences of one paragraph are offered together, and stay a conflict', () => {
    const merged = mergeSection(old, say(0, 'Syria waited.'), say(3, 'Russia left.'));
    expect(merged.conflicts).toHaveLength(1);
    expect(merged.proposals.map(({ block }) => blockText(block))).toEqual([
      `Syria waited. ${sentences[1]} ${sentences[2]} Russia left.`,
    ]);
  });

  test('one sentence changed in two ways has no proposal', () => {
    expect(mergeSection(old, say(0, 'Syria waited.'), say(0, 'Syria left.')).proposals).toEqual([]);
  });

  test('two citations added to one sentence both stay, ordered by id', () => {
    const one = doc(para('b', 'Iran sent oil.'));
    const cited = (id: string) => doc(para('b', 'Iran sent oil.', cite(id)));
    const [proposal] = mergeSection(one, cited(otherSource), cited(source)).proposals;
    expect(proposal?.block).toEqual(para('b', 'Iran sent oil.', cite(source), cite(otherSource)));
  });
});

const bodyOf = fc
  .array(fc.tuple(fc.nat(5), fc.constantFrom(...sentences, 'Iran sent gas to Damascus by sea.')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => {
    const used = new Set<number>();
    const fresh = rows.filter(([id]) => !used.has(id) && used.add(id));
    return doc(...fresh.map(([id, text]) => para(`b${id}`, text)));
  });
const keys = ({ content }: Body) => content.map(exactKey);

describe('any three texts', { timeout: 60_000 }, () => {
  test('a side that changed nothing gives way, and equal sides are themselves', () => {
    fc.assert(
      fc.property(bodyOf, bodyOf, (b, x) => {
        for (const merged of [mergeSection(b, x, b), mergeSection(b, b, x), mergeSection(b, x, x)]) {
          expect(keys(merged.body)).toEqual(keys(x));
          expect(merged.conflicts).toEqual([]);
        }
      }),
    );
  });

  test('symmetric, without doubles, and every word is somebody’s', () => {
    fc.assert(
      fc.property(bodyOf, bodyOf, bodyOf, (b, x, y) => {
        const [one, two] = [mergeSection(b, x, y), mergeSection(b, y, x)];
        expect(keys(one.body)).toEqual(keys(two.body));
        expect(one.conflicts.map(({ base: o, ours, theirs }) => [o, theirs, ours])).toEqual(
          two.conflicts.map(({ base: o, ours, theirs }) => [o, ours, theirs]),
        );
        const known = new Set([b, x, y].flatMap(({ content }) => content.map(blockText)));
        expect(one.body.content.every((block) => known.has(blockText(block)))).toBe(true);
        const ids = one.body.content.map(({ attrs }) => attrs.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('every word that somebody added is in the text or in a conflict', () => {
    fc.assert(
      fc.property(bodyOf, bodyOf, bodyOf, (b, x, y) => {
        const { body, conflicts } = mergeSection(b, x, y);
        const shown = new Set([
          ...wordsOf(plainText(body)),
          ...conflicts.flatMap((one) => [...one.ours, ...one.theirs].flatMap((block) => wordsOf(blockText(block)))),
        ]);
        const old = new Set(wordsOf(plainText(b)));
        const added = [x, y].flatMap((side) => wordsOf(plainText(side))).filter((word) => !old.has(word));
        expect(added.filter((word) => !shown.has(word))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { b, cite, doc, li, link, p, quote, table, ul, withId } from '@/lib/domain/prose/builder';
import type { Inline } from '@/lib/domain/prose/body';
import { blockText, citationIds, plainText } from '@/lib/domain/prose/text';
import {
  leafAt,
  leavesOf,
  looksLikeSpelling,
  type Replacement,
  replaceInLeaf,
  shifted,
  sourcesAtStake,
  withLeaf,
} from '@/lib/domain/thread/suggestion';

const [one, two] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const paragraph = withId('p1', p('Both sides ', b('signed'), ' a plan.', cite(one), ' It lasted', cite(two), ' long.'));
const on = (words: string, replacement: string, leaf = paragraph): Replacement => {
  const from = blockText(leaf).indexOf(words);
  return { blockId: leaf.attrs.id, from, to: from + words.length, replacement };
};
const content = (change: Replacement, drop = false) => replaceInLeaf(paragraph, change, drop).content;

describe('leaves', () => {
  const body = doc(
    withId('a', p('One two')),
    withId('l', ul(li(withId('i', p('Two'))), li(withId('j', p('two three'))))),
    withId('q', quote('Who', withId('k', p('Two.')))),
    withId('t', table(['x', 'y'])),
  );

  test('stand in order, each where its words begin', () => {
    const text = plainText(body);
    const leaves = leavesOf(body);
    expect(leaves.map(({ leaf }) => blockText(leaf))).toEqual(['One two', 'Two', 'two three', 'Two.', 'x', 'y']);
    for (const { leaf, at } of leaves) expect(text.slice(at).startsWith(blockText(leaf))).toBe(true);
  });

  test('are found by a place, where one holds it whole', () => {
    const at = plainText(body).indexOf('three');
    expect(leafAt(body, at, at + 5)).toMatchObject({ leaf: { attrs: { id: 'j' } }, from: 4, to: 9 });
    expect(leafAt(body, 4, at)).toBeUndefined();
  });

  test('are replaced wherever they stand, and nothing else is', () => {
    const leaf = withId('j', p('other'));
    expect(plainText(withLeaf(body, leaf))).toBe(plainText(body).replace('two three', 'other'));
  });
});

describe('a replacement', () => {
  test('changes the words that differ and leaves formatting and sources of the others', () => {
    expect(content(on('Both sides signed a plan.', 'Both parties signed a plan.'))).toEqual(
      p('Both parties ', b('signed'), ' a plan.', cite(one), ' It lasted', cite(two), ' long.').content,
    );
  });

  test('has the formatting that all the replaced words have, and no other', () => {
    expect(content(on('signed', 'made'))).toEqual(
      p('Both sides ', b('made'), ' a plan.', cite(one), ' It lasted', cite(two), ' long.').content,
    );
    const linked = withId('p1', p('See ', link('https://example.org', 'the plan'), '.'));
    expect(replaceInLeaf(linked, on('See the', 'Read a', linked)).content).toEqual(
      p('Read a', link('https://example.org', ' plan'), '.').content,
    );
  });

  test('keeps the sources that stand inside, behind the new words', () => {
    expect(content(on('plan. It lasted long', 'pact for years'))).toEqual(
      p('Both sides ', b('signed'), ' a pact for years', cite(one), cite(two), '.').content,
    );
  });

  test('that removes words asks about their sources; they go only when somebody said so', () => {
    const gone = on(' It lasted', '');
    expect(sourcesAtStake(paragraph, gone)).toEqual([two]);
    expect(citationIds(doc({ ...paragraph, content: content(gone) ?? [] }))).toEqual([one, two]);
    expect(citationIds(doc({ ...paragraph, content: content(gone, true) ?? [] }))).toEqual([one]);
    expect(sourcesAtStake(paragraph, on('sides', 'parties'))).toEqual([]);
    expect(sourcesAtStake(paragraph, on('sides ', ''))).toEqual([]);
  });
});

describe('spelling', () => {
  const cases: [string, string, boolean][] = [
    ['provided provided', 'provided provided', false],
    ['The goverment said', 'The government said', true],
    ['expandits', 'expands', true],
    ['in 1979', 'in 1978', false],
    ['did not sign', 'did now sign', false],
    ['reportedly', 'repeatedly', false],
    ['oil', 'gas', false],
    ['Iranian officials', 'officials', false],
  ];
  test.each(cases)('%s -> %s: %s', (before, after, expected) => {
    expect(looksLikeSpelling(before, after)).toBe(expected);
  });
});

/* Replacements of parts of one paragraph that do not overlap. */
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '.', '1'), maxLength: 8 });
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: words.filter(Boolean).map((text): Inline => ({ type: 'text', text })) },
  {
    weight: 1,
    arbitrary: words.filter(Boolean).map((text): Inline => ({ type: 'text', text, marks: [{ type: 'bold' }] })),
  },
  { weight: 1, arbitrary: fc.constantFrom(one, two).map(cite) },
);
const leafs = fc.array(inline, { minLength: 1, maxLength: 8 }).map((nodes) => withId('p1', p(...nodes)));
const cuts = fc.array(fc.tuple(fc.nat(60), words), { maxLength: 8 });

function replacements(text: string, places: readonly (readonly [number, string])[]): Replacement[] {
  const ends = [...new Set(places.map(([at]) => at % (text.length + 1)))].toSorted((x, y) => x - y);
  return ends.flatMap((from, n) => {
    const to = ends[n + 1];
    return to === undefined || n % 2 === 1 ? [] : [{ blockId: 'p1', from, to, replacement: places[n]?.[1] ?? '' }];
  });
}

/** Uses one after the other; each moves those that are left. */
function useAll(leaf: ReturnType<typeof p>, all: readonly Replacement[]) {
  let [now, left] = [leaf, all];
  for (let next = left[0]; next; next = left[0]) {
    const used = next;
    now = replaceInLeaf(now, used);
    left = left.slice(1).flatMap((other) => shifted(other, used) ?? []);
  }
  return now;
}

describe('suggestions that do not overlap', () => {
  test('make the text of whoever suggested them when all are used, in any order, and lose no source', () => {
    fc.assert(
      fc.property(leafs, cuts, fc.array(fc.nat(10)), (leaf, places, keys) => {
        const all = replacements(blockText(leaf), places);
        const wanted = all
          .toReversed()
          .reduce(
            (text, { from, to, replacement }) => text.slice(0, from) + replacement + text.slice(to),
            blockText(leaf),
          );
        const order = all.map((change, n) => ({ change, key: keys[n] ?? n })).toSorted((x, y) => x.key - y.key);
        const made = useAll(
          leaf,
          order.map(({ change }) => change),
        );
        expect(blockText(made)).toBe(wanted);
        expect(citationIds(doc(made)).toSorted()).toEqual(citationIds(doc(leaf)).toSorted());
      }),
    );
  });

  test('commute, formatting and sources included, and none used is the text as it was', () => {
    fc.assert(
      fc.property(leafs, cuts, (leaf, places) => {
        const all = replacements(blockText(leaf), places);
        expect(useAll(leaf, all).content).toEqual(useAll(leaf, all.toReversed()).content);
        expect(blockText(useAll(leaf, []))).toBe(blockText(leaf));
      }),
    );
  });

  test('are moved by exactly what stands before them, and those that overlap are not moved', () => {
    const used = { blockId: 'p1', from: 4, to: 8, replacement: 'longer' };
    const at = (from: number, to: number) => shifted({ blockId: 'p1', from, to, replacement: '' }, used);
    expect(at(0, 4)).toMatchObject({ from: 0, to: 4 });
    expect(at(8, 9)).toMatchObject({ from: 10, to: 11 });
    expect(at(7, 9)).toBeNull();
    expect(shifted({ blockId: 'other', from: 5, to: 6, replacement: '' }, used)).toMatchObject({ from: 5, to: 6 });
  });
});

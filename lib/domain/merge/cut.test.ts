import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIds } from '@/lib/domain/prose/block-ids';
import type { Block, Body } from '@/lib/domain/prose/body';
import { articleLink, b, cite, doc, li, p, quote, sub, table, ul, withId } from '@/lib/domain/prose/builder';
import { cutBody, joinBodies } from '@/lib/domain/merge/cut';
import { normalise } from '@/lib/domain/prose/normalise';
import { citationIds, inlineRuns, plainText } from '@/lib/domain/prose/text';

const uuid = '00000000-0000-7000-8000-000000000001';
const [one, two, three] = [withId('one', p('One two three.')), withId('two', p('Four.')), withId('three', p('Five.'))];
const cutAt = (body: Body, blockId: string, offset = 0) => {
  const cut = cutBody(body, { blockId, offset });
  if (!cut) throw new Error('no such place');
  return cut;
};

describe('cutting a body', () => {
  it('between two blocks: each keeps its id', () => {
    const { first, heading, second } = cutAt(doc(one, two, three), 'two');
    expect([blockIds(first), heading, blockIds(second)]).toEqual([['one'], '', ['two', 'three']]);
  });

  it('inside a paragraph, between its words', () => {
    const { first, second } = cutAt(doc(one, two), 'one', 4);
    expect([plainText(first), plainText(second)]).toEqual(['One ', 'two three.\n\nFour.']);
    expect([blockIds(first), blockIds(second)]).toEqual([['one'], ['', 'two']]);
  });

  it('citations and marks stay with their words', () => {
    const rich = withId('rich', p('War began', cite(uuid), ' in ', b('1979'), ', ', articleLink('iran', 'Iran'), '.'));
    const behind = cutAt(doc(rich), 'rich', 10);
    expect([citationIds(behind.first), citationIds(behind.second)]).toEqual([[uuid], []]);
    const before = cutAt(doc(rich), 'rich', 9);
    expect([citationIds(before.first), citationIds(before.second)]).toEqual([[], [uuid]]);
    const inBold = cutAt(doc(rich), 'rich', 16);
    expect(inBold.second.content[0]?.content?.[0]).toEqual({ type: 'text', text: '79', marks: [{ type: 'bold' }] });
  });

  it('never cuts a character in two', () => {
    const { first, second } = cutAt(doc(withId('x', p('a🇸🇾b'))), 'x', 2);
    expect([plainText(first), plainText(second)]).toEqual(['a', '🇸🇾b']);
  });

  it('at the beginning and at the end leaves one part empty', () => {
    expect(plainText(cutAt(doc(one), 'one').first)).toBe('');
    expect(plainText(cutAt(doc(one), 'one', 99).second)).toBe('');
  });

  it('a subheading at the place becomes the heading, unless it carries a link or a source', () => {
    const { first, heading, second } = cutAt(doc(one, withId('s', sub('After ', b('1979'))), two), 's');
    expect([plainText(first), heading, plainText(second)]).toEqual(['One two three.', 'After 1979', 'Four.']);
    const cited = cutAt(doc(one, withId('s', sub('After 1979', cite(uuid)))), 's');
    expect([cited.heading, citationIds(cited.second)]).toEqual(['', [uuid]]);
    const linked = cutAt(doc(one, withId('s', sub(articleLink('iran', 'Iran')))), 's');
    expect([linked.heading, plainText(linked.second)]).toEqual(['', 'Iran']);
  });

  it('a list between its items, also from inside a nested one; a quotation and a table go whole', () => {
    const nested = withId('b', li('Second', ul(withId('deep', li('Deep')))));
    const list = withId('list', ul(withId('a', li('First')), nested));
    const { first, second } = cutAt(doc(list), 'deep');
    expect([plainText(first), plainText(second)]).toEqual(['First', 'Second\nDeep']);
    expect(blockIds(cutAt(doc(one, list), 'a').second)).toContain('list');
    const said = withId('q', quote('Eden', withId('line', p('Peace.'))));
    expect(plainText(cutAt(doc(one, said), 'line').second)).toBe('Peace.');
    const rows = withId('t', table(['a', 'b']));
    expect(plainText(cutAt(doc(one, rows), 't').first)).toBe('One two three.');
  });

  it('nowhere when the block is not there', () => {
    expect(cutBody(doc(one), { blockId: 'gone', offset: 0 })).toBeNull();
  });
});

describe('joining two texts', () => {
  it('keeps the words of the heading as a subheading', () => {
    const joined = joinBodies(doc(one), { heading: 'Trade', body: doc(two) });
    expect(joined.content.map(({ type }) => type)).toEqual(['paragraph', 'subheading', 'paragraph']);
    expect(plainText(joined)).toBe('One two three.\n\nTrade\n\nFour.');
  });

  it('adds nothing for an empty text, and takes the place of one', () => {
    expect(joinBodies(doc(one), { heading: '', body: doc(p()) })).toEqual(doc(one));
    expect(joinBodies(doc(p()), { heading: '', body: doc(two) })).toEqual(doc(two));
    expect(joinBodies(doc(p()), { heading: '', body: doc(p()) })).toEqual(doc(p()));
  });
});

/** Words and citations in order, without blanks: those around a heading go. */
const words = (body: Body): string =>
  inlineRuns(body)
    .flatMap((run) => run.map((node) => (node.type === 'text' ? node.text : JSON.stringify(node))))
    .join('')
    .replaceAll(/\s/gu, '');

const run = fc
  .array(fc.constantFrom('war ', 'peace', '1979', '🇸🇾', 'ش'), { maxLength: 4 })
  .chain((texts) => fc.constantFrom(p(...texts), sub(...texts), p(...texts, cite(uuid)), p(b(...texts), ' end')));
const block: fc.Arbitrary<Block> = fc.oneof(
  run,
  run.map((text) => ul('x', li(plainText(doc(text)) || 'y', ul('z')))),
  fc.constantFrom(quote('Eden', 'Peace.', 'Now.'), table(['a', 'b'], ['c', 'd'])),
);
const body = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map((blocks) => normalise(doc(...blocks), '00000000-0000-7000-8000-00000000000a'));

describe('for every text and every place in it', () => {
  it('no word and no citation is lost or doubled, ids stay unique, and joining is the way back of the words', () => {
    fc.assert(
      fc.property(body, fc.nat(40), fc.nat(30), (whole, at, offset) => {
        const ids = blockIds(whole);
        const place = { blockId: ids[at % ids.length] ?? '', offset };
        const { first, heading, second } = cutAt(whole, place.blockId, place.offset);
        expect(words(first) + heading.replaceAll(/\s/gu, '') + words(second)).toBe(words(whole));
        const kept = [...blockIds(first), ...blockIds(second)].filter(Boolean);
        expect(new Set(kept).size).toBe(kept.length);
        expect(kept.every((id) => ids.includes(id))).toBe(true);
        const joined = joinBodies(first, { heading, body: second });
        expect(words(joined)).toBe(words(whole));
      }),
      { numRuns: 2000 },
    );
  });
});

import { assert, constantFrom, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Head, type HeadField, mergeHeads, type Side } from '@/lib/domain/merge/head';

const fact = (key: string, value: string) => ({ key, value, confirmed: true, citations: [] });
const base: Head = { title: 'A', facts: [fact('Since', '1946')], related: ['X', 'Y'], attribution: '' };
const choice: Partial<Record<HeadField, Side>> = { title: 'theirs' };

describe('mergeHeads', () => {
  it('takes what only one side changed', () => {
    const ours = { ...base, title: 'B', related: ['X', 'Y', 'Z'] };
    const theirs = { ...base, attribution: 'A magazine', related: ['Y'] };
    expect(mergeHeads(base, ours, theirs)).toEqual({
      head: { ...base, title: 'B', attribution: 'A magazine', related: ['Y', 'Z'] },
      conflicts: [],
    });
  });

  it('names what both changed, and takes the side that was chosen', () => {
    const ours = { ...base, title: 'B', facts: [fact('Since', '1947')] };
    const theirs = { ...base, title: 'C', facts: [fact('Since', '1948'), fact('Treaty', '1950')] };
    const { head, conflicts } = mergeHeads(base, ours, theirs, choice);
    expect(head).toEqual({ ...base, title: 'C', facts: [fact('Since', '1947'), fact('Treaty', '1950')] });
    expect(conflicts).toEqual([
      { field: 'title', ours: 'B', theirs: 'C' },
      { field: 'facts', ours: [fact('Since', '1947')], theirs: [fact('Since', '1948')] },
    ]);
    expect(mergeHeads(base, ours, theirs, { facts: 'theirs' }).head.facts).toEqual(theirs.facts);
  });

  it('the same change on both sides is no conflict', () => {
    const both = { ...base, title: 'B', facts: [] };
    expect(mergeHeads(base, both, both)).toEqual({ head: both, conflicts: [] });
  });

  it('with one side left alone is the other, and without a conflict it does not matter who is who', () => {
    const word = constantFrom('A', 'B', 'C');
    const rows = uniqueArray(record({ key: word, value: word }), { selector: ({ key }) => key, maxLength: 3 });
    const heads = record({
      title: word,
      attribution: word,
      related: uniqueArray(word, { maxLength: 3 }),
      facts: rows.map((list) => list.map(({ key, value }) => fact(key, value))),
    });
    const sorted = ({ facts, related, ...head }: Head) => ({
      ...head,
      related: related.toSorted(),
      facts: facts.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    });
    assert(
      property(heads, heads, heads, (was, ours, theirs) => {
        expect(mergeHeads(was, ours, was).head).toEqual(ours);
        expect(mergeHeads(was, was, theirs).head).toEqual(theirs);
        const [one, other] = [mergeHeads(was, ours, theirs), mergeHeads(was, theirs, ours)];
        expect(one.conflicts.map(({ field }) => field)).toEqual(other.conflicts.map(({ field }) => field));
        const isFree = one.conflicts.length === 0;
        expect(isFree ? sorted(one.head) : null).toEqual(isFree ? sorted(other.head) : null);
      }),
    );
  });
});

import { assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlineEntry } from '@/lib/domain/article';
import { mergeOutlines } from '@/lib/domain/merge/outline';

const outline = (letters: string): OutlineEntry[] =>
  letters.split('').map((sectionId, at) => ({ sectionId, level: at === 0 ? 1 : 2 }));
const whole = (letters: readonly string[]) => outline(`a${letters.join('')}`);
const ids = (entries: readonly OutlineEntry[]) => entries.map((entry) => entry.sectionId).join('');

describe('mergeOutlines', () => {
  it.each([
    ['only theirs changed', 'abc', 'abc', 'acb', 'acb'],
    ['only ours changed', 'abc', 'acb', 'abc', 'acb'],
    ['theirs added where ours moved', 'abc', 'acb', 'abxc', 'acbx'],
    ['theirs removed where ours added', 'abc', 'abcy', 'ac', 'acy'],
    ['both added', 'ab', 'aby', 'axb', 'axby'],
  ] as const)('%s', (...[, base, ours, theirs, merged]) => {
    expect(ids(mergeOutlines(outline(base), outline(ours), outline(theirs)))).toBe(merged);
  });

  it('keeps a section that was rewritten here though theirs removed it', () => {
    expect(ids(mergeOutlines(outline('abc'), outline('abc'), outline('ac'), new Set('b')))).toBe('abc');
    expect(ids(mergeOutlines(outline('abc'), outline('abcx'), outline('ac'), new Set('b')))).toBe('abcx');
  });

  it('keeps every section that a side added, and doubles none', () => {
    const some = uniqueArray(constantFrom('b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 7 });
    assert(
      property(some, some, some, (base, ours, theirs) => {
        const merged = mergeOutlines(whole(base), whole(ours), whole(theirs));
        const found = merged.map((entry) => entry.sectionId);
        expect(new Set(found).size).toBe(found.length);
        const added = [...ours, ...theirs].filter((id) => !base.includes(id));
        for (const id of added) expect(found).toContain(id);
      }),
    );
  });
});

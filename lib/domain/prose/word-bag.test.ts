import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { countWords } from '@/lib/domain/prose/word-bag';

it.each([
  ['', 'one two', { words: 2, added: 2, removed: 0 }],
  ['one two', '', { words: 0, added: 0, removed: 2 }],
  ['in 1946 they met', 'in 1947 they met', { words: 4, added: 1, removed: 1 }],
  ['one two three', 'three one two', { words: 3, added: 0, removed: 0 }],
  ['the the the', 'the the', { words: 2, added: 0, removed: 1 }],
  ['cafe\u0301', 'café', { words: 1, added: 0, removed: 0 }],
])('from %j to %j', (before, after, counts) => {
  expect(countWords(before, after)).toEqual(counts);
});

it('adds up: words before + added − removed = words after', () => {
  assert(
    property(string(), string(), (before, after) => {
      const { words, added, removed } = countWords(before, after);
      expect(countWords('', before).words + added - removed).toBe(words);
      expect(countWords(after, after)).toEqual({ words, added: 0, removed: 0 });
    }),
  );
});

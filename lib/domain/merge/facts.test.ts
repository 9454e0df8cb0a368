import { describe, expect, it } from 'vitest';
import type { Fact } from '@/lib/domain/article';
import { mergeFacts } from '@/lib/domain/merge/facts';

const facts = (rows: Record<string, string>): Fact[] =>
  Object.entries(rows).map(([key, value]) => ({ key, value, confirmed: true, citations: [] }));

describe('mergeFacts', () => {
  it.each([
    ['different rows changed', { a: '1', b: '2' }, { a: '9', b: '2' }, { a: '1', b: '8' }, { a: '9', b: '8' }],
    ['theirs alone changed', { a: '1' }, { a: '1' }, { a: '2' }, { a: '2' }],
    ['ours alone changed', { a: '1' }, { a: '2' }, { a: '1' }, { a: '2' }],
    ['theirs removed what ours left alone', { a: '1', b: '2' }, { a: '9', b: '2' }, { a: '1' }, { a: '9' }],
    ['both added', { a: '1' }, { a: '1', b: '2' }, { a: '1', c: '3' }, { a: '1', b: '2', c: '3' }],
    [
      'both changed one row: ours stands, the diff against live shows it',
      { a: '1' },
      { a: '2' },
      { a: '3' },
      { a: '2' },
    ],
  ])('%s', (...[, base, ours, theirs, merged]) => {
    expect(mergeFacts(facts(base), facts(ours), facts(theirs))).toEqual(facts(merged));
  });
});

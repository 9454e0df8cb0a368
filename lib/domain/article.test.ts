import { describe, expect, it } from 'vitest';
import { sectionOfLine } from '@/lib/domain/article';

const section = (line: number, heading: string, kind = 'body') => ({ line, heading, kind });
const file = [
  section(1, ''),
  section(5, 'History'),
  section(9, 'Trade'),
  section(12, 'History'),
  section(20, 'See also', 'see_also'),
];
const named = (...headings: string[]) => headings.map((heading) => ({ heading }));
const same = named('', 'History', 'Trade', 'History');

describe('the section of a line of an imported file', () => {
  it.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [8, 1],
    [10, 2],
    [15, 3],
    [25, 3],
  ])('line %i stands in section %i', (line, at) => expect(sectionOfLine(line, file, same)).toBe(at));

  it('is found by its heading after others came before it, and is the lead when it is gone', () => {
    expect(sectionOfLine(10, file, named('', 'Names', 'History', 'Trade'))).toBe(3);
    expect(sectionOfLine(10, file, named('', 'History'))).toBe(0);
    expect(sectionOfLine(15, file, named('', 'History', 'Trade'))).toBe(1);
    expect(sectionOfLine(3, [], named(''))).toBe(0);
  });
});

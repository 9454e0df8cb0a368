import { describe, expect, it } from 'vitest';
import { citedInOrder, sectionOfLine } from '@/lib/domain/article';
import { cite, doc, p } from '@/lib/domain/prose/builder';

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

it('names citations as readers meet them: first paragraph, shown facts, rest of the lead, sections', () => {
  const facts = [
    { key: 'Since', value: '1946', confirmed: true, citations: ['f', 'a'] },
    { key: 'Map', value: 'x.svg', confirmed: false, citations: ['g'] },
  ];
  const lead = { heading: '', body: doc(p('A', cite('a'), cite('b')), p('B', cite('c'))) };
  const history = { heading: 'History', body: doc(p('C', cite('d')), p('D', cite('e'))) };
  expect(citedInOrder({ facts, sections: [lead, history] })).toEqual(['a', 'b', 'f', 'a', 'c', 'd', 'e']);
  expect(citedInOrder({ facts, sections: [history] })).toEqual(['f', 'a', 'd', 'e']);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { letterOf, numberCitations, shortSourceId, sourceAnchor } from '@/lib/domain/citation/numbering';

const sourceId = (name: string) =>
  `00000000-0000-7000-8000-${name.codePointAt(0)?.toString(16).padStart(12, '0') ?? ''}`;
const cite = (id: string, source: string, page = ''): FrozenCitation => ({
  id,
  sourceId: sourceId(source),
  sourceKey: source,
  sourceState: source,
  csl: { type: 'book', title: source },
  stub: false,
  locators: page === '' ? [] : [{ label: 'page', value: page }],
  quote: '',
  note: '',
  supports: 'supports',
});

describe('numbers of citations', () => {
  it('numbers sources by first use and letters their uses', () => {
    const { entries, marks } = numberCitations(
      ['b1', 'a1', 'b2', 'b1'],
      [cite('a1', 'a'), cite('b1', 'b'), cite('b2', 'b')],
    );
    expect(marks.map(({ label }) => label)).toEqual(['1', '2', '1', '1']);
    expect(entries.map(({ number, citation }) => [number, citation.sourceKey])).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
    expect(entries[0]?.uses.map(({ letter }) => letter)).toEqual(['a', 'b', 'c']);
    expect(entries[0]?.anchor).toBe(sourceAnchor(sourceId('b')));
  });

  it('counts a record that became part of another one as that, and lets links to it lead there', () => {
    const kept = new Map([[sourceId('a'), sourceId('b')]]);
    const citations = [cite('a1', 'a', '2'), cite('b1', 'b', '3')];
    const { entries, marks } = numberCitations(['a1', 'b1'], citations, kept);
    expect(marks.map(({ label, target }) => [label, target])).toEqual([
      ['1.1', sourceAnchor(sourceId('b'))],
      ['1.2', sourceAnchor(sourceId('b'))],
    ]);
    expect(entries).toMatchObject([{ sourceId: sourceId('b'), formerAnchors: [sourceAnchor(sourceId('a'))] }]);
    // What was frozen stays as it was.
    expect(entries[0]?.citation).toBe(citations[0]);
    expect(numberCitations(['a1', 'b1'], citations).entries.map(({ formerAnchors }) => formerAnchors)).toEqual([
      [],
      [],
    ]);
  });

  it('lets one place stand in the entry', () => {
    const { entries, marks } = numberCitations(['a1', 'a2'], [cite('a1', 'a', '12'), cite('a2', 'a', '12')]);
    expect(entries[0]).toMatchObject({ locators: 'p. 12', parts: [] });
    expect(marks.map(({ label }) => label)).toEqual(['1', '1']);
  });

  it('makes sub-entries of different places', () => {
    const citations = [cite('x', 'x'), cite('a1', 'a', '112'), cite('a2', 'a', '120-124'), cite('a3', 'a')];
    const { entries, marks } = numberCitations(['x', 'a1', 'a2', 'a3', 'a1'], citations);
    expect(marks.map(({ label }) => label)).toEqual(['1', '2.1', '2.2', '2', '2.1']);
    expect(entries[1]?.parts.map(({ label, locators }) => [label, locators])).toEqual([
      ['2.1', 'p. 112'],
      ['2.2', 'pp. 120–124'],
    ]);
    expect(entries[1]?.parts[0]?.uses.map(({ letter }) => letter)).toEqual(['a', 'd']);
    expect(entries[1]?.uses.map(({ letter }) => letter)).toEqual(['c']);
  });

  it('skips ids that name no citation', () =>
    expect(numberCitations(['gone'], [])).toEqual({ entries: [], marks: [] }));

  it('gives each use an anchor of its own, listed once', () => {
    const citations = ['a', 'b', 'c'].flatMap((source) => [
      cite(`${source}1`, source, '1'),
      cite(`${source}2`, source),
    ]);
    const ids = fc.array(fc.constantFrom(...citations.map(({ id }) => id)));
    fc.assert(
      fc.property(ids, (ordered) => {
        const { entries, marks } = numberCitations(ordered, citations);
        const listed = entries.flatMap(({ uses, parts }) => [...uses, ...parts.flatMap((part) => part.uses)]);
        expect(listed.map(({ anchor }) => anchor).toSorted()).toEqual(marks.map(({ anchor }) => anchor).toSorted());
        expect(new Set(marks.map(({ anchor }) => anchor)).size).toBe(ordered.length);
      }),
    );
  });

  it('names letters beyond z and short ids', () => {
    expect([letterOf(0), letterOf(25), letterOf(26), letterOf(27)]).toEqual(['a', 'z', 'aa', 'ab']);
    expect(shortSourceId('019ab3c4-0000-7000-8000-0000000000ff')).toBe('73');
  });
});

import { describe, expect, it } from 'vitest';
import { CitationBook } from '@/components/editor/cite/citation-book';
import { type CitationLine, replacing } from '@/components/editor/cite/citation-line';
import { correctedIn } from '@/components/editor/cite/card/take-corrected';

const line = (id: string, sourceId: string, corrected = ''): CitationLine => ({
  ...{ id, sourceId, corrected, reference: `Source ${sourceId}`, locators: [], quote: '', note: '' },
  supports: 'supports',
});

describe('records that were corrected since they were cited', () => {
  it('are offered once per source, with all their citations, in the order of the text', () => {
    const lines = [
      line('c1', 'a', 'A, corrected'),
      line('c2', 'b'),
      line('c3', 'c', 'C, corrected'),
      line('c4', 'a', 'A, corrected'),
    ];
    const found = correctedIn(['c3', 'c1', 'c2', 'c4', 'c1', 'unknown'], new CitationBook(lines));
    expect(
      found.map(({ sourceId, label, now, lines: cited }) => [sourceId, label, now, cited.map(({ id }) => id)]),
    ).toEqual([
      ['c', '3', 'C, corrected', ['c3']],
      ['a', '1', 'A, corrected', ['c1', 'c4']],
    ]);
  });

  it('are those of the kept source where one was merged into another: all uses of both together', () => {
    const lines = [line('c1', 'a', 'A'), { ...line('c2', 'a', 'A'), isMerged: true }, line('c3', 'a')];
    expect(correctedIn(['c1', 'c2', 'c3'], new CitationBook(lines))).toMatchObject([
      { sourceId: 'a', isMerged: true, now: 'A', lines: [{ id: 'c1' }, { id: 'c2' }] },
    ]);
  });

  it('are known as soon as the page hears of them, and not any more once they are cited', () => {
    const book = new CitationBook([line('c1', 'a')]);
    expect(correctedIn(['c1'], book)).toEqual([]);
    book.learn([line('c1', 'a', 'A, corrected')]);
    expect(correctedIn(['c1'], book)).toHaveLength(1);
    book.learn([line('c2', 'a')]);
    expect(correctedIn(['c2'], book)).toEqual([]);
  });
});

describe('a citation that takes the place of another', () => {
  const check = { ...{ verdict: 'verified' as const, comment: '', by: 'Jonas', at: '2026-11-22T10:00:00Z' } };
  const old = { ...line('c1', 'a'), checks: [{ ...check, statementText: 'They met.', isThisUse: true }] };

  it.each([
    ['the same use', {}, true],
    ['another note', { note: 'Seen in the archive' }, true],
    ['another place', { locators: [{ label: 'page' as const, value: '12' }] }, false],
    ['other quoted words', { quote: 'They met' }, false],
    ['another bearing', { supports: 'partly' as const }, false],
  ])('with %s', (_, more, isThisUse) => {
    expect(replacing(old, { ...line('c2', 'a'), ...more }).checks).toEqual([{ ...old.checks[0], isThisUse }]);
  });

  it('of a source that was merged into this one was not checked in it', () => {
    const merged = { ...old, isMerged: true };
    expect(replacing(merged, line('c2', 'a')).checks).toEqual([{ ...old.checks[0], isThisUse: false }]);
  });
});

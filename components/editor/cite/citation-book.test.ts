import { expect, it } from 'vitest';
import { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationLine } from '@/components/editor/cite/citation-line';

const line = (id: string, sourceId: string): CitationLine => ({
  ...{ id, sourceId, reference: `Source ${sourceId}` },
  ...{ locators: [], quote: '', note: '', supports: 'supports' },
});
const three = [line('a1', 'a'), line('b1', 'b'), line('a2', 'a')];

it('numbers sources, not citations, in the order of first use', () => {
  const book = new CitationBook(three);
  expect(['a1', 'b1', 'a2', 'x'].map((id) => book.label(id))).toEqual(['1', '2', '1', '?']);
  book.follow(['b1', 'a2', 'b1', 'a1']);
  expect(['a1', 'b1', 'a2'].map((id) => book.label(id))).toEqual(['2', '1', '2']);
  expect(book.sources).toEqual([
    { number: 1, id: 'b', reference: 'Source b', keys: [] },
    { number: 2, id: 'a', reference: 'Source a', keys: [] },
  ]);
});

it('gives the number free when the last use is gone, and the same again when it is undone', () => {
  const book = new CitationBook(three);
  book.follow(['b1']);
  expect([book.label('a1'), book.label('b1')]).toEqual(['?', '1']);
  book.follow(['a1', 'b1', 'a2']);
  expect([book.label('a1'), book.label('b1')]).toEqual(['1', '2']);
});

it('tells only of changes', () => {
  const book = new CitationBook(three);
  let told = 0;
  const stop = book.subscribe(() => (told += 1));
  book.follow(['a1', 'b1']);
  book.learn(three);
  expect([told, book.snapshot()]).toEqual([0, 0]);
  book.learn([line('c1', 'c')]);
  book.follow(['c1', 'a1', 'b1']);
  expect([told, book.snapshot(), book.label('c1')]).toEqual([2, 2, '1']);
  stop();
  book.follow(['a1']);
  expect(told).toBe(2);
});

it('offers the source first that was cited last here', () => {
  const book = new CitationBook(three);
  book.follow(['a1', 'b1']);
  expect(book.offered.map(({ id }) => id)).toEqual(['a', 'b']);
  book.add(line('b2', 'b'));
  book.follow(['a1', 'b1', 'b2']);
  expect(book.offered.map(({ id, number }) => [id, number])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});

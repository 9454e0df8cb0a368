import { useCallback, useSyncExternalStore } from 'react';

/** A point of the reviewer's list. `counted` where the program counts it: how many hold, of how many. */
export type Point = {
  readonly text: string;
  readonly counted: { readonly holds: number; readonly all: number } | null;
};

/** What this reviewer says of a point: that it holds, or why it is approved all the same. */
type Said = { readonly holds: boolean; readonly reason: string };
type Book = Readonly<Record<string, Said>>;

const nothing: Book = {};
const books = new Map<string, Book>();
const listeners = new Set<() => void>();

function read(key: string): Book {
  const known = books.get(key);
  if (known) return known;
  const stored = globalThis.localStorage?.getItem(key);
  const book: unknown = stored ? JSON.parse(stored) : nothing;
  books.set(key, isBook(book) ? book : nothing);
  return books.get(key) ?? nothing;
}

const isBook = (value: unknown): value is Book =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (said) => typeof said === 'object' && said !== null && 'holds' in said && 'reason' in said,
  );

function write(key: string, book: Book): void {
  books.set(key, book);
  localStorage.setItem(key, JSON.stringify(book));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What this reviewer has said of the points of the list about one text, kept on this device until they approve. Another text is
 * another list: what held before may not hold now.
 */
export function usePoints(headHash: string) {
  const key = `stet-list-${headHash}`;
  const book = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => nothing,
  );
  const say = useCallback(
    (point: string, said: Partial<Said>) => {
      const before = read(key);
      write(key, { ...before, [point]: { holds: false, reason: '', ...before[point], ...said } });
    },
    [key],
  );
  return { book, say };
}

/** Whether a point holds: what is counted by the count, the others where the reviewer says so. */
export const holds = ({ text, counted }: Point, book: Book): boolean =>
  counted ? counted.holds >= counted.all : (book[text]?.holds ?? false);

/** The points that do not hold, each with the reason given so far. */
export const openPoints = (points: readonly Point[], book: Book) =>
  points
    .filter((point) => !holds(point, book))
    .map((point) => ({ ...point, reason: book[point.text]?.reason.trim() ?? '' }));

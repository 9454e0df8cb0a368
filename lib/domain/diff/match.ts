import { bestPairs, equalPairs, gapsOf, longestRising, type Pair } from '@/lib/domain/diff/align';
import { Budget, within } from '@/lib/domain/diff/budget';
import { alike, type Bag, bagOf, dice } from '@/lib/domain/diff/words';

/** What lining up has to know of a block or line. */
export type Matchable = {
  /** Its id; empty where there is none. */
  readonly id: string;
  readonly text: string;
  /** Equal for equal content: only such pairs may move. */
  readonly content: string;
  /** Only things of one family can be the same one, edited. */
  readonly family: string;
};

/** Partners in order, and exact moves. What is in neither came or went. */
export type Matching = { readonly pairs: readonly Pair[]; readonly moves: readonly Pair[] };

const minMovedLetters = 8;

/** Partners by id; an id is not believed where the very same words stand elsewhere (Enter at the start of a block). */
function pairsById(before: readonly Matchable[], after: readonly Matchable[]): Pair[] {
  const places = new Map(after.flatMap(({ id }, index) => (id === '' ? [] : [[id, index] as const])));
  const texts = new Map(after.map(({ text }, index) => [text, index]));
  const pairs: Pair[] = [];
  const taken = new Set<number>();
  for (const [index, own] of before.entries()) {
    const place = places.get(own.id);
    const other = place === undefined ? undefined : after[place];
    if (place === undefined || other === undefined || taken.has(place) || other.family !== own.family) continue;
    const elsewhere = own.text !== other.text && own.text.trim() !== '' && texts.has(own.text);
    if (elsewhere && dice(bagOf(own.text), bagOf(other.text)) < alike) continue;
    pairs.push([index, place]);
    taken.add(place);
  }
  return pairs;
}

type Costs = { readonly bags: Map<Matchable, Bag>; readonly budget: Budget };

function pairGap(before: readonly Matchable[], after: readonly Matchable[], { bags, budget }: Costs): Pair[] {
  const key = ({ family, text }: Matchable) => `${family}\n${text.normalize('NFC')}`;
  const exact = equalPairs(before.map(key), after.map(key), budget);
  const bag = (one: Matchable) => {
    const known = bags.get(one) ?? bagOf(one.text);
    bags.set(one, known);
    return known;
  };
  return gapsOf(exact, before.length, after.length).flatMap(({ before: b, after: a, pair }): Pair[] => {
    const score = (x: number, y: number) => {
      const [own, other] = [before[b[0] + x], after[a[0] + y]];
      if (!own || !other || own.family !== other.family) return 0;
      const likeness = dice(bag(own), bag(other), budget);
      return likeness >= alike ? likeness : 0;
    };
    const found = bestPairs(b[1] - b[0], a[1] - a[0], score, budget).map(([x, y]): Pair => [b[0] + x, a[0] + y]);
    return pair === null ? found : [...found, pair];
  });
}

function exactMoves(before: readonly Matchable[], after: readonly Matchable[], pairs: readonly Pair[]): Pair[] {
  const usedBefore = new Set(pairs.map(([b]) => b));
  const usedAfter = new Set(pairs.map(([, a]) => a));
  const waiting = new Map<string, number[]>();
  for (const [index, { content, text }] of after.entries()) {
    if (usedAfter.has(index) || text.trim().length < minMovedLetters) continue;
    waiting.set(content, waiting.get(content) ?? []);
    waiting.get(content)?.push(index);
  }
  return before.flatMap(({ content }, index): Pair[] => {
    const place = usedBefore.has(index) ? undefined : waiting.get(content)?.shift();
    return place === undefined ? [] : [[index, place]];
  });
}

const inOrderOf = (pairs: readonly Pair[]): Pair[] =>
  longestRising(pairs.map(([, a]) => a)).flatMap((index) => {
    const pair = pairs[index];
    return pair === undefined ? [] : [pair];
  });

function lineUp(before: readonly Matchable[], after: readonly Matchable[], budget: Budget): Matching {
  const costs = { bags: new Map<Matchable, Bag>(), budget };
  const pairs: Pair[] = [];
  for (const { before: b, after: a, pair } of gapsOf(
    inOrderOf(pairsById(before, after)),
    before.length,
    after.length,
  )) {
    if (b[0] < b[1] && a[0] < a[1]) {
      const found = pairGap(before.slice(...b), after.slice(...a), costs);
      pairs.push(...found.map(([x, y]): Pair => [b[0] + x, a[0] + y]));
    }
    if (pair !== null) pairs.push(pair);
  }
  return { pairs, moves: exactMoves(before, after, pairs) };
}

/**
 * Lines up two lists of blocks or lines: by id, then equal text, then likeness, all in order; then exact moves.
 * Null where that would cost too much.
 */
export const matchAll = (
  before: readonly Matchable[],
  after: readonly Matchable[],
  budget = new Budget(),
): Matching | null => within(() => lineUp(before, after, budget));

/** The same by equal content alone, which never costs too much. */
export function matchEqual(before: readonly Matchable[], after: readonly Matchable[]): Matching {
  const waiting = new Map<string, number[]>();
  for (const [index, { content }] of after.entries()) {
    const places = waiting.get(content);
    if (places) places.push(index);
    else waiting.set(content, [index]);
  }
  const next = new Map<string, number>();
  const pairs = before.flatMap(({ content }, index): Pair[] => {
    const at = next.get(content) ?? 0;
    const place = waiting.get(content)?.[at];
    next.set(content, at + 1);
    return place === undefined ? [] : [[index, place]];
  });
  return { pairs: inOrderOf(pairs), moves: [] };
}

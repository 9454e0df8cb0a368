import { diffArrays } from 'diff';
import { Budget, OverBudget } from '@/lib/domain/diff/budget';

/** A place in one list and its partner in the other. */
export type Pair = readonly [before: number, after: number];

/** Above this many edits a line-up is given up. */
const maxEdits = 3000;

/** How many keys are equal at the start of both lists, and then at their ends. */
function equalEnds(before: readonly string[], after: readonly string[]): { head: number; tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** Equal keys of two lists, in order (longest common subsequence). Throws `OverBudget`. */
export function equalPairs(before: readonly string[], after: readonly string[], budget = new Budget()): Pair[] {
  const { head, tail } = equalEnds(before, after);
  const limit = Math.min(maxEdits, budget.edits);
  const parts = diffArrays(before.slice(head, before.length - tail), after.slice(head, after.length - tail), {
    maxEditLength: limit,
  });
  if (parts === undefined) {
    budget.spend(limit * limit);
    throw new OverBudget('The two lists have too little in common.');
  }
  const edits = parts.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  budget.spend(before.length + after.length + edits * edits);
  const pairs: Pair[] = range(0, head).map((index): Pair => [index, index]);
  let [b, a] = [head, head];
  for (const { added, removed, value } of parts) {
    if (!added && !removed) for (let step = 0; step < value.length; step += 1) pairs.push([b + step, a + step]);
    if (!added) b += value.length;
    if (!removed) a += value.length;
  }
  for (const step of range(0, tail)) pairs.push([before.length - tail + step, after.length - tail + step]);
  return pairs;
}

/** What a cell costs beside its score. */
const stepsOfCell = 4;

/** A table of numbers; what was never set is 0. */
class Grid {
  private readonly values: Float64Array;
  constructor(
    rows: number,
    private readonly width: number,
  ) {
    this.values = new Float64Array(rows * width);
  }
  get(row: number, column: number): number {
    return this.values[row * this.width + column] ?? 0;
  }
  set(row: number, column: number, value: number) {
    this.values[row * this.width + column] = value;
  }
}

/**
 * Pairs of two lists that keep their order and have the greatest sum of scores; a score of 0 is no pair. Throws
 * `OverBudget`; what `score` costs it spends itself.
 */
export function bestPairs(
  before: number,
  after: number,
  score: (b: number, a: number) => number,
  budget = new Budget(),
): Pair[] {
  if (before * after === 0) return [];
  budget.spend(before * after * stepsOfCell);
  const scores = new Grid(before, after);
  const best = new Grid(before + 1, after + 1);
  const paired = (b: number, a: number) => (scores.get(b, a) > 0 ? scores.get(b, a) + best.get(b + 1, a + 1) : 0);
  for (let b = before - 1; b >= 0; b -= 1) {
    for (let a = after - 1; a >= 0; a -= 1) {
      scores.set(b, a, score(b, a));
      best.set(b, a, Math.max(paired(b, a), best.get(b + 1, a), best.get(b, a + 1)));
    }
  }
  const pairs: Pair[] = [];
  for (let b = 0, a = 0; b < before && a < after;) {
    const here = best.get(b, a);
    if (paired(b, a) > 0 && here === paired(b, a)) pairs.push([b++, a++]);
    else if (here === best.get(b + 1, a)) b += 1;
    else a += 1;
  }
  return pairs;
}

/** The longest rising subsequence of distinct numbers, as indexes. */
export function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  for (const [index, value] of values.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const chain: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) chain.push(at);
  return chain.toReversed();
}

/** The stretches between pairs that keep their order: `[from, to)` on both sides, with the pair that ends each. */
export function gapsOf(pairs: readonly Pair[], before: number, after: number) {
  let [b, a] = [0, 0];
  const ends: readonly (Pair | null)[] = [...pairs, null];
  return ends.map((pair) => {
    const gap = { before: [b, pair?.[0] ?? before] as const, after: [a, pair?.[1] ?? after] as const, pair };
    [b, a] = [(pair?.[0] ?? before) + 1, (pair?.[1] ?? after) + 1];
    return gap;
  });
}

/** Numbers from `from` up to but not including `to`. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** One thing that is measured again and again beside others. */
export type Case<T> = { readonly name: string; readonly run: () => Promise<T> };

/** The middle of some values, between the two middle ones where there is none; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that `share` (0 to 1) of all values do not exceed, interpolated between neighbours; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** How often the yardstick goes into the values: the median over the rounds of what each round says. */
export function ratio(values: readonly number[], yardstick: readonly number[]): number {
  return median(values.map((value, round) => value / (yardstick[round] ?? Number.NaN)));
}

/**
 * Runs all cases once per round, every other round in reversed order, so that a machine that slows down or speeds up treats them alike.
 * Answers what each case gave, by its name, in the order of the rounds.
 */
export async function interleaved<T>(rounds: number, cases: readonly Case<T>[]): Promise<Map<string, T[]>> {
  const found = new Map(cases.map(({ name }): [string, T[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? cases : cases.toReversed()) found.get(name)?.push(await run());
  }
  return found;
}

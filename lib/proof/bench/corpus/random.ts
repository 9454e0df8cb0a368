import { createHash } from 'node:crypto';

/** Numbers from 0 up to 1, the same ones for the same seed. */
export type Random = () => number;

/** A generator whose numbers depend on these words alone (mulberry32 over their hash). */
export function randomOf(...seed: readonly (string | number)[]): Random {
  let state = createHash('sha256').update(seed.join('\0')).digest().readUInt32BE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `count - 1`. */
export const below = (random: Random, count: number): number => Math.floor(random() * count);

/** One of the values. Throws when there are none. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  const found = values[below(random, values.length)];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
}

/** An id in the form of UUID version 7, made of a kind of row and its number: rises with the number. */
export function idOf(kind: number, number: number): string {
  const time = (0x019000000000 + number).toString(16).padStart(12, '0');
  const rest = createHash('sha256').update(`${kind}\0${number}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

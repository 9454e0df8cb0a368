import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { below, oneOf, type Random } from '@/lib/proof/bench/corpus/random';

const folder = path.join('seeds', 'documents');
const months = 'January February March April May June July August September October November December'.split(' ');
const onsets = 'b br d dr f g gr h j k kh l m n p r s sh st t tr v y z'.split(' ');
const nuclei = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const codas = ['', 'l', 'n', 'r', 's', 't', 'm', 'sk', 'nd'];

let known: readonly string[] = [];

/** The words of the demo's documents, each as often as it stands there: whoever picks one picks common words more often. */
function vocabulary(): readonly string[] {
  if (known.length > 0) return known;
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  known = texts.flatMap((text) => text.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? []);
  return known;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A name that nobody has: two or three syllables. */
export function inventName(random: Random): string {
  const syllables = Array.from(
    { length: 2 + below(random, 2) },
    () => oneOf(random, onsets) + oneOf(random, nuclei) + oneOf(random, codas),
  );
  return capital(syllables.join(''));
}

/** The beginning of a sentence that says when, to the day, month or year. */
function inventDate(random: Random): string {
  const year = 1946 + below(random, 79);
  const month = oneOf(random, months);
  const exactness = below(random, 3);
  if (exactness === 0) return `On ${1 + below(random, 28)} ${month} ${year},`;
  return exactness === 1 ? `In ${month} ${year},` : `In ${year},`;
}

/** A sentence of 9 to 21 words of the documents, without sense; every third one begins with a date. */
export function sentence(random: Random): string {
  const words = Array.from({ length: 9 + below(random, 13) }, () => oneOf(random, vocabulary()));
  const isDated = below(random, 3) === 0;
  return isDated ? `${inventDate(random)} ${words.join(' ')}.` : `${capital(words.join(' '))}.`;
}

/** So many sentences. */
export const sentences = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => sentence(random));

import { countries } from '@/lib/domain/countries';
import { countriesKey } from '@/lib/domain/article-countries';
import { slugOf } from '@/lib/domain/slug';
import { makePassage, type Passage, passageCount, passageOf } from '@/lib/proof/bench/corpus/passages';
import { below, idOf, oneOf, randomOf } from '@/lib/proof/bench/corpus/random';
import { inventName, sentences } from '@/lib/proof/bench/corpus/words';

/** Kinds of rows, for their ids. */
export const kinds = { article: 1, section: 2, version: 3, revision: 4, review: 5, request: 6 } as const;

const fields = ['trade', 'cultural', 'military', 'energy', 'transport', 'scientific', 'border'];
const names = countries.map(({ name }) => name);
const pairs = (names.length * (names.length - 1)) / 2;
/** Neighbours in number are far apart in the alphabet: this has no divisor in common with the number of pairs. */
const stride = 7919;

/** Section texts of an article beside its lead. */
const sectionCount = 5;
/** What an article keeps through all its versions. */
export type Identity = {
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly slug: string;
  readonly countries: readonly string[];
  /** A name in its lead that hardly any other article has. */
  readonly name: string;
  readonly sectionIds: readonly string[];
};

function pairOf(index: number): [string, string] {
  const number = (index * stride) % pairs;
  // Row by row through the triangle of all pairs.
  const row = Math.floor((1 + Math.sqrt(1 + 8 * number)) / 2);
  return [names[number - (row * (row - 1)) / 2] ?? '', names[row] ?? ''];
}

const titleOf = (index: number): string =>
  `${pairOf(index).join('–')} ${fields[Math.floor(index / pairs) % fields.length] ?? ''} relations`;

/** Articles that are compared with each other have the same sentences and the same two countries, so the same map. */
const comparedArticles = 3;
const textOf = (index: number): number => (index < comparedArticles ? 0 : index);

/** The article of this number. */
export function identityOf(index: number): Identity {
  const title = titleOf(index);
  return {
    ...{ index, title, slug: slugOf(title), countries: pairOf(textOf(index)) },
    id: idOf(kinds.article, index),
    name: inventName(randomOf('name', index)),
    sectionIds: Array.from({ length: sectionCount + 1 }, (_, at) => idOf(kinds.section, index * 8 + at)),
  };
}

/** The lead: about 80 words of its own, with two invented names. */
export function leadOf({ index, title, name, countries: pair }: Identity): Passage {
  const random = randomOf('lead', textOf(index));
  const about = `${title} are those between ${pair.join(' and ')}, as ${name} and ${inventName(random)} described them.`;
  return makePassage(`lead ${index}`, '', [[about, ...sentences(random, 4)].join(' ')]);
}

/** The other sections of a version: each version after the first puts one sentence of one section differently. */
export function sectionsOf(index: number, version: number): Passage[] {
  const random = randomOf('sections', textOf(index));
  const first = below(random, passageCount);
  return Array.from({ length: sectionCount }, (_, at) => {
    const changes = Math.floor((version + sectionCount - 2 - at) / sectionCount);
    return passageOf((first + at * 311) % passageCount, changes);
  });
}

/** Which section (from 0, the lead not counted) a version changed; null for the first version. */
export const changedSection = (version: number): number | null => (version === 1 ? null : (version - 2) % sectionCount);

/** Facts as an editor confirmed them. */
export const factsOf = ({ countries: pair }: Identity) => [
  { key: countriesKey, value: pair.join(', '), confirmed: true, citations: [] },
];

/** Titles of two other articles among so many. */
export const relatedOf = ({ index }: Identity, count: number): string[] =>
  count < 3 ? [] : [1, 2].map((step) => titleOf((index + step) % count));

/** Kind of a version: mostly updates. */
export const kindOf = (index: number, version: number): 'update' | 'correction' | 'wording' =>
  version === 1 ? 'update' : oneOf(randomOf('kind', index, version), ['update', 'update', 'correction', 'wording']);

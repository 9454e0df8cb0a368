import { countryRows, otherPlaces } from '@/lib/domain/countries-data';
import { slugOf } from '@/lib/domain/slug';

/** A country or territory that articles are about. */
export type Country = {
  readonly slug: string;
  readonly name: string;
  /** ISO 3166-1 numeric code with leading zeros, which is also the id of its shape in world-atlas; the shape's name where it has no code. */
  readonly shape: string;
  /** Longitude and latitude in degrees of a country that countries-110m does not draw. */
  readonly point: readonly [number, number] | null;
  /** Other names and adjectives. */
  readonly others: readonly string[];
};

/** All countries by name. */
export const countries: readonly Country[] = countryRows.map(([name, shape, others, point]) => ({
  slug: slugOf(name),
  name,
  shape,
  point: point ?? null,
  others: others === '' ? [] : others.split('|'),
}));

const bySlug = new Map(countries.map((country) => [country.slug, country]));

/** The country with this slug, `saudi-arabia`; undefined when there is none. */
export const countryBySlug = (slug: string): Country | undefined => bySlug.get(slug);

/** Without accents, typographic dashes and apostrophes; lengths may change. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‐-―−]/gu, '-')
    .replaceAll('’', "'")
    .replaceAll(/\s+/gu, ' ');

const slugOfWord = new Map<string, string>([
  ...otherPlaces.map((name): [string, string] => [plain(name).toLowerCase(), '']),
  ...countries.flatMap(({ slug, name, others }) =>
    [name, ...others].map((word): [string, string] => [plain(word).toLowerCase(), slug]),
  ),
]);
const shortForms = new Set(countries.flatMap(({ others }) => others.filter((word) => /^[A-Z.]+$/u.test(word))));

const longestFirst = [...slugOfWord.keys()]
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replaceAll(/[.]/gu, String.raw`\.`));
const anyWord = new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})s?(?![\\p{L}\\p{N}])`, 'giu');

type Mention = { readonly slug: string; readonly from: number; readonly to: number };

/** Mentions in a text that went through `plain`, in order. Short forms count in capitals only: "us" is no country. */
function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(anyWord)].flatMap((match): Mention[] => {
    const [whole, word = ''] = match;
    const slug = slugOfWord.get(word.toLowerCase()) ?? '';
    if (slug === '' || (shortForms.has(word.toUpperCase()) && !shortForms.has(word))) return [];
    return [{ slug, from: match.index, to: match.index + whole.length }];
  });
}

const slugsOf = (mentions: readonly Mention[]): string[] => [...new Set(mentions.map(({ slug }) => slug))];

/** Slugs of the countries that a text names, by a name or an adjective, each once, in order. For search. */
export const countriesMentioned = (text: string): string[] => slugsOf(mentionsIn(plain(text)));

/**
 * Slugs of the countries that an article with this title seems to be about, in the order of the title: those that dashes join
 * ("… Era of Azerbaijan-Syria Relations"), else all that it names. A suggestion: an editor decides.
 */
export function countriesInTitle(title: string): string[] {
  const text = plain(title);
  const mentions = mentionsIn(text);
  const joined = mentions.filter((mention, at) =>
    [mentions[at - 1], mentions[at + 1]].some((other) => {
      if (!other) return false;
      const [first, second] = other.from < mention.from ? [other, mention] : [mention, other];
      return /^\s?-\s?$/u.test(text.slice(first.to, second.from));
    }),
  );
  return slugsOf(joined.length > 1 ? joined : mentions);
}

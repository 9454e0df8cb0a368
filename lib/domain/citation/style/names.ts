import type { CslName } from '@/lib/domain/citation/citation';
import { apart, plain, type Words } from '@/lib/domain/citation/reference';

/** How a style prints a list of people. */
export type ListLook = {
  readonly word: '&' | 'and';
  /** Whose family name stands first. */
  readonly inverted: 'all' | 'first' | 'none';
  readonly initials: boolean;
  /** `Berg, Jan van der` in place of `van der Berg, Jan`. */
  readonly particleLast: boolean;
  /** A comma before the last name: always, or from three names. */
  readonly comma: 'always' | 'fromThree';
  /** So many names are cut, to so many; `ellipsis` prints the last one after them. */
  readonly cutFrom: number;
  readonly cutTo: number;
  readonly ellipsis: boolean;
};

const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** `J.` for `Jan`, `J.-P.` for `Jan-Piet`; particles such as `al-Din` stay. */
function initial(word: string): string {
  if (/^\p{Ll}/u.test(word) || word.endsWith('.') || !/\p{L}/u.test(word)) return word;
  return word
    .split('-')
    .filter((part, at) => at === 0 || !/^\p{Ll}/u.test(part))
    .map((part) => /^[^\p{L}]*\p{Lm}*\p{L}/u.exec(part)?.[0] ?? '')
    .filter((sign) => sign !== '')
    .map((sign) => `${sign}.`)
    .join('-');
}

const spaced = (given: string) => given.replaceAll(/\.(?=\p{L})/gu, '. ');

function givenWords(person: CslName, initials: boolean): string {
  const given = spaced(person.given ?? '');
  if (!initials) return given;
  return given
    .split(' ')
    .map((word) => initial(word))
    .filter((word) => word !== '')
    .join(' ');
}

const glued = (particle: string, family: string) => `${particle}${/[-’']$/u.test(particle) ? '' : ' '}${family}`;

/** Particle and family name; small words before a capital are a particle, wherever they were entered. */
function familyParts(person: CslName): readonly [particle: string, family: string] {
  const family = person.family ?? '';
  const particle = person['non-dropping-particle'];
  if (particle !== undefined) return [particle, family];
  const found = /^((?:\p{Ll}+ )*\p{Ll}+[-’' ])(?=[^\p{L}\s]*\p{Lu})/u.exec(family)?.[1];
  return found === undefined ? ['', family] : [found.trimEnd(), family.slice(found.length)];
}

/** `Berg`, `van der Berg`; a body as it is. */
export function shortName(person: CslName): string {
  const [particle, family] = familyParts(person);
  return person.literal ?? (particle === '' ? family || (person.given ?? '') : glued(particle, family));
}

/** `Anna M. Berg`, `Martin Luther King Jr.`, with `initials` `A. M. Berg`. */
function naturalOrder(person: CslName, initials: boolean): string {
  if (person.literal !== undefined) return person.literal;
  const [particle, family] = familyParts(person);
  const name = particle === '' ? family : glued(particle, family);
  const parts = [givenWords(person, initials), name, person.suffix ?? ''].filter((part) => part !== '');
  return eastAsian.test(family) ? [family, person.given ?? ''].join('') : parts.join(' ');
}

/** `Berg, Anna M.`, `al-Azm, Sadik, Jr.`; a body as it is. */
function invertedOrder(person: CslName, look: ListLook): string {
  if (person.literal !== undefined || person.family === undefined || eastAsian.test(person.family))
    return naturalOrder(person, false);
  const [particle, family] = familyParts(person);
  const name = particle === '' || look.particleLast ? family : glued(particle, family);
  const given = [givenWords(person, look.initials), look.particleLast ? particle : ''];
  return [name, given.filter((part) => part !== '').join(' '), person.suffix ?? '']
    .filter((part) => part !== '')
    .join(', ');
}

function printed(person: CslName, at: number, look: ListLook): string {
  const first = look.inverted === 'all' || (look.inverted === 'first' && at === 0);
  return first ? invertedOrder(person, look) : naturalOrder(person, look.initials);
}

const apartBy = (names: Words, between: (at: number) => string): Words =>
  names.flatMap((name, at) => (at === 0 ? [name] : [plain(between(at)), name]));

/** All the names, with the word of the style before the last. Two bodies have no comma between them. */
function complete(people: readonly CslName[], names: Words, look: ListLook): Words {
  const bodies = people.every(({ literal }) => literal !== undefined);
  const comma = names.length > 2 || (look.comma === 'always' && !bodies) ? ',' : '';
  return apartBy(names, (at) => (at < names.length - 1 ? ', ' : `${comma} ${look.word} `));
}

/**
 * People as a style prints them (sources-and-import.md A13), one run with its own direction each. `more` says that the
 * source has further names that the record lacks.
 */
export function nameList(people: readonly CslName[] | undefined, look: ListLook, more = false): Words {
  if (!people) return [];
  const cut = people.length + (more ? 1 : 0) >= look.cutFrom;
  const shown = cut ? people.slice(0, look.cutTo) : people;
  const names = shown.map((person, at) => apart(printed(person, at, look)));
  if (!cut && !more) return complete(people, names, look);
  const start = apartBy(names, () => ', ');
  if (!look.ellipsis || more)
    return [...start, plain(look.comma === 'always' || names.length > 1 ? ', et al.' : ' et al.')];
  const last = people.slice(-1).map((person) => apart(printed(person, people.length - 1, look)));
  return [...start, plain(', … '), ...last];
}

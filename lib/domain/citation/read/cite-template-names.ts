import type { CslName } from '@/lib/domain/citation/citation';

/** The words of a parameter, or empty. */
export type Take = (...names: readonly string[]) => string;

const others = /[,;]?\s*(?:\bet\.? al\.?|\band others)\s*$/iu;
const person = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,3}$/u;
const bodyWord =
  /\b(?:ministry|office|agency|department|committee|council|bank|university|institute|press|the|inc|ltd|llc)\b/iu;
const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/iu;

/** "Family, Given" and "Family, Given, Jr." as a person; anything else whole, since a body must never be split (A2). */
function nameOf(written: string): CslName {
  const [family = '', given = '', more, ...rest] = written.split(',').map((part) => part.trim());
  const isPerson = person.test(family) && person.test(given) && !bodyWord.test(written) && rest.length === 0;
  if (isPerson && more === undefined) return { family, given };
  if (isPerson && more !== undefined && suffix.test(more)) return { family, given, suffix: more };
  return { literal: written };
}

/** People of one role, and whether the record says that there were more. */
export type Names = { readonly names: readonly CslName[]; readonly more: boolean };

type Spelling = {
  readonly last: readonly string[];
  readonly first: readonly string[];
  readonly whole: readonly string[];
};

/** The names of the parameters of the nth person of a role. */
function spelling(role: 'author' | 'editor' | 'translator', n: number): Spelling {
  const numbers = n === 1 ? ['', '1'] : [String(n)];
  const plain = role === 'author';
  const each = (make: (number: string) => readonly string[]) => numbers.flatMap(make);
  return {
    last: each((at) => [
      ...(plain ? [`last${at}`, `surname${at}`] : []),
      ...[`${role}-last${at}`, `${role}${at}-last`, `${role}-surname${at}`, `${role}${at}-surname`],
    ]),
    first: each((at) => [
      ...(plain ? [`first${at}`, `given${at}`] : []),
      ...[`${role}-first${at}`, `${role}${at}-first`, `${role}-given${at}`, `${role}${at}-given`],
    ]),
    whole: each((at) => (plain ? [`author${at}`, `subject${at}`, `host${at}`] : [`${role}${at}`])),
  };
}

const most = 100;

/** The people of a role: numbered parameters in their order, until none is there. */
export function namesOf(role: 'author' | 'editor' | 'translator', take: Take): Names {
  const names: CslName[] = [];
  let more = /etal|et al|^\d+$/iu.test(take(`display-${role}s`));
  const add = (name: CslName) => {
    const key = name.literal === undefined ? 'family' : 'literal';
    const bare = (name[key] ?? '').replace(others, '').trim();
    if (bare !== name[key]) more = true;
    if (bare !== '') names.push({ ...name, [key]: bare });
  };
  for (let n = 1; n <= most; n += 1) {
    const { last, first, whole } = spelling(role, n);
    const [family, given, name] = [take(...last), take(...first), take(...whole)];
    if (family !== '') add(given === '' ? nameOf(family) : { family, given: given.slice(0, 200) });
    else if (name !== '') add(nameOf(name));
    else if (given !== '') add({ literal: given });
    else if (n > 1) break;
  }
  const all = role === 'author' ? take('authors', 'people', 'vauthors', 'credits') : take(`${role}s`, `v${role}s`);
  if (all !== '') add({ literal: all });
  return { names, more };
}

import type { CslName } from '@/lib/domain/citation/citation';
import { latexWords } from '@/lib/domain/citation/read/bibtex/latex';
import { isOthers, personOf } from '@/lib/domain/citation/read/parts/names';

/** Cuts a value at places outside braces; what `cutAt` answers is how many signs to leave out there, 0 for none. */
function cut(value: string, cutAt: (place: number) => number): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '{') depth += 1;
    else if (value[at] === '}') depth -= 1;
    const length = depth === 0 ? cutAt(at) : 0;
    if (length === 0) continue;
    pieces.push(value.slice(start, at));
    at += length - 1;
    start = at + 1;
  }
  return [...pieces, value.slice(start)];
}

/** The members of a list that BibTeX joins with "and". */
export const listOf = (value: string): string[] =>
  cut(value.replaceAll(/\s+/gu, ' '), (at) => (/^ and (?=\S)/iu.test(value.slice(at, at + 6)) ? 5 : 0))
    .map((one) => one.trim())
    .filter((one) => one !== '');

const partsOf = (name: string): string[] => cut(name, (at) => (name[at] === ',' ? 1 : 0)).map((part) => part.trim());
const wordsOf = (name: string): string[] =>
  cut(name, (at) => (name[at] === ' ' || name[at] === '~' ? 1 : 0)).filter((word) => word !== '');

const plain = (value: string) => latexWords(value).words;
/** A name that braces hold together is one of a body. */
const isHeld = (name: string) => /^\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}$/u.test(name) && !/^\{\\/u.test(name);

/** "First von Last": the last word, with the small words before it, is the family's. */
function naturalOrder(name: string): CslName {
  const words = wordsOf(name);
  const small = words.findIndex((word, at) => at > 0 && at < words.length - 1 && /^\p{Ll}/u.test(word));
  const from = small > 0 ? small : words.length - 1;
  return personOf(plain(words.slice(from).join(' ')), plain(words.slice(0, from).join(' ')));
}

function personIn(name: string): CslName | null {
  if (isHeld(name)) return { literal: plain(name) };
  const [family = '', second = '', third] = partsOf(name);
  if (plain(family) === '') return plain(second) === '' ? null : { literal: plain(second) };
  if (!name.includes(',') || second === '') return naturalOrder(family);
  return third === undefined
    ? personOf(plain(family), plain(second))
    : personOf(plain(family), plain(third), plain(second));
}

/** People and bodies of an `author` field by BibTeX's rules; `more` when it ends in "and others". */
export function bibNames(value: string): { readonly people: readonly CslName[]; readonly more: boolean } {
  const all = listOf(value);
  const named = all.filter((name) => !isOthers(name));
  return { people: named.flatMap((name) => personIn(name) ?? []), more: named.length < all.length };
}

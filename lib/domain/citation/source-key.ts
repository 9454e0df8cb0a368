import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { yearOf } from '@/lib/domain/citation/dates';

/** Lower-case ASCII words of a text; accents dropped, other scripts and apostrophes left out. */
const asciiWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʿʾ]/gu, '')
    .toLowerCase()
    .match(/[a-z]+/gu) ?? [];

const longWord = (words: readonly string[]) => words.find((word) => word.length >= 4);

function makerWord(name: CslName | undefined): string {
  if (!name) return '';
  if (name.family !== undefined && name.family !== '') return asciiWords(name.family).join('');
  const words = asciiWords(name.literal ?? '');
  return longWord(words) ?? words[0] ?? '';
}

/** `b`, `c` … `z`, `aa` … for the second, third … of a key. */
function suffix(count: number): string {
  return count < 26
    ? String.fromCodePoint(97 + count)
    : `${suffix(Math.trunc(count / 26) - 1)}${String.fromCodePoint(97 + (count % 26))}`;
}

/** Name and word of a key: the maker and a title word, or two title words where nobody is named. */
function nameAndWord(csl: CslItem): readonly [name: string, word: string] {
  const title = asciiWords(csl.title ?? csl.note ?? '');
  const maker = makerWord(csl.author?.[0] ?? csl.editor?.[0]);
  const first = longWord(title) ?? title[0] ?? '';
  if (maker !== '') return [maker, first];
  return [first === '' ? 'source' : first, longWord(title.slice(title.indexOf(first) + 1)) ?? ''];
}

function stemOf(csl: CslItem): string {
  const [name, word] = nameAndWord(csl);
  const year = yearOf(csl.issued);
  return `${name}${year === null ? '' : Math.abs(year)}${word}`.slice(0, 60);
}

/** The first `count` keys that a source may get, in their order: `haddad2015trade`, `haddad2015tradeb`, `haddad2015tradec` … */
export function keysOf(csl: CslItem, count: number): string[] {
  const stem = stemOf(csl);
  return Array.from({ length: count }, (_, at) => (at === 0 ? stem : `${stem}${suffix(at)}`));
}

/**
 * The stable citation key of a new source, such as `haddad2015trade`: family name (or a title word) in ASCII, year and
 * first title word of at least four letters; taken ones get `b`, `c` and so on. `taken` are the keys of the library, or those
 * that come before a free one.
 */
export function sourceKey(csl: CslItem, taken: ReadonlySet<string>): string {
  const stem = stemOf(csl);
  for (let at = 0; ; at += 1) {
    const key = at === 0 ? stem : `${stem}${suffix(at)}`;
    if (!taken.has(key)) return key;
  }
}

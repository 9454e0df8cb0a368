import { splitPieces } from '@/lib/domain/prose/statements';

/** The words that a comment is about, with up to 32 characters on either side to find them again (ux.md 10.4). */
export type Anchor = { readonly quote: string; readonly prefix: string; readonly suffix: string };

/**
 * Where the words of an anchor are now, as offsets in UTF-16 code units. `exact`: the same words between the same
 * neighbours; `moved`: the same words elsewhere; `changed`: other words stand in their place (from `from` to `to`);
 * `removed`: gone, `from` equals `to` and is the nearest place where they stood.
 */
export type FoundAnchor = {
  readonly state: 'exact' | 'moved' | 'changed' | 'removed';
  readonly from?: number;
  readonly to?: number;
};

const contextLength = 32;

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
/** Steps over the second half of a surrogate pair, so that no character is cut. */
const whole = (text: string, at: number, step: 1 | -1): number =>
  at > 0 && at < text.length && isLow(text.charCodeAt(at)) ? at + step : at;

/** The anchor of the words from `from` to `to` (UTF-16 offsets, put in order and clamped; no character is cut). */
export function anchorOf(text: string, from: number, to: number): Anchor {
  const clamp = (at: number) => Math.max(0, Math.min(text.length, at));
  const start = whole(text, clamp(Math.min(from, to)), -1);
  const end = whole(text, clamp(Math.max(from, to)), 1);
  return {
    quote: text.slice(start, end),
    prefix: text.slice(whole(text, Math.max(0, start - contextLength), 1), start),
    suffix: text.slice(end, whole(text, Math.min(text.length, end + contextLength), -1)),
  };
}

function placesOf(text: string, part: string, limit = 1000): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && places.length < limit; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

const sharedEnd = (a: string, b: string): number => {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
};
const sharedStart = (a: string, b: string): number => {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
};

/** So many words are not met by chance elsewhere. */
const fewWords = 3;

/**
 * The quoted words, where they stand. Those without their neighbours count as moved when they stand in one place only, or are
 * too many to be met by chance: a single "the" elsewhere is not the one that was cut.
 */
function findQuote(text: string, { quote, ...around }: Anchor): FoundAnchor | null {
  // Blanks beside the words come and go with them.
  const [prefix, suffix] = [around.prefix.trimEnd(), around.suffix.trimStart()];
  const scored = placesOf(text, quote).map((at) => {
    const end = at + quote.length;
    const [before, after] = [
      text.slice(Math.max(0, at - 2 * contextLength), at),
      text.slice(end, end + 2 * contextLength),
    ];
    return { at, score: sharedEnd(before.trimEnd(), prefix) + sharedStart(after.trimStart(), suffix) };
  });
  const best = scored.toSorted((a, b) => b.score - a.score || a.at - b.at)[0];
  if (best === undefined) return null;
  // Half of the neighbours are still there: the words did not move, only what stands around them changed.
  const stayed = best.score * 2 >= prefix.length + suffix.length;
  if (!stayed && scored.length > 1 && wordsOf(quote).length < fewWords) return null;
  return { state: stayed ? 'exact' : 'moved', from: best.at, to: best.at + quote.length };
}

/** So many equal units tell a neighbour. */
const tellsPlace = 8;

/** Whether the place from `from` to `to` has the words of the anchor right before it or right behind it. */
export function standsBeside(text: string, { from = 0, to = 0 }: FoundAnchor, around: Omit<Anchor, 'quote'>): boolean {
  const [prefix, suffix] = [around.prefix.trimEnd(), around.suffix.trimStart()];
  const before = sharedEnd(text.slice(Math.max(0, from - 2 * contextLength), from).trimEnd(), prefix);
  const behind = sharedStart(text.slice(to, to + 2 * contextLength).trimStart(), suffix);
  const tells = (shared: number, words: string) => words !== '' && shared >= Math.min(tellsPlace, words.length);
  return tells(before, prefix) || tells(behind, suffix);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The end of `prefix` in the text: the longest tail of it, of 8 characters at least, that stands there just once. */
function afterPrefix(text: string, prefix: string): number | null {
  for (let length = prefix.length; length >= Math.min(8, prefix.length) && length > 0; length -= 1) {
    const tail = prefix.slice(-length);
    const at = text.indexOf(tail);
    if (at >= 0 && text.indexOf(tail, at + 1) < 0) return at + tail.length;
  }
  return null;
}

function beforeSuffix(text: string, suffix: string): number | null {
  for (let length = suffix.length; length >= Math.min(8, suffix.length) && length > 0; length -= 1) {
    const head = suffix.slice(0, length);
    const at = text.indexOf(head);
    if (at >= 0 && text.indexOf(head, at + 1) < 0) return at;
  }
  return null;
}

/** A suffix that reached the end of the text is there still, however short it is. */
const beforeEnd = (text: string, suffix: string): number | null =>
  suffix.length < contextLength && text.endsWith(suffix) ? text.length - suffix.length : null;

/** What stands between the neighbours of an anchor, where these are still there in order. */
function betweenNeighbours(text: string, { prefix, suffix }: Anchor): { from: number | null; to: number | null } {
  return {
    from: prefix === '' ? 0 : afterPrefix(text, prefix),
    to: suffix === '' ? text.length : (beforeSuffix(text, suffix) ?? beforeEnd(text, suffix)),
  };
}

/** The sentence that has most of the words, three in five at least, and three at least: what was made of them. */
function findRewritten(text: string, quote: string): FoundAnchor | null {
  const wanted = new Set(wordsOf(quote));
  if (wanted.size < fewWords) return null;
  let at = 0;
  const sentences = splitPieces(text).map((piece) => {
    const from = at + piece.length - piece.trimStart().length;
    at += piece.length;
    const shared = new Set(wordsOf(piece).filter((word) => wanted.has(word))).size;
    return { from, to: from + piece.trim().length, shared };
  });
  const best = sentences.toSorted((a, b) => b.shared - a.shared || a.from - b.from)[0];
  if (!best || best.shared < fewWords || best.shared * 5 < wanted.size * 3) return null;
  return { state: 'changed', from: best.from, to: best.to };
}

/**
 * Finds the words of an anchor again: the words themselves, else what stands between their neighbours, else the sentence that
 * was made of them (ux.md 10.4). Of several equal places the one with the most alike neighbours wins, then the first. An empty
 * quote is `removed` at its place; without anything left `removed` has no place.
 */
export function findAnchor(text: string, anchor: Anchor): FoundAnchor {
  const found = anchor.quote === '' ? null : findQuote(text, anchor);
  if (found) return found;
  const between = betweenNeighbours(text, anchor);
  return (
    whatStands(text, anchor.quote, between) ??
    findRewritten(text, anchor.quote) ??
    removedAt(between.from ?? between.to)
  );
}

const removedAt = (place: number | null): FoundAnchor =>
  place === null ? { state: 'removed' } : { state: 'removed', from: place, to: place };

/** What stands between both neighbours, where these are there in order and not too far apart. */
function whatStands(
  text: string,
  quote: string,
  { from, to }: ReturnType<typeof betweenNeighbours>,
): FoundAnchor | null {
  if (quote === '' || from === null || to === null || from > to) return null;
  if (text.slice(from, to).trim() === '') return removedAt(from);
  return to - from <= quote.length * 3 + 2 * contextLength ? { state: 'changed', from, to } : null;
}

/** How many places of a text have these words. */
export const occurrences = (text: string, words: string): number => (words === '' ? 0 : placesOf(text, words).length);

/** A text without its blanks, and where each unit of it stood. */
function squeezed(text: string): { readonly units: string; readonly at: readonly number[] } {
  const at = Array.from({ length: text.length }, (_, index) => index).filter((index) => /\S/u.test(text[index] ?? ''));
  return { units: at.map((index) => text[index]).join(''), at };
}

/**
 * Where words that were selected on a page stand in a text, whatever blanks the page puts between them: of several places the
 * one nearest to where `lead`, all that stands before them on the page, ends. Null when they are not in the text.
 */
export function locateWords(text: string, words: string, lead: string): { from: number; to: number } | null {
  const all = squeezed(text);
  const [part, before] = [squeezed(words).units, squeezed(lead).units.length];
  if (part === '') return null;
  const nearest = placesOf(all.units, part).toSorted((a, b) => Math.abs(a - before) - Math.abs(b - before))[0];
  if (nearest === undefined) return null;
  const [from, last] = [all.at[nearest], all.at[nearest + part.length - 1]];
  return from === undefined || last === undefined ? null : { from, to: last + 1 };
}

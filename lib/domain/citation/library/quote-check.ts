import { diffText } from '@/lib/domain/diff/words';
import type { WordPiece } from '@/lib/domain/diff/change';

/**
 * What became of a quote that was looked for in a text (sources-and-import.md A6). `near` carries the difference: `del` are words
 * of the source that the quote lacks, `ins` words of the quote that the source lacks.
 */
export type QuoteCheck =
  | { readonly is: 'found' }
  | { readonly is: 'near'; readonly words: readonly WordPiece[] }
  | { readonly is: 'not_found' }
  | { readonly is: 'no_text' };

const quotes: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u02BC]/gu, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/gu, '"'],
];

/** Compatibility forms and blanks made one, quotation marks straight, soft hyphens and zero-width signs gone. */
export function plainForm(text: string): string {
  const straight = quotes.reduce((made, [signs, sign]) => made.replaceAll(signs, sign), text.normalize('NFKC'));
  return straight
    .replaceAll(/[\u00AD\u200B\u2060\uFEFF]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const omission = /\s*(?:\[\s*(?:\.{3}|…)\s*\]|\.{3}|…)\s*/u;

/** Whether a text has the words of a quote: all of them in one place, or, where the quote leaves words out (…), its parts in order. */
export function checkQuote(quote: string, text: string | null): QuoteCheck {
  if (text === null || text.trim() === '') return { is: 'no_text' };
  const [wanted, source] = [plainForm(quote), plainForm(text)];
  if (holdsInOrder(source, [wanted]) || holdsInOrder(source, partsOf(quote))) return { is: 'found' };
  const near = nearest(wanted, source);
  return near === null ? { is: 'not_found' } : { is: 'near', words: diffText(near, wanted) };
}

/** Divided before the compatibility form, which writes an ellipsis as three stops. */
const partsOf = (quote: string): string[] => quote.split(omission).map(plainForm).filter(Boolean);

function holdsInOrder(source: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    const at = source.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return parts.length > 0;
}

type Token = { readonly key: string; readonly from: number; readonly to: number };
/** Words; signs of scripts without blanks one by one; other signs do not count. */
const token = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(token)].map(({ 0: word, index }) => ({
    key: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }));

/** Of the words of the quote, how many have to stand together in the text. */
const alike = 0.7;

/**
 * The stretch of the source that shares most words with the quote, whole words from its first shared to its last; null where that
 * is less than seven of ten. One pass over the text, whatever stands in it.
 */
function nearest(quote: string, source: string): string | null {
  const wanted = tokensOf(quote).map(({ key }) => key);
  const tokens = tokensOf(source);
  const size = wanted.length;
  if (size < 3 || tokens.length === 0) return null;
  const { at, shared } = bestWindow(tokens, wanted);
  if (shared / size < alike) return null;
  const margin = Math.ceil(size / 4);
  const inQuote = new Set(wanted);
  const window = tokens.slice(Math.max(0, at - margin), at + size + margin);
  const first = window.find(({ key }) => inQuote.has(key));
  const last = window.findLast(({ key }) => inQuote.has(key));
  return first && last ? withSigns(source, first.from, last.to) : null;
}

/** Where a window of as many words as the quote has shares most of them. */
function bestWindow(tokens: readonly Token[], wanted: readonly string[]): { at: number; shared: number } {
  const missing = new Map<string, number>();
  for (const key of wanted) missing.set(key, (missing.get(key) ?? 0) + 1);
  let shared = 0;
  let best = { at: 0, shared: 0 };
  const step = (key: string, by: 1 | -1) => {
    const left = missing.get(key);
    if (left === undefined) return;
    if (by === 1 ? left > 0 : left >= 0) shared += by;
    missing.set(key, left - by);
  };
  tokens.forEach(({ key }, end) => {
    step(key, 1);
    const gone = tokens[end - wanted.length];
    if (gone) step(gone.key, -1);
    if (shared > best.shared) best = { at: Math.max(0, end - wanted.length + 1), shared };
  });
  return best;
}

/** The stretch with the closing signs that directly follow it. */
function withSigns(source: string, from: number, to: number): string {
  const closing = /^[.!?,;:'")\]]*/u.exec(source.slice(to, to + 3))?.[0] ?? '';
  return source.slice(from, to) + closing;
}

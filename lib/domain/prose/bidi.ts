/** The direction of a block, as `dir="auto"` finds it. */
export type Base = 'ltr' | 'rtl';

const rtlLetters = String.raw`\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}`;
const rtlLetter = new RegExp(String.raw`(?=\p{L})[${rtlLetters}]`, 'u');
const firstLetter = /\p{L}/u;
/** From the first letter or digit to the last, between letters of the other direction; and the same for right-to-left words. */
const ltrSign = String.raw`(?![${rtlLetters}])[\p{L}\p{M}\p{N}]`;
const ltrRun = new RegExp(`${ltrSign}(?:[^${rtlLetters}]*${ltrSign})?`, 'gu');
const rtlSign = String.raw`(?=\p{L})[${rtlLetters}]`;
const rtlRun = new RegExp(String.raw`${rtlSign}(?:[${rtlLetters}\P{L}]*(?:${rtlSign}|\p{M}))?`, 'gu');

/** The direction that the first letter of a text gives to its block (HTML, "the dir attribute", auto): left to right without one. */
export function baseOf(text: string): Base {
  const first = firstLetter.exec(text)?.[0] ?? '';
  return rtlLetter.test(first) ? 'rtl' : 'ltr';
}

/** A piece of a text; isolated when it is written against the direction of its block. */
export type Piece = { readonly text: string; readonly isolated: boolean };

/**
 * A text cut where it changes direction. Digits beside words of the other direction would otherwise be set among the wrong
 * ones (Unicode bidirectional algorithm, rule W2): "12 November 1946" in an Arabic sentence. The pieces joined are the text.
 */
export function cutByDirection(text: string, base: Base): Piece[] {
  if (!rtlLetter.test(text)) {
    return base === 'ltr' ? [{ text, isolated: false }] : cutAt(text, ltrRun);
  }
  return cutAt(text, base === 'rtl' ? ltrRun : rtlRun);
}

function cutAt(text: string, run: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(run)) {
    if (!firstLetter.test(found)) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), isolated: false });
    pieces.push({ text: found, isolated: true });
    at = index + found.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isolated: false });
  return pieces;
}

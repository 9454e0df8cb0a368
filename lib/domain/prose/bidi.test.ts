import { assert, constantFrom, array, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOf, cutByDirection } from '@/lib/domain/prose/bidi';

const marked = (text: string) =>
  cutByDirection(text, baseOf(text))
    .map((piece) => (piece.isolated ? `[${piece.text}]` : piece.text))
    .join('');

describe('cutByDirection', () => {
  it.each([
    ['Relations began on 12 November 1946.', 'Relations began on 12 November 1946.'],
    ['بدأت العلاقات في 12 November 1946 بين البلدين.', 'بدأت العلاقات في [12 November 1946] بين البلدين.'],
    ['بدأت في 1946 وانتهت في 1947.', 'بدأت في 1946 وانتهت في 1947.'],
    ['قال (The Times, p. 4) ذلك.', 'قال ([The Times, p. 4]) ذلك.'],
    ['The word العلاقات الدولية 1946 came first.', 'The word [العلاقات الدولية] 1946 came first.'],
    ['He said שלום, and left.', 'He said [שלום], and left.'],
    ['1946', '1946'],
    ['', ''],
  ])('%s', (text, wanted) => {
    expect(marked(text)).toBe(wanted);
  });

  it('loses and adds nothing, and isolates no words of the block’s own direction', () => {
    const words = constantFrom('العلاقات', 'שלום', 'Syria', '1946', '12', ',', '.', ' ', '(', 'é', '\u0301', '٣');
    assert(
      property(
        array(words).map((parts) => parts.join('')),
        string({ unit: 'grapheme' }),
        (mixed, any) => {
          for (const text of [mixed, any]) {
            const base = baseOf(text);
            const pieces = cutByDirection(text, base);
            expect(pieces.map((piece) => piece.text).join('')).toBe(text);
            for (const piece of pieces)
              expect(piece.isolated && baseOf(piece.text) === base && /\p{L}/u.test(piece.text)).toBe(false);
          }
        },
      ),
    );
  });
});

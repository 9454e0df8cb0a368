import { array, assert, base64String, integer, oneof, property, string, tuple, uuid } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cursor, cursorText } from '@/lib/contract/reads/cursor';

const byTitle = cursor(z.tuple([z.string(), z.uuid()]));

describe('a cursor', () => {
  test('gives back the key that it was made of, whatever its letters', () => {
    assert(
      property(tuple(string({ unit: 'grapheme', maxLength: 50 }), uuid()), (key) => {
        expect(byTitle.parse(cursorText(key))).toEqual(key);
        expect(cursorText(key)).toMatch(/^[\w-]+$/u);
      }),
    );
  });

  test('takes nothing else, and says so in one sentence', () => {
    const others = oneof(string(), base64String(), array(integer()).map(cursorText));
    assert(
      property(others, (text) => {
        expect(byTitle.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
          'This is not a cursor of this list. Begin again without it.',
        ]);
      }),
    );
  });

  test('is one text for one key', () => {
    const text = cursorText(['syria', '01890000-0000-7000-8000-000000000000']);
    for (const other of [`${text}=`, `${text} `, ` ${text}`, text.slice(1), `${text}A`]) {
      expect(byTitle.safeParse(other).success).toBe(false);
    }
    expect(byTitle.safeParse('a'.repeat(5000)).success).toBe(false);
  });
});

import { z } from 'zod';

const mostCursor = 2000;
const message = 'This is not a cursor of this list. Begin again without it.';

/** The place behind a line of a list, as text that means nothing to anybody else. */
export const cursorText = (key: unknown): string =>
  z.util.uint8ArrayToBase64url(new TextEncoder().encode(JSON.stringify(key)));

function keyIn(text: string): unknown {
  try {
    const bytes = z.util.base64urlToUint8Array(text);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Where a page of a list begins, by the key of the line before it: only what `cursorText` wrote of such a key is taken. */
export const cursor = <K extends z.ZodType>(key: K) =>
  z
    .string()
    .max(mostCursor, message)
    .transform((text, context): z.output<K> => {
      const parsed = key.safeParse(keyIn(text));
      if (parsed.success && cursorText(parsed.data) === text) return parsed.data;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .describe('Where the page begins: take it from `next` of the page before.')
    .optional();

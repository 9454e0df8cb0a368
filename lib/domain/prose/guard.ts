import { Refusal } from '@/lib/domain/refusal';

/** Limits of one body. Depth counts objects and lists; nodes count text nodes too; characters are UTF-16 code units. */
export const bodyLimits = { depth: 64, nodes: 20_000, values: 400_000, characters: 2_000_000 } as const;

const refuse = (code: string, message: string): never => {
  throw new Refusal('invalid', { message, issues: [{ code, where: '', message }] });
};

// Everything below U+0020 but tab and line ends, DEL and the C1 range without NEL.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/u;

/** Refuses NUL (PostgreSQL cannot store it), lone surrogates (stored as U+FFFD, so hashes differ) and control characters. */
function guardText(text: string): void {
  if (text.includes('\u0000')) refuse('nul_character', 'The text contains a NUL character.');
  if (!text.isWellFormed()) refuse('lone_surrogate', 'The text contains half a character (a lone surrogate).');
  if (controls.test(text)) refuse('control_character', 'The text contains a control character.');
}

type Place = { readonly value: unknown; readonly depth: number };

const isNode = (value: object) => 'content' in value || 'text' in value || 'attrs' in value;

/** The values inside an object or list, one deeper. */
function inside(value: object, depth: number): Place[] {
  if (depth > bodyLimits.depth) refuse('too_deep', 'The text is nested too deeply.');
  return Object.entries(value).map(([key, held]: [string, unknown]) => {
    guardText(key);
    if (key === '__proto__') refuse('body_invalid', 'The text has a form that Stet does not know.');
    return { value: held, depth: depth + 1 };
  });
}

/**
 * Walks JSON without recursion, before any schema sees it: zod overflows the stack at depth 1,000 (reliability F8).
 * Throws Refusal `invalid` above the limits of `bodyLimits` and for text that `guardText` refuses, in keys too.
 */
export function guardJson(input: unknown): void {
  const places: Place[] = [{ value: input, depth: 1 }];
  let nodes = 0;
  let values = 0;
  let characters = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, depth } = place;
    values += 1;
    if (typeof value === 'string') {
      characters += value.length;
      guardText(value);
    } else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && isNode(value)) nodes += 1;
      for (const found of inside(value, depth)) places.push(found);
    }
    if (nodes > bodyLimits.nodes || values > bodyLimits.values || characters > bodyLimits.characters) {
      refuse('too_large', 'This section is too long: divide it into several sections.');
    }
  }
}

import type { Issues } from '@/lib/transfer/formats/seed/issues';

const largestFile = 4 * 1024 * 1024;

/** Index of the first byte that is not UTF-8, or -1. Looks at each byte once (Unicode 15, table 3-7). */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** Well-formed sequences by their first byte: length, and the range of the second byte. */
const sequences: readonly { from: number; to: number; length: number; lowest: number; highest: number }[] = [
  { from: 0x00, to: 0x7f, length: 1, lowest: 0x80, highest: 0xbf },
  { from: 0xc2, to: 0xdf, length: 2, lowest: 0x80, highest: 0xbf },
  { from: 0xe0, to: 0xe0, length: 3, lowest: 0xa0, highest: 0xbf },
  { from: 0xe1, to: 0xec, length: 3, lowest: 0x80, highest: 0xbf },
  { from: 0xed, to: 0xed, length: 3, lowest: 0x80, highest: 0x9f },
  { from: 0xee, to: 0xef, length: 3, lowest: 0x80, highest: 0xbf },
  { from: 0xf0, to: 0xf0, length: 4, lowest: 0x90, highest: 0xbf },
  { from: 0xf1, to: 0xf3, length: 4, lowest: 0x80, highest: 0xbf },
  { from: 0xf4, to: 0xf4, length: 4, lowest: 0x80, highest: 0x8f },
];

/** Length of the character that begins at `at`; 0 when none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const sequence = sequences.find(({ from, to }) => first >= from && first <= to);
  if (!sequence || sequence.length === 1) return sequence ? 1 : 0;
  const second = bytes[at + 1] ?? 0;
  if (second < sequence.lowest || second > sequence.highest) return 0;
  const rest = bytes.subarray(at + 2, at + sequence.length);
  const whole = rest.length === sequence.length - 2 && rest.every((byte) => byte >> 6 === 2);
  return whole ? sequence.length : 0;
}

/** Line and byte column of a byte; CRLF, CR and LF end lines. */
function placeOfByte(bytes: Uint8Array, at: number) {
  let line = 1;
  let start = 0;
  for (let index = 0; index < at; index++) {
    const byte = bytes[index];
    if (byte !== 10 && (byte !== 13 || bytes[index + 1] === 10)) continue;
    line++;
    start = index + 1;
  }
  return { line, column: at - start + 1 };
}

function refuseUtf8(bytes: Uint8Array, issues: Issues): void {
  const at = firstBadByte(bytes);
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  const likely = zeros * 3 > bytes.length ? 'UTF-16 without a byte order mark' : 'Windows-1252';
  issues.error(
    placeOfByte(bytes, at),
    'bad-encoding',
    `The file is not UTF-8: byte ${at} is not part of a character. It is probably ${likely}. Save it as UTF-8.`,
  );
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', issues: Issues): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    issues.warn({ line: 1, column: 1 }, 'utf-16', 'The file is UTF-16. It was read; save it as UTF-8.');
    return text;
  } catch {
    const read = new TextDecoder(encoding).decode(bytes);
    const at = read.indexOf('\uFFFD');
    const before = read.slice(0, at).split(/\r\n|\r|\n/);
    const column = (before.at(-1) ?? '').length + 1;
    issues.error(
      { line: before.length, column },
      'bad-encoding',
      `The file begins like UTF-16, but byte ${2 + at * 2} is not part of a character.`,
    );
    return null;
  }
}

function decodeBytes(bytes: Uint8Array, issues: Issues): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le', issues);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be', issues);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuseUtf8(bytes, issues);
    return null;
  }
}

type CharacterRule = {
  readonly pattern: RegExp;
  readonly code: string;
  readonly error: boolean;
  readonly message: string;
};

const characterRules: readonly CharacterRule[] = [
  { pattern: /\0/, code: 'nul-byte', error: true, message: 'This line contains a NUL character. Remove it.' },
  {
    // oxlint-disable-next-line no-control-regex -- control characters are what this rule finds
    pattern: /[\u0001-\u0008\u000E-\u001F\u007F-\u009F]/,
    code: 'control-character',
    error: true,
    message: 'This line contains a control character. Remove it.',
  },
  {
    pattern: /[\t\v\f\u2028\u2029]/,
    code: 'odd-blank',
    error: false,
    message: 'A tab, page break or line separator in the text was read as a blank.',
  },
  {
    pattern: /[\u200B\uFEFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/,
    code: 'invisible-character',
    error: false,
    message: 'This line contains an invisible character (zero width or text direction). It was kept.',
  },
  {
    pattern: /\uFFFD/,
    code: 'replacement-character',
    error: false,
    message: 'This line contains "\uFFFD": a character was lost before the file came here.',
  },
];

function checkLine(text: string, line: number, issues: Issues): void {
  for (const rule of characterRules) {
    const at = text.search(rule.pattern);
    if (at < 0) continue;
    const place = { line, column: at + 1 };
    if (rule.error) issues.error(place, rule.code, rule.message);
    else issues.warn(place, rule.code, rule.message);
  }
}

/** The text without blanks and tabs at its end, in linear time. */
function trimBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

/** The lines of a file as they stand, decoded and checked as in `decodeLines`; no blank is touched. Null when it cannot be read. */
export function decodeRaw(bytes: Uint8Array, issues: Issues): string[] | null {
  if (bytes.length > largestFile) {
    const message = `The file has ${bytes.length} bytes; at most ${largestFile} (4 MiB) can be read.`;
    issues.error({ line: 1, column: 1 }, 'too-large', message);
    return null;
  }
  return checkedLines(bytes, issues);
}

function checkedLines(bytes: Uint8Array, issues: Issues): string[] | null {
  const text = decodeBytes(bytes, issues);
  if (text === null) return null;
  const lines = text.split(/\r\n|\r|\n/);
  lines.forEach((line, index) => checkLine(trimBlanksAtEnd(line), index + 1, issues));
  return lines;
}

/** The lines of a file (rule 0 of the notation): decoded strictly, without blanks at line ends. Null when it cannot be read; the issues say why. */
export function decodeLines(bytes: Uint8Array, issues: Issues): string[] | null {
  const lines = decodeRaw(bytes, issues);
  return lines && lines.map((line) => trimBlanksAtEnd(line).replace(/[\t\v\f\u2028\u2029]/g, ' '));
}

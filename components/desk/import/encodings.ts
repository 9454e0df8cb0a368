import type { Encoding } from '@/lib/contract/imports';

/** A way to read bytes, and how the first lines that depend on it would look. */
export type EncodingChoice = { readonly encoding: Encoding; readonly name: string; readonly lines: readonly string[] };

const names: readonly (readonly [Encoding, string])[] = [
  ['windows-1252', 'Windows-1252 (Western European)'],
  ['windows-1256', 'Windows-1256 (Arabic)'],
  ['utf-16le', 'UTF-16'],
];
const texts = /\.(?:txt|md|markdown|mdown|html?|xhtml|wiki|wikitext|mediawiki|mw)$/iu;
const mostLines = 3;
const longest = 120;

/** Whether a file of this name is text that has to be UTF-8. */
export const isText = (fileName: string): boolean => texts.test(fileName);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const hasMark = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/**
 * What a text that is no UTF-8 may be written in, each with the first lines that are not plain ASCII. Empty for UTF-8 and for
 * UTF-16 with its mark. Nothing is guessed: a person sees the words and says which are right.
 */
export function encodingChoices(bytes: Uint8Array): EncodingChoice[] {
  if (hasMark(bytes) || isUtf8(bytes)) return [];
  return names.map(([encoding, name]) => {
    const read = new TextDecoder(encoding).decode(bytes);
    const lines = read.split(/\r\n|\r|\n/u).filter((line) => /[^\u0020-\u007e\t]/u.test(line));
    return { encoding, name, lines: lines.slice(0, mostLines).map((line) => line.trim().slice(0, longest)) };
  });
}

/** Bytes in base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

import type { Locator } from '@/lib/domain/citation/citation';
import { readPlace } from '@/lib/domain/citation/read/place';

/** One use in Pandoc's notation: the key, and what stands before and behind it. */
export type PandocUse = { readonly key: string; readonly locators: readonly Locator[]; readonly note: string };
/** A part of a text: plain, a group in brackets `[see @a, p. 1; @b]`, or a bare `@key` with its place. */
export type PandocPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly uses: readonly PandocUse[]; readonly written: string }
  | { readonly kind: 'bare'; readonly use: PandocUse; readonly written: string };

/** A key as Pandoc reads it: letters, digits and `_`, with single signs between; or anything in braces (Pandoc, "citation syntax"). */
const keyForm = String.raw`@(?:\{([^{}\s]{1,300})\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/\-]{1,3}(?=[\p{L}\p{N}_])){0,300}))`;
const partForm = new RegExp(
  String.raw`\[([^[\]]{0,1000}@[^[\]]{1,1000})\]|(?<![\p{L}\p{N}_.@/-])${keyForm}(?: \[([^[\]@]{1,200})\])?`,
  'gu',
);
const itemForm = new RegExp(String.raw`^([^@]*?)(?<![\p{L}\p{N}_])-?${keyForm}([^]*)$`, 'u');

/** What stands behind a key: its place as far as it can be read, and the rest. */
function placeBehind(text: string): { locators: readonly Locator[]; rest: string } {
  const words = text.replace(/^[\s,]+/u, '').trim();
  if (words === '') return { locators: [], rest: '' };
  const parts = words.split(/,(?= )/u);
  for (let count = parts.length; count > 0; count -= 1) {
    const locators = readPlace(parts.slice(0, count).join(','), 'page');
    if (locators.length > 0) return { locators, rest: parts.slice(count).join(',').trim() };
  }
  return { locators: [], rest: words };
}

function useOf(item: string): PandocUse | null {
  const found = itemForm.exec(item.trim());
  if (!found) return null;
  const [, prefix = '', braced, plain, suffix = ''] = found;
  const { locators, rest } = placeBehind(suffix);
  return { key: braced ?? plain ?? '', locators, note: [prefix.trim(), rest].filter(Boolean).join(' … ') };
}

/** Cuts a text at its citations in Pandoc's notation (sources-and-import.md B7). The parts' words are all of the text. */
export function pandocParts(text: string): PandocPart[] {
  const parts: PandocPart[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ kind: 'text', text: text.slice(at, to) });
  };
  for (const found of text.matchAll(partForm)) {
    const [written, group, braced, bare, place] = found;
    if (group === undefined) {
      const { locators, rest } = placeBehind(place ?? '');
      plain(found.index);
      parts.push({ kind: 'bare', use: { key: braced ?? bare ?? '', locators, note: rest }, written });
    } else {
      const uses = group.split(';').map(useOf);
      if (uses.some((use) => use === null)) continue;
      plain(found.index);
      parts.push({ kind: 'group', uses: uses.filter((use) => use !== null), written });
    }
    at = found.index + written.length;
  }
  plain(text.length);
  return parts;
}

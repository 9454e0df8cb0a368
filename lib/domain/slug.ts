const maxSlug = 80;

const hyphenated = (text: string, outside: RegExp) => text.replaceAll(outside, '-').replaceAll(/^-+|-+$/g, '');

function cut(slug: string): string {
  const signs = Array.from(slug);
  if (signs.length <= maxSlug) return slug;
  const head = signs.slice(0, maxSlug + 1).join('');
  const hyphen = head.lastIndexOf('-');
  return hyphen > 0 ? head.slice(0, hyphen) : signs.slice(0, maxSlug).join('');
}

/**
 * The address form of a title or heading (sources-and-import C1, rule 11): NFKD without combining marks, lower case,
 * runs outside a to z and 0 to 9 become one hyphen; where nothing is left, the same with the letters and digits of
 * every script; at most 80 characters, cut at a hyphen. Empty only for text without a letter or digit.
 */
export function slugOf(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const latin = hyphenated(folded, /[^a-z0-9]+/g);
  const slug = latin === '' ? hyphenated(folded, /[^\p{L}\p{N}]+/gu).normalize('NFC') : latin;
  return cut(slug);
}

/** Anchors of the headings of an article, in order: slugs, repeats as `-2`, `-3`, never empty, unique in the list. */
export function anchorsOf(headings: readonly string[]): string[] {
  const used = new Set<string>();
  return headings.map((heading) => {
    const slug = slugOf(heading) || 'section';
    let anchor = slug;
    for (let count = 2; used.has(anchor); count += 1) anchor = `${slug}-${count}`;
    used.add(anchor);
    return anchor;
  });
}

/**
 * Levels as shown, so that none is skipped: a section stands one below the nearest section before it whose written
 * level is smaller; without one it has level 2. The lead (level 1) keeps 1. At most 6.
 */
export function relevel(levels: readonly number[]): number[] {
  const open: { readonly written: number; readonly shown: number }[] = [];
  return levels.map((written) => {
    if (written <= 1) {
      open.length = 0;
      return 1;
    }
    while ((open.at(-1)?.written ?? 0) >= written) open.pop();
    const shown = Math.min((open.at(-1)?.shown ?? 1) + 1, 6);
    open.push({ written, shown });
    return shown;
  });
}

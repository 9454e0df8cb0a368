const longestSlug = 80;

/** Letters without their accents, in lower case. The second pass catches marks that lower-casing itself makes. */
function bare(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

function trimHyphens(text: string): string {
  return text.replace(/^-/, '').replace(/-$/, '');
}

function cut(slug: string): string {
  if (slug.length <= longestSlug) return slug;
  const hyphen = slug.lastIndexOf('-', longestSlug);
  if (hyphen > 0) return slug.slice(0, hyphen);
  const high = slug.charCodeAt(longestSlug - 1);
  return slug.slice(0, high >= 0xd800 && high <= 0xdbff ? longestSlug - 1 : longestSlug);
}

/**
 * The address part of a title: accents dropped, lower case, every run outside a–z and 0–9 one hyphen, at most 80 UTF-16 units, cut at a hyphen.
 * A text without Latin letters (Arabic, Chinese) keeps its own letters and digits. Empty only for a text without any letter or digit.
 * `slugOf(slugOf(x))` equals `slugOf(x)`.
 */
export function slugOf(text: string): string {
  const plain = bare(text);
  const ascii = trimHyphens(plain.replace(/[^a-z0-9]+/g, '-'));
  if (/[a-z]/.test(ascii)) return cut(ascii);
  return cut(trimHyphens(plain.replace(/[^\p{L}\p{N}]+/gu, '-')).normalize('NFC'));
}

/**
 * The anchors of an article's headings, in order and unique: the slug of each, repeats with `-2`, `-3`.
 * An empty heading (the lead) has the empty anchor; a heading without letters or digits is `section`.
 */
export function anchorsOf(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return headings.map((heading) => {
    if (heading === '') return '';
    const base = slugOf(heading) || 'section';
    let anchor = base;
    let count = next.get(base) ?? 2;
    while (taken.has(anchor)) anchor = `${base}-${count++}`;
    next.set(base, count);
    taken.add(anchor);
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

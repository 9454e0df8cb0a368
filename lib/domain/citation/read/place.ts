import { locatorLabels, type Locator, type LocatorLabel } from '@/lib/domain/citation/citation';

const short: Readonly<Record<string, LocatorLabel>> = {
  ...{ p: 'page', pp: 'page', pg: 'page', pages: 'page', ch: 'chapter', chap: 'chapter', chapters: 'chapter' },
  ...{ sec: 'section', '§': 'section', '§§': 'section', sections: 'section', para: 'paragraph', paras: 'paragraph' },
  ...{ '¶': 'paragraph', art: 'article', arts: 'article', vol: 'volume', vols: 'volume', no: 'issue', iss: 'issue' },
  ...{
    pt: 'part',
    col: 'column',
    cols: 'column',
    l: 'line',
    ll: 'line',
    v: 'verse',
    vv: 'verse',
    f: 'folio',
    fol: 'folio',
  },
  ...{ fig: 'figure', figs: 'figure', tab: 'table', n: 'note', fn: 'note', lines: 'line', paragraphs: 'paragraph' },
};

const labelOf = (word: string): LocatorLabel | null => {
  const bare = word.toLowerCase().replace(/\.$/u, '');
  return locatorLabels.find((label) => label === bare) ?? short[bare] ?? null;
};

const longest = 60;
/** What follows a label: begins with a digit, a Roman numeral, or a letter and digits, such as `A4`. */
const isValue = (text: string) => text.length <= longest && /^(?:\d|[ivxlcdm]+\b|[A-Za-z]-?\d)/iu.test(text);

/** A part of a place, added to those before it: a value behind a label, one more value, or a value without label. Null when it is none. */
function withPart(found: readonly Locator[], part: string, bare: LocatorLabel | null): readonly Locator[] | null {
  const [, word = '', rest = ''] = /^(\p{L}+\.?|[§¶]+) ?(.*)$/u.exec(part) ?? [];
  const label = labelOf(word);
  if (label !== null && isValue(rest)) return [...found, { label, value: rest }];
  if (!isValue(part)) return null;
  const last = found.at(-1);
  if (!last) return bare === null ? null : [{ label: bare, value: part }];
  const more = `${last.value}, ${part}`;
  return more.length > longest ? null : [...found.slice(0, -1), { ...last, value: more }];
}

/**
 * A place in a source as people write it, `p. 12`, `pp. 12–14, 20`, `ch. 3, p. 4`, `00:12:30`; `bare` is the label of a value
 * without one, or null where such a value is no place. Empty where it cannot be read whole.
 */
export function readPlace(written: string, bare: LocatorLabel | null): readonly Locator[] {
  const text = written.trim().replaceAll(/\s+/gu, ' ');
  if (/^\d{1,2}:\d{2}(?::\d{2})?$/u.test(text)) return [{ label: 'timestamp', value: text }];
  let found: readonly Locator[] | null = [];
  for (const part of text.split(/[,;] ?/u)) {
    found = withPart(found, part, bare);
    if (!found) return [];
  }
  return found;
}

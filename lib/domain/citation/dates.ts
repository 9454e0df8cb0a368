import type { CslDate } from '@/lib/domain/citation/citation';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'] as const;

/** Number of a month by its English name or the first three letters of it (1 to 12); null for other words. */
function monthOf(word: string): number | null {
  const text = word.toLowerCase().replace(/\.$/u, '');
  if (text.length < 3) return null;
  const at = months.findIndex((month) => {
    const name = month.toLowerCase();
    return name === text || name.slice(0, 3) === text || (text === 'sept' && name === 'september');
  });
  return at < 0 ? null : at + 1;
}

const daysIn = (year: number, month: number) => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
};

/** A date with these parts, or null when no calendar has it. */
function exact(year: number, month: number | null, day?: number): CslDate | null {
  if (month === null || month < 1 || month > 12) return null;
  if (day === undefined) return { 'date-parts': [[year, month]] };
  return day >= 1 && day <= daysIn(year, month) ? { 'date-parts': [[year, month, day]] } : null;
}

type Reader = readonly [RegExp, (groups: readonly string[]) => CslDate | null];
const number = (groups: readonly string[], at: number) => Number(groups[at]);

const readers: readonly Reader[] = [
  [/^(\d{4})[-/\u2013](\d{1,2})[-/\u2013](\d{1,2})$/u, (g) => exact(number(g, 1), number(g, 2), number(g, 3))],
  [
    /^(\d{1,2})(?:st|nd|rd|th)? (?:of )?(\p{L}+\.?),? (\d{4})$/iu,
    (g) => exact(number(g, 3), monthOf(g[2] ?? ''), number(g, 1)),
  ],
  [
    /^(\p{L}+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu,
    (g) => exact(number(g, 3), monthOf(g[1] ?? ''), number(g, 2)),
  ],
  [/^(\p{L}+\.?),? (\d{4})$/u, (g) => exact(number(g, 2), monthOf(g[1] ?? ''))],
  [/^(\d{4})-(0[1-9]|1[0-2])$/u, (g) => exact(number(g, 1), number(g, 2))],
  [
    /^(spring|summer|autumn|fall|winter),? (\d{4})$/iu,
    (g) => {
      const word = (g[1] ?? '').toLowerCase();
      const at = seasons.findIndex((season) => season.toLowerCase() === (word === 'fall' ? 'autumn' : word));
      return { 'date-parts': [[number(g, 2)]], season: at + 1 };
    },
  ],
  [/^(\d{4})[a-z]?$/u, (g) => ({ 'date-parts': [[number(g, 1)]] })],
  [/^(?:c\.|ca\.?|circa) ?(\d{3,4})$/iu, (g) => ({ 'date-parts': [[number(g, 1)]], circa: true })],
  [/^(\d{1,4}) ?(?:BCE|BC|B\.C\.(?:E\.)?)$/u, (g) => ({ 'date-parts': [[-number(g, 1)]] })],
  [
    /^(\d{4}) ?[-\u2013\u2014/] ?(\d{4})$/u,
    (g) => (number(g, 1) <= number(g, 2) ? { 'date-parts': [[number(g, 1)], [number(g, 2)]] } : null),
  ],
  [
    /^(\d{4}) ?[-\u2013] ?(\d{2})$/u,
    (g) => {
      const from = number(g, 1);
      const to = Math.trunc(from / 100) * 100 + number(g, 2);
      return to > from ? { 'date-parts': [[from], [to]] } : null;
    },
  ],
];

/**
 * Reads a date as people write it (sources-and-import.md A2) without inventing precision. Null for nothing or "n.d.";
 * what cannot be read for certain, `03/04/2010` among it, stays a `literal`.
 */
export function readDate(input: string): CslDate | null {
  const text = input.trim().replaceAll(/\s+/gu, ' ');
  if (text === '' || /^(?:n\.? ?d\.?|no date|undated)$/iu.test(text)) return null;
  for (const [pattern, read] of readers) {
    const groups = pattern.exec(text);
    const date = groups && read(groups);
    if (date) return date;
  }
  return { literal: text };
}

/** "3 April or 4 March?" for a date like `03/04/2010` that can be read in two ways; null for all others. */
export function ambiguousDate(input: string): string | null {
  const groups = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/u.exec(input.trim());
  if (!groups) return null;
  const [first, second] = [Number(groups[1]), Number(groups[2])];
  if (first > 12 || second > 12 || first < 1 || second < 1 || first === second) return null;
  return `${first} ${months[second - 1] ?? ''} or ${second} ${months[first - 1] ?? ''}?`;
}

const yearText = (year: number) => (year < 0 ? `${-year} BCE` : String(year));

/** `2023`, `May 2023` or `3 May 2023`. */
function partsText(parts: readonly number[]): string {
  const [year, month, day] = parts;
  if (year === undefined) return '';
  const name = month === undefined ? undefined : months[month - 1];
  if (name === undefined) return yearText(year);
  return day === undefined ? `${name} ${yearText(year)}` : `${day} ${name} ${yearText(year)}`;
}

/** A range without what both ends share: `3–5 May 2023`, `March–May 2023`, `2010–2012`. */
function rangeText(from: readonly number[], to: readonly number[]): string {
  const [year = 0, month, day] = from;
  const same = (at: number) => from[at] !== undefined && from[at] === to[at];
  if (same(0) && same(1) && day !== undefined) return `${day}–${partsText(to)}`;
  if (same(0) && month !== undefined) return `${partsText(from).replace(/ \S+(?: BCE)?$/u, '')}–${partsText(to)}`;
  if (year < 0 && (to[0] ?? 0) < 0) return `${partsText(from).replace(/ BCE$/u, '')}–${partsText(to)}`;
  return `${partsText(from)}–${partsText(to)}`;
}

/** A date as Stet prints it, `3 May 2023`; empty for no date. */
export function formatDate(date: CslDate | undefined): string {
  const [from, to] = date?.['date-parts'] ?? [];
  if (!date || !from || from.length === 0) return date?.literal ?? '';
  const season = date.season === undefined ? undefined : seasons[date.season - 1];
  const text = to ? rangeText(from, to) : partsText(from);
  return `${date.circa ? 'c. ' : ''}${season ? `${season} ` : ''}${text}`;
}

/** The year in which the date begins (BCE negative); null when it has none. */
export const yearOf = (date: CslDate | undefined): number | null => date?.['date-parts']?.[0]?.[0] ?? null;

/** The first day, month or year of a date as machines read it: `2023-05-09`, `2023-05`, `2023`; null without a year of four digits. */
export function isoDateOf(date: CslDate | undefined): string | null {
  const [year, ...rest] = date?.['date-parts']?.[0] ?? [];
  if (year === undefined || year < 1000 || year > 9999) return null;
  return [String(year), ...rest.slice(0, 2).map((part) => String(part).padStart(2, '0'))].join('-');
}

import type { CslDate } from '@/lib/domain/citation/citation';

/** How a style names the two eras, with a blank before. Years before 500 name theirs. */
export type Eras = { readonly before: string; readonly after: string };

type Parts = readonly number[];
type Look = {
  readonly months: readonly string[];
  readonly eras: Eras;
  readonly dayFirst: boolean;
  readonly years: boolean;
};

const longMonths = 'January February March April May June July August September October November December'.split(' ');
const shortMonths = 'Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.'.split(' ');
const seasons = ['Spring', 'Summer', 'Autumn', 'Winter'];
const roman: Eras = { before: ' BC', after: ' AD' };

const eraOf = (year: number, eras: Eras) => (year < 0 ? eras.before : year > 0 && year < 500 ? eras.after : '');
const yearWords = (year: number, eras: Eras) => `${Math.abs(year)}${eraOf(year, eras)}`;

/** Both ends with the parts that both have; one end where they are the same. */
function ends(date: CslDate | undefined, most: number): readonly Parts[] {
  const [from = [], to] = date?.['date-parts'] ?? [];
  const count = Math.min(most, from.length, to?.length ?? most);
  const [first, second] = [from.slice(0, count), to?.slice(0, count)];
  if (first.length === 0) return [];
  return second === undefined || second.every((part, at) => part === first[at]) ? [first] : [first, second];
}

function monthAndDay([, month = 0, day]: Parts, look: Look): string {
  const name = look.months[month - 1];
  if (name === undefined || day === undefined) return name ?? '';
  return look.dayFirst ? `${day} ${name}` : `${name} ${day}`;
}

/** Puts the year behind month and day, or alone. */
function withYear(words: string, parts: Parts, look: Look): string {
  if (!look.years) return words;
  const year = yearWords(parts[0] ?? 0, look.eras);
  if (words === '') return year;
  return parts.length > 2 && !look.dayFirst ? `${words}, ${year}` : `${words} ${year}`;
}

function yearRange(from: number, to: number, eras: Eras): string {
  const start = eraOf(from, eras) === eraOf(to, eras) ? String(Math.abs(from)) : yearWords(from, eras);
  return `${start}–${yearWords(to, eras)}`;
}

/** A range without what both ends share: `March 3–5, 2010`, `30 Mar.–2 Apr. 2010`, `2010–2012`. */
function rangeWords(from: Parts, to: Parts, look: Look): string {
  const [start, end] = [monthAndDay(from, look), monthAndDay(to, look)];
  const sameYear = from[0] === to[0];
  if (start === '') return look.years ? yearRange(from[0] ?? 0, to[0] ?? 0, look.eras) : '';
  if (!sameYear) return `${withYear(start, from, look)}–${withYear(end, to, look)}`;
  if (from[1] !== to[1]) return withYear(`${start}–${end}`, to, look);
  return withYear(look.dayFirst ? `${from[2] ?? ''}–${end}` : `${start}–${to[2] ?? ''}`, to, look);
}

function dateWords(date: CslDate | undefined, look: Look, most = 3): string {
  const [from, to] = ends(date, most);
  if (!from) return look.years ? (date?.literal ?? '') : '';
  if (to) return rangeWords(from, to, look);
  const season = from.length === 1 && most > 1 ? seasons[(date?.season ?? 0) - 1] : undefined;
  return withYear(season ?? monthAndDay(from, look), from, look);
}

const american: Look = { months: longMonths, eras: roman, dayFirst: false, years: true };

/** `2010`, `2010–2012`, `430 BC`, a literal date as it is; empty for no date. */
export const yearText = (date: CslDate | undefined, eras: Eras = roman): string =>
  dateWords(date, { ...american, eras }, 1);

/** `February 25`, `March 3–5`, `Spring`; empty where the date has only years. */
export const monthDay = (date: CslDate | undefined): string => dateWords(date, { ...american, years: false });

/** `February 25, 2010`, `March 2010`, `December 30, 2010–January 2, 2011`. */
export const fullDate = (date: CslDate | undefined): string => dateWords(date, american);

/** `March 2010`: the date without its days. */
export const monthYear = (date: CslDate | undefined): string => dateWords(date, american, 2);

/** `25 Feb. 2010`, `Mar.–May 2010` as MLA 9 prints dates; `days: false` leaves them out. */
export const dayFirst = (date: CslDate | undefined, days = true): string =>
  dateWords(date, { months: shortMonths, eras: roman, dayFirst: true, years: true }, days ? 3 : 2);

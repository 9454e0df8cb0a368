import { formatDate } from '@/lib/domain/citation/dates';

/** A year with what is known below it. `decade` says that the ten years from `year` are meant ("1979–1990s"). */
export type DatePoint = {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly decade?: true;
};

/** The part of a period that the words name: "late 1970s", "early December 2024". */
export type Part = 'early' | 'mid' | 'late';

/**
 * When something happened, as exactly as the words say and no more. Years count from 1; `bce` counts them backwards. A century
 * (or several) has its first and last year (801 to 900; 500 to 401 with `bce`), a range its two ends, without `to` when it still runs.
 */
export type When = {
  readonly kind: 'day' | 'month' | 'year' | 'decade' | 'century' | 'range';
  readonly from: DatePoint;
  readonly to?: DatePoint;
  readonly bce?: true;
  readonly part?: Part;
  /** The words say "around" or "c.". */
  readonly circa?: true;
};

/** A date whose year the words do not tell: "in October", "December 8th", "late August". */
export type WhenNoYear = {
  readonly kind: 'no_year';
  readonly month: number;
  readonly day?: number;
  readonly part?: Part;
};

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** Number of a month by its English name or a short form of it, 1 to 12; 0 for other words. */
export const monthNumber = (word: string): number =>
  monthNames.findIndex((name) => name.slice(0, 3) === word.slice(0, 3)) + 1;

/** How many days a month has; of February in a leap year when no year is given. */
export function daysIn(month: number, year = 4): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const signed = (year: number, bce: boolean | undefined) => (bce ? -year : year);

const partsOf = ({ year, month, day }: DatePoint, bce: boolean | undefined): number[] =>
  [signed(year, bce), month, day].filter((part) => part !== undefined);

function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${(teen ? undefined : ['th', 'st', 'nd', 'rd'][n % 10]) ?? 'th'}`;
}

/** A year that readers might take for another number gets its era. */
const era = ({ from, bce }: When) => (!bce && from.year < 1000 ? ' CE' : '');

function rangeWords(when: When): string {
  const { from, to, bce } = when;
  const decades = from.decade || to?.decade;
  if (to && !decades) return formatDate({ 'date-parts': [partsOf(from, bce), partsOf(to, bce)] }) + era(when);
  const end = (point: DatePoint) =>
    point.decade ? `${point.year}s` : formatDate({ 'date-parts': [partsOf(point, bce)] });
  return `${end(from)}–${to ? end(to) : 'present'}`;
}

function centuryWords({ from, to = from, bce }: When): string {
  const [first, last] = [Math.ceil(from.year / 100), Math.ceil(to.year / 100)];
  const words = first === last ? `${ordinal(first)} century` : `${ordinal(first)}–${ordinal(last)} centuries`;
  return words + (bce ? ' BCE' : '');
}

function plainWords(when: When): string {
  const { kind, from, bce } = when;
  if (kind === 'decade') return `${from.year}s${bce ? ' BCE' : ''}`;
  if (kind === 'century') return centuryWords(when);
  if (kind === 'range') return rangeWords(when);
  return formatDate({ 'date-parts': [partsOf(from, bce)] }) + era(when);
}

/** A date as a timeline prints it: `12 November 1946`, `late 1970s`, `2011–2012`, `539 BCE`, `711 CE`, `late August`. */
export function dateWords(when: When | WhenNoYear): string {
  const part = when.part ? `${when.part} ` : '';
  if (when.kind !== 'no_year') return `${when.circa ? 'c. ' : ''}${part}${plainWords(when)}`;
  const day = when.day === undefined ? '' : `${when.day} `;
  return `${part}${day}${monthNames[when.month - 1] ?? ''}`;
}

/** The value of a `datetime` attribute: `1946`, `1946-11` or `1946-11-12`; null for what HTML has no form for. */
export function isoOf({ kind, from, bce }: When): string | null {
  if (bce || !['day', 'month', 'year'].includes(kind)) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  const below = [from.month, from.day].filter((part) => part !== undefined).map(two);
  return [String(from.year).padStart(4, '0'), ...below].join('-');
}

const shareOf: Record<Part, number> = { early: 1 / 6, mid: 1 / 2, late: 5 / 6 };

/** First moment and length in years; of a range, of its first end. */
function spanOf({ kind, from, bce }: When): { start: number; years: number } {
  const { year, month, day } = from;
  if (kind === 'century') return { start: bce ? 1 - year : year, years: 100 };
  if (from.decade || kind === 'decade') return { start: bce ? -8 - year : year, years: 10 };
  const first = bce ? 1 - year : year;
  if (month === undefined) return { start: first, years: 1 };
  const start = first + (month - 1) / 12;
  return day === undefined ? { start, years: 1 / 12 } : { start: start + (day - 1) / 372, years: 1 / 372 };
}

/** Where the date stands on an axis of years: the middle of what it names (1946.5 for 1946). BCE years are zero and below. */
export function placeOf(when: When): number {
  const { start, years } = spanOf(when);
  return start + years * (when.part ? shareOf[when.part] : 1 / 2);
}

/** Where a range ends on that axis; null for one date and for a range that still runs. */
export function endOf(when: When): number | null {
  const { to, bce } = when;
  if (when.kind !== 'range' || !to) return null;
  const { start, years } = spanOf({ kind: 'range', from: to, ...(bce ? { bce } : {}) });
  return start + years / 2;
}

/** Chronological order: what begins earlier comes first, and of two that begin together the less exact ("1979", "February 1979"). */
export function compareWhen(a: When, b: When): number {
  const [first, second] = [a, b].map((when) => {
    const { start, years } = spanOf(when);
    return when.part ? { start: start + years * (shareOf[when.part] - 1 / 6), years: years / 3 } : { start, years };
  });
  return first && second ? first.start - second.start || second.years - first.years : 0;
}

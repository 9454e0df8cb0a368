import type { CslDate } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';

type Day = { readonly parts: readonly number[]; readonly season?: number };
const isWithin = (value: number | undefined, from: number, to: number) =>
  value !== undefined && value >= from && value <= to;

/** Year, month and day of one end of an EDTF date; the year before 1 is 0. Null for anything else. */
function edtfDay(text: string): Day | null {
  const [whole, ...groups] = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(text) ?? [];
  if (whole === undefined) return null;
  const [counted = 0, month, day] = groups.filter((part) => part !== undefined).map(Number);
  const year = counted <= 0 ? counted - 1 : counted;
  if (month === undefined) return { parts: [year] };
  if (day === undefined && isWithin(month, 21, 24)) return { parts: [year], season: month - 20 };
  if (!isWithin(month, 1, 12)) return null;
  if (day === undefined) return { parts: [year, month] };
  return isWithin(day, 1, 31) ? { parts: [year, month, day] } : null;
}

/**
 * An EDTF date of levels 0 and 1 as BibLaTeX writes it: `2010-02-25`, `2015-21` (spring), `1906~`, `2010/2012`, `-0429`. What it
 * does not say exactly (open ranges, `19XX`) stays a `literal`; null for no text.
 */
export function readEdtf(input: string): CslDate | null {
  const text = input.trim();
  if (text === '') return null;
  const days = text.split('/').map((end) => edtfDay(end.replace(/[~?%]$/u, '')));
  const [from, to] = days;
  if (!from || days.length > 2 || to === null) return readDate(text);
  const { season } = from;
  return {
    'date-parts': to ? [from.parts, to.parts] : [from.parts],
    ...(/[~?%](?:\/|$)/u.test(text) ? { circa: true } : {}),
    ...(season === undefined ? {} : { season }),
  };
}

/** Year, month and day of `2010/02/25`, as far as they are given. */
function slashed(parts: readonly string[]): CslDate | null {
  const [year = '', ...rest] = parts;
  if (year === '') return null;
  const given = rest.filter((part) => Number(part) !== 0).map((part) => part.padStart(2, '0'));
  return readEdtf([year.padStart(4, '0'), ...given].join('-'));
}

/** A date of RIS: `2010/02/25/`, whose last place holds words that say it better; or a date as people write it. */
export function readRisDate(input: string): CslDate | null {
  const found = /^(\d{4}|)(?:\/(\d{0,2}))?(?:\/(\d{0,2}))?(?:\/(.*))?$/u.exec(input.trim());
  if (!found) return readDate(input);
  const [year = '', month = '', day = '', words = ''] = found.slice(1).map((part: string | undefined) => part ?? '');
  const said = readDate(words);
  return said && (said.literal === undefined || year === '') ? said : slashed([year, month, day]);
}

/** Whether the first date says more than the second: day before month before year. */
export function isFuller(date: CslDate, than: CslDate | null): boolean {
  const size = (one: CslDate | null) => one?.['date-parts']?.[0]?.length ?? 0;
  return size(date) > size(than) || (than?.literal !== undefined && date.literal === undefined);
}

import type { CslDate } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';

/** Year, month and day of one end of an EDTF date; the year before 1 is 0. Null for anything else. */
function edtfDay(text: string): { readonly parts: readonly number[]; readonly season?: number } | null {
  const found = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(text);
  if (!found) return null;
  const counted = Number(found[1]);
  const year = counted <= 0 ? counted - 1 : counted;
  const [month, day] = [found[2], found[3]].map((part) => (part === undefined ? undefined : Number(part)));
  if (month === undefined) return { parts: [year] };
  if (month >= 21 && month <= 24 && day === undefined) return { parts: [year], season: month - 20 };
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return null;
  return { parts: day === undefined ? [year, month] : [year, month, day] };
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

/** A date of RIS: `2010/02/25/`, whose last place holds words that say it better; or a date as people write it. */
export function readRisDate(input: string): CslDate | null {
  const [year = '', month = '', day = '', ...rest] = input.trim().split('/');
  const isSlashed = /^\d{0,4}$/u.test(year) && /^\d{0,2}$/u.test(month) && /^\d{0,2}$/u.test(day);
  if (!isSlashed || (year === '' && rest.length === 0)) return readDate(input);
  const words = rest.join('/').trim();
  const said = words === '' ? null : readDate(words);
  if (said && (said.literal === undefined || year === '')) return said;
  if (year === '') return null;
  const parts = [year.padStart(4, '0'), month, day].filter((part) => part !== '' && Number(part) !== 0);
  return readEdtf(parts.map((part) => part.padStart(2, '0')).join('-'));
}

/** Whether the first date says more than the second: day before month before year. */
export function isFuller(date: CslDate, than: CslDate | null): boolean {
  const size = (one: CslDate | null) => one?.['date-parts']?.[0]?.length ?? 0;
  return size(date) > size(than) || (than?.literal !== undefined && date.literal === undefined);
}

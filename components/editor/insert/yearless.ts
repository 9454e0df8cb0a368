import { daysIn } from '@/lib/domain/timeline/when';

/** Months as the text names them. */
export const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
] as const;

/**
 * A date whose year nobody knows, with words that tell readers so: "29 December (year unknown)". `month` is 1 to 12, `day` the
 * number as typed, or empty for the month alone. Null when the month has no such day.
 */
export function yearlessDate(month: number, day: string): string | null {
  const name = monthNames[month - 1];
  const typed = day.trim();
  if (name === undefined || !/^\d{0,2}$/u.test(typed)) return null;
  if (typed === '') return `${name} (year unknown)`;
  const number = Number(typed);
  return number >= 1 && number <= daysIn(month) ? `${number} ${name} (year unknown)` : null;
}

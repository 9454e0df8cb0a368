/**
 * Times as people read them off a clock on a wall, and the instants that they are in a zone of the IANA database (ux.md 11.2).
 * Pure: the rules of the zones are those that the engine knows (ECMA-402). A time that a change of the clocks leaves out is no
 * instant, one that it repeats is two: the meanings of `Temporal`'s disambiguation, which are asked of people here, never guessed.
 * Instants are milliseconds since 1970, UTC.
 */

/** A day and a time without a zone: "2026-12-10T09:00", whole minutes. */
export type WallTime = string;

/** What a wall time is in a zone. `never` names the last time before the gap and the first one after it. */
export type Resolved =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly earlier: number; readonly later: number }
  | { readonly kind: 'never'; readonly before: WallTime; readonly after: WallTime };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const shape = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d)$/u;

/** True for a wall time that the calendar has: 29 February only in a leap year, no 24:00. */
export function isWallTime(text: string): boolean {
  const ms = asUtc(text);
  return ms !== null && wallOf(ms) === text && !text.startsWith('00');
}

/** True for the name of a zone that this engine knows, like Asia/Damascus or UTC; false for bare offsets. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/u.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The wall time of an instant in a zone. Throws RangeError for an unknown zone. */
export function wallTimeAt(at: number, zone: string): WallTime {
  return wallOf(at + offsetAt(at, zone));
}

/**
 * The instants that show this wall time in the zone: those of the offsets in force a day before and a day after that lead back
 * to it. Throws RangeError for what `isWallTime` or `isZone` refuse.
 */
export function resolveWallTime(wall: WallTime, zone: string): Resolved {
  const local = asUtc(wall);
  if (local === null || !isWallTime(wall)) throw new RangeError(`No wall time: ${wall}`);
  const offsets = [offsetAt(local - dayMs, zone), offsetAt(local + dayMs, zone)];
  const found = [...new Set(offsets.map((offset) => local - offset))].filter((ms) => ms + offsetAt(ms, zone) === local);
  const [first, second] = found.toSorted((a, b) => a - b);
  if (first === undefined) return gapAround(local, zone);
  if (second === undefined) return { kind: 'once', at: first };
  return { kind: 'twice', earlier: first, later: second };
}

/** The last wall time before the clocks jump over `local`, and the first one after, found by halving to the minute. */
function gapAround(local: number, zone: string): Resolved {
  let low = local - 2 * dayMs;
  let high = local + 2 * dayMs;
  const isBefore = (ms: number) => ms + offsetAt(ms, zone) < local;
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / (2 * minuteMs)) * minuteMs;
    if (isBefore(middle)) low = middle;
    else high = middle;
  }
  return { kind: 'never', before: wallTimeAt(low, zone), after: wallTimeAt(high, zone) };
}

function asUtc(text: string): number | null {
  const parts = shape.exec(text)?.groups;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = [
    ...['year', 'month', 'day', 'hour', 'minute'].map((name) => Number(parts[name])),
  ];
  return daysOf(year, month, day) * dayMs + (hour * 60 + minute) * minuteMs;
}

function wallOf(ms: number): WallTime {
  const days = Math.floor(ms / dayMs);
  const minutes = Math.floor((ms - days * dayMs) / minuteMs);
  const { year, month, day } = dateOf(days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const daysOfEra = 146_097;
/** From 0000-03-01, where years of this count begin, to 1970-01-01. */
const daysTo1970 = 719_468;

/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, chrono-compatible date algorithms: days_from_civil). */
function daysOf(year: number, month: number, day: number): number {
  const years = month <= 2 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const yearOfEra = years - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysOfEra + dayOfEra - daysTo1970;
}

/** The other way round (civil_from_days of the same). */
function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + daysTo1970;
  const era = Math.floor(shifted / daysOfEra);
  const dayOfEra = shifted - era * daysOfEra;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  formats.set(zone, made);
  return made;
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(ms: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = daysOf(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
  return shown - Math.floor(ms / 1000) * 1000;
}

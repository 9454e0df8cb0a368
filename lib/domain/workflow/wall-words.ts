import { resolveWallTime, wallTimeAt, type WallTime } from '@/lib/domain/workflow/wall-time';

/** A scheduled moment: the time on the wall, its zone, and the instant that it is. */
export type Moment = { readonly wall: WallTime; readonly zone: string; readonly at: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const dayWords = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** The place that a zone is named after, for reading: "Damascus", "Buenos Aires"; a zone without a place keeps its name. */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** "Thursday 10 December, 09:00 in Damascus": with the year where it is not that of `now`, with the offset where the clock shows it twice. */
export function momentWords(moment: Moment, now: number): string {
  return `${dayOf(moment.wall, wallTimeAt(now, moment.zone))}, ${timeWords(moment)}`;
}

/** The same with how long that is: "Thursday 10 December, 09:00 in Damascus, in 13 days". */
export function momentFromNow(moment: Moment, now: number): string {
  return `${momentWords(moment, now)}, ${fromNow(moment, now)}`;
}

/** "09:00 in Damascus", "09:00 UTC", and which of two where clocks are turned back. */
function timeWords({ wall, zone, at }: Moment): string {
  const time = wall.slice(11);
  const words = zone.includes('/') ? `${time} in ${placeOf(zone)}` : `${time} ${zone}`;
  const resolved = resolveWallTime(wall, zone);
  if (resolved.kind !== 'twice') return words;
  return `${words} (the ${resolved.later === at ? 'second' : 'first'} time that hour comes)`;
}

/** How long ago something happened, in words: "5 seconds ago". */
export function agoWords(then: number, now: number): string {
  const far = Math.max(0, now - then);
  if (far < minuteMs) return `${amount(Math.floor(far / 1000), 'second')} ago`;
  const [count, unit] = roughly(far, Math.floor(far / dayMs));
  return `${amount(count, unit)} ago`;
}

/** How late something happened, in words: "3 minutes late"; empty below a minute. */
export function lateWords(due: number, done: number): string {
  const minutes = Math.floor((done - due) / minuteMs);
  return minutes < 1 ? '' : `${amount(minutes, 'minute')} late`;
}

function dayOf(wall: WallTime, today: WallTime): string {
  const isThisYear = wall.slice(0, 4) === today.slice(0, 4);
  const words = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'UTC', ...dayWords },
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(midnight(wall));
  return words.replace(',', '');
}

/** Below a day in hours or minutes; else in days of the calendar at that place. */
function fromNow({ wall, zone, at }: Moment, now: number): string {
  const ms = at - now;
  const far = Math.abs(ms);
  if (far < minuteMs) return 'now';
  const days = Math.round(Math.abs(midnight(wall) - midnight(wallTimeAt(now, zone))) / dayMs);
  const [count, unit] = roughly(far, days);
  return ms > 0 ? `in ${amount(count, unit)}` : `${amount(count, unit)} ago`;
}

function roughly(far: number, days: number): [number, string] {
  if (far < hourMs) return [Math.round(far / minuteMs), 'minute'];
  if (far < dayMs) return [Math.round(far / hourMs), 'hour'];
  return [days, 'day'];
}

/** The beginning of that day, as it is in UTC. */
function midnight(wall: WallTime): number {
  const found = resolveWallTime(`${wall.slice(0, 10)}T00:00`, 'UTC');
  return found.kind === 'once' ? found.at : 0;
}

const amount = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;

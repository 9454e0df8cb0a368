import { resolveWallTime, wallTimeAt } from '@/lib/domain/workflow/wall-time';

const hourMs = 60 * 60 * 1000;
/** No day is longer, whatever the clocks do; Samoa left one out. */
const longestDay = 30;

/**
 * Nine o'clock of the next morning in a zone, as an instant: what "later" puts off to (ux.md 12.3). Where the clocks leave nine
 * out, the first time after; where they repeat it, the first one. Milliseconds since 1970, UTC; throws RangeError for an unknown zone.
 */
export function tomorrowAtNine(at: number, zone: string): number {
  const dayIn = (hours: number) => wallTimeAt(at + hours * hourMs, zone).slice(0, 10);
  const hours = Array.from({ length: longestDay }, (_, hour) => hour + 1);
  const tomorrow = dayIn(hours.find((hour) => dayIn(hour) !== dayIn(0)) ?? longestDay);
  return instantOf(`${tomorrow}T09:00`, zone);
}

function instantOf(wall: string, zone: string): number {
  const found = resolveWallTime(wall, zone);
  if (found.kind === 'never') return instantOf(found.after, zone);
  return found.kind === 'twice' ? found.earlier : found.at;
}

import { scaleLinear } from 'd3-scale';
import { endOf, placeOf, type When } from '@/lib/domain/timeline/when';

/** The picture's width and the room of a dot, in user units: about one pixel each. */
export const picture = { width: 600, edge: 18, row: 12, radius: 4.5, foot: 24 } as const;
/** What happened before stands in the list alone. */
const firstYear = 1900;

/** A mark above the axis: its left and right end, and its row from the axis up. */
export type Mark<E> = { readonly entry: E; readonly from: number; readonly to: number; readonly row: number };
/** A year on the axis. */
type Tick = { readonly x: number; readonly year: number };
/** The dots of a timeline. */
export type Layout<E> = {
  readonly marks: readonly Mark<E>[];
  readonly ticks: readonly Tick[];
  readonly rows: number;
  /** Entries that the picture leaves to the list. */
  readonly left: number;
};

type Dated = { readonly when: When };

const drawable = ({ when }: Dated) => when.kind !== 'century' && !when.bce && when.from.year >= firstYear;

/** Years between two ticks, so that there are about ten. */
function stepOf(years: number): number {
  return [1, 2, 5, 10, 20].find((step) => years / step <= 13) ?? 20;
}

function axisOf(entries: readonly Dated[]) {
  const first = Math.min(...entries.map(({ when }) => placeOf(when)));
  const last = Math.max(...entries.map(({ when }) => endOf(when) ?? placeOf(when)));
  const step = stepOf(last - first);
  const from = Math.floor(first / step) * step;
  const to = Math.max(Math.ceil(last / step), from / step + 2) * step;
  const { width, edge } = picture;
  const scale = scaleLinear([from, to], [edge, width - edge]);
  const xOf = (year: number) => Math.round(scale(year));
  const years = Array.from({ length: (to - from) / step + 1 }, (_, at) => from + at * step);
  return { xOf, ticks: years.map((year) => ({ x: xOf(year), year })) };
}

/**
 * Places entries from 1900 on above an axis of years: each in the lowest row where it touches no other. A range runs from its first
 * to its last year, everything else is a dot in the middle of what it names. The axis begins at the first tick that is needed.
 */
export function layOut<E extends Dated>(entries: readonly E[]): Layout<E> {
  const shown = entries.filter(drawable);
  if (shown.length === 0) return { marks: [], ticks: [], rows: 0, left: entries.length };
  const { xOf, ticks } = axisOf(shown);
  const { radius, row: rowHeight } = picture;
  const ends: number[] = [];
  const marks = shown
    .map((entry) => {
      const from = xOf(placeOf(entry.when));
      return { entry, from, to: Math.max(from, xOf(endOf(entry.when) ?? placeOf(entry.when))) };
    })
    .toSorted((first, second) => first.from - second.from)
    .map(({ entry, from, to }) => {
      const free = ends.findIndex((end) => end + rowHeight <= from);
      const row = free < 0 ? ends.length : free;
      ends[row] = to;
      return { entry, from, to, row };
    });
  return {
    marks,
    ticks,
    rows: Math.ceil((ends.length * rowHeight + radius) / rowHeight),
    left: entries.length - shown.length,
  };
}

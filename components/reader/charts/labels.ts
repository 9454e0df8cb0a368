import type { Box } from '@/components/reader/charts/frame';

/** What a label names: a place, how far to its side and above or below it the words stay away (null: they stand on it), what they should not cover. */
export type Target = {
  readonly name: string;
  readonly at: readonly [x: number, y: number];
  readonly clear: readonly [x: number, y: number] | null;
  readonly avoid: readonly Box[];
};

/** Words on a map: baseline of the first line, where the lines are anchored, the room that they take. */
export type Label = {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
};

type Room = { readonly width: number; readonly height: number; readonly size: number };

const longestLine = 13;
/** Mean width of a letter and height of a line in the system's sans, as shares of the font size. */
const letter = 0.62;
const line = 1.1;

/** A name in lines of about equal length. */
function linesOf(name: string): string[] {
  if (name.length <= longestLine) return [name];
  const wanted = Math.ceil(name.length / longestLine);
  const lines = [''];
  for (const word of name.split(' ')) {
    const last = lines.at(-1) ?? '';
    const full = last.length + word.length / 2 >= name.length / wanted && lines.length < wanted;
    if (last === '') lines[lines.length - 1] = word;
    else if (full) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

const areaOf = ([left, top, right, bottom]: Box) => (right - left) * (bottom - top);

/** Directions in the order of preference. */
const directions = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
] as const;

/** Width of a name in its longest line. */
export const widthOf = (name: string, size: number): number =>
  Math.max(...linesOf(name).map(({ length }) => length)) * letter * size;

function labelAt({ name, at, clear }: Target, [dx, dy]: readonly [number, number], size: number): Label {
  const lines = linesOf(name);
  const [width, height] = [widthOf(name, size), lines.length * line * size];
  const slanted = dx !== 0 && dy !== 0 ? 0.75 : 1;
  const [farX, farY] = clear ?? [0, 0];
  const anchor = dx > 0 ? 'start' : dx < 0 ? 'end' : 'middle';
  const x = Math.round(at[0] + dx * farX * slanted);
  const middle = at[1] + dy * (farY * slanted + height / 2);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const y = Math.round(middle - height / 2 + size * 0.85);
  return { lines, x, y, anchor, box: [left, middle - height / 2, left + width, middle + height / 2] };
}

/** Room that a label takes from others, most from labels, much from what is cut off. */
function costOf(label: Label, target: Target, placed: readonly Label[], room: Room): number {
  const inside: Box = [3, 3, room.width - 3, room.height - 3];
  const cut = areaOf(label.box) - overlap(label.box, inside);
  const over = placed.reduce((sum, { box }) => sum + overlap(label.box, box), 0);
  return cut * 20 + over * 30 + target.avoid.reduce((sum, box) => sum + overlap(label.box, box), 0);
}

/**
 * A place for each name in turn, or null for one that would stand on another or be cut off. Each takes the first of nine directions
 * that covers least.
 */
export function placeLabels(targets: readonly Target[], room: Room): (Label | null)[] {
  const placed: Label[] = [];
  return targets.map((target) => {
    const choices = (target.clear === null ? directions : directions.slice(1))
      .map((direction) => labelAt(target, direction, room.size))
      .map((label) => ({ label, cost: costOf(label, target, placed, room) }));
    const best = choices.reduce((least, choice) => (choice.cost < least.cost ? choice : least));
    if (placed.some(({ box }) => overlap(box, best.label.box) > areaOf(best.label.box) * 0.02)) return null;
    placed.push(best.label);
    return best.label;
  });
}

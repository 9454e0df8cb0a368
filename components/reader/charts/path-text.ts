import { geoPath, type GeoContext, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';

type Point = readonly [x: number, y: number];

/** How far a point lies from the line between two others. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx === 0 && dy === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

/** The points that matter when a line may be off by `tolerance` (Douglas and Peucker 1973). */
function simplified(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: (readonly [from: number, to: number])[] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const [first, last] = [points[from], points[to]];
    let [farthest, at] = [tolerance, 0];
    for (let index = from + 1; index < to; index += 1) {
      const point = points[index];
      const off = point && first && last ? distance(point, first, last) : 0;
      if (off > farthest) [farthest, at] = [off, index];
    }
    if (at === 0) continue;
    kept.add(at);
    open.push([from, at], [at, to]);
  }
  return points.filter((_, index) => kept.has(index));
}

const areaOf = (points: readonly Point[]) =>
  Math.abs(
    points.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = points[(at + 1) % points.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;

/** Numbers one after the other, a blank only where no minus divides them. */
const joined = (numbers: readonly number[]) =>
  numbers.map((number, at) => (at > 0 && number >= 0 ? ` ${number}` : String(number))).join('');

/** A drawing surface for d3-geo that writes path data in whole numbers and relative steps. */
class PathWriter implements GeoContext {
  readonly #tolerance: number;
  #text = '';
  #points: Point[] = [];

  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  beginPath(): void {
    this.#text = '';
  }

  moveTo(x: number, y: number): void {
    this.#flush('');
    this.#points = [[Math.round(x), Math.round(y)]];
  }

  lineTo(x: number, y: number): void {
    this.#points.push([Math.round(x), Math.round(y)]);
  }

  closePath(): void {
    this.#flush('z');
  }

  /** Points are drawn by the caller. */
  arc(): void {}

  /** Path data of everything drawn. */
  text(): string {
    this.#flush('');
    return this.#text;
  }

  #flush(end: '' | 'z'): void {
    const points = simplified(this.#points, this.#tolerance);
    this.#points = [];
    const [first] = points;
    if (!first || points.length < 2) return;
    if (end === 'z' && areaOf(points) < this.#tolerance * 6) return;
    const steps = points.slice(1).flatMap(([x, y], at) => {
      const [beforeX, beforeY] = points[at] ?? first;
      return [x - beforeX, y - beforeY];
    });
    this.#text += `M${joined(first)}l${joined(steps)}${end}`;
  }
}

/**
 * The `d` of a path that draws an object in a projection, off by at most about `tolerance` units, without specks; empty when nothing
 * of it is in the frame.
 */
export function pathText(projection: GeoProjection, object: GeoPermissibleObjects, tolerance: number): string {
  const writer = new PathWriter(tolerance);
  geoPath(projection, writer)(object);
  return writer.text();
}

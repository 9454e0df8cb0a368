import {
  geoAzimuthalEqualArea,
  geoBounds,
  geoDistance,
  geoEqualEarth,
  geoPath,
  type GeoPermissibleObjects,
  type GeoProjection,
} from 'd3-geo';
import { pathText } from '@/components/reader/charts/path-text';
import type { Outline, Shape, Spot } from '@/components/reader/charts/world';

/** Size of a map, the room that its countries leave at its edges, and how far off its lines may be near by and on a map of the world. */
type FrameSize = {
  readonly width: number;
  /** At most this. */
  readonly height: number;
  readonly margin: number;
  readonly fine: number;
  readonly coarse: number;
};

/** A part of the world on a map: places in degrees become whole user units. */
export type Frame = {
  readonly width: number;
  readonly height: number;
  /** Path data of an object, cut at the edges. */
  readonly draw: (object: GeoPermissibleObjects) => string;
  readonly boxOf: (place: Shape | Spot) => Box;
  readonly areaOf: (place: Shape | Spot) => number;
  readonly centreOf: (place: Shape | Spot) => readonly [x: number, y: number];
};

/** A rectangle: its left, top, right and bottom edge. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Angle from the middle (52°) up to which a map is drawn around its middle; beyond it, it is cut from a map of the world. */
const farApart = 0.9;
/** No map shows less than about 14 degrees from side to side. */
const closest = (width: number) => width / ((14 * Math.PI) / 180);

const pointsOf = ({ main }: Outline): number[][] =>
  main.type === 'Point' ? [main.coordinates] : main.coordinates.flat(2);

/** The rectangle of the projected countries. */
const extent = (projection: GeoProjection, shown: GeoPermissibleObjects): Box => {
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(shown);
  return [left, top, right, bottom];
};

/**
 * The projection that shows these countries: equal-area, around their middle, so that none is cut by the 180th meridian. Near ones:
 * Lambert's azimuthal; far apart ones: Equal Earth (Šavrič, Patterson and Jenny 2018).
 */
function projectionOf(outlines: readonly Outline[], { width, height, margin }: FrameSize) {
  const shown = { type: 'GeometryCollection' as const, geometries: outlines.map(({ main }) => main) };
  const [[west, south], [east, north]] = geoBounds(shown);
  const middle: [number, number] = [west + ((east - west + 360) % 360) / 2, (south + north) / 2];
  const radius = Math.max(...outlines.flatMap(pointsOf).map((at) => geoDistance(middle, [at[0] ?? 0, at[1] ?? 0])));
  const far = radius > farApart;
  const projection = far
    ? geoEqualEarth().rotate([-middle[0], 0])
    : geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]);
  const edges: [[number, number], [number, number]] = [
    [margin, margin],
    [width - margin, height - margin],
  ];
  if (radius > 0) projection.fitExtent(edges, shown);
  if (radius === 0 || projection.scale() > closest(width)) {
    projection.scale(closest(width)).translate([width / 2, height / 2]);
  }
  return { projection, far, shown };
}

/** A map that shows these countries (at least one): as high as they need, between five eighths of the given height and all of it. */
export function frameOf(outlines: readonly Outline[], size: FrameSize): Frame {
  const { projection, far, shown } = projectionOf(outlines, size);
  const [, top, , bottom] = extent(projection, shown);
  const needed = Math.round(bottom - top + 2 * size.margin);
  const height = Math.min(size.height, Math.max(needed, (size.height * 5) / 8));
  const [x, y] = projection.translate();
  projection.translate([x, y + height / 2 - (top + bottom) / 2]).clipExtent([
    [0, 0],
    [size.width, height],
  ]);
  const path = geoPath(projection);
  const whole = ([left, up]: readonly [number, number]): [number, number] => [Math.round(left), Math.round(up)];
  return {
    width: size.width,
    height,
    draw: (object) => pathText(projection, object, far ? size.coarse : size.fine),
    areaOf: (place) => path.area(place),
    boxOf: (place) => {
      const [from, to] = path.bounds(place);
      return [...whole(from), ...whole(to)];
    },
    centreOf: (place) => whole(path.centroid(place)),
  };
}

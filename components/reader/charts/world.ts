import { geoArea, geoCentroid, geoDistance } from 'd3-geo';
import { feature, merge, mesh } from 'topojson-client';
import topology from 'world-atlas/countries-110m.json';
import type { Country } from '@/lib/domain/countries';

type Topology = Parameters<typeof mesh>[0];
type Geometry = Extract<Parameters<typeof merge>[1], readonly unknown[]>[number] & {
  readonly id?: string;
  readonly properties: { readonly name: string };
};

/** Borders as Natural Earth draws them, in the 1:110 million edition (world-atlas): read once per process, never sent. */
const world = topology as unknown as Topology;
const geometries = (topology.objects.countries as unknown as { readonly geometries: Geometry[] }).geometries;

/** Land in degrees: polygons of rings of [longitude, latitude]. */
export type Shape = { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };
/** A place without an outline. */
export type Spot = { readonly type: 'Point'; readonly coordinates: number[] };

const antarctica = '010';

/** All land but Antarctica as one shape without inner borders. */
export const allLand: Shape = merge(
  world,
  geometries.filter(({ id }) => id !== antarctica),
);
/** The borders between countries; coasts are not among them. */
export const innerBorders = mesh(
  world,
  { type: 'GeometryCollection', geometries },
  (first: unknown, second: unknown) => first !== second,
);

function readShape(geometry: Geometry): Shape {
  const { geometry: found } = feature(world, geometry) as unknown as {
    readonly geometry: Shape | { readonly type: 'Polygon'; readonly coordinates: number[][][] };
  };
  return found.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [found.coordinates] } : found;
}

const shapes = new Map(
  geometries.map((geometry): [string, Shape] => [geometry.id ?? geometry.properties.name, readShape(geometry)]),
);

const polygon = (rings: number[][][]) => ({ type: 'Polygon' as const, coordinates: rings });
const farthest = 0.6;
const smallest = 0.05;

/** The parts of a shape, largest first. */
const bySize = ({ coordinates }: Shape) =>
  coordinates
    .map((rings) => ({ rings, area: geoArea(polygon(rings)) }))
    .toSorted((first, second) => second.area - first.area);

/** The largest part and those that are neither far from it nor tiny: France without Guiana, all of Japan. */
function mainPart(shape: Shape): Shape {
  const parts = bySize(shape);
  const [largest] = parts;
  if (!largest) return shape;
  const centre = geoCentroid(polygon(largest.rings));
  const near = parts.filter(
    ({ rings, area }) =>
      area >= largest.area * smallest && geoDistance(centre, geoCentroid(polygon(rings))) <= farthest,
  );
  return { type: 'MultiPolygon', coordinates: near.map(({ rings }) => rings) };
}

/** What a map knows of a country: all its land (null when the atlas is too coarse), what a map has to show of it, where its label belongs. */
export type Outline = { readonly all: Shape | null; readonly main: Shape | Spot; readonly heart: Shape | Spot };

function readOutline({ shape, point }: Country): Outline | null {
  const all = shapes.get(shape);
  if (all) {
    const [largest] = bySize(all);
    return { all, main: mainPart(all), heart: { type: 'MultiPolygon', coordinates: largest ? [largest.rings] : [] } };
  }
  const spot: Spot | null = point && { type: 'Point', coordinates: [...point] };
  return spot && { all: null, main: spot, heart: spot };
}

const outlines = new Map<string, Outline | null>();

/** The outline of a country; null for one that has neither a shape nor a point. */
export function outlineOf(country: Country): Outline | null {
  const known = outlines.get(country.slug);
  if (known !== undefined) return known;
  const made = readOutline(country);
  outlines.set(country.slug, made);
  return made;
}

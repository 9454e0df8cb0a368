import { frameOf, type Box, type Frame } from '@/components/reader/charts/frame';
import { LabelWords } from '@/components/reader/charts/label-words';
import { placeLabels } from '@/components/reader/charts/labels';
import { MapCaption } from '@/components/reader/charts/map-caption';
import { RelationsList, type Relation } from '@/components/reader/charts/relations-list';
import { allLand, innerBorders, outlineOf } from '@/components/reader/charts/world';
import type { Country } from '@/lib/domain/countries';

type Props = {
  readonly relations: readonly Relation[];
  /** What the picture is called. */
  readonly title?: string;
};

const size = { width: 640, height: 360, margin: 50, fine: 0.7, coarse: 1.8 };
const labelSize = 22;
const dot = 5;

type Place = { readonly country: Country; readonly at: readonly [x: number, y: number] };

/** Relations as arcs on a map that shows their countries, dashed where the article is only wanted, with the same as a list. */
export function RelationsMap({ relations, title = 'Map of relations between countries' }: Props) {
  const countries = [...new Map(relations.flatMap((one) => one.countries).map((one) => [one.slug, one])).values()];
  const found = countries.flatMap((country) => {
    const outline = outlineOf(country);
    return outline ? [{ country, outline }] : [];
  });
  if (found.length === 0) return null;
  const frame = frameOf(
    found.map(({ outline }) => outline),
    size,
  );
  const places = found.map(({ country, outline }): Place => ({ country, at: frame.centreOf(outline.heart) }));
  return (
    <>
      <figure className="chart map wide">
        <svg viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true">
          <title>{title}</title>
          <path className="land" d={frame.draw(allLand)} />
          <path className="edge" d={frame.draw(innerBorders)} />
          <Arcs relations={relations} places={places} />
          <Places places={places} frame={frame} />
        </svg>
        <MapCaption />
      </figure>
      <RelationsList relations={relations} />
    </>
  );
}

function Arcs({ relations, places }: { readonly relations: readonly Relation[]; readonly places: readonly Place[] }) {
  const at = new Map(places.map((place) => [place.country.slug, place.at]));
  return relations.map(({ countries: [first, second], title, href }) => {
    const [from, to] = [at.get(first.slug), at.get(second.slug)];
    if (!from || !to) return null;
    const arc = <path className={href === null ? 'arc wanted' : 'arc'} d={arcOf(from, to)} />;
    if (href === null) return <g key={title}>{arc}</g>;
    return (
      <a key={title} href={href} tabIndex={-1}>
        <title>{title}</title>
        {arc}
      </a>
    );
  });
}

/** A curve that bends upwards by a fifth of its length; the same from either end. */
function arcOf(one: readonly [number, number], other: readonly [number, number]): string {
  const [from, to] = one[0] <= other[0] ? [one, other] : [other, one];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const middle = [Math.round((from[0] + to[0]) / 2 + dy / 5), Math.round((from[1] + to[1]) / 2 - dx / 5)];
  return `M${from.join(' ')}Q${middle.join(' ')} ${to.join(' ')}`;
}

function Places({ places, frame }: { readonly places: readonly Place[]; readonly frame: Frame }) {
  const around = ([x, y]: Place['at']): Box => [x - dot, y - dot, x + dot, y + dot];
  const labels = placeLabels(
    places.map(({ country, at }) => ({
      name: country.name,
      at,
      clear: [dot + 5, dot + 3] as const,
      avoid: places.map((place) => around(place.at)),
    })),
    { width: frame.width, height: frame.height, size: labelSize },
  );
  return (
    <>
      {places.map(({ country, at: [x, y] }) => (
        <circle key={country.slug} cx={x} cy={y} r={dot} />
      ))}
      {labels.map((label) => label && <LabelWords key={label.lines.join(' ')} label={label} size={labelSize} />)}
    </>
  );
}

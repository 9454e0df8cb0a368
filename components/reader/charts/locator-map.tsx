import { frameOf, type Box, type Frame } from '@/components/reader/charts/frame';
import { LabelWords } from '@/components/reader/charts/label-words';
import { placeLabels, widthOf, type Label, type Target } from '@/components/reader/charts/labels';
import { MapCaption } from '@/components/reader/charts/map-caption';
import { allLand, innerBorders, outlineOf, type Outline } from '@/components/reader/charts/world';
import type { Country } from '@/lib/domain/countries';

type Props = {
  /** Drawn solid. */
  readonly first: Country;
  /** Drawn striped; without it the map shows one country. */
  readonly second?: Country;
  /** Makes the ids of the picture unique in its page. */
  readonly name?: string;
};

const size = { width: 640, height: 400, margin: 56, fine: 0.7, coarse: 2.4 };
const labelSize = 28;
/** Countries that take less room get a ring. */
const tooSmall = 400;

type Shown = {
  readonly country: Country;
  readonly outline: Outline;
  readonly centre: readonly [x: number, y: number];
  readonly box: Box;
  /** Radius of the ring around a small country, 0 for others. */
  readonly ring: number;
};

function showIn(frame: Frame, country: Country, outline: Outline): Shown {
  const box = frame.boxOf(outline.main);
  const ringed = outline.all === null || frame.areaOf(outline.main) < tooSmall;
  const ring = ringed ? Math.max(16, Math.round(Math.hypot(box[2] - box[0], box[3] - box[1]) / 2) + 8) : 0;
  return { country, outline, centre: frame.centreOf(ringed ? outline.main : outline.heart), box, ring };
}

/** Where a label may stand: on a country that is wide enough for it, beside others. */
function targetOf({ country, centre, box, ring }: Shown, others: readonly Shown[]): Target {
  const { name } = country;
  const avoid = others.map((other) => other.box);
  if (ring > 0) return { name, at: centre, clear: [ring + 30, ring + 14], avoid };
  if (widthOf(name, labelSize) <= (box[2] - box[0]) * 1.1) return { name, at: centre, clear: null, avoid };
  const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
  return { name, at: middle, clear: [(box[2] - box[0]) / 2 + 8, (box[3] - box[1]) / 2 + 4], avoid };
}

/** Where two countries lie, for the facts card: one solid, one striped, their neighbours in outline. Null when neither can be drawn. */
export function LocatorMap({ first, second, name = 'map' }: Props) {
  const found = [first, second].flatMap((country) => {
    const outline = country && outlineOf(country);
    return country && outline ? [{ country, outline }] : [];
  });
  if (found.length === 0) return null;
  const frame = frameOf(
    found.map(({ outline }) => outline),
    size,
  );
  const shown = found.map(({ country, outline }) => showIn(frame, country, outline));
  const labels = placeLabels(
    shown.map((one) =>
      targetOf(
        one,
        shown.filter((other) => other !== one),
      ),
    ),
    { width: frame.width, height: frame.height, size: labelSize },
  );
  return (
    <figure className="chart map">
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-labelledby={`${name}-t ${name}-d`}>
        <title id={`${name}-t`}>{`Map of ${shown.map(({ country }) => country.name).join(' and ')}`}</title>
        <desc id={`${name}-d`}>{describe(shown)}</desc>
        <defs>
          <pattern id={`${name}-p`} width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="gap" d="M0 0h12v12H0z" />
            <path className="bar" d="M0 0h5v12H0z" />
          </pattern>
        </defs>
        <path className="land" d={frame.draw(allLand)} />
        <path className="edge" d={frame.draw(innerBorders)} />
        {shown.map((one, at) => (
          <Land key={one.country.slug} shown={one} frame={frame} fill={at === 0 ? undefined : `url(#${name}-p)`} />
        ))}
        {shown.map((one, at) => (
          <Marks key={one.country.slug} shown={one} label={labels[at] ?? null} />
        ))}
      </svg>
      <MapCaption />
    </figure>
  );
}

function describe(shown: readonly Shown[]): string {
  const ways = ['filled solid', 'striped'];
  return shown
    .map(({ country, ring }, at) => `${country.name} is ${ways[at] ?? ''}${ring > 0 ? ' and marked by a ring' : ''}.`)
    .join(' ');
}

function Land({
  shown,
  frame,
  fill,
}: {
  readonly shown: Shown;
  readonly frame: Frame;
  readonly fill: string | undefined;
}) {
  const { outline, centre } = shown;
  const kind = fill === undefined ? 'one' : 'two';
  const drawn = outline.all && frame.draw(outline.all);
  if (drawn) return <path className={kind} fill={fill} d={drawn} />;
  return <circle className={kind} fill={fill} cx={centre[0]} cy={centre[1]} r="5" />;
}

/** Label of a country, and ring and line when it is small. */
function Marks({ shown, label }: { readonly shown: Shown; readonly label: Label | null }) {
  const { centre, ring } = shown;
  return (
    <>
      {ring > 0 && <circle className="ring" cx={centre[0]} cy={centre[1]} r={ring} />}
      {ring > 0 && label && <path className="ring" d={leader(shown, label)} />}
      {label && <LabelWords label={label} size={labelSize} />}
    </>
  );
}

/** A line from the edge of the ring to the nearest point of the label. */
function leader({ centre, ring }: Shown, { box }: Label): string {
  const [x, y] = centre;
  const to = [Math.min(Math.max(x, box[0] - 4), box[2] + 4), Math.min(Math.max(y, box[1] + 2), box[3] - 2)] as const;
  const [dx, dy] = [to[0] - x, to[1] - y];
  const length = Math.hypot(dx, dy) || 1;
  const from = [Math.round((dx / length) * ring), Math.round((dy / length) * ring)] as const;
  return `M${x + from[0]} ${y + from[1]}L${Math.round(to[0])} ${Math.round(to[1])}`;
}

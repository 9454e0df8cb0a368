import { layOut, picture, type Layout, type Mark } from '@/components/reader/charts/timeline-layout';
import { count } from '@/components/words';
import { chronological, shortened, type TimelineEntry } from '@/lib/domain/timeline/timeline';
import { dateWords, isoOf } from '@/lib/domain/timeline/when';

/** An entry with the address of its sentence; `article` names the article on pages that gather several. */
export type TimelineItem = Pick<TimelineEntry, 'when' | 'text' | 'words' | 'at'> & {
  readonly href: string;
  readonly article?: string;
};

type Props = {
  readonly items: readonly TimelineItem[];
  /** Whether an editor has confirmed the entries. */
  readonly confirmed: boolean;
};

/** The dated sentences of an article as dots on an axis of years, with the same entries as a list. Nothing when there are none. */
export function Timeline({ items, confirmed }: Props) {
  if (items.length === 0) return null;
  const ordered = chronological(items);
  const layout = layOut(ordered);
  return (
    <figure className="chart">
      <figcaption>{captionOf(layout, items.length, confirmed)}</figcaption>
      {layout.marks.length > 0 && (
        <div
          className="scrollx"
          role="group"
          tabIndex={0}
          aria-label="Timeline picture, scrolls sideways. The same entries are listed below."
        >
          <Picture layout={layout} />
        </div>
      )}
      <details>
        <summary>{`Show the ${count(items.length, 'entry', 'entries')} as a list`}</summary>
        <ol className="plain">
          {ordered.map((item, at) => (
            <ListEntry key={at} item={item} />
          ))}
        </ol>
      </details>
    </figure>
  );
}

function captionOf({ marks, left }: Layout<TimelineItem>, all: number, confirmed: boolean): string {
  return [
    `${count(all, 'dated entry', 'dated entries')}.`,
    marks.length > 0 && 'Filled: the exact day. Open: a month, year or decade; long: several years.',
    left > 0 &&
      `${count(left, 'entry', 'entries')} before 1900 or of a century ${left === 1 ? 'is' : 'are'} in the list only.`,
    !confirmed && 'Dates found automatically.',
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function Picture({ layout }: { readonly layout: Layout<TimelineItem> }) {
  const { width, row, foot, edge } = picture;
  const axis = layout.rows * row + 4;
  return (
    <svg className="tl" viewBox={`0 0 ${width} ${axis + foot}`} aria-hidden="true">
      <path d={`M${edge} ${axis}H${width - edge}${layout.ticks.map(({ x }) => `M${x} ${axis}v5`).join('')}`} />
      {layout.ticks.map(({ x, year }) => (
        <text key={year} x={x} y={axis + 18}>
          {year}
        </text>
      ))}
      {layout.marks.map((mark, at) => (
        <Dot key={at} mark={mark} axis={axis} />
      ))}
    </svg>
  );
}

function Dot({ mark, axis }: { readonly mark: Mark<TimelineItem>; readonly axis: number }) {
  const { entry, from, to, row } = mark;
  const { radius } = picture;
  const y = axis - 9 - row * picture.row;
  return (
    <a href={entry.href} tabIndex={-1}>
      <title>{dateWords(entry.when)}</title>
      {to > from ? (
        <rect x={from - radius} y={y - radius} width={to - from + 2 * radius} height={2 * radius} rx={radius} />
      ) : (
        <circle className={entry.when.kind === 'day' ? 'day' : undefined} cx={from} cy={y} r={radius} />
      )}
    </a>
  );
}

function ListEntry({ item }: { readonly item: TimelineItem }) {
  const { when, href, article } = item;
  const iso = isoOf(when);
  const words = dateWords(when);
  return (
    <li>
      <a href={href}>{iso === null ? words : <time dateTime={iso}>{words}</time>}</a> <bdi>{shortened(item, 110)}</bdi>
      {article !== undefined && (
        <span className="meta">
          {' '}
          (<bdi>{article}</bdi>)
        </span>
      )}
    </li>
  );
}

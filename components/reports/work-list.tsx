import { LocalTime } from '@/components/desk/local-time.client';
import { spotHref } from '@/components/reports/spot';

/** A statement of a live article that something is to be done about. */
export type WorkRow = {
  readonly articleId: string;
  readonly title: string;
  readonly position: number;
  readonly sectionId: string | null;
  readonly heading: string;
  readonly blockId: string;
  readonly text: string;
  /** The words that are meant; none: the whole statement. */
  readonly said?: readonly string[];
  readonly since?: string | null;
  /** The source whose link is broken, and how. */
  readonly link?: string;
};

type Props = {
  readonly rows: readonly WorkRow[];
  /** The one thing to do, as a verb: "Cite". */
  readonly verb: string;
  readonly empty: string;
};

/** Statements as lines: article and section, the words, and the way to the very place. */
export function WorkList({ rows, verb, empty }: Props) {
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ul className="plain-list lines work">
      {rows.map((row) => (
        <li key={`${row.articleId} ${row.position}`} className="row-between">
          <div className="stack-tight">
            <span className="small muted">
              <bdi>{row.title}</bdi> · <bdi>{placeName(row)}</bdi>
              {row.since ? (
                <>
                  {' '}
                  · stands since <LocalTime at={row.since} />
                </>
              ) : null}
            </span>
            <p dir="auto">
              <Marked text={row.text} said={row.said ?? []} />
            </p>
            {row.link === undefined ? null : <p className="small">{row.link}</p>}
          </div>
          <a className="button" href={spotHref(row.articleId, row)}>
            {verb}
            <span className="visually-hidden">: {row.text.slice(0, 80)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const placeName = ({ sectionId, heading }: WorkRow) => (sectionId === null ? 'At a glance' : heading || 'Summary');

/** The words of a statement, those that are meant marked. */
function Marked({ text, said }: { readonly text: string; readonly said: readonly string[] }) {
  const [first, ...rest] = said;
  const at = first === undefined ? -1 : text.indexOf(first);
  if (first === undefined || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{first}</mark>
      <Marked text={text.slice(at + first.length)} said={rest} />
    </>
  );
}

type MoreProps = { readonly href: string | null; readonly first: string | null };

/** The way to the following rows, and back to the first. */
export function MoreRows({ href, first }: MoreProps) {
  if (href === null && first === null) return null;
  return (
    <nav aria-label="Pages" className="row">
      {first === null ? null : <a href={first}>First page</a>}
      {href === null ? null : (
        <a className="button" href={href} rel="next">
          Next page
        </a>
      )}
    </nav>
  );
}

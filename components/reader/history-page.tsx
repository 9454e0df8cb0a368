import { Approvals } from '@/components/reader/article/approvals';
import { Day, Names } from '@/components/reader/article/version-banner';
import { NoteWords } from '@/components/reader/note-words';
import { Sparkline } from '@/components/reader/charts/sparkline';
import { Document } from '@/components/reader/document';
import { articlePath, comparePath, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { count, kindWords, sourcedShort } from '@/components/words';
import type { Coverage } from '@/lib/domain/citation/coverage';

/** How much a version changed, in words (runs without blanks), and how far it is sourced. */
type VersionStat = {
  readonly added: number;
  readonly removed: number;
  readonly coverage: Coverage | null;
};

/** What the versions page of an article shows; versions newest first. */
export type HistoryView = {
  readonly slug: string;
  readonly title: string;
  /** How many versions there are in all. */
  readonly total: number;
  readonly withdrawn: boolean;
  readonly versions: readonly VersionLine[];
  readonly stats: Readonly<Record<number, VersionStat>>;
  /** Who published each, by number. */
  readonly publishers: Readonly<Record<number, string>>;
  /** Where the next older versions are. */
  readonly older: string | null;
};

/** A version's kind as a word, marked when it corrected something. */
export function KindPill({ kind }: { readonly kind: VersionLine['kind'] }) {
  return <span className={`pill ${kind}`}>{kindWords[kind].word}</span>;
}

/** Versions as a list, newest first, each with its note and a way to compare. */
export function VersionLines({ slug, lines }: { readonly slug: string; readonly lines: readonly VersionLine[] }) {
  return (
    <ol className="hist" reversed>
      {lines.map((line) => (
        <li key={line.number} value={line.number}>
          <a href={versionPath(slug, line.number)} aria-label={`Version ${line.number}`}>
            <Day iso={line.publishedAt} />
          </a>{' '}
          <KindPill kind={line.kind} /> <NoteWords line={line} />{' '}
          {line.number > 1 && (
            <a href={comparePath(slug, line.number - 1, line.number)}>
              Compare {line.number - 1} and {line.number}
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Every version of an article, page by page, with a form to compare any two of the page. */
export function HistoryPage({ view, site }: { readonly view: HistoryView; readonly site: Site }) {
  const { slug, title, versions, stats, withdrawn, total, older } = view;
  const path = articlePath(slug);
  const feed = `${path}/updates.atom`;
  const bars = versions.toReversed().flatMap(({ number, kind }) => {
    const stat = stats[number];
    return stat ? [{ words: stat.added + stat.removed, correction: kind === 'correction' }] : [];
  });
  return (
    <Document
      site={site}
      title={`${title}: versions`}
      canonical={`${path}/versions`}
      links={withdrawn ? [] : [{ rel: 'alternate', type: 'application/atom+xml', href: feed, title: 'Updates' }]}
    >
      <h1>
        <bdi>{title}</bdi>: versions
      </h1>
      <p className="meta">
        {withdrawn ? (
          'This article was withdrawn. Its versions stay in the record.'
        ) : (
          <a href={path}>Read the article</a>
        )}{' '}
        · {count(total, 'version')}
        {!withdrawn && (
          <>
            {' '}
            · <a href={feed}>Feed</a>
          </>
        )}{' '}
        · <a href={`${path}/versions.csv`}>All as CSV</a>
      </p>
      <Sparkline versions={bars} />
      {total === 1 && <p>This is the first version.</p>}
      {versions.length > 1 ? (
        <form className="rows" action={`${path}/compare`}>
          <VersionRows view={view} choose />
          <button type="submit">Compare the two chosen</button>
        </form>
      ) : (
        <VersionRows view={view} choose={false} />
      )}
      {older !== null && (
        <p>
          <a href={older}>Older versions</a>
        </p>
      )}
    </Document>
  );
}

/** Runs of wording-only versions between others: folded, never hidden. */
function runsOf(versions: readonly VersionLine[]): VersionLine[][] {
  const runs: VersionLine[][] = [];
  for (const line of versions) {
    const last = runs.at(-1);
    if (line.kind === 'wording' && last?.[0]?.kind === 'wording') last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function VersionRows({ view, choose }: { readonly view: HistoryView; readonly choose: boolean }) {
  const { versions } = view;
  const [newest, second] = versions;
  const row = (line: VersionLine) => (
    <Row
      key={line.number}
      view={view}
      line={line}
      chosen={choose ? { from: line === second, to: line === newest } : null}
    />
  );
  return runsOf(versions).map((run) => {
    const [first] = run;
    if (!first || run.length < 2 || run.includes(newest ?? first)) return run.map(row);
    return (
      <details key={first.number}>
        <summary>{count(run.length, 'version')} of wording only</summary>
        {run.map(row)}
      </details>
    );
  });
}

type RowProps = {
  readonly view: HistoryView;
  readonly line: VersionLine;
  readonly chosen: { readonly from: boolean; readonly to: boolean } | null;
};

function Row({ view: { slug, stats, publishers }, line, chosen }: RowProps) {
  const { number, kind, publishedAt } = line;
  const stat = stats[number];
  const publisher = publishers[number];
  return (
    <div className="version" id={`v${number}`}>
      {chosen && (
        <span className="choose">
          <Choice name="From" number={number} chosen={chosen.from} />
          <Choice name="To" number={number} chosen={chosen.to} />
        </span>
      )}
      <p>
        <a href={versionPath(slug, number)}>Version {number}</a>{' '}
        <span className="meta">
          <Day iso={publishedAt} /> <KindPill kind={kind} />{' '}
          {stat && (
            <>
              <span className="num">
                +{stat.added} −{stat.removed} words
              </span>{' '}
              {stat.coverage && <> · {sourcedShort(stat.coverage)} sourced</>}
            </>
          )}
        </span>
        <br />
        <NoteWords line={line} />
        {line.unreviewed !== null && (
          <b> Published without review{line.approvedAfterwards ? `, approved afterwards` : ''}.</b>
        )}
        <br />
        <span className="meta">
          <Names names={line.contributors} />
          {line.reviewers.length > 0 && '; reviewed by '}
          <Names names={line.reviewers} />
          {publisher !== undefined && '; published by '}
          {publisher !== undefined && <bdi>{publisher}</bdi>}
        </span>
      </p>
      <Approvals version={line} />
    </div>
  );
}

type ChoiceProps = { readonly name: 'From' | 'To'; readonly number: number; readonly chosen: boolean };

function Choice({ name, number, chosen }: ChoiceProps) {
  return (
    <label>
      <input
        type="radio"
        name={name.toLowerCase()}
        value={number}
        defaultChecked={chosen}
        aria-label={`${name} version ${number}`}
      />
      {name}
    </label>
  );
}

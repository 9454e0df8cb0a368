import { Document } from '@/components/reader/document';
import { Day, Names } from '@/components/reader/article/version-banner';
import { articlePath, comparePath, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { kindWords } from '@/components/words';

/** What the versions page of an article shows; versions newest first. */
export type HistoryView = {
  readonly slug: string;
  readonly title: string;
  /** How many versions there are in all. */
  readonly total: number;
  readonly withdrawn: boolean;
  readonly versions: readonly VersionLine[];
  readonly stats: Readonly<Record<number, VersionStat>>;
  /** Where the next older versions are. */
  readonly older: string | null;
};

/** How much a version changed: words (runs without blanks), and statements of its text with those that have a source. */
export type VersionStat = {
  readonly added: number;
  readonly removed: number;
  readonly statements: number;
  readonly sourced: number;
};

/** A version's kind as a word, marked when it corrected something. */
export function KindPill({ kind }: { readonly kind: VersionLine['kind'] }) {
  return <span className={`pill ${kind}`}>{kindWords[kind].word}</span>;
}

/** Versions as a list, newest first, each with its note and a way to compare. */
export function VersionLines({ slug, lines }: { readonly slug: string; readonly lines: readonly VersionLine[] }) {
  return (
    <ol className="hist" reversed>
      {lines.map(({ number, kind, changeNote, publishedAt }) => (
        <li key={number} value={number}>
          <a href={versionPath(slug, number)} aria-label={`Version ${number}`}>
            <Day iso={publishedAt} />
          </a>{' '}
          <KindPill kind={kind} /> <bdi>{changeNote}</bdi>{' '}
          {number > 1 && (
            <a href={comparePath(slug, number - 1, number)}>
              Compare {number - 1} and {number}
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Every version of an article, with a form to compare any two. */
export function HistoryPage({ view, site }: { readonly view: HistoryView; readonly site: Site }) {
  const { slug, title, versions, withdrawn } = view;
  const feed = `${articlePath(slug)}/updates.atom`;
  return (
    <Document
      site={site}
      title={`${title}: versions`}
      canonical={`${articlePath(slug)}/versions`}
      links={withdrawn ? [] : [{ rel: 'alternate', type: 'application/atom+xml', href: feed, title: 'Updates' }]}
    >
      <h1>
        <bdi>{title}</bdi>: versions
      </h1>
      <p className="meta">
        {withdrawn ? (
          'This article was withdrawn. Its versions stay in the record.'
        ) : (
          <a href={articlePath(slug)}>Read the article</a>
        )}
        {!withdrawn && (
          <>
            {' '}
            · <a href={feed}>Feed</a>
          </>
        )}
      </p>
      {versions.length === 1 ? (
        <>
          <p>This is the first version.</p>
          <VersionList slug={slug} versions={versions} />
        </>
      ) : (
        <form action={`${articlePath(slug)}/compare`}>
          <div>
            <VersionList slug={slug} versions={versions} choose />
            <p>
              <button type="submit">Compare the two chosen</button>
            </p>
          </div>
        </form>
      )}
    </Document>
  );
}

type ListProps = { readonly slug: string; readonly versions: readonly VersionLine[]; readonly choose?: boolean };

function VersionList({ slug, versions, choose = false }: ListProps) {
  return (
    <ol className="hist" reversed>
      {versions.map((line, at) => (
        <li key={line.number} id={`v${line.number}`} value={line.number}>
          {choose && (
            <span className="choose">
              <Choice name="From" number={line.number} chosen={at === 1} />
              <Choice name="To" number={line.number} chosen={at === 0} />
            </span>
          )}
          <a href={versionPath(slug, line.number)}>Version {line.number}</a>{' '}
          <span className="meta">
            <Day iso={line.publishedAt} /> <KindPill kind={line.kind} />
          </span>
          <br />
          <bdi>{line.changeNote}</bdi>
          {line.unreviewed !== null && (
            <b> Published without review{line.approvedAfterwards ? `, approved afterwards` : ''}.</b>
          )}
          <br />
          <span className="meta">
            <Names names={line.contributors} />
            {line.reviewers.length > 0 && '; reviewed by '}
            <Names names={line.reviewers} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Choice({
  name,
  number,
  chosen,
}: {
  readonly name: 'From' | 'To';
  readonly number: number;
  readonly chosen: boolean;
}) {
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

import { Document } from '@/components/reader/document';
import { Day, Names } from '@/components/reader/version-banner';
import { articlePath, comparePath, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { kindWords } from '@/components/words';

/** What the versions page of an article shows; versions newest first. */
export type HistoryView = {
  readonly slug: string;
  readonly title: string;
  readonly withdrawn: boolean;
  readonly versions: readonly VersionLine[];
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
          <VersionTable slug={slug} versions={versions} />
        </>
      ) : (
        <form action={`${articlePath(slug)}/compare`}>
          <div>
            <VersionTable slug={slug} versions={versions} choose />
            <p>
              <button type="submit">Compare the two chosen</button>
            </p>
          </div>
        </form>
      )}
    </Document>
  );
}

type TableProps = { readonly slug: string; readonly versions: readonly VersionLine[]; readonly choose?: boolean };

function VersionTable({ slug, versions, choose = false }: TableProps) {
  return (
    <table>
      <caption className="vh">Versions, newest first</caption>
      <thead>
        <tr>
          {choose && <th scope="col">From</th>}
          {choose && <th scope="col">To</th>}
          <th scope="col">Version</th>
          <th scope="col">Published</th>
          <th scope="col">Kind</th>
          <th scope="col">What changed</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((line, at) => (
          <tr key={line.number} id={`v${line.number}`}>
            {choose && <Choice name="from" number={line.number} chosen={at === 1} />}
            {choose && <Choice name="to" number={line.number} chosen={at === 0} />}
            <th scope="row">
              <a href={versionPath(slug, line.number)}>Version {line.number}</a>
            </th>
            <td>
              <Day iso={line.publishedAt} />
            </td>
            <td>
              <KindPill kind={line.kind} />
            </td>
            <td dir="auto">
              {line.changeNote}
              {line.unreviewed !== null && ' (published without review)'}
            </td>
            <td>
              <Names names={line.contributors} />
              {line.reviewers.length > 0 && '; reviewed by '}
              <Names names={line.reviewers} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Choice({
  name,
  number,
  chosen,
}: {
  readonly name: string;
  readonly number: number;
  readonly chosen: boolean;
}) {
  return (
    <td>
      <input
        type="radio"
        name={name}
        value={number}
        defaultChecked={chosen}
        aria-label={`Compare ${name} version ${number}`}
      />
    </td>
  );
}

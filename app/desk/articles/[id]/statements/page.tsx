import type { Metadata } from 'next';
import { getStatements, type StatementsScreen } from '@/lib/articles/queries/statements';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Who wrote this' };

type Props = { readonly params: Promise<{ id: string }> };
type Section = NonNullable<StatementsScreen['sections']>[number];
type Told = Section['statements'][number];

export default async function StatementsPage({ params }: Props) {
  const actor = await requireActor();
  const { articleId, slug, title, number, sections } = await shown(getStatements(actor, idParam((await params).id)));
  return (
    <div className="stack-wide">
      <header className="stack">
        <nav aria-label="Path" className="small">
          <a href="/desk">Desk</a> / <a href="/desk/articles">Articles</a> /{' '}
          <a href={`/desk/articles/${articleId}`}>
            <bdi>{title}</bdi>
          </a>
        </nav>
        <h1>Who wrote this</h1>
        <p>
          Each statement of version {number}, with the version that its words first stood in. One that was changed since
          has several, that of most of its words first.{' '}
          <a href={`/articles/${slug}?sourcing=1`}>What readers see of it</a>
        </p>
      </header>
      {sections === null ? (
        <p className="empty">This is being worked out from the versions there are. Look again in a minute.</p>
      ) : (
        sections.map((section) => <SectionTable key={section.id} section={section} slug={slug} />)
      )}
    </div>
  );
}

function SectionTable({
  section: { id, heading, statements },
  slug,
}: {
  readonly section: Section;
  readonly slug: string;
}) {
  return (
    <div className="table-wrap">
      <table className="statements" id={`s-${id}`}>
        <caption>
          <bdi>{heading || 'Summary'}</bdi> ({statements.length})
        </caption>
        <thead>
          <tr>
            <th scope="col">Statement</th>
            <th scope="col">First in</th>
            <th scope="col">Written by</th>
            <th scope="col">Approved by</th>
            <th scope="col">Sources</th>
          </tr>
        </thead>
        <tbody>
          {statements.map((one, at) => (
            <Line key={at} told={one} slug={slug} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function Line({ told: { text, versions, sources }, slug }: { readonly told: Told; readonly slug: string }) {
  return (
    <tr>
      <td dir="auto">{text}</td>
      <td>
        {versions.map(({ number }, at) => (
          <span key={number}>
            {at > 0 && ', '}
            <a href={`/articles/${slug}/versions/${number}`}>version {number}</a>
          </span>
        ))}
      </td>
      <td>
        <bdi>{names.format([...new Set(versions.flatMap(({ contributors }) => contributors))])}</bdi>
      </td>
      <td>{approvedBy(versions)}</td>
      <td>
        {sources.length === 0 ? <span className="muted">none</span> : null}
        {sources.length === 0 ? null : (
          <ul className="plain-list">
            {sources.map(({ id, reference, since }) => (
              <li key={id}>
                <bdi>{reference}</bdi> <span className="small muted">({sinceWords(since, versions)})</span>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function approvedBy(versions: Told['versions']): string {
  const said = versions.flatMap(({ reviewers, unreviewed, approvedAfterwards }) => {
    if (unreviewed === null) return reviewers;
    return approvedAfterwards ? [`${approvedAfterwards.by} (afterwards)`] : ['nobody yet'];
  });
  return names.format([...new Set(said)]);
}

/** Whether a source came with the words or later. */
const sinceWords = (since: number, versions: Told['versions']) =>
  versions.some(({ number }) => number === since) ? `came with it, version ${since}` : `added in version ${since}`;

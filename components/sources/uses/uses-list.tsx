import { type Use, UseState } from '@/components/sources/uses/use-state';

type Line = Use & { readonly title: string; readonly heading: string; readonly isOlderRecord: boolean };

/** Every use of a source, with the text that it stands in. */
export function UsesList({ uses }: { readonly uses: readonly Line[] }) {
  if (uses.length === 0) return <p className="empty">No text cites it.</p>;
  return (
    <ul className="plain-list lines">
      {uses.map((use) => (
        <li key={`${use.number} ${use.citationId} ${use.statementHash}`} className="stack-tight">
          <UsePlace use={use} />
          <UseState use={use} />
          {use.isOlderRecord ? (
            <p className="small muted">
              The record was corrected since. Whoever writes this text is offered the corrected one.
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function UsePlace({ use: { articleId, number, title, heading } }: { readonly use: Line }) {
  const href = number === null ? `/desk/articles/${articleId}` : `/desk/revisions/${number}`;
  return (
    <p className="small">
      <a href={href}>
        <bdi>{title}</bdi>
      </a>
      {heading ? (
        <>
          {', '}
          <bdi>{heading}</bdi>
        </>
      ) : null}
      {number === null ? null : <span className="muted"> · Revision {number}, not live yet</span>}
    </p>
  );
}

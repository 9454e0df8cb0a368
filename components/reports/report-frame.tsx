import type { ReactNode } from 'react';
import { figuresSentence, reportNames, sourcedSentence, sourcedShort } from '@/components/words';
import type { Coverage } from '@/lib/domain/citation/coverage';

/** The work lists in their order. */
export const reportLists = ['unsourced', 'stale', 'dates', 'links', 'wanted', 'errors'] as const;
type ReportName = (typeof reportLists)[number];

type ReportCounts = Readonly<Record<ReportName, number>> & { readonly coverage: Coverage };

type Props = {
  readonly counts: ReportCounts;
  /** The list that is shown; null on the page that names them all. */
  readonly list: ReportName | null;
  readonly children: ReactNode;
};

/** The head of every work list: its name, why things are on it, and the way to the others. */
export function ReportFrame({ counts, list, children }: Props) {
  return (
    <div className="stack-wide">
      <header className="stack">
        <nav aria-label="Path" className="small">
          <a href="/desk">Desk</a> / {list === null ? 'Reports' : <a href="/desk/reports">Reports</a>}
        </nav>
        <h1>{list === null ? 'Reports' : reportNames[list].name}</h1>
        {list === null ? null : <p className="muted">{reportNames[list].why}</p>}
        {list === null ? null : <Others counts={counts} list={list} />}
      </header>
      {children}
    </div>
  );
}

/** The way to the other lists; the page that names them all needs none. */
function Others({ counts, list }: { readonly counts: ReportCounts; readonly list: ReportName }) {
  return (
    <nav aria-label="Reports">
      <ul className="tabs close">
        {reportLists.map((one) => (
          <li key={one}>
            <a href={`/desk/reports/${one}`} aria-current={one === list ? 'page' : undefined}>
              {reportNames[one].name} ({counts[one]})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How far all live articles together are sourced, in the words of every other place. */
export function SiteSourcing({ coverage }: { readonly coverage: Coverage }) {
  return (
    <section className="card stack-tight" aria-labelledby="sourcing">
      <h2 id="sourcing">Sourced: {sourcedShort(coverage)}</h2>
      <p>
        {sourcedSentence(coverage)} {figuresSentence(coverage)}
      </p>
      <p className="small muted">Of all live articles, as readers see them.</p>
    </section>
  );
}

import type { ReactNode } from 'react';

type Row = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly by: string;
  readonly words: string;
  readonly runAt: string;
  readonly state: string;
  readonly reason: string;
  readonly late: string;
  readonly isLate: boolean;
  readonly failure: string;
  readonly version: number | null;
};

/** Schedules as lines: when, what, by whom, and what became of it or stands in its way. */
export function ScheduleList({ rows, empty }: { readonly rows: readonly Row[]; readonly empty: string }) {
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ul className="plain-list lines">
      {rows.map((row) => (
        <li key={row.id} className="row-between">
          <div className="stack-tight">
            <strong>
              <time dateTime={row.runAt}>{row.words}</time>
            </strong>
            <a href={`/desk/revisions/${row.number}/publish`}>
              Revision {row.number}: <bdi>{row.name}</bdi>
            </a>
            <span className="small muted">
              <bdi>{row.title}</bdi> · scheduled by <bdi>{row.by}</bdi>
            </span>
          </div>
          <div className="row">{outcomeOf(row)}</div>
        </li>
      ))}
    </ul>
  );
}

function outcomeOf({ state, reason, late, isLate, failure, version }: Row): ReactNode {
  if (state === 'held') return <Told pill="! Held" words={reason} />;
  if (state === 'missed') return <Told pill="! Missed" words={reason.replace(/^Missed: /u, '')} />;
  if (state === 'fired') {
    return (
      <>
        <span className="pill ok">● Version {version}</span>
        {late ? <span className="small">{late}</span> : null}
      </>
    );
  }
  if (!isLate) return <span className="pill info">◔ Scheduled</span>;
  const words = failure
    ? `Publishing failed by a fault on our side (reference ${failure}). It is tried again.`
    : 'It should have been published by now: no worker is running.';
  return <Told pill="! Late" words={words} />;
}

function Told({ pill, words }: { readonly pill: string; readonly words: string }) {
  return (
    <>
      <span className="pill warn">{pill}</span>
      <span className="small">{words}</span>
    </>
  );
}

import { count } from '@/components/words';

type Words = { readonly line: number; readonly text: string };
type Report = {
  readonly issues: readonly {
    readonly line: number;
    readonly column: number;
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly joined: readonly (readonly [number, number])[];
  readonly dropped: readonly Words[];
  readonly offers: readonly Words[];
};
type Outline = {
  readonly title: string;
  readonly titleMarked: boolean;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly related: readonly string[];
  readonly attribution: string | null;
  readonly sections: readonly {
    readonly level: number;
    readonly heading: string;
    readonly line: number;
    readonly kind: string;
    readonly blocks: number;
  }[];
};

/** What reading one file found, changed and did not understand, each with its line. */
export function ImportReportView({ report, document }: { readonly report: Report; readonly document: Outline | null }) {
  return (
    <>
      <section className="stack" aria-labelledby="told">
        <h2 id="told">What to know ({report.issues.length})</h2>
        {report.issues.length === 0 ? <p className="empty">Everything was understood.</p> : null}
        <ul className="plain-list lines">
          {report.issues.map((issue) => (
            <li key={`${issue.line}:${issue.column} ${issue.code}`}>
              <span className={`pill ${issue.severity === 'error' ? 'danger' : 'warn'}`}>! {issue.severity}</span> Line{' '}
              {issue.line}: {issue.message}
            </li>
          ))}
        </ul>
      </section>
      <Lines title="Left out" lines={report.dropped} />
      <Lines title="May be a source" lines={report.offers} />
      {report.joined.length > 0 ? (
        <section className="stack" aria-labelledby="joined">
          <h2 id="joined">Lines joined into one paragraph</h2>
          <ul>
            {report.joined.map(([from, to]) => (
              <li key={from}>
                Lines {from} to {to}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {document ? <Found document={document} /> : null}
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Words[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <ul>
        {lines.map(({ line, text }) => (
          <li key={line}>
            Line {line}: <q>{text}</q>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ document }: { readonly document: Outline }) {
  return (
    <section className="stack" aria-labelledby="found">
      <h2 id="found">What was found</h2>
      <dl className="pairs">
        <dt>Title</dt>
        <dd>
          <bdi>{document.title}</bdi>
          {document.titleMarked ? '' : ' (the first line of the file; it has no sign of a title)'}
        </dd>
        {document.attribution ? (
          <>
            <dt>Attribution</dt>
            <dd>{document.attribution} Check that you may republish it.</dd>
          </>
        ) : null}
        {document.facts.length > 0 ? (
          <>
            <dt>Facts, not shown to readers until confirmed</dt>
            <dd>{document.facts.map(({ key, value }) => `${key}: ${value}`).join(' · ')}</dd>
          </>
        ) : null}
        {document.related.length > 0 ? (
          <>
            <dt>Related titles</dt>
            <dd>{document.related.join(' · ')}</dd>
          </>
        ) : null}
      </dl>
      <ul className="plain-list outline">
        {document.sections.map((section) => (
          <li key={section.line} data-level={section.level}>
            <bdi>{section.heading || 'Summary'}</bdi>{' '}
            <span className="muted">
              line {section.line}, {count(section.blocks, 'block')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { count } from '@/components/words';

type Words = { readonly line: number; readonly text: string };
type Report = {
  readonly file: string;
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
  /** Missing in reports that were kept before files could name sources. */
  readonly sources?: readonly { readonly reference: string; readonly stub: boolean; readonly uses: number }[];
};
type Level = 2 | 4;

/** What reading one file found, changed and did not understand, each with its place. `level` is that of its headings. */
export function ImportReportView({
  report,
  document,
  level = 2,
}: {
  readonly report: Report;
  readonly document: Outline | null;
  readonly level?: Level;
}) {
  const { issues } = report;
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <section className="stack">
        <Title level={level}>
          What to know: {count(errors, 'error')}, {count(issues.length - errors, 'warning')}
        </Title>
        {issues.length === 0 ? <p className="empty">Everything was understood.</p> : null}
        <ul className="plain-list lines">
          {issues.map((issue, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a report never changes, and two may stand at one place
            <li key={at}>
              <span className={`pill ${issue.severity === 'error' ? 'danger' : 'warn'}`}>! {issue.severity}</span> Line{' '}
              {issue.line}, column {issue.column}: <bdi>{issue.message}</bdi>{' '}
              <code className="small">{issue.code}</code>
            </li>
          ))}
        </ul>
      </section>
      <Lines title="Left out" lines={report.dropped} level={level} />
      <Lines title="May be a source" lines={report.offers} level={level} />
      {report.joined.length > 0 ? (
        <section className="stack">
          <Title level={level}>Lines joined into one paragraph</Title>
          <ul>
            {report.joined.map(([from, to]) => (
              <li key={from}>
                Lines {from} to {to}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {document ? <Found document={document} level={level} /> : null}
    </>
  );
}

function Title({ level, children }: { readonly level: Level; readonly children: React.ReactNode }) {
  return level === 2 ? <h2>{children}</h2> : <h4>{children}</h4>;
}

type LinesProps = { readonly title: string; readonly lines: readonly Words[]; readonly level: Level };

function Lines({ title, lines, level }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <section className="stack">
      <Title level={level}>{title}</Title>
      <ul>
        {lines.map(({ line, text }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a report never changes, and two may stand on one line
          <li key={at}>
            Line {line}: <q dir="auto">{text}</q>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Found({ document, level }: { readonly document: Outline; readonly level: Level }) {
  const { sources = [] } = document;
  return (
    <section className="stack">
      <Title level={level}>What was found</Title>
      <dl className="pairs">
        <dt>Title</dt>
        <dd>
          <bdi>{document.title}</bdi>
          {document.titleMarked ? '' : ' (the file has no sign of a title)'}
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
        {document.sections.map((section, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- an outline in a report never changes
          <li key={at} data-level={section.level}>
            <bdi>{section.heading || 'Summary'}</bdi>{' '}
            <span className="muted">
              line {section.line}, {count(section.blocks, 'block')}
            </span>
          </li>
        ))}
      </ul>
      {sources.length > 0 ? <Sources sources={sources} /> : null}
    </section>
  );
}

function Sources({ sources }: { readonly sources: NonNullable<Outline['sources']> }) {
  return (
    <>
      <p>
        {count(sources.length, 'source')}, cited{' '}
        {count(
          sources.reduce((sum, { uses }) => sum + uses, 0),
          'time',
        )}
        :
      </p>
      <ol className="small">
        {sources.map(({ reference, stub, uses }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the sources in a report never change
          <li key={at}>
            <bdi>{reference}</bdi> <span className="muted">{count(uses, 'use')}</span>
            {stub ? <span className="pill warn">! details missing</span> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

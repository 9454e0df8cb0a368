import { PutBack } from '@/components/desk/import/put-back.client';
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

/** What can be done about the things that were left out, in their order: `can` be put back, `is` in the text again. */
type Backs = { readonly runId: string; readonly states: readonly ('can' | 'is' | null)[] };

type Props = {
  readonly report: Report;
  readonly document: Outline | null;
  /** That of the headings. */
  readonly level?: Level;
  /** Null while nothing is written. */
  readonly backs?: Backs | null;
};

/** A document of Word has no lines: its places are paragraphs. */
const placeWord = (file: string) => (/\.docx$/iu.test(file) ? 'Paragraph' : 'Line');

/** What reading one file found, changed and did not understand, each with its place. */
export function ImportReportView({ report, document, level = 2, backs = null }: Props) {
  const { issues, joined } = report;
  const errors = issues.filter(({ severity }) => severity === 'error').length;
  const warnings = issues.length - errors;
  const counts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  const place = placeWord(report.file);
  return (
    <>
      <section className="stack">
        <Title level={level}>What to know</Title>
        {issues.length === 0 ? <p className="empty">Everything was understood.</p> : <p>{counts.join(', ')}.</p>}
        <ul className="plain-list lines">
          {issues.map((issue, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a report never changes, and two may stand at one place
            <li key={at} className="stack-tight">
              <span>
                <span className={`pill ${issue.severity === 'error' ? 'danger' : 'warn'}`}>! {issue.severity}</span>{' '}
                <bdi>{issue.message}</bdi>
              </span>
              <span className="small muted">
                {place} {issue.line}
                {issue.column > 1 ? `, column ${issue.column}` : ''} · <code>{issue.code}</code>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <LeftOut lines={report.dropped} {...{ level, place, backs }} />
      <Offers lines={report.offers} {...{ level, place }} />
      {joined.length > 0 ? (
        <section className="stack">
          <Title level={level}>Lines joined into one paragraph</Title>
          <p>{joined.map(([from, to]) => `${from} to ${to}`).join(' · ')}</p>
        </section>
      ) : null}
      {document ? <Found document={document} level={level} /> : null}
    </>
  );
}

function Title({ level, children }: { readonly level: Level; readonly children: React.ReactNode }) {
  return level === 2 ? <h2>{children}</h2> : <h4>{children}</h4>;
}

type LinesProps = { readonly lines: readonly Words[]; readonly level: Level; readonly place: string };

/** What is not in the text, each with the way back where it may have been text. */
function LeftOut({ lines, level, place, backs }: LinesProps & { readonly backs: Backs | null }) {
  if (lines.length === 0) return null;
  return (
    <section className="stack">
      <Title level={level}>Left out</Title>
      <ul className="plain-list lines">
        {lines.map(({ line, text }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a report never changes, and two may stand on one line
          <li key={at} className="row-between">
            <span>
              <q dir="auto">{text}</q>{' '}
              <span className="small muted">
                {place} {line}
              </span>
            </span>
            {backs?.states[at] === 'can' ? <PutBack runId={backs.runId} at={at} words={text} /> : null}
            {backs?.states[at] === 'is' ? <span className="pill ok">✓ In the text</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offers({ lines, level, place }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <section className="stack">
      <Title level={level}>May be a source</Title>
      <ul className="plain-list lines">
        {lines.map(({ line, text }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a report never changes, and two may stand on one line
          <li key={at}>
            <q dir="auto">{text}</q>{' '}
            <span className="small muted">
              {place} {line}
            </span>
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
          {document.titleMarked ? '' : ' (the first words of the file: nothing marks a title)'}
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
            <bdi>{reference}</bdi> <span className="muted">{count(uses, 'use')}</span>{' '}
            {stub ? <span className="pill warn">! details missing</span> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

import { LocalTime } from '@/components/desk/local-time.client';
import { AnswerReport } from '@/components/reports/answer-report.client';
import { reportWords } from '@/components/words';

/** A report of a reader as the desk shows it. */
export type ReportView = {
  readonly number: number;
  readonly articleId: string;
  readonly slug: string;
  readonly title: string;
  readonly versionNumber: number;
  readonly liveNumber: number | null;
  readonly section: string;
  readonly words: string;
  readonly source: string;
  readonly email: string;
  readonly createdAt: string;
  readonly outcome: string | null;
  readonly answer: string;
  readonly answered: { readonly at: string; readonly by: string } | null;
  readonly correctedIn: number | null;
};

/** Reports, each with the reader's words, the way to the article, and the answer or the form for it. */
export function ReportList({ reports, empty }: { readonly reports: readonly ReportView[]; readonly empty: string }) {
  if (reports.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ul className="plain-list cards">
      {reports.map((report) => (
        <li key={report.number} className="card stack" id={`report-${report.number}`}>
          <h3>
            Report {report.number}: <bdi>{report.title}</bdi>
          </h3>
          <p className="small muted">
            <LocalTime at={report.createdAt} /> · version {report.versionNumber}
            {report.section !== '' && (
              <>
                , <bdi>{report.section}</bdi>
              </>
            )}
          </p>
          <blockquote dir="auto" className="as-written">
            {report.words}
          </blockquote>
          {report.source !== '' && (
            <p>
              Source named: <span dir="auto">{report.source}</span>
            </p>
          )}
          {report.answered ? <Answered report={report} answered={report.answered} /> : <Waiting report={report} />}
        </li>
      ))}
    </ul>
  );
}

function Waiting({ report }: { readonly report: ReportView }) {
  const { number, articleId, email, liveNumber } = report;
  return (
    <div className="row">
      <AnswerReport number={number} liveNumber={liveNumber} />
      <a href={`/desk/articles/${articleId}`}>Open the article</a>
      {email !== '' && (
        <a href={`mailto:${email}?subject=${encodeURIComponent(`Report ${number}`)}`}>Write to the reader</a>
      )}
    </div>
  );
}

type AnsweredProps = { readonly report: ReportView; readonly answered: NonNullable<ReportView['answered']> };

function Answered({ report: { number, slug, outcome, answer, correctedIn, email }, answered }: AnsweredProps) {
  return (
    <>
      <p>
        <strong>{reportWords[outcome ?? ''] ?? outcome}</strong>
        {correctedIn !== null && (
          <>
            {' '}
            in <a href={`/articles/${slug}/versions/${correctedIn}`}>version {correctedIn}</a>
          </>
        )}
        : <span dir="auto">{answer}</span>
      </p>
      <p className="small muted">
        <bdi>{answered.by}</bdi>, <LocalTime at={answered.at} />
        {email !== '' && (
          <>
            {' '}
            · <a href={`mailto:${email}?subject=${encodeURIComponent(`Report ${number}`)}`}>Tell the reader</a>
          </>
        )}
      </p>
    </>
  );
}

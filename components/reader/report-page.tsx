import type { ReactNode } from 'react';
import { Day } from '@/components/reader/article/version-banner';
import { Document } from '@/components/reader/document';
import { articlePath, comparePath, versionPath, type Site } from '@/components/reader/view';
import { reportWords } from '@/components/words';

/** What everyone may know of a report. */
export type ReportStatus = {
  readonly number: number;
  readonly outcome: { readonly is: string; readonly words: string; readonly at: string } | null;
  readonly correctedIn: number | null;
};

/** The form as it is shown: empty, or with what was sent and what was wrong with it. */
export type ReportFormView = {
  readonly slug: string;
  readonly title: string;
  /** Headings of the sections that it can be about. */
  readonly sections: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly issues: readonly { readonly where: string; readonly message: string }[];
  /** Why it was not taken, when that is not a matter of one field. */
  readonly message: string | null;
};

/** "Report an error on this page": an ordinary form, so that it works without script. */
export function ReportPage({ view, site }: { readonly view: ReportFormView; readonly site: Site }) {
  const { slug, title, issues, message } = view;
  return (
    <Document site={site} title={`Report an error: ${title}`} canonical={`${articlePath(slug)}/report`} noindex>
      <h1>
        Report an error in “<bdi>{title}</bdi>”
      </h1>
      {(issues.length > 0 || message !== null) && <Trouble issues={issues} message={message} />}
      <p>
        Editors read every report and answer it. What you write here is not published. You need no account.{' '}
        <a href={articlePath(slug)}>Back to the article</a>
      </p>
      <ReportForm view={view} />
    </Document>
  );
}

function Trouble({ issues, message }: Pick<ReportFormView, 'issues' | 'message'>) {
  return (
    <div className="notice danger" role="alert">
      <p>{message ?? 'The report was not sent yet.'}</p>
      {issues.length > 0 && (
        <ul>
          {issues.map(({ where, message: words }) => (
            <li key={where}>
              <a href={`#${where}`}>{words}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ReportForm({ view: { slug, sections, values, issues } }: { readonly view: ReportFormView }) {
  const issue = (name: string) => issues.find(({ where }) => where === name)?.message ?? null;
  return (
    <form className="ask" method="post" action={`${articlePath(slug)}/report`}>
      <input type="hidden" name="version" value={values['version'] ?? ''} />
      <Field name="words" label="What is wrong?" hint="Quote the words, and say what is right." issue={issue('words')}>
        {(about) => <textarea {...about} rows={5} maxLength={2000} required defaultValue={values['words']} />}
      </Field>
      <Field name="section" label="Where?" hint="" issue={issue('section')}>
        {(about) => (
          <select {...about} defaultValue={values['section']}>
            <option value="">The whole article, or I am not sure</option>
            {sections.map((heading, at) => (
              <option key={`${at}-${heading}`} value={heading}>
                {heading}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="source" label="A source that shows it" hint="If you know one. Optional." issue={issue('source')}>
        {(about) => <textarea {...about} rows={2} maxLength={1000} defaultValue={values['source']} />}
      </Field>
      <Field
        name="email"
        label="Email"
        hint="Optional. Only to tell you the outcome; it is erased 30 days after the answer."
        issue={issue('email')}
      >
        {(about) => (
          <input {...about} type="email" autoComplete="email" maxLength={254} defaultValue={values['email']} />
        )}
      </Field>
      <div className="vh" aria-hidden="true">
        <label htmlFor="website">Leave this empty</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <button type="submit">Send the report</button>
    </form>
  );
}

type About = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};
type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly issue: string | null;
  readonly children: (about: About) => ReactNode;
};

function Field({ name, label, hint, issue, children }: FieldProps) {
  const described = [hint && `${name}-hint`, issue && `${name}-issue`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint !== '' && (
        <span className="meta" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {issue !== null && (
        <b className="issue" id={`${name}-issue`}>
          {issue}
        </b>
      )}
      {children({
        ...{ id: name, name },
        ...(described !== '' && { 'aria-describedby': described }),
        ...(issue !== null && { 'aria-invalid': true as const }),
      })}
    </div>
  );
}

type StatusProps = { readonly slug: string; readonly title: string; readonly status: ReportStatus | null };

/** A report that was sent: its number, and what became of it. Without a status: taken, and nothing more is said. */
export function ReportStatusPage({ slug, title, status, site }: StatusProps & { readonly site: Site }) {
  return (
    <Document site={site} title={status ? `Report ${status.number}: ${title}` : 'Thank you'} noindex>
      <h1>{status ? `Report ${status.number}` : 'Thank you'}</h1>
      {status === null || status.outcome === null ? (
        <p>
          Thank you. An editor will look at it.
          {status && ' You can come back to this address to see what became of it.'}
        </p>
      ) : (
        <Outcome slug={slug} status={status} outcome={status.outcome} />
      )}
      <p>
        <a href={articlePath(slug)}>
          Back to “<bdi>{title}</bdi>”
        </a>
      </p>
    </Document>
  );
}

type OutcomeProps = {
  readonly slug: string;
  readonly status: ReportStatus;
  readonly outcome: NonNullable<ReportStatus['outcome']>;
};

function Outcome({ slug, status: { correctedIn }, outcome }: OutcomeProps) {
  return (
    <>
      <p>
        <b>{reportWords[outcome.is] ?? outcome.is}</b>, <Day iso={outcome.at} />.{' '}
        {correctedIn !== null && (
          <>
            <a href={versionPath(slug, correctedIn)}>Version {correctedIn}</a>{' '}
            {correctedIn > 1 && <a href={comparePath(slug, correctedIn - 1, correctedIn)}>What changed</a>}
          </>
        )}
      </p>
      <blockquote dir="auto">{outcome.words}</blockquote>
    </>
  );
}

import { ClearFlag } from '@/components/sources/uses/clear-flag.client';
import { FlagButton } from '@/components/sources/uses/flag.client';
import { VerifiedLine } from '@/components/sources/uses/verified-line';
import { VerifyButton } from '@/components/sources/uses/verify.client';
import { type FlagKind, flagWords } from '@/lib/domain/citation/library/flags';
import type { QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import type { Verified } from '@/lib/domain/citation/library/verification';

type Use = {
  readonly articleId: string;
  readonly number: number | null;
  readonly title: string;
  readonly heading: string;
  readonly sectionId: string | null;
  readonly citationId: string;
  readonly statement: string;
  readonly statementHash: string;
  readonly place: string;
  readonly quote: string;
  readonly quoteIs: QuoteCheck['is'] | null;
  readonly isOlderRecord: boolean;
  readonly verified: Verified;
  readonly flags: readonly { readonly id: string; readonly kind: FlagKind; readonly why: string }[];
  readonly mayVerify: boolean;
};

/** Every use of a source: the statement, its place, who has looked it up, and the doubts that stand. */
export function UsesList({ uses }: { readonly uses: readonly Use[] }) {
  if (uses.length === 0) return <p className="empty">No text cites it.</p>;
  return (
    <ul className="plain-list lines">
      {uses.map((use) => (
        <li key={`${use.number} ${use.citationId} ${use.statementHash}`} className="stack-tight">
          <UsePlace use={use} />
          <p dir="auto">{use.statement}</p>
          <UseWords use={use} />
          <VerifiedLine verified={use.verified} />
          {use.flags.map((flag) => (
            <div key={flag.id} className="row small">
              <span className="pill warn">
                <span aria-hidden="true">⚑ </span>
                {flagWords[flag.kind]}
              </span>
              <bdi>{flag.why}</bdi>
              <ClearFlag articleId={use.articleId} flagId={flag.id} />
            </div>
          ))}
          <div className="row">
            {use.mayVerify ? <VerifyButton {...use} /> : null}
            {use.sectionId ? <FlagButton {...use} sectionId={use.sectionId} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

const quoteWords: Readonly<Record<QuoteCheck['is'], string>> = {
  found: '✓ stands in what was kept',
  near: '! nearly stands in what was kept',
  not_found: '✗ is not in what was kept',
  no_text: '',
};

function UseWords({ use: { place, quote, quoteIs, isOlderRecord } }: { readonly use: Use }) {
  return (
    <>
      {place || quote ? (
        <p className="small">
          <bdi>{place}</bdi> {quote ? <q dir="auto">{quote}</q> : null}{' '}
          {quoteIs ? <span className="muted">{quoteWords[quoteIs]}</span> : null}
        </p>
      ) : null}
      {isOlderRecord ? (
        <p className="small muted">The record was corrected since. Cite it again in a revision to take the new one.</p>
      ) : null}
    </>
  );
}

function UsePlace({ use: { articleId, number, title, heading } }: { readonly use: Use }) {
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

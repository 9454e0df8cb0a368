import { ClearFlag } from '@/components/sources/uses/clear-flag.client';
import { FlagButton } from '@/components/sources/uses/flag.client';
import { SaysSo } from '@/components/sources/uses/says-so.client';
import { VerifiedLine } from '@/components/sources/uses/verified-line';
import { VerifyButton } from '@/components/sources/uses/verify.client';
import { type FlagKind, flagWords } from '@/lib/domain/citation/library/flags';
import type { QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import type { Verified } from '@/lib/domain/citation/library/verification';

export type Use = {
  readonly articleId: string;
  readonly number: number | null;
  readonly sectionId: string | null;
  readonly citationId: string;
  readonly statement: string;
  readonly statementHash: string;
  readonly place: string;
  readonly quote: string;
  readonly quoteIs: QuoteCheck['is'] | null;
  readonly verified: Verified;
  readonly readBy: string | null;
  readonly flags: readonly { readonly id: string; readonly kind: FlagKind; readonly why: string }[];
  readonly mayVerify: boolean;
};

/** One use of a source: the statement, its place, who has looked it up, the doubts that stand, and what can be done about it. */
export function UseState({ use }: { readonly use: Use }) {
  return (
    <>
      <p dir="auto">{use.statement}</p>
      <UseWords use={use} />
      {use.readBy ? (
        <p className="small">
          <bdi>{use.readBy}</bdi>: “I have read this source myself.”
        </p>
      ) : null}
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
        {use.mayVerify ? <SaysSo {...use} /> : null}
        {use.mayVerify ? <VerifyButton {...use} /> : null}
        {use.sectionId ? <FlagButton {...use} sectionId={use.sectionId} /> : null}
      </div>
    </>
  );
}

const quoteWords: Readonly<Record<QuoteCheck['is'], string>> = {
  found: '✓ stands in what was kept',
  near: '! nearly stands in what was kept',
  not_found: '✗ is not in what was kept',
  no_text: '',
};

function UseWords({ use: { place, quote, quoteIs } }: { readonly use: Use }) {
  if (!place && !quote) return null;
  return (
    <p className="small">
      <bdi>{place}</bdi> {quote ? <q dir="auto">{quote}</q> : null}{' '}
      {quoteIs ? <span className="muted">{quoteWords[quoteIs]}</span> : null}
    </p>
  );
}

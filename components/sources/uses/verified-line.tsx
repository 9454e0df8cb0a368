import { LocalTime } from '@/components/desk/local-time.client';
import { checkWords } from '@/components/sources/words';
import type { Verification, Verified } from '@/lib/domain/citation/library/verification';

/** "Verified by Jonas on 22 Nov 2026", or that it was and has lapsed, with the words that it was about. */
export function VerifiedLine({ verified: { current, lapsed } }: { readonly verified: Verified }) {
  if (current) {
    return (
      <p className="small">
        <By check={current} />
        {current.comment ? (
          <>
            {': '}
            <bdi>{current.comment}</bdi>
          </>
        ) : null}
      </p>
    );
  }
  if (!lapsed) return <p className="small muted">○ Nobody has looked it up yet.</p>;
  return (
    <details className="small">
      <summary>
        <By check={lapsed} />, lapsed since: the words or the place have changed
      </summary>
      <blockquote dir="auto">{lapsed.statementText}</blockquote>
    </details>
  );
}

function By({ check }: { readonly check: Verification }) {
  const { word, sign } = checkWords[check.verdict];
  return (
    <>
      <span aria-hidden="true">{sign} </span>
      {word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())} by <bdi>{check.by}</bdi> on{' '}
      <LocalTime at={check.at} />
    </>
  );
}

import { LocalTime } from '@/components/desk/local-time.client';
import { checkWords } from '@/components/sources/words';
import type { ToldCheck, Verified } from '@/lib/domain/citation/library/verification';

const lapsedWords = {
  words: 'no longer counts since the words changed',
  use: 'no longer counts since the place, the quoted words or the bearing changed',
} as const;

/** "Verified by Jonas on 22 Nov 2026", or that it was and no longer counts, with the words that it was about. */
export function VerifiedLine({ verified: { current, lapsed, because } }: { readonly verified: Verified<ToldCheck> }) {
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
        <By check={lapsed} />, {lapsedWords[because ?? 'words']}
      </summary>
      <p>It was about:</p>
      <blockquote dir="auto">{lapsed.statementText}</blockquote>
    </details>
  );
}

function By({ check }: { readonly check: ToldCheck }) {
  const { word, sign } = checkWords[check.verdict];
  return (
    <>
      <span aria-hidden="true">{sign} </span>
      {word.replace(/^\p{L}/u, (letter) => letter.toUpperCase())} by <bdi>{check.by}</bdi> on{' '}
      <LocalTime at={check.at} />
    </>
  );
}

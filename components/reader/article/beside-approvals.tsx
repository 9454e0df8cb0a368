import { Day, Names } from '@/components/reader/article/version-banner';
import type { Beside } from '@/components/reader/view';
import { count } from '@/components/words';
import { verdictWords } from '@/lib/domain/citation/library/reliability';

const foundWords = {
  verified: '✓ The source says this',
  partly: '◐ The source says part of this',
  failed: '✗ The source does not say this',
  unreachable: '○ The source could not be got at',
} as const;

/** Who had looked up the sources of a version when it was published, and what had been decided about them; nothing where nobody had. */
export function BesideApprovals({ beside: { uses, checks, assessments } }: { readonly beside: Beside }) {
  if (checks.length === 0 && assessments.length === 0) return null;
  return (
    <details className="beside">
      <summary>
        {checks.length} of {count(uses, 'use')} of a source {checks.length === 1 || uses === 1 ? 'was' : 'were'} looked
        up before this version was published
        {checks.length > 0 && (
          <>
            , by <Names names={[...new Set(checks.map(({ by }) => by))]} />
          </>
        )}
      </summary>
      <ul>
        {checks.map(({ citationId, statement, verdict, by, at }) => (
          <li key={`${citationId} ${statement}`}>
            <q dir="auto">{statement}</q> {foundWords[verdict]}: <bdi>{by}</bdi>, <Day iso={at} />
          </li>
        ))}
        {assessments.map(({ sourceId, reference, verdict, reason, about, at }) => (
          <li key={sourceId}>
            <bdi>{reference}</bdi> <bdi>{about}</bdi> was called {verdictWords[verdict]} on <Day iso={at} />:{' '}
            <bdi>{reason}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { CitationLine } from '@/components/editor/cite/citation-line';
import { VerifiedLine } from '@/components/sources/uses/verified-line';
import { verifiedHere } from '@/lib/domain/citation/library/verification';

type Props = {
  readonly line: CitationLine;
  /** The statements that it stands behind, as they read now. */
  readonly statements: readonly string[];
};

/** Who looked a citation up, and whether that counts for the words that stand here now. */
export function CitationCard({ line, statements }: Props) {
  const [first = '', ...others] = statements;
  return (
    <div className="stack-tight cite-card">
      {line.readBy ? (
        <p className="small">
          <bdi>{line.readBy}</bdi>: “I have read this source myself.”
        </p>
      ) : null}
      {[first, ...others].map((statement, at) => (
        <div key={at} className="stack-tight">
          {others.length > 0 ? (
            <p className="small">
              <q dir="auto">{statement}</q>
            </p>
          ) : null}
          <VerifiedLine verified={verifiedHere(line.checks ?? [], statement)} />
        </div>
      ))}
    </div>
  );
}

import { lookedUpSentence, Repute, type ReviewedSource } from '@/components/review/source-cards';
import { VerifiedLine } from '@/components/sources/uses/verified-line';

type Props = { readonly number: number; readonly uses: readonly ReviewedSource[]; readonly mayEdit: boolean };

/** Beside the reviews of a revision: who looked up which source, and what was decided about sources that it cites. */
export function LookedUp({ number, uses, mayEdit }: Props) {
  if (uses.length === 0) return null;
  const looked = uses.filter(({ verified }) => verified.current || verified.lapsed);
  const older = mayEdit ? new Set(uses.filter((use) => use.isOlderRecord).map(({ sourceId }) => sourceId)).size : 0;
  const judged = [...new Map(uses.map((use) => [use.sourceId, use])).values()].filter(
    ({ reliability }) => reliability !== null && reliability.verdict !== 'none',
  );
  return (
    <section className="stack" aria-labelledby="looked-up">
      <h2 id="looked-up">Sources looked up</h2>
      <p>
        {lookedUpSentence(uses)} <a href={`/desk/revisions/${number}/review#sources-beside`}>All sources</a>
      </p>
      {older > 0 ? (
        <p className="small">
          The {older === 1 ? 'record of 1 source was' : `records of ${older} sources were`} corrected since.{' '}
          <a href={`/desk/revisions/${number}/edit`}>Open its section</a> to use the new one.
        </p>
      ) : null}
      {looked.length > 0 ? (
        <ul className="plain-list lines">
          {looked.map((use) => (
            <li key={`${use.citationId} ${use.statementHash}`} className="stack-tight">
              <q dir="auto">{use.statement}</q>
              <span className="small muted">
                <bdi>{use.reference}</bdi> <bdi>{use.place}</bdi>
              </span>
              <VerifiedLine verified={use.verified} />
            </li>
          ))}
        </ul>
      ) : null}
      {judged.length > 0 ? (
        <>
          <h3>Decided about its sources</h3>
          <ul className="plain-list lines">
            {judged.map((use) => (
              <li key={use.sourceId} className="stack-tight small">
                <a href={`/desk/sources/${use.sourceId}`}>
                  <bdi>{use.reference}</bdi>
                </a>
                <Repute reliability={use.reliability} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

import { Pill } from '@/components/sources/pill';
import { Day } from '@/components/ui/day';
import { verdictSigns } from '@/components/sources/words';
import { type Scope, type Verdict, verdictWords } from '@/lib/domain/citation/library/reliability';

/** A decision on a source whose day to be looked at again has come. */
type DueDecision = {
  readonly id: string;
  readonly scope: Scope;
  readonly scopeName: string;
  /** A source that it is about, whose page takes the next decision; null for a publisher. */
  readonly sourceId: string | null;
  readonly topic: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** ISO day. */
  readonly reviewBy: string;
  readonly by: string;
};

const scopeWords: Readonly<Record<Scope, string>> = { work: 'Work', domain: 'Domain', publisher: 'Publisher' };

/** Decisions that are to be looked at again, each with the way to where it is made anew. Nothing while there are none. */
export function DueDecisions({ decisions }: { readonly decisions: readonly DueDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="again">
      <h2 id="again">Decisions on sources to look at again ({decisions.length})</h2>
      <ul className="plain-list lines work">
        {decisions.map((one) => (
          <li key={one.id} className="row-between">
            <div className="stack-tight">
              <span className="small muted">
                {scopeWords[one.scope]}
                {one.topic === '' ? '' : `, on ${one.topic}`} · was due on <Day day={one.reviewBy} /> · decided by{' '}
                <bdi>{one.by}</bdi>
              </span>
              <span>
                <bdi>{one.scopeName}</bdi> <Pill said={verdictSigns[one.verdict]}>{verdictWords[one.verdict]}</Pill>
              </span>
              <span dir="auto">{one.reason}</span>
            </div>
            <a
              className="button"
              href={
                one.sourceId === null
                  ? `/desk/sources?${new URLSearchParams({ q: one.scopeName }).toString()}`
                  : `/desk/sources/${one.sourceId}`
              }
            >
              Decide anew<span className="visually-hidden">: {one.scopeName}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

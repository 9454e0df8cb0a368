import { stateWords } from '@/components/words';
import type { State } from '@/lib/domain/workflow/transitions';

type Open = { readonly number: number; readonly state: State };
type Props = { readonly articleState: string; readonly liveNumber: number | null; readonly open: readonly Open[] };

const furthest: readonly State[] = ['scheduled', 'approved', 'in_review', 'changes_requested', 'draft'];

/** What readers see, and what is being worked on: always both, never one. */
export function StatusPair({ articleState, liveNumber, open }: Props) {
  const [first, ...more] = open.toSorted((a, b) => furthest.indexOf(a.state) - furthest.indexOf(b.state));
  return (
    <span className="row status-pair">
      <LiveStatus articleState={articleState} liveNumber={liveNumber} />
      {first ? <RevisionStatus {...first} /> : <span className="pill">No open revision</span>}
      {more.length > 0 ? <span className="muted">{more.length} more open</span> : null}
    </span>
  );
}

/** What readers see of an article. */
export function LiveStatus({ articleState, liveNumber }: Omit<Props, 'open'>) {
  if (articleState === 'published') return <span className="pill ok">● Live, version {liveNumber}</span>;
  if (articleState === 'withdrawn') return <span className="pill danger">✕ Withdrawn</span>;
  if (articleState === 'redirected') return <span className="pill">→ Redirected</span>;
  return <span className="pill">○ Not published</span>;
}

/** One revision with its state, as a word and a shape. */
export function RevisionStatus({ number, state }: Open) {
  const { word, sign, tone } = stateWords[state];
  return (
    <span className={`pill ${tone}`}>
      {sign} Revision {number} {word.toLowerCase()}
    </span>
  );
}

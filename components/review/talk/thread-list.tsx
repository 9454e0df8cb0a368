import { Thread, type ThreadData } from '@/components/review/talk/thread.client';
import { UseAll } from '@/components/review/talk/use-all.client';

type Props = {
  readonly number: number;
  readonly threads: readonly ThreadData[];
  readonly mayComment: boolean;
  readonly mayEdit: boolean;
};

/** Threads as cards: open ones first, what is settled folded behind them. */
export function ThreadList({ threads, ...may }: Props) {
  if (threads.length === 0) return null;
  const open = threads.filter(({ state }) => state !== 'resolved');
  const resolved = threads.filter(({ state }) => state === 'resolved');
  return (
    <div className="threads stack" data-beside="">
      {open.map((thread) => (
        <Thread key={thread.id} thread={thread} {...may} />
      ))}
      {resolved.length > 0 ? (
        <details className="folded">
          <summary>{resolved.length} resolved</summary>
          <div className="stack">
            {resolved.map((thread) => (
              <Thread key={thread.id} thread={thread} {...may} />
            ))}
          </div>
        </details>
      ) : null}
    </div>
  );
}

/** The open threads by name, each leading to its card, and all spelling in one go. */
export function ThreadIndex({ number, threads, mayEdit }: Omit<Props, 'mayComment'>) {
  const open = threads.filter(({ state }) => state !== 'resolved');
  const spelling = open.filter(({ suggestion }) => suggestion?.state === 'open' && suggestion.isSpelling);
  return (
    <section className="stack-tight" aria-labelledby="comments">
      <h2 id="comments">Comments ({open.length} open)</h2>
      {open.length === 0 ? <p className="small muted">No open comment.</p> : null}
      <ul className="plain-list pane-list">
        {open.map((thread) => (
          <li key={thread.id}>
            <a href={`#t-${thread.id}`}>
              <span>
                <bdi>{thread.by}</bdi>, {aboutOf(thread)}
              </span>
              {thread.mustResolve ? <span className="pill warn">!</span> : null}
            </a>
          </li>
        ))}
      </ul>
      {mayEdit ? <UseAll number={number} threadIds={spelling.map(({ id }) => id)} /> : null}
    </section>
  );
}

const longest = 40;

function aboutOf({ quote, heading, sectionId }: ThreadData): string {
  if (quote !== '') return `“${quote.length > longest ? `${quote.slice(0, longest)}…` : quote}”`;
  if (sectionId === null) return 'the whole revision';
  return heading === null ? 'a removed section' : heading || 'Summary';
}

import { TurnSentence, type RevisionRow } from '@/components/desk/revision-list';
import { LiveStatus, RevisionStatus } from '@/components/desk/status-pair';
import { PresenceLine } from '@/components/editor/save/presence/presence-line.client';
import { TurnActions } from '@/components/desk/turn-actions.client';
import { count } from '@/components/words';
import type { State } from '@/lib/domain/workflow/transitions';

/** What the head of every tab of a revision shows. */
type FrameData = {
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly state: State;
  readonly articleId: string;
  readonly articleState: string;
  readonly liveNumber: number | null;
  readonly baseNumber: number | null;
  readonly isStale: boolean;
  readonly author: string;
  readonly contributors: readonly { readonly id: string; readonly name: string }[];
  readonly turn: RevisionRow['turn'];
  readonly mayHandBack: boolean;
  /** Whom the person may name in their place. */
  readonly instead: readonly { readonly id: string; readonly name: string }[];
};

const tabs = [
  { name: 'summary', label: 'Summary', path: '' },
  { name: 'edit', label: 'Write', path: '/edit' },
  { name: 'review', label: 'Review', path: '/review' },
  { name: 'preview', label: 'Preview', path: '/preview' },
  { name: 'publish', label: 'Publish', path: '/publish' },
  { name: 'history', label: 'History', path: '/history' },
] as const;

type RevisionTab = (typeof tabs)[number]['name'];

type Props = { readonly frame: FrameData; readonly tab: RevisionTab };

/** The head of every tab of a revision: what it is, both statuses, whose turn it is, and the way to the other tabs. */
export function RevisionFrame({ frame, tab }: Props) {
  const { number, name, title, articleId, contributors } = frame;
  const others = contributors.filter((person) => person.name !== frame.author);
  return (
    <header className="stack revision-head">
      <nav aria-label="Path" className="small">
        <a href="/desk">Desk</a> / <a href="/desk/articles">Articles</a> /{' '}
        <a href={`/desk/articles/${articleId}`}>
          <bdi>{title}</bdi>
        </a>
      </nav>
      <h1>
        Revision {number}: <bdi>{name}</bdi>
      </h1>
      <div className="row">
        <LiveStatus articleState={frame.articleState} liveNumber={frame.liveNumber} />
        <RevisionStatus number={number} state={frame.state} />
        <StaleMark frame={frame} />
        {frame.turn.isYours ? <span className="pill warn">Your turn</span> : null}
      </div>
      <p className="small muted">
        By <bdi>{frame.author}</bdi>
        {others.length > 0 ? ` and ${count(others.length, 'other person', 'other people')}` : ''}.{' '}
        <TurnSentence turn={frame.turn} />
      </p>
      {frame.turn.isYours ? (
        <TurnActions number={number} mayHandBack={frame.mayHandBack} instead={frame.instead} />
      ) : null}
      <PresenceLine number={number} />
      <nav aria-label={`Revision ${number}`}>
        <ul className="tabs">
          {tabs.map((one) => (
            <li key={one.name}>
              <a href={`/desk/revisions/${number}${one.path}`} aria-current={one.name === tab ? 'page' : undefined}>
                {one.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

const ended: readonly State[] = ['published', 'discarded', 'rejected'];

function StaleMark({ frame }: { readonly frame: FrameData }) {
  if (!frame.isStale || frame.liveNumber === null || ended.includes(frame.state)) return null;
  return (
    <a className="pill warn" href={`/desk/revisions/${frame.number}#up-to-date`}>
      ! Stale: {frame.baseNumber === null ? 'started' : `started from version ${frame.baseNumber}`}, live is{' '}
      {frame.liveNumber}
    </a>
  );
}

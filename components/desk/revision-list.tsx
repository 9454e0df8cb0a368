import { LiveStatus, RevisionStatus } from '@/components/desk/status-pair';
import { LocalTime } from '@/components/desk/local-time.client';
import { alarmWords, count, turnBecause } from '@/components/words';
import type { State } from '@/lib/domain/workflow/transitions';

export type RevisionRow = {
  readonly number: number;
  readonly name: string;
  readonly state: State;
  readonly title: string;
  readonly articleState: string;
  readonly liveNumber: number | null;
  readonly isStale: boolean;
  readonly author: string;
  readonly updatedAt: string;
  readonly scheduledFor: string | null;
  readonly mayPublish: boolean;
  readonly turn: {
    readonly names: readonly string[];
    readonly pool: 'reviewers' | null;
    readonly reason: string;
    readonly alarm: string | null;
    readonly isYours: boolean;
    /** Since when, in ISO 8601, UTC. */
    readonly since: string | null;
    /** Who brought it about, where that is one person. */
    readonly by: string | null;
    /** Whole days that it has waited. */
    readonly waitsDays: number;
  };
  /** Who asks the reader to look at it. */
  readonly askedBy?: readonly string[];
};

/** Revisions as lines: what, both statuses, whose turn and why, and the one main action. */
export function RevisionList({
  revisions,
  empty,
}: {
  readonly revisions: readonly RevisionRow[];
  readonly empty: string;
}) {
  if (revisions.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ul className="plain-list lines">
      {revisions.map((revision) => (
        <li key={revision.number} className="row-between">
          <div className="stack-tight">
            <a href={`/desk/revisions/${revision.number}`}>
              <strong>
                Revision {revision.number}: <bdi>{revision.name}</bdi>
              </strong>
            </a>
            <span className="small muted">
              <bdi>{revision.title}</bdi> · by <bdi>{revision.author}</bdi> · <LocalTime at={revision.updatedAt} />
            </span>
            {(revision.askedBy ?? []).map((name) => (
              <span key={name} className="small">
                <bdi>{name}</bdi> asks you to look at it.{' '}
                <a href={`/desk/revisions/${revision.number}/review`}>Look at revision {revision.number}</a>
              </span>
            ))}
            <TurnSentence turn={revision.turn} />
          </div>
          <div className="row">
            <LiveStatus articleState={revision.articleState} liveNumber={revision.liveNumber} />
            <RevisionStatus number={revision.number} state={revision.state} />
            {revision.isStale && revision.liveNumber !== null ? <span className="pill warn">! Stale</span> : null}
            <MainAction revision={revision} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Whose turn it is, because of what. */
export function TurnSentence({ turn }: { readonly turn: RevisionRow['turn'] }) {
  if (turn.reason === 'ended') return null;
  if (turn.alarm) {
    return (
      <span className="small">
        ! Turn of {turn.names.join(', ')}
        <Since turn={turn} />. {alarmWords[turn.alarm]}
      </span>
    );
  }
  const who = turn.isYours ? 'Your turn' : turn.pool ? 'The reviewers’ turn' : turnOf(turn.names);
  return (
    <span className="small">
      <bdi>{who}</bdi>
      <Since turn={turn} />, because {turnBecause(turn.reason, turn.by)}.
      {turn.waitsDays > 0 ? <strong> Waiting for {count(turn.waitsDays, 'day')}.</strong> : null}
    </span>
  );
}

/** "Jonas’s turn", "Turn of Amal and Jonas". */
const turnOf = (names: readonly string[]): string =>
  names.length === 1 ? `${names[0]}’s turn` : `Turn of ${names.join(' and ')}`;

function Since({ turn: { since } }: { readonly turn: RevisionRow['turn'] }) {
  return since === null ? null : (
    <>
      {' '}
      since <LocalTime at={since} />
    </>
  );
}

function MainAction({ revision: { number, state, turn, mayPublish } }: { readonly revision: RevisionRow }) {
  const at = `/desk/revisions/${number}`;
  if (state === 'in_review' || turn.reason === 'unreviewed')
    return <ActionLink href={`${at}/review`} isMain={turn.isYours} label="Review" number={number} />;
  if (state === 'approved' && mayPublish)
    return <ActionLink href={`${at}/publish`} isMain={turn.isYours} label="Publish" number={number} />;
  if (state === 'draft' || state === 'changes_requested') {
    return <ActionLink href={`${at}/edit`} isMain={turn.isYours} label="Write" number={number} />;
  }
  return <ActionLink href={at} isMain={false} label="Open" number={number} />;
}

type ActionProps = { readonly href: string; readonly isMain: boolean; readonly label: string; readonly number: number };

function ActionLink({ href, isMain, label, number }: ActionProps) {
  return (
    <a className={`button small ${isMain ? 'primary' : ''}`} href={href}>
      {label} <span className="visually-hidden">revision {number}</span>
    </a>
  );
}

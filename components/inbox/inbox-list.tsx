import { DoneButton } from '@/components/inbox/done-button.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionStatus } from '@/components/desk/status-pair';
import { inboxWords, turnNewsWords } from '@/components/words';
import type { State } from '@/lib/domain/workflow/transitions';

export type InboxLine = {
  readonly id: string;
  readonly kind: string;
  readonly because: string;
  readonly by: string | null;
  readonly at: string;
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly state: State;
};

/** The lines of an inbox, newest first: what happened, who did it, where it leads, and a button that puts it away. */
export function InboxList({ lines }: { readonly lines: readonly InboxLine[] }) {
  if (lines.length === 0) return <p className="empty">Nothing new. What waits for you stands under “Your turn”.</p>;
  return (
    <ul className="plain-list lines">
      {lines.map((line) => (
        <li key={line.id} className="row-between">
          <div className="stack-tight">
            <a href={`/desk/revisions/${line.number}`}>
              <strong>
                {line.kind === 'your_turn' ? 'Your turn: ' : ''}revision {line.number}, <bdi>{line.name}</bdi>
              </strong>
            </a>
            <span className="small">
              <bdi>{line.by ?? 'Stet'}</bdi> {newsOf(line)}.
            </span>
            <span className="small muted">
              <bdi>{line.title}</bdi> · <LocalTime at={line.at} />
            </span>
          </div>
          <div className="row">
            <RevisionStatus number={line.number} state={line.state} />
            <DoneButton notificationId={line.id} number={line.number} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const newsOf = ({ kind, because }: InboxLine) =>
  (kind === 'your_turn' ? turnNewsWords[because] : inboxWords[kind]) ?? 'changed it';

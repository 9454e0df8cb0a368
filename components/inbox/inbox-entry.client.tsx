'use client';

import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionStatus } from '@/components/desk/status-pair';
import { send } from '@/components/send';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { sortInboxEndpoint } from '@/lib/contract/notifications';
import { newsWords } from '@/lib/domain/workflow/news';
import type { State } from '@/lib/domain/workflow/transitions';

type InboxLine = {
  readonly id: string;
  readonly kind: string;
  readonly because: string;
  readonly by: string | null;
  readonly at: string;
  readonly threadId: string | null;
  readonly isUnread: boolean;
};

export type InboxGroup = {
  readonly subjectId: string;
  readonly number: number | null;
  readonly articleId: string | null;
  readonly name: string;
  readonly title: string;
  readonly state: State | null;
  readonly isTurn: boolean;
  readonly isUnread: boolean;
  readonly lines: readonly InboxLine[];
};

/** What can be done with an entry. */
type Deed = 'done' | 'later' | 'unread';

/** Sends what is done with an entry; the zone is that of the browser. */
export function useSort() {
  const { run, busy, error } = useSend(sortInboxEndpoint);
  const sort = (subjectId: string, deed: Deed) =>
    run({ subjectId, deed, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return { sort, busy, error };
}

/** Marks an entry as seen while its page is left. */
function markRead(subjectId: string): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // It may have gone with the turn that it told of.
  void send(sortInboxEndpoint, { subjectId, deed: 'read', zone }, { keepalive: true, retries: 0 }).catch(() => null);
}

const buttons = [
  { deed: 'done', label: 'Done', key: 'e' },
  { deed: 'later', label: 'Later', key: 'h' },
  { deed: 'unread', label: 'Unread', key: 'u' },
] as const;

/** The keys of an entry, by letter. */
export const deedOfKey = (key: string): Deed | null =>
  buttons.find((button) => button.key === key.toLowerCase())?.deed ?? null;

/** One revision or article: what happened last, what else did, and what to do with it. */
export function InboxEntry({ group }: { readonly group: InboxGroup }) {
  const { sort, busy, error } = useSort();
  const { subjectId, number, title, state, isUnread } = group;
  const what = number === null ? title : `revision ${number}`;
  return (
    <li className={`row-between inbox-entry ${isUnread ? 'unread' : ''}`} data-subject={subjectId}>
      <div className="stack-tight">
        <a href={hrefOf(group)} onClick={() => markRead(subjectId)}>
          <EntryName group={group} />
        </a>
        <News group={group} />
        <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      </div>
      <div className="row">
        {number !== null && state ? <RevisionStatus number={number} state={state} /> : null}
        {buttons.map(({ deed, label, key }) => (
          <button
            key={deed}
            type="button"
            className="small"
            aria-keyshortcuts={key}
            disabled={busy}
            onClick={() => void sort(subjectId, deed)}
          >
            {label} <span className="visually-hidden">with {what}</span>
          </button>
        ))}
      </div>
    </li>
  );
}

type GroupProps = { readonly group: InboxGroup };

function EntryName({ group: { isUnread, isTurn, number, name, title } }: GroupProps) {
  return (
    <>
      {isUnread ? <span className="visually-hidden">Unread: </span> : null}
      {isTurn ? 'Your turn: ' : ''}
      {number === null ? '' : `revision ${number}, `}
      <bdi>{number === null ? title : name}</bdi>
    </>
  );
}

function News({ group: { lines, number, title } }: GroupProps) {
  return (
    <>
      {lines.map((line) => (
        <span key={line.id} className="small">
          <bdi>{line.by ?? 'Stet'}</bdi> {newsWords(line)}.{' '}
          <span className="muted">
            <LocalTime at={line.at} />
          </span>
        </span>
      ))}
      {number === null ? null : (
        <span className="small muted">
          <bdi>{title}</bdi>
        </span>
      )}
    </>
  );
}

/** Where an entry leads: to the talk that it is about, to the review where that waits, else to the revision or the article's reports. */
function hrefOf({ number, lines }: InboxGroup): string {
  if (number === null) return '/desk/reports/errors';
  const talk = lines.find(({ threadId }) => threadId !== null)?.threadId;
  if (talk) return `/desk/revisions/${number}/review#t-${talk}`;
  return lines[0]?.because === 'submitted' ? `/desk/revisions/${number}/review` : `/desk/revisions/${number}`;
}

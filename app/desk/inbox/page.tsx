import type { Metadata } from 'next';
import { InboxList } from '@/components/inbox/inbox-list.client';
import { getInbox } from '@/lib/notifications/queries';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Inbox' };

export default async function InboxPage() {
  const actor = await requireActor();
  const groups = await getInbox(actor);
  return (
    <div className="stack-wide">
      <h1>Inbox ({groups.length})</h1>
      <InboxList groups={groups} />
      <p className="small">
        <a href="/desk/me/mail">Which mail you get</a>
      </p>
    </div>
  );
}

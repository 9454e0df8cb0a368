import type { Metadata } from 'next';
import { InboxList } from '@/components/inbox/inbox-list';
import { listInbox } from '@/lib/notifications/queries';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Inbox' };

export default async function InboxPage() {
  const actor = await requireActor();
  const lines = await listInbox(actor);
  return (
    <div className="stack-wide">
      <h1>Inbox ({lines.length})</h1>
      <InboxList lines={lines} />
    </div>
  );
}

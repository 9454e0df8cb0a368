import type { Metadata } from 'next';
import { PeopleTable } from '@/components/accounts/people-table.client';
import { listPeople } from '@/lib/accounts/queries';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  const actor = await requireActor('admin');
  const { people, invitations } = await listPeople(actor);
  return (
    <div className="stack-wide">
      <h1>People</h1>
      <PeopleTable people={people} invitations={invitations} selfId={actor.id} />
    </div>
  );
}

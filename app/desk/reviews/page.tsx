import type { Metadata } from 'next';
import { RevisionList } from '@/components/desk/revision-list';
import { listRevisions } from '@/lib/revisions/queries/lists';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Reviews' };

export default async function ReviewsPage() {
  const actor = await requireActor();
  const open = await listRevisions(actor, { states: ['in_review', 'approved', 'scheduled', 'changes_requested'] });
  const oldestFirst = open.toReversed();
  const yours = oldestFirst.filter((revision) => revision.turn.isYours);
  const others = oldestFirst.filter((revision) => !revision.turn.isYours);
  return (
    <div className="stack-wide">
      <h1>Reviews</h1>
      <section className="stack" aria-labelledby="yours">
        <h2 id="yours">Your turn ({yours.length})</h2>
        <RevisionList revisions={yours} empty="Nothing is waiting for you." />
      </section>
      <section className="stack" aria-labelledby="others">
        <h2 id="others">Waiting on others ({others.length})</h2>
        <RevisionList revisions={others} empty="Nothing else is in review." />
      </section>
    </div>
  );
}

import type { Metadata } from 'next';
import { RevisionList } from '@/components/desk/revision-list';
import { getReviews, reviewTabs } from '@/lib/revisions/queries/lists';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Reviews' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const names = { mine: 'Your turn', all: 'All' } as const;
const empty = {
  mine: 'Nothing is waiting for you. What waits on others stands under “All”.',
  all: 'Nothing is in review.',
} as const;

export default async function ReviewsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = await searchParams;
  const tab = reviewTabs.find((known) => known === asked['tab']) ?? 'mine';
  const page = Math.max(1, Math.trunc(Number(asked['page']) || 1));
  const { revisions, counts, pages, page: shown } = await getReviews(actor, { tab, page });
  return (
    <div className="stack-wide">
      <h1>Reviews</h1>
      <nav aria-label="Whose turn">
        <ul className="tabs">
          {reviewTabs.map((one) => (
            <li key={one}>
              <a href={`/desk/reviews?tab=${one}`} aria-current={one === tab ? 'page' : undefined}>
                {names[one]} ({counts[one]})
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="small muted">What has waited longest stands first.</p>
      <RevisionList revisions={revisions} empty={empty[tab]} />
      {pages > 1 ? (
        <nav aria-label="Pages" className="row">
          {shown > 1 ? <a href={`/desk/reviews?tab=${tab}&page=${shown - 1}`}>Longer waiting</a> : null}
          <span className="small muted">
            Page {shown} of {pages}
          </span>
          {shown < pages ? <a href={`/desk/reviews?tab=${tab}&page=${shown + 1}`}>Waiting for less long</a> : null}
        </nav>
      ) : null}
    </div>
  );
}

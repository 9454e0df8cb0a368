import type { Metadata } from 'next';
import { OwnersForm } from '@/components/admin/owners-form.client';
import { PolicyForm } from '@/components/admin/policy-form.client';
import { getPolicyScreen } from '@/lib/reviews/policy';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Rules' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function PolicyPage({ searchParams }: Props) {
  const actor = await requireActor('admin');
  const { article } = await searchParams;
  const asked = typeof article === 'string' && uuid.test(article) ? article : null;
  const screen = await getPolicyScreen(actor, asked);
  return (
    <div className="stack-wide">
      <h1>Rules</h1>
      <p>What a revision needs before it can be published. A change holds at once: open revisions are judged anew.</p>
      <PolicyForm policy={screen.policy} />
      <section className="card stack" aria-labelledby="owners">
        <h2 id="owners">Who answers for which section</h2>
        <form method="get" className="row">
          <label htmlFor="article">Article</label>
          <select id="article" name="article" defaultValue={asked ?? ''}>
            {screen.articles.map(({ id, title, hasOwners }) => (
              <option key={id} value={id}>
                {hasOwners ? `${title} (has owners)` : title}
              </option>
            ))}
          </select>
          <button type="submit">Show sections</button>
        </form>
        {asked && !screen.article ? <p className="empty">There is no such article.</p> : null}
        {screen.article ? (
          <OwnersForm key={screen.article.articleId} article={screen.article} reviewers={screen.reviewers} />
        ) : null}
      </section>
    </div>
  );
}

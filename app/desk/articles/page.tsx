import type { Metadata } from 'next';
import { BulkCare } from '@/components/desk/article-care.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { StatusPair } from '@/components/desk/status-pair';
import { sourcedShort } from '@/components/words';
import { Day } from '@/components/ui/day';
import { listOwners } from '@/lib/articles/queries/care';
import { listArticles } from '@/lib/articles/queries/articles';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Articles' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ArticlesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { q } = await searchParams;
  const words = typeof q === 'string' ? q : '';
  const articles = await listArticles(actor, { q: words });
  return (
    <div className="stack-wide">
      <div className="row-between">
        <h1>Articles</h1>
        <a className="button primary" href="/desk/articles/new">
          Add an article
        </a>
      </div>
      <form className="row" role="search">
        <label htmlFor="q">Title</label>
        <input id="q" name="q" type="search" defaultValue={words} className="short" />
        <button type="submit">Filter</button>
        {words ? <a href="/desk/articles">Show all</a> : null}
      </form>
      {articles.length === 0 ? (
        <p className="empty">
          {words ? `No title holds “${words}”.` : 'There are no articles yet. Add one, or import a document.'}
        </p>
      ) : (
        <BulkCare people={await listOwners(actor)}>
          <ArticleTable articles={articles} />
        </BulkCare>
      )}
    </div>
  );
}

function ArticleTable({ articles }: { readonly articles: Awaited<ReturnType<typeof listArticles>> }) {
  return (
    <div className="table-wrap" role="group" aria-label="Articles" tabIndex={0}>
      <table>
        <caption className="visually-hidden">Articles with what readers see and what is being worked on</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Choose</span>
            </th>
            <th scope="col">Title</th>
            <th scope="col">Status</th>
            <th scope="col">Sourced</th>
            <th scope="col">Review by</th>
            <th scope="col">Updated</th>
            <th scope="col">Owner</th>
          </tr>
        </thead>
        <tbody>
          {articles.map((article) => (
            <tr key={article.id}>
              <td>
                <input type="checkbox" name="article" value={article.id} aria-label={`Choose ${article.title}`} />
              </td>
              <th scope="row">
                <a href={`/desk/articles/${article.id}`} dir="auto">
                  {article.title}
                </a>
              </th>
              <td>
                <StatusPair articleState={article.state} liveNumber={article.liveNumber} open={article.open} />
              </td>
              <td className="num">{article.coverage ? sourcedShort(article.coverage) : ''}</td>
              <td>
                {article.reviewBy === null ? null : <Day day={article.reviewBy} />}
                {article.isDue ? <span className="pill warn">! Due</span> : null}
              </td>
              <td>
                <LocalTime at={article.updatedAt} />
              </td>
              <td>
                <bdi>{article.owner?.name}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

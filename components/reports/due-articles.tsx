import { Day } from '@/components/ui/day';

/** A live article whose review date has come. */
type DueArticle = {
  readonly id: string;
  readonly title: string;
  /** ISO day. */
  readonly reviewBy: string;
  readonly owner: string | null;
};

/** Live articles past their review date, each with the way to where it is looked through. Nothing while there are none. */
export function DueArticles({ articles }: { readonly articles: readonly DueArticle[] }) {
  if (articles.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="due">
      <h2 id="due">Articles past their review date ({articles.length})</h2>
      <ul className="plain-list lines work">
        {articles.map((article) => (
          <li key={article.id} className="row-between">
            <div className="stack-tight">
              <a href={`/desk/articles/${article.id}`} dir="auto">
                {article.title}
              </a>
              <span className="small muted">
                was to be reviewed by <Day day={article.reviewBy} />
                {article.owner === null ? ' · nobody sees to it' : ' · owner: '}
                {article.owner === null ? null : <bdi>{article.owner}</bdi>}
              </span>
            </div>
            <a className="button" href={`/desk/articles/${article.id}#care`}>
              Set the next date<span className="visually-hidden">: {article.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Document } from '@/components/reader/document';
import { RelationsMap } from '@/components/reader/charts/relations-map';
import type { Relation } from '@/components/reader/charts/relations-list';
import { ArticleLines, UpdateLines, type ArticleLine, type UpdateLine } from '@/components/reader/lists/lines';
import { feedLinks } from '@/components/reader/lists/updates-page';
import type { Site } from '@/components/reader/view';
import { count } from '@/components/words';

type Props = {
  readonly relations: readonly Relation[];
  readonly updates: readonly UpdateLine[];
  readonly corrections: readonly UpdateLine[];
  /** The articles that were updated last, and how many there are in all. */
  readonly articles: readonly ArticleLine[];
  readonly total: number;
  readonly site: Site;
};

/** The front page: what this is, which relations it covers, what is new, what was corrected. */
export function HomePage({ relations, updates, corrections, articles, total, site }: Props) {
  return (
    <Document
      site={site}
      title={site.name}
      canonical="/"
      description={site.tagline}
      links={feedLinks('/updates', 'Updates')}
    >
      <h1>{site.tagline}</h1>
      {total === 0 ? (
        <p>
          No articles have been published yet. <a href="/sign-in">Sign in</a>
        </p>
      ) : (
        <>
          <RelationsMap relations={relations} />
          <div className="columns">
            <section aria-labelledby="new">
              <h2 id="new">Recently updated</h2>
              <UpdateLines lines={updates} />
              <p className="meta">
                <a href="/updates">See all updates</a>
              </p>
            </section>
            <section aria-labelledby="corrected">
              <h2 id="corrected">Corrections</h2>
              {corrections.length === 0 ? <p>Nothing had to be corrected yet.</p> : <UpdateLines lines={corrections} />}
              <p className="meta">
                <a href="/updates/corrections">See all corrections</a>
              </p>
            </section>
          </div>
          <h2>Articles</h2>
          <ArticleLines lines={articles} />
          {total > articles.length && (
            <p>
              <a href="/articles">All {count(total, 'article')}</a>
            </p>
          )}
        </>
      )}
    </Document>
  );
}

import { Document } from '@/components/reader/document';
import { KindPill } from '@/components/reader/history-page';
import { Day } from '@/components/reader/version-banner';
import { articlePath, comparePath, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { count } from '@/components/words';

/** A live article in a list. */
export type ArticleLine = { readonly slug: string; readonly title: string; readonly updatedAt: string };
/** One published version of a live article. */
export type UpdateLine = ArticleLine & { readonly version: Pick<VersionLine, 'number' | 'kind' | 'changeNote'> };

const feed = { rel: 'alternate', type: 'application/atom+xml', href: '/updates.atom', title: 'Updates' };

/** The front page: what this is, what is new, what was corrected, and all articles. */
export function HomePage(props: {
  readonly articles: readonly ArticleLine[];
  readonly updates: readonly UpdateLine[];
  readonly site: Site;
}) {
  const { articles, updates, site } = props;
  const corrections = updates.filter(({ version }) => version.kind === 'correction');
  const description = 'Relations between countries, with sources you can check.';
  return (
    <Document site={site} title="Stet" canonical="/" description={description} links={[feed]}>
      <h1>{description}</h1>
      {articles.length === 0 ? (
        <p>
          No articles have been published yet. <a href="/sign-in">Sign in</a>
        </p>
      ) : (
        <>
          <h2>Recently updated</h2>
          <Updates lines={updates.slice(0, 10)} />
          <p className="meta">
            <a href="/updates">See all updates</a>
          </p>
          {corrections.length > 0 && (
            <>
              <h2>Corrections</h2>
              <Updates lines={corrections.slice(0, 5)} />
            </>
          )}
          <h2>Articles</h2>
          <ArticleLines lines={articles} />
        </>
      )}
    </Document>
  );
}

function ArticleLines({ lines }: { readonly lines: readonly ArticleLine[] }) {
  return (
    <ul className="plain">
      {lines.map(({ slug, title, updatedAt }) => (
        <li key={slug}>
          <a href={articlePath(slug)} dir="auto">
            {title}
          </a>{' '}
          <span className="meta">
            updated <Day iso={updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Published versions, newest first, each with its note. */
function Updates({ lines }: { readonly lines: readonly UpdateLine[] }) {
  return (
    <ul className="plain">
      {lines.map(({ slug, title, updatedAt, version }) => (
        <li key={`${slug} ${version.number}`}>
          <a href={articlePath(slug)} dir="auto">
            {title}
          </a>{' '}
          <span className="meta">
            <a href={versionPath(slug, version.number)}>version {version.number}</a> · <Day iso={updatedAt} />{' '}
            <KindPill kind={version.kind} />
          </span>
          <br />
          <bdi>{version.changeNote}</bdi>{' '}
          {version.number > 1 && (
            <a className="meta" href={comparePath(slug, version.number - 1, version.number)}>
              What changed
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Articles under one letter. */
export type Letter = { readonly letter: string; readonly articles: readonly ArticleLine[] };

/** All articles, A to Z or last updated first. */
export function ArticlesPage(props: {
  readonly letters: readonly Letter[];
  readonly sort: string;
  readonly site: Site;
}) {
  const { letters, sort, site } = props;
  const total = letters.reduce((sum, { articles }) => sum + articles.length, 0);
  const byTitle = sort !== 'updated';
  return (
    <Document site={site} title="All articles" canonical="/articles">
      <h1>All articles</h1>
      <p className="meta">
        {count(total, 'article')} ·{' '}
        {byTitle ? <a href="/articles?sort=updated">Last updated first</a> : <a href="/articles">A to Z</a>}
      </p>
      {total === 0 && <p>No articles have been published yet.</p>}
      {letters.map(({ letter, articles }) => (
        <section key={letter} aria-label={letter === '' ? 'Last updated first' : letter}>
          {letter !== '' && <h2>{letter}</h2>}
          <ArticleLines lines={articles} />
        </section>
      ))}
    </Document>
  );
}

/** The change log of the whole site. `older` is the address of the next page. */
export function UpdatesPage(props: {
  readonly updates: readonly UpdateLine[];
  readonly older: string | null;
  readonly site: Site;
}) {
  const { updates, older, site } = props;
  return (
    <Document site={site} title="Updates" canonical="/updates" links={[feed]}>
      <h1>Updates</h1>
      <p className="meta">
        Every published version, newest first. <a href="/updates.atom">Feed</a>
      </p>
      {updates.length === 0 ? <p>Nothing has been published yet.</p> : <Updates lines={updates} />}
      {older !== null && (
        <p>
          <a href={older}>Older updates</a>
        </p>
      )}
    </Document>
  );
}

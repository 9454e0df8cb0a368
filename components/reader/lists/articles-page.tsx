import { Document } from '@/components/reader/document';
import { ArticleLines, type ArticleLine } from '@/components/reader/lists/lines';
import type { Site } from '@/components/reader/view';
import { count } from '@/components/words';
import { groupBy } from '@/lib/domain/group';

/** What `/articles` shows: live articles by title or by their last change, of all countries or one, of all letters or one. */
export type ArticlesView = {
  readonly articles: readonly ArticleLine[];
  readonly total: number;
  readonly letters: readonly { readonly letter: string; readonly count: number }[];
  readonly sort: 'title' | 'updated';
  readonly letter: string | null;
  readonly country: { readonly slug: string; readonly name: string } | null;
  readonly countries: readonly { readonly slug: string; readonly name: string }[];
  /** Address of what follows. */
  readonly next: string | null;
};

/** More articles than this get an index of letters. */
const many = 50;

/** All articles, A to Z or last updated first. */
export function ArticlesPage({ view, site }: { readonly view: ArticlesView; readonly site: Site }) {
  const { articles, total, letters, sort, letter, country, next } = view;
  const title = country === null ? 'All articles' : `Articles about ${country.name}`;
  const grouped = sort === 'title' ? [...groupBy(articles, (line) => line.letter)] : [];
  return (
    <Document site={site} title={title} canonical="/articles" noindex={country !== null || letter !== null}>
      <h1>{title}</h1>
      <Filter view={view} />
      {total > many && country === null && <Letters letters={letters} chosen={letter} />}
      {articles.length === 0 && (
        <p>
          {total === 0 ? 'No articles have been published yet.' : 'No article fits. '}
          {total > 0 && <a href="/articles">All articles</a>}
        </p>
      )}
      {sort === 'updated' && <ArticleLines lines={articles} />}
      {grouped.map(([under, lines]) => (
        <section key={under} aria-label={under}>
          <h2>{under}</h2>
          <ArticleLines lines={lines} />
        </section>
      ))}
      {next !== null && (
        <p>
          <a href={next}>More articles</a>
        </p>
      )}
    </Document>
  );
}

function Filter({ view: { total, sort, country, countries } }: { readonly view: ArticlesView }) {
  return (
    <form className="filter" action="/articles">
      <span className="meta">{count(total, 'article')} in all.</span>
      {countries.length > 0 && (
        <label>
          Country{' '}
          <select name="country" defaultValue={country?.slug ?? ''}>
            <option value="">All</option>
            {countries.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Order{' '}
        <select name="sort" defaultValue={sort}>
          <option value="title">A to Z</option>
          <option value="updated">Last updated first</option>
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Letters({ letters, chosen }: { readonly letters: ArticlesView['letters']; readonly chosen: string | null }) {
  return (
    <nav aria-label="Letters">
      <ul className="letters">
        <li>
          <a href="/articles" aria-current={chosen === null ? 'page' : undefined}>
            All
          </a>
        </li>
        {letters.map(({ letter }) => (
          <li key={letter}>
            <a
              href={`/articles?letter=${encodeURIComponent(letter)}`}
              aria-current={chosen === letter ? 'page' : undefined}
            >
              {letter}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

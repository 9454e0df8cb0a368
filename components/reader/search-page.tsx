import { Document } from '@/components/reader/document';
import { articlePath, type Site } from '@/components/reader/view';
import { count } from '@/components/words';

/** A run of a found sentence; `hit` where it is a word that was searched. */
export type Run = { readonly text: string; readonly hit: boolean };
type SectionHit = { readonly heading: string; readonly anchor: string; readonly sentence: readonly Run[] };
export type ArticleHit = { readonly slug: string; readonly title: string; readonly sections: readonly SectionHit[] };

type Props = { readonly query: string; readonly hits: readonly ArticleHit[]; readonly site: Site };

/** What live articles say about the words: article, section, sentence. */
export function SearchPage({ query, hits, site }: Props) {
  return (
    <Document site={site} title={query === '' ? 'Search' : `Search: ${query}`} noindex query={query}>
      <h1>Search</h1>
      {query === '' ? (
        <p>Enter a country, a person or a year in the field above.</p>
      ) : (
        <p className="meta">
          {hits.length === 0 ? 'Nothing found' : count(hits.length, 'article')} for “<bdi>{query}</bdi>”
        </p>
      )}
      {query !== '' && hits.length === 0 && (
        <p>
          No article mentions “<bdi>{query}</bdi>”. Try a country, a person or a year, or look at{' '}
          <a href="/articles">all articles</a>.
        </p>
      )}
      {hits.map((hit) => (
        <Hit key={hit.slug} hit={hit} />
      ))}
    </Document>
  );
}

function Hit({ hit }: { readonly hit: ArticleHit }) {
  return (
    <section>
      <h2>
        <a href={articlePath(hit.slug)} dir="auto">
          {hit.title}
        </a>
      </h2>
      <ul className="plain">
        {hit.sections.map(({ heading, anchor, sentence }) => (
          <li key={anchor}>
            <a href={`${articlePath(hit.slug)}#${anchor}`} dir="auto">
              {heading === '' ? 'Summary' : heading}
            </a>
            <br />
            <span dir="auto">
              {sentence.map((run, at) =>
                run.hit ? (
                  <mark key={`${at}-${run.text}`}>{run.text}</mark>
                ) : (
                  <span key={`${at}-${run.text}`}>{run.text}</span>
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

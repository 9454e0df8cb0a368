import { Document } from '@/components/reader/document';
import { articlePath, type Site } from '@/components/reader/view';
import { count } from '@/components/words';

/** A run of a found sentence; `hit` where it is a word that was searched. */
export type Run = { readonly text: string; readonly hit: boolean };
type SectionHit = {
  readonly heading: string;
  readonly anchor: string;
  /** The whole sentence, for the address that leads to it. */
  readonly fragment: string;
  readonly sentence: readonly Run[];
};
export type ArticleHit = { readonly slug: string; readonly title: string; readonly sections: readonly SectionHit[] };

/** A dated statement that fits a date of the query. */
type EventHit = {
  readonly slug: string;
  readonly title: string;
  readonly anchor: string;
  readonly when: string;
  readonly text: string;
};
type CountryLink = { readonly slug: string; readonly name: string; readonly articles: number };

export type SearchView = {
  readonly query: string;
  readonly hits: readonly ArticleHit[];
  /** What was searched instead, when nothing had the words as they were written. */
  readonly instead: string | null;
  readonly events: readonly EventHit[];
  readonly countries: readonly CountryLink[];
  /** Countries to try when nothing was found. */
  readonly others: readonly CountryLink[];
};

/** What live articles say about the words: countries, dates, then article, section, sentence. */
export function SearchPage({ view, site }: { readonly view: SearchView; readonly site: Site }) {
  const { query, hits, instead, events, countries } = view;
  const isEmpty = hits.length + events.length + countries.length === 0;
  return (
    <Document site={site} title={query === '' ? 'Search' : `Search: ${query}`} noindex query={query}>
      <h1>Search</h1>
      {query === '' && <p>Enter a country, a person or a year in the field above.</p>}
      {query !== '' && !isEmpty && (
        <p className="meta">
          {count(hits.length, 'article')} for “<bdi>{query}</bdi>”
        </p>
      )}
      {instead !== null && (
        <p>
          No article has these very words. Shown are results for “<bdi>{instead}</bdi>”.
        </p>
      )}
      {query !== '' && isEmpty && <Nothing view={view} />}
      {countries.length > 0 && <Countries countries={countries} />}
      {events.length > 0 && <Events events={events} />}
      {hits.map((hit) => (
        <Hit key={hit.slug} hit={hit} />
      ))}
    </Document>
  );
}

function Nothing({ view: { query, others } }: { readonly view: SearchView }) {
  return (
    <>
      <p>
        No article mentions “<bdi>{query}</bdi>”. Try a country, a person or a year, or look at{' '}
        <a href="/articles">all articles</a>.
      </p>
      {others.length > 0 && <Countries countries={others} />}
    </>
  );
}

function Countries({ countries }: { readonly countries: readonly CountryLink[] }) {
  return (
    <ul className="plain">
      {countries.map(({ slug, name, articles }) => (
        <li key={slug}>
          <a href={`/countries/${slug}`}>{name}</a>{' '}
          <span className="meta">country page, {count(articles, 'article')}</span>
        </li>
      ))}
    </ul>
  );
}

function Events({ events }: { readonly events: readonly EventHit[] }) {
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">At that time</h2>
      <ul className="plain">
        {events.map(({ slug, title, anchor, when, text }) => (
          <li key={`${slug} ${anchor} ${when}`}>
            <a href={`${articlePath(slug)}#${anchor}`}>{when}</a> <bdi>{text}</bdi>{' '}
            <span className="meta">
              <bdi>{title}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const edge = 4;

/** An address that browsers which can scroll to the sentence and mark it; the others go to its section. */
function addressOf(slug: string, { anchor, fragment }: SectionHit): string {
  const words = fragment.split(/\s+/u).filter(Boolean);
  const encode = (part: readonly string[]) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D');
  if (words.length < 2) return `${articlePath(slug)}#${anchor}`;
  const ends = words.length > 2 * edge ? [words.slice(0, edge), words.slice(-edge)] : [words];
  return `${articlePath(slug)}#${anchor}:~:text=${ends.map(encode).join(',')}`;
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
        {hit.sections.map((section) => (
          <li key={section.anchor}>
            <a href={addressOf(hit.slug, section)} dir="auto">
              {section.heading === '' ? 'Summary' : section.heading}
            </a>
            <br />
            <span dir="auto">
              {section.sentence.map((run, at) =>
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

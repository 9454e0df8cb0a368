import { Document } from '@/components/reader/document';
import { LocatorMap } from '@/components/reader/charts/locator-map';
import type { Relation } from '@/components/reader/charts/relations-list';
import { RelationsMap } from '@/components/reader/charts/relations-map';
import { Timeline, type TimelineItem } from '@/components/reader/charts/timeline';
import { ArticleLines, type ArticleLine } from '@/components/reader/lists/lines';
import type { Site } from '@/components/reader/view';
import { count } from '@/components/words';
import type { Country } from '@/lib/domain/countries';

const countryPath = (slug: string) => `/countries/${slug}`;

type ListProps = {
  readonly countries: readonly { readonly country: Country; readonly articles: number }[];
  readonly relations: readonly Relation[];
  readonly site: Site;
};

/** Every country that a live article is about. */
export function CountriesPage({ countries, relations, site }: ListProps) {
  return (
    <Document site={site} title="Countries" canonical="/countries">
      <h1>Countries</h1>
      {countries.length === 0 ? (
        <p>No live article names its countries yet.</p>
      ) : (
        <>
          <RelationsMap relations={relations} />
          <ul className="plain">
            {countries.map(({ country: { slug, name }, articles }) => (
              <li key={slug}>
                <a href={countryPath(slug)}>{name}</a> <span className="meta">{count(articles, 'article')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Document>
  );
}

type Props = {
  readonly country: Country;
  readonly articles: readonly ArticleLine[];
  readonly items: readonly TimelineItem[];
  readonly site: Site;
};

/** One country: where it lies, the articles about it, and their dated statements in one timeline. */
export function CountryPage({ country, articles, items, site }: Props) {
  const { name, slug } = country;
  return (
    <Document
      site={site}
      title={name}
      canonical={countryPath(slug)}
      description={`${count(articles.length, 'article')} about ${name}, with their dates in one timeline.`}
    >
      <h1>{name}</h1>
      <div className="country">
        <div>
          <h2>{count(articles.length, 'article')}</h2>
          <ArticleLines lines={articles} />
        </div>
        <LocatorMap first={country} />
      </div>
      {items.length > 0 && (
        <>
          <h2 id="timeline">Timeline</h2>
          <Timeline items={items} confirmed={false} />
        </>
      )}
    </Document>
  );
}

import type { Relation } from '@/components/reader/charts/relations-list';
import { ArticlesPage } from '@/components/reader/lists/articles-page';
import { CountriesPage, CountryPage } from '@/components/reader/lists/country-pages';
import { HomePage } from '@/components/reader/lists/home-page';
import { UpdatesPage } from '@/components/reader/lists/updates-page';
import { SourcePage } from '@/components/reader/source-page';
import { articlePath } from '@/components/reader/view';
import { countriesInTitle, countryBySlug } from '@/lib/domain/countries';
import { asking, moved, page, type AnswerMaker } from '@/lib/pages/answer';
import { missingAnswer } from '@/lib/pages/answers/missing';
import { findSource, keptInstead } from '@/lib/pages/queries/cited';
import { listCountries, listRelations, listWanted } from '@/lib/pages/queries/countries';
import { eventsOfCountry } from '@/lib/pages/queries/events';
import { countArticles, listArticles, listUpdates } from '@/lib/pages/queries/lists';

const perPage = 50;
const perMap = 200;
const onHome = 10;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Relations for a map: articles about two countries, and pairs that live articles name as not yet written. */
async function relationsFor(country?: string): Promise<Relation[]> {
  const pairOf = ([first, second]: readonly string[]) => {
    const [one, other] = [countryBySlug(first ?? ''), countryBySlug(second ?? '')];
    return one && other ? ([one, other] as const) : null;
  };
  const written = (await listRelations(perMap, country)).flatMap(({ slug, title, pair }): Relation[] => {
    const countries = pairOf(pair);
    return countries ? [{ countries, title, href: articlePath(slug) }] : [];
  });
  const known = new Set(written.map(({ countries }) => nameOf(countries)));
  const wanted = (await listWanted(perMap)).flatMap((slug): Relation[] => {
    const named = countriesInTitle(slug);
    const countries = named.length === 2 ? pairOf(named) : null;
    if (!countries || known.has(nameOf(countries))) return [];
    known.add(nameOf(countries));
    return [{ countries, title: `${countries[0].name}–${countries[1].name} relations`, href: null }];
  });
  return [...written, ...wanted];
}

const nameOf = (countries: Relation['countries']) =>
  countries
    .map(({ slug }) => slug)
    .toSorted()
    .join(' ');

/** `/`: which relations there are, what is new, what was corrected. */
export const homeAnswer: AnswerMaker = async ({ site }) => {
  const { total } = await countArticles();
  const articles = await listArticles({ sort: total > perPage ? 'updated' : 'title', take: perPage });
  const updates = await listUpdates({ take: onHome });
  const corrections = await listUpdates({ kind: 'correction', take: onHome / 2 });
  const relations = await relationsFor();
  return page(<HomePage {...{ relations, updates, corrections, articles, total, site }} />);
};

const perList = 200;

/** `/articles`: A to Z, or `?sort=updated`; of a `?country=`, under a `?letter=`, page by page. */
export const articlesAnswer = asking(['after', 'country', 'letter', 'sort'], async ({ site, query }) => {
  const sort = query.get('sort') === 'updated' ? 'updated' : 'title';
  const country = countryBySlug(query.get('country') ?? '') ?? null;
  const letter = query.get('letter');
  const after = query.get('after') ?? '';
  const found = await listArticles({
    ...{ sort, take: perList + 1 },
    ...(country && { country: country.slug }),
    ...(letter !== null && { letter }),
    ...(uuid.test(after) && { after }),
  });
  const articles = found.slice(0, perList);
  const last = found.length > perList ? articles.at(-1) : undefined;
  const countries = (await listCountries()).map((one) => one.country).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const view = { articles, sort, letter, country, countries, ...(await countArticles()) } as const;
  const next = last ? `/articles?${nextQuery(query, last.id)}` : null;
  return page(<ArticlesPage view={{ ...view, next }} site={site} />);
});

function nextQuery(query: URLSearchParams, after: string): string {
  const next = new URLSearchParams(query);
  next.set('after', after);
  return next.toString();
}

const updatesOf = (only: 'corrections' | null) =>
  asking(['after'], async ({ site, query }) => {
    const after = query.get('after') ?? '';
    const kind = only === null ? {} : ({ kind: 'correction' } as const);
    const found = await listUpdates({ ...kind, take: perPage + 1, ...(uuid.test(after) && { after }) });
    const updates = found.slice(0, perPage);
    const last = found.length > perPage ? updates.at(-1) : undefined;
    const path = only === null ? '/updates' : '/updates/corrections';
    const older = last ? `${path}?after=${last.id}` : null;
    return page(<UpdatesPage {...{ updates, only, older, site }} />);
  });

/** `/updates`: every published version, page by page. */
export const updatesAnswer = updatesOf(null);

/** `/updates/corrections`: corrections alone. */
export const correctionsAnswer = updatesOf('corrections');

/** `/countries`: every country that a live article is about. */
export const countriesAnswer: AnswerMaker = async ({ site }) =>
  page(<CountriesPage countries={await listCountries()} relations={await relationsFor()} site={site} />);

const perTimeline = 500;

/** `/countries/[slug]`: the articles about a country, and their dates in one timeline. */
export const countryAnswer: AnswerMaker = async (request) => {
  const country = countryBySlug(request.params['slug'] ?? '');
  const articles = country ? await listArticles({ sort: 'title', country: country.slug, take: perList }) : [];
  if (!country || articles.length === 0) {
    return missingAnswer({ ...request, path: country?.name ?? request.path }, 'No live article is about this country.');
  }
  const events = await eventsOfCountry(country.slug, perTimeline);
  const items = events.map(({ slug, title, anchor, text, said, when }) => ({
    ...{ when, text, words: said, at: Math.max(0, text.indexOf(said)) },
    ...{ href: `${articlePath(slug)}#${anchor}`, article: title },
  }));
  return page(<CountryPage {...{ country, articles, items, site: request.site }} />);
};

/** `/sources/[id]`: a source that a live article cites; of a record that became part of another one, that one's. */
export const sourceAnswer: AnswerMaker = async (request) => {
  const id = request.params['id'] ?? '';
  const kept = uuid.test(id) ? await keptInstead(id) : null;
  if (kept) return moved(`/sources/${kept}`);
  const view = uuid.test(id) ? await findSource(id) : null;
  if (!view) return missingAnswer({ ...request, path: '' }, 'No live article cites a source of this address.');
  return page(<SourcePage view={view} site={request.site} />);
};

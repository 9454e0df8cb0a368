import { SearchPage } from '@/components/reader/search-page';
import { countriesMentioned } from '@/lib/domain/countries';
import { dateWords } from '@/lib/domain/timeline/when';
import { asking, page } from '@/lib/pages/answer';
import { listCountries } from '@/lib/pages/queries/countries';
import { findEvents } from '@/lib/pages/queries/events';
import { searchLive } from '@/lib/pages/queries/search';

const mostOthers = 20;
const longest = 200;

/** The words of a query as they are searched: one blank between them, at most 200 characters. */
export const wordsOf = (query: string | null): string =>
  (query ?? '').toWellFormed().replaceAll(/\s+/gu, ' ').trim().slice(0, longest);

/** `/search?q=`: live text only; countries and dates are understood. Not kept: there are too many queries. */
export const searchAnswer = asking(['q'], async ({ site, query }) => {
  const words = wordsOf(query.get('q'));
  const found = await searchLive(words);
  const events = words === '' ? [] : await findEvents(words);
  const mentioned = words === '' ? [] : countriesMentioned(words);
  const isEmpty = found.hits.length + events.length === 0;
  const known = mentioned.length > 0 || (isEmpty && words !== '') ? await listCountries() : [];
  const lines = known.map(({ country: { slug, name }, articles }) => ({ slug, name, articles }));
  const view = {
    ...found,
    query: words,
    events: events.map(({ slug, title, anchor, when, text }) => ({ slug, title, anchor, when: dateWords(when), text })),
    countries: lines.filter(({ slug }) => mentioned.includes(slug)),
    others: lines.slice(0, mostOthers),
  };
  return page(<SearchPage view={view} site={site} />, { kept: false });
});

import { countriesMentioned } from '@/lib/domain/countries';
import { listCountries } from '@/lib/pages/queries/countries';
import { findEvents } from '@/lib/pages/queries/events';
import { searchLive } from '@/lib/pages/queries/search';

const mostOthers = 20;
const longest = 200;

/** The words of a query as they are searched: one blank between them, at most 200 characters. */
export const wordsOf = (query: string | null): string =>
  (query ?? '').toWellFormed().replaceAll(/\s+/gu, ' ').trim().slice(0, longest);

/** What live articles say about the words: sentences, dated statements, countries; `others` are to be tried when there is nothing. */
export async function askLive(words: string) {
  const [found, events] = await Promise.all([searchLive(words), words === '' ? [] : findEvents(words)]);
  const mentioned = words === '' ? [] : countriesMentioned(words);
  const isEmpty = found.hits.length + events.length === 0;
  const known = mentioned.length > 0 || (isEmpty && words !== '') ? await listCountries() : [];
  const lines = known.map(({ country: { slug, name }, articles }) => ({ slug, name, articles }));
  const countries = lines.filter(({ slug }) => mentioned.includes(slug));
  return { ...found, events, countries, others: lines.slice(0, mostOthers) };
}

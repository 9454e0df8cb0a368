import type { Fact } from '@/lib/domain/article';
import { countriesInTitle, countriesMentioned, countryBySlug, type Country } from '@/lib/domain/countries';

/** The row of the facts card that says which countries an article is about: "Iran, Syria". */
export const countriesKey = 'Countries';

/** The countries that an article is about, as an editor confirmed; none while nobody has. In the order of the row. */
export function countriesOf(facts: readonly Fact[]): Country[] {
  const values = facts.filter(({ key, confirmed }) => key === countriesKey && confirmed).map(({ value }) => value);
  const slugs = [...new Set(values.flatMap(countriesMentioned))];
  return slugs.flatMap((slug) => countryBySlug(slug) ?? []);
}

/** The row that a title suggests, not confirmed; nothing when the title names no country or there is such a row. */
export function suggestedCountries(title: string, facts: readonly Fact[]): Fact[] {
  if (facts.some(({ key }) => key === countriesKey)) return [];
  const names = countriesInTitle(title).flatMap((slug) => countryBySlug(slug)?.name ?? []);
  return names.length === 0 ? [] : [{ key: countriesKey, value: names.join(', '), confirmed: false, citations: [] }];
}

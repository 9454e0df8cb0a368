import { expect, it } from 'vitest';
import type { Fact } from '@/lib/domain/article';
import { countriesOf, suggestedCountries } from '@/lib/domain/article-countries';

const fact = (key: string, value: string, confirmed = true): Fact => ({ key, value, confirmed, citations: [] });

it.each([
  ['none', [], []],
  ['a confirmed row', [fact('Countries', 'Iran, Syria')], ['iran', 'syria']],
  ['one that nobody confirmed', [fact('Countries', 'Iran, Syria', false)], []],
  ['another row', [fact('Capital', 'Syria')], []],
  [
    'two rows, and one country twice',
    [fact('Countries', 'Syria'), fact('Countries', 'Türkiye and Syria')],
    ['syria', 'turkey'],
  ],
  ['words that are no country', [fact('Countries', 'Atlantis')], []],
])('%s', (_name, facts, slugs) => {
  expect(countriesOf(facts).map(({ slug }) => slug)).toEqual(slugs);
});

it('suggests what the title names, once, for somebody to confirm', () => {
  const row = { key: 'Countries', value: 'Azerbaijan, Syria', confirmed: false, citations: [] };
  expect(suggestedCountries('Prospects in a New Era of Azerbaijan-Syria Relations', [])).toEqual([row]);
  expect(suggestedCountries('Iran–Syria relations', [row])).toEqual([]);
  expect(suggestedCountries('A history of bread', [])).toEqual([]);
});

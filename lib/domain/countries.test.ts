import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countries, countriesInTitle, countriesMentioned, countryBySlug } from '@/lib/domain/countries';

describe('countriesInTitle', () => {
  it.each([
    ['Afghanistan–Syria relations', 'afghanistan syria'],
    ['Afghanistan–Palestine relations', 'afghanistan palestine'],
    ['Iran–Syria relations', 'iran syria'],
    ['Pakistan–Syria relations', 'pakistan syria'],
    ['Prospects in a New Era of Azerbaijan-Syria Relations', 'azerbaijan syria'],
    ['Syria — Türkiye relations', 'syria turkey'],
    ['Relations between Iran and Syria', 'iran syria'],
    ['Iranian-Syrian relations', 'iran syria'],
    ['Iran-Iraq-Syria pipeline', 'iran iraq syria'],
    ['Syrian views of Iran–Russia relations', 'iran russia'],
    ['Foreign relations of Afghanistan', 'afghanistan'],
    ['Hezbollah–Iran relations', 'iran'],
    ['Arab–Iran relations', 'iran'],
    ['Iranian involvement in the Syrian Civil War', 'iran syria'],
    ['Guinea-Bissau–Guinea relations', 'guinea-bissau guinea'],
    ['Niger–Nigeria relations', 'niger nigeria'],
    [
      'Democratic Republic of the Congo–Republic of the Congo relations',
      'democratic-republic-of-the-congo republic-of-the-congo',
    ],
    ['Dominica–Dominican Republic relations', 'dominica dominican-republic'],
    ['South Sudan–Sudan relations', 'south-sudan sudan'],
    ['People’s Republic of China–Taiwan relations', 'china taiwan'],
    ['Republic of China–Japan relations', 'taiwan japan'],
    ['Côte d’Ivoire–São Tomé and Príncipe relations', 'ivory-coast sao-tome-and-principe'],
    ['North Korea–South Korea relations', 'north-korea south-korea'],
    ['Kosovo–Northern Cyprus relations', 'kosovo northern-cyprus'],
    ['UK–US relations', 'united-kingdom united-states'],
    ['U.S.–Palestinian relations', 'united-states palestine'],
    ['Shia crescent', ''],
    ['A history of us', ''],
    ['Oil in the Persian Gulf', ''],
    ['Romance and Malice', ''],
  ])('%s', (title, slugs) => {
    expect(countriesInTitle(title)).toEqual(slugs === '' ? [] : slugs.split(' '));
  });
});

describe('countriesMentioned', () => {
  it('finds names and adjectives in any case, each once', () => {
    expect(countriesMentioned('embassy syria 1946')).toEqual(['syria']);
    expect(countriesMentioned('Iranians met Turkish and SYRIAN envoys; Iran agreed.')).toEqual([
      'iran',
      'turkey',
      'syria',
    ]);
    expect(countriesMentioned('turkiye')).toEqual(['turkey']);
    expect(countriesMentioned('')).toEqual([]);
  });
});

describe('the table', () => {
  it('holds 200 countries with slugs and shapes of their own, in order', () => {
    expect(countries).toHaveLength(200);
    expect(new Set(countries.map(({ slug }) => slug)).size).toBe(countries.length);
    expect(new Set(countries.map(({ shape }) => shape)).size).toBe(countries.length);
    const names = countries.map(({ name }) => name);
    expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
    expect(countryBySlug('saudi-arabia')?.shape).toBe('682');
    expect(countryBySlug('atlantis')).toBeUndefined();
  });

  it('gives each country a shape of the atlas or a point', () => {
    const atlas = JSON.parse(readFileSync('node_modules/world-atlas/countries-110m.json', 'utf8')) as {
      objects: { countries: { geometries: { id?: string; properties: { name: string } }[] } };
    };
    const drawn = new Set(atlas.objects.countries.geometries.map(({ id, properties }) => id ?? properties.name));
    const without = countries.filter(({ shape, point }) => drawn.has(shape) === (point !== null));
    expect(without.map(({ name }) => name)).toEqual([]);
    const known = new Set(countries.map(({ shape }) => shape));
    // The Falklands, Greenland, France's south, Puerto Rico, New Caledonia, Antarctica: no countries of their own.
    expect([...drawn].filter((shape) => !known.has(shape))).toEqual(['238', '304', '260', '630', '540', '010']);
  });

  it('gives each word to one country', () => {
    const words = countries.flatMap(({ name, others }) => [name, ...others]).map((word) => word.toLowerCase());
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });
});

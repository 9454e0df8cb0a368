import { readdirSync, readFileSync } from 'node:fs';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chartsCss } from '@/components/reader/charts/charts-css';
import { LocatorMap } from '@/components/reader/charts/locator-map';
import { RelationsMap } from '@/components/reader/charts/relations-map';
import { Sparkline } from '@/components/reader/charts/sparkline';
import { Timeline, type TimelineItem } from '@/components/reader/charts/timeline';
import { layOut, picture } from '@/components/reader/charts/timeline-layout';
import { countries, countriesInTitle, countryBySlug, type Country } from '@/lib/domain/countries';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { statementAnchor, timelineOf } from '@/lib/domain/timeline/timeline';

const country = (slug: string): Country => {
  const found = countryBySlug(slug);
  if (!found) throw new Error(slug);
  return found;
};
const html = (element: ReactElement) => renderToStaticMarkup(element);
const mapOf = (first: string, second: string) =>
  html(createElement(LocatorMap, { first: country(first), second: country(second) }));
const picturesIn = (markup: string) => markup.match(/<svg[\s\S]*?<\/svg>/gu) ?? [];
const bytes = (text: string) => Buffer.byteLength(text);

const folder = 'seeds/documents';
/** The seeds without their notation: the importer is out of reach for components. */
const seeds = readdirSync(folder)
  .toSorted()
  .map((name) => {
    const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
    const title = (lines[0] ?? '').replaceAll(/^=\s*|\s*=$/gu, '');
    const prose = lines.slice(1).filter((line) => /^[^=-]/u.test(line));
    const body = doc(...prose.map((line, at) => withId(`b${at}`, p(line))));
    const [first = '', second = ''] = countriesInTitle(title);
    const { entries } = timelineOf([{ id: 's', body }]);
    const items = entries.map((entry): TimelineItem => ({ ...entry, href: `#${statementAnchor(entry)}` }));
    return { title, first, second, items };
  });

/** What each picture promises: every element is closed, no style attribute, no broken number, ids and their uses match. */
function expectSound(markup: string): void {
  const open: string[] = [];
  const closed: string[] = [];
  for (const [, close, tag = '', rest = ''] of markup.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*)>/gu)) {
    if (close) closed.push(`${tag} closes ${open.pop()}`);
    else if (!rest.endsWith('/')) open.push(tag);
  }
  expect(open).toEqual([]);
  expect(closed.filter((words) => !/^(\S+) closes \1$/u.test(words))).toEqual([]);
  expect(markup).not.toMatch(/style=|NaN|undefined|Infinity|<script/u);
  const ids = [...markup.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of markup.matchAll(/url\(#([^)]*)\)/gu)) expect(ids).toContain(id);
}

/** The corners of a path of whole, relative steps, ring by ring. */
const cornersOf = (data: string): (readonly [x: number, y: number])[] =>
  [...data.matchAll(/M([^M]*)/gu)].flatMap(([, ring = '']) => {
    let [x, y] = [0, 0];
    return [...ring.matchAll(/(-?\d+) ?(-?\d+)/gu)].map(([, dx, dy]): readonly [number, number] => {
      [x, y] = [x + Number(dx), y + Number(dy)];
      return [x, y];
    });
  });

/** Expects a path of this class, all of it in the frame. */
function expectInFrame(markup: string, kind: string): void {
  const [, width, height] = (/viewBox="0 0 (\d+) (\d+)"/u.exec(markup) ?? []).map(Number);
  const data = new RegExp(`class="${kind}"[^>]* d="([^"]*)"`, 'u').exec(markup)?.[1] ?? '';
  const corners = cornersOf(data);
  expect(corners.length).toBeGreaterThan(3);
  expect(corners.filter(([x, y]) => !(x >= 0 && x <= Number(width) && y >= 0 && y <= Number(height)))).toEqual([]);
}

describe('LocatorMap', () => {
  it.each(seeds)('shows both countries of “$title” in 2 to 5 KB', ({ first, second }) => {
    const markup = mapOf(first, second);
    expectSound(markup);
    expectInFrame(markup, 'one');
    expectInFrame(markup, 'two');
    expect(markup).toContain(`>${country(first).name}</text>`);
    expect(markup).toContain(`>${country(second).name}</text>`);
    expect(markup).toContain(`Map of ${country(first).name} and ${country(second).name}`);
    const [svg = ''] = picturesIn(markup);
    expect(bytes(svg)).toBeGreaterThan(2000);
    expect(bytes(svg)).toBeLessThan(5000);
    expect(mapOf(first, second)).toBe(markup);
  });

  it.each([
    ['chile', 'japan'],
    ['fiji', 'russia'],
    ['united-states', 'russia'],
    ['new-zealand', 'canada'],
    ['norway', 'argentina'],
  ])('shows %s and %s, far apart, in 7 KB', (first, second) => {
    const markup = mapOf(first, second);
    expectSound(markup);
    expect(markup.match(/<text/gu)).toHaveLength(2);
    expect(bytes(picturesIn(markup)[0] ?? '')).toBeLessThan(7000);
  });

  it('rings a small country and says so', () => {
    const markup = mapOf('afghanistan', 'palestine');
    expect(markup).toContain('Palestine is striped and marked by a ring.');
    expect(markup.match(/<circle class="ring"/gu)).toHaveLength(1);
    expect(mapOf('malta', 'bahrain').match(/<circle class="ring"/gu)).toHaveLength(2);
  });

  it('draws every country on its own', () => {
    for (const first of countries) {
      const markup = html(createElement(LocatorMap, { first }));
      expectSound(markup);
      expect(markup).toContain('<text');
    }
  });
});

describe('Timeline', () => {
  it.each(seeds)('shows each entry of “$title” as a dot or says that it does not, and in the list', ({ items }) => {
    const markup = html(createElement(Timeline, { items, confirmed: false }));
    expectSound(markup);
    const early = items.filter(({ when }) => when.bce || when.kind === 'century' || when.from.year < 1900).length;
    expect(markup.match(/tabindex="-1"/gu)).toHaveLength(items.length - early);
    expect(markup.match(/<li>/gu)).toHaveLength(items.length);
    expect(markup.includes('in the list only')).toBe(early > 0);
    expect(markup).toContain('Dates found automatically.');
    expect(bytes(picturesIn(markup)[0] ?? '')).toBeLessThan(180 * items.length + 1000);
  });

  it('says nothing of finding once an editor has confirmed, and is nothing without entries', () => {
    const items = seeds[0]?.items ?? [];
    expect(html(createElement(Timeline, { items, confirmed: true }))).not.toContain('automatically');
    expect(html(createElement(Timeline, { items: [], confirmed: false }))).toBe('');
  });

  it('lets no two marks touch', () => {
    for (const { items } of seeds) {
      const { marks } = layOut(items);
      for (const one of marks) {
        for (const other of marks.filter((mark) => mark !== one && mark.row === one.row)) {
          const apart = Math.max(one.from, other.from) - Math.min(one.to, other.to);
          expect(apart).toBeGreaterThanOrEqual(2 * picture.radius + 2);
        }
      }
    }
  });

  it('shows early entries in the list alone', () => {
    const items: TimelineItem[] = [
      {
        when: { kind: 'year', from: { year: 539 }, bce: true },
        text: 'In 539 BCE.',
        words: '539 BCE',
        at: 3,
        href: '#s',
      },
    ];
    const markup = html(createElement(Timeline, { items, confirmed: true }));
    expect(markup).not.toContain('<svg');
    expect(markup).toContain('1 entry before 1900 or of a century is in the list only.');
  });
});

describe('RelationsMap', () => {
  const relations = [
    ...seeds.map(({ first, second, title }) => ({
      countries: [country(first), country(second)] as const,
      title,
      href: `/articles/${first}-${second}`,
    })),
    { countries: [country('iran'), country('lebanon')] as const, title: 'Iran–Lebanon relations', href: null },
  ];

  it('draws an arc for each relation, dashed when it is wanted, and lists each once', () => {
    const markup = html(createElement(RelationsMap, { relations }));
    expectSound(markup);
    expect(markup.match(/class="arc"/gu)).toHaveLength(5);
    expect(markup.match(/class="arc wanted"/gu)).toHaveLength(1);
    const list = markup.slice(markup.indexOf('<ul'));
    expect(list.match(/<a /gu)).toHaveLength(5);
    expect(list.replaceAll(/<[^>]*>/gu, '')).toBe(
      'Syria (4): Afghanistan · Azerbaijan · Iran · PakistanAfghanistan (1): PalestineIran (1): Lebanon (not yet written)',
    );
    expect(bytes(picturesIn(markup)[0] ?? '')).toBeLessThan(6000);
    expect(html(createElement(RelationsMap, { relations: [] }))).toBe('');
  });
});

describe('Sparkline', () => {
  it('draws a bar for each version, hatched for a correction', () => {
    const versions = [1200, 4, 0, 30].map((words, at) => ({ words, correction: at === 1 }));
    const markup = html(createElement(Sparkline, { versions }));
    expectSound(markup);
    expect(markup.match(/M\d+ 32v/gu)).toHaveLength(4);
    expect(bytes(markup)).toBeLessThan(600);
    expect(html(createElement(Sparkline, { versions: versions.slice(1, 2) }))).toBe('');
  });
});

describe('the CSS of the charts', () => {
  it('is small', () => {
    expect(bytes(chartsCss)).toBeLessThan(1230);
  });
});

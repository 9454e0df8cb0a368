import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as ofArticles from '@/lib/contract/reads/articles';
import * as ofSite from '@/lib/contract/reads/site-wide';
import * as ofSources from '@/lib/contract/reads/sources';
import * as ofVersions from '@/lib/contract/reads/versions';
import type { Actor } from '@/lib/domain/actor';
import { db } from '@/lib/db/client';
import { countQueries, useDatabase } from '@/lib/db/testing';
import { manifestAnswer } from '@/lib/pages/answers/article';
import { api, asker, origin } from '@/lib/pages/reads/testing';
import { ask as askPage } from '@/lib/web/public/testing';
import { sha256 } from '@/lib/system/crypto';
import { forgetEnv } from '@/lib/system/env';
import { defineRead } from '@/lib/web/public/read';
import { approve, publish, revise, submit } from '@/seeds/desk';
import { seed } from '@/seeds/seed';

useDatabase();

const slug = 'iran-syria-relations';
const iran = `${api}/articles/${slug}`;
let published = '';

const { ask, bodyOf } = asker(defineRead);
const { listArticlesEndpoint, getArticleEndpoint, listSectionsEndpoint, getSectionEndpoint } = ofArticles;
const { listCitationsEndpoint, listArticleEventsEndpoint } = ofArticles;
const { listVersionsEndpoint, getVersionEndpoint, compareVersionsEndpoint } = ofVersions;
const { listCitedSourcesEndpoint, getCitedSourceEndpoint } = ofSources;

beforeAll(async () => {
  process.env['DEMO'] = '1';
  process.env['NEXTAUTH_URL'] = origin;
  forgetEnv();
  await seed({ demo: true });
  const [amal, jonas] = await Promise.all([personOf('amal'), personOf('jonas')]);
  const source = await db().source.findFirstOrThrow({ where: { authorsText: { contains: 'Maltzahn' } } });
  published = source.id;
  const words = 'took Syria as part of his empire, to become known as Eber-Nari';
  const number = await revise(amal, slug, 'Cite', [{ find: words, replace: words, cite: { sourceId: published } }]);
  await submit(amal, number, 'update', 'Named a source for Eber-Nari.');
  await approve(jonas, number);
  await publish(jonas, number);
}, 60_000);

async function personOf(handle: string): Promise<Actor> {
  const { id, name, role } = await db().user.findUniqueOrThrow({ where: { handle } });
  return { id, name, role: role as Actor['role'] };
}

afterAll(() => {
  delete process.env['DEMO'];
  delete process.env['NEXTAUTH_URL'];
  forgetEnv();
});

/** Every page of a list, by the addresses that the pages name. */
async function walk(first: string): Promise<Record<string, unknown>[]> {
  const pages: Record<string, unknown>[] = [];
  for (let at: string | null = first; at !== null;) {
    const response = await ask(at);
    const page = z.looseObject({ next: z.string().nullable() }).parse(await response.json());
    expect(response.headers.get('link')).toBe(page.next === null ? null : `<${page.next}>; rel="next"`);
    pages.push(page);
    at = page.next === null ? null : page.next.slice(origin.length);
  }
  return pages;
}
const linesOf = (pages: readonly Record<string, unknown>[], name: string) =>
  pages.flatMap((page) => z.array(z.looseObject({})).parse(page[name]));

describe('articles', () => {
  it('are listed by title, of a country or under a letter, with what readers see', async () => {
    const all = await bodyOf(listArticlesEndpoint, `${api}/articles`);
    expect(all.articles).toHaveLength(5);
    expect(all.articles.find((one) => one.slug === slug)).toMatchObject({
      ...{ title: 'Iran–Syria relations', version: 3, letter: 'I', countries: ['iran', 'syria'] },
      url: `${origin}/articles/${slug}`,
    });
    const ofIran = await bodyOf(listArticlesEndpoint, `${api}/articles?country=iran&letter=i`);
    expect(ofIran.articles.map((one) => one.slug)).toEqual([slug]);
    expect((await bodyOf(listArticlesEndpoint, `${api}/articles?letter=%23`)).articles).toEqual([]);
  });

  it('are found by slug and by id, and tell their record', async () => {
    const bySlug = await bodyOf(getArticleEndpoint, iran);
    const byId = await bodyOf(getArticleEndpoint, `${api}/articles/${bySlug.id}`);
    expect(byId).toEqual(bySlug);
    expect(bySlug).toMatchObject({
      ...{ title: 'Iran–Syria relations', counts: { statements: 119, sourced: 1, sources: 1 } },
      version: { number: 3, kind: 'update', contributors: ['Amal Darwish'], reviewers: ['Jonas Berg'] },
      countries: [{ slug: 'iran' }, { slug: 'syria' }],
    });
    expect(bySlug.sections[0]).toMatchObject({ heading: '', anchor: 'main', level: 1 });
  });

  it('tell their sections in both forms, with absolute addresses and the labels of the page', async () => {
    const { sections } = await bodyOf(listSectionsEndpoint, `${iran}/sections`);
    const cited = sections.find(({ citations }) => citations.length > 0);
    expect(cited).toMatchObject({ heading: 'Ancient history', level: 3, citations: [{ label: '1' }] });
    expect(cited?.html).toMatch(
      /Eber-Nari<sup><a href="http:\/\/localhost:3000\/articles\/[^"]+#ref-\w+">1<\/a><\/sup>/u,
    );
    expect(cited?.text).toContain('to become known as Eber-Nari');
    expect(cited?.text).not.toContain('<');
    for (const { key, anchor } of sections) {
      const byKey = await bodyOf(getSectionEndpoint, `${iran}/sections/${key}`);
      expect(byKey.section).toEqual(sections.find((one) => one.key === key));
      expect(await bodyOf(getSectionEndpoint, `${iran}/sections/${encodeURIComponent(anchor)}`)).toEqual(byKey);
    }
  });

  it('tell which statement cites what', async () => {
    const { citations } = await bodyOf(listCitationsEndpoint, `${iran}/citations`);
    expect(citations).toHaveLength(1);
    expect(citations[0]).toMatchObject({
      sourceId: published,
      label: '1',
      anchor: 'ancient-history',
      supports: 'supports',
    });
    expect(citations[0]?.statement).toContain('Eber-Nari');
  });

  it('tell their dated statements', async () => {
    const { events } = await bodyOf(listArticleEventsEndpoint, `${iran}/events`);
    expect(events.length).toBeGreaterThan(10);
    for (const { text, said, url } of events) {
      expect(text).toContain(said);
      expect(url).toContain(`${origin}/articles/${slug}`);
    }
  });

  it('parse for all that is live', async () => {
    let read = 0;
    for (const one of (await bodyOf(listArticlesEndpoint, `${api}/articles`)).articles) {
      const at = `${api}/articles/${one.slug}`;
      await bodyOf(getArticleEndpoint, at);
      await bodyOf(listSectionsEndpoint, `${at}/sections`);
      await bodyOf(listCitationsEndpoint, `${at}/citations`);
      await bodyOf(listArticleEventsEndpoint, `${at}/events`);
      await bodyOf(compareVersionsEndpoint, `${at}/compare`);
      for (const { number } of (await bodyOf(listVersionsEndpoint, `${at}/versions`)).versions) {
        await bodyOf(getVersionEndpoint, `${at}/versions/${number}`);
        read += 1;
      }
    }
    expect(read).toBe(await db().version.count());
  });
});

describe('versions', () => {
  it('are chained by hashes that anybody can compute', async () => {
    const { versions: lines } = await bodyOf(listVersionsEndpoint, `${iran}/versions`);
    expect(lines.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(lines.map(({ prevHash }) => prevHash)).toEqual([lines[1]?.hash, lines[2]?.hash, null]);
    expect(lines[0]).toMatchObject({
      sizes: { sourced: 1 },
      manifest: `${origin}/articles/${slug}/versions/3/manifest.json`,
    });
    const version = await bodyOf(getVersionEndpoint, `${iran}/versions/2`);
    expect(version).toMatchObject({ ...lines[1], article: { live: 3, state: 'published' } });
    const stored = await db().sectionContent.findMany({
      where: { hash: { in: version.sections.map((one) => one.contentHash) } },
    });
    expect(stored).toHaveLength(version.sections.length);
  });

  it('are compared as the page compares them', async () => {
    const { changes, from, to } = await bodyOf(compareVersionsEndpoint, `${iran}/compare?from=1&to=2`);
    expect([from.number, to.number, changes?.counts.total]).toEqual([1, 2, 1]);
    const [changed] = changes?.sections.filter(({ flags }) => flags.length > 0) ?? [];
    const [block] = changed?.blocks.filter(({ kind }) => kind === 'edited') ?? [];
    expect(block?.before).toContain('the current president');
    expect(block?.after).toContain('the former president');
    expect((await bodyOf(compareVersionsEndpoint, `${iran}/compare?from=2&to=2`)).changes).toBeNull();
    const last = await bodyOf(compareVersionsEndpoint, `${iran}/compare`);
    expect([last.from.number, last.to.number, last.citations.length]).toEqual([2, 3, 1]);
  });

  it('have the hash of the very manifest that they name', async () => {
    const { manifest, hash } = await bodyOf(getVersionEndpoint, `${iran}/versions/2`);
    expect(sha256(await (await askPage(manifestAnswer, manifest.slice(origin.length))).text())).toBe(hash);
  });
});

describe('sources, events and search', () => {
  it('lists the sources that readers meet, each with its record', async () => {
    const { sources: list } = await bodyOf(listCitedSourcesEndpoint, `${api}/sources`);
    expect(list.map(({ id, articles: many }) => [id, many])).toContainEqual([published, 1]);
    for (const { id, reference } of list) {
      const source = await bodyOf(getCitedSourceEndpoint, `${api}/sources/${id}`);
      expect([source.reference, source.uses.length > 0]).toEqual([reference, true]);
    }
  });

  it('tells the dates of all articles in the order of time, within years and of a country', async () => {
    const yearsOf = async (query: string) =>
      (await bodyOf(ofSite.listEventsEndpoint, `${api}/events?limit=100${query}`)).events.map(
        ({ when: { from, bce } }) => (bce ? -from.year : from.year),
      );
    const all = await yearsOf('');
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    const some = await yearsOf('&from=1979&to=1990&country=iran');
    expect(some.length).toBeGreaterThan(2);
    expect(some.filter((year) => year > 1990)).toEqual([]);
    expect(await yearsOf('&country=japan')).toEqual([]);
  });

  it('finds articles, dates and countries', async () => {
    const found = await bodyOf(ofSite.searchEndpoint, `${api}/search?q=iran%202011`);
    expect(new Set(found.results.map(({ type }) => type))).toEqual(new Set(['country', 'event', 'article']));
    const guessed = await bodyOf(ofSite.searchEndpoint, `${api}/search?q=Eber-Narri`);
    expect(guessed.instead).not.toBeNull();
  });
});

describe('pages of lists', () => {
  it.each([
    [`${api}/articles`, 'articles', 2],
    [`${api}/articles?country=syria`, 'articles', 1],
    [`${iran}/versions`, 'versions', 1],
    [`${api}/sources`, 'sources', 1],
    [`${api}/events`, 'events', 7],
    [`${api}/events?from=1900&country=iran`, 'events', 5],
  ])('of %s bring each line once, in one order', async (at, name, limit) => {
    const sign = at.includes('?') ? '&' : '?';
    const lines = linesOf(await walk(`${at}${sign}limit=${limit}`), name);
    expect(lines).toEqual(linesOf(await walk(`${at}${sign}limit=100`), name));
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('need as many questions to the database for one line as for five', async () => {
    const asked = async (limit: number) => countQueries(() => ask(`${api}/articles?limit=${limit}`));
    expect(await asked(4)).toBe(await asked(1));
  });
});

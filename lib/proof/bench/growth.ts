import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { identityOf } from '@/lib/proof/bench/corpus/article';
import { type Generated, generated, generatedNote, withVersions } from '@/lib/proof/bench/corpus/generated';
import { below, randomOf } from '@/lib/proof/bench/corpus/random';
import { type Case, interleaved, median, ratio } from '@/lib/proof/bench/measure/rounds';
import { atMost, type Row, short } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import { connect } from '@/lib/proof/bench/stage/database';
import { ask } from '@/lib/proof/bench/stage/http';
import type { Suite } from '@/lib/proof/bench/suite';
import { makeLoader } from '@/lib/web/server/load';

/** One server over one generated database. */
type Site = {
  readonly name: 'small' | 'large';
  readonly made: Generated;
  readonly app: App;
  readonly admin: postgres.Sql;
  readonly readers: postgres.Sql;
};
type Found = ReadonlyMap<string, readonly number[]>;
type Versions = keyof typeof withVersions;

/** Turns in each round. */
const turns = { 'in memory': 200, 'from the table': 60, made: 24, history: 12 } as const;
type What = keyof typeof turns;
const whats = Object.keys(turns) as What[];
/** How a reader may get an article; reading its bytes from the table stands in the way only once, and depends on their length. */
const viewed = ['in memory', 'made'] as const;
const pathOf = (index: number) => `/articles/${identityOf(index).slug}`;

/** `npm run bench -- growth`: what an article and its history cost with more versions and more articles (G1, G2). */
export const growth: Suite = async (bench) => {
  const names = bench.options.large ? (['small', 'large'] as const) : (['small'] as const);
  const sites: Site[] = [];
  for (const name of names) sites.push(await open(name, await generated(bench, name)));
  const found = new Map<string, number[]>();
  for (const what of whats) {
    const cases = sites.flatMap((site) => casesOf(site, what));
    for (const { run } of cases) await run();
    const times = await interleaved(bench.options.rounds * turns[what], cases);
    for (const [name, values] of times) found.set(name, values);
  }
  for (const { app, admin, readers } of sites) await Promise.all([app.stop(), admin.end(), readers.end()]);
  return {
    name: 'growth',
    rows: [...versionRows(found), ...(bench.options.large ? sizeRows(found) : [])],
    tables: [
      {
        title: 'Medians of all turns; each turn asks once for each, in reversed order every other turn',
        head: ['what', 'ms'],
        lines: [...found].map(([name, values]) => [name, short(median(values))]),
      },
    ],
    notes: [
      ...sites.map(({ name, made }) => `${name}: ${short(made.articles)} articles, ${short(made.versions)} versions.`),
      '“In memory”: the live page at its address, sequential requests over one connection, the second of each two. “From the table”: the one query that reads a live page which is not in memory, inside the bench. “Made”: the page with statements without a source marked, or the history, made by Next anew for each request (a notification empties the map before it).',
      generatedNote,
    ],
  };
};

async function open(name: Site['name'], made: Generated): Promise<Site> {
  const app = await startApp(`growth-${name}`, made.database);
  const readers = postgres(made.database.appUrl, { max: 1, types: { bigint: postgres.BigInt } });
  return { name, made, app, admin: connect(made.database.adminUrl), readers };
}

async function get(app: App, path: string): Promise<number> {
  const { status, tookMs } = await ask(app.port, path, { headers: { 'accept-encoding': 'br' } });
  if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
  return tookMs;
}

/** A page that is not in memory: something has changed, as far as the server knows. */
async function getAnew({ app, admin }: Site, path: string): Promise<number> {
  await admin`select pg_notify('public_pages', '/nothing-is-there')`;
  await pause(20);
  return get(app, path);
}

/** One page that is not in memory, as the server reads it. */
async function load(site: Site, path: string): Promise<number> {
  const loader = makeLoader(site.readers);
  const began = performance.now();
  const [loaded] = await loader.pages([path]);
  if (!loaded) throw new Error(`${path} is not stored.`);
  return performance.now() - began;
}

/** One request each for the articles with one, a hundred and a thousand versions; from the table, for any article, too. */
function casesOf(site: Site, what: What): Case<number>[] {
  const once = async (path: string): Promise<number> => {
    if (what === 'in memory') {
      // Asked twice: otherwise who comes after the other server, whose turn has cooled the caches, pays for that.
      await get(site.app, path);
      return get(site.app, path);
    }
    if (what === 'from the table') return load(site, path);
    return getAnew(site, what === 'made' ? `${path}?sourcing=1` : `${path}/versions`);
  };
  const random = randomOf('growth');
  const anyPath = () => pathOf(3 + below(random, site.made.articles - 50));
  const some = (Object.keys(withVersions).map(Number) as Versions[])
    .filter((versions) => what !== 'history' || versions > 1)
    .map((versions) => ({
      name: nameOf(site.name, what, versions),
      run: () => once(pathOf(withVersions[versions])),
    }));
  if (what !== 'from the table') return some;
  return [...some, { name: nameOf(site.name, what, 'any'), run: () => once(anyPath()) }];
}

const nameOf = (site: Site['name'], what: What, versions: Versions | 'any') =>
  `${site}: ${what}, ${versions === 'any' ? 'any article' : `${short(versions)} version${versions === 1 ? '' : 's'}`}`;

type Comparison = { readonly number: 'G1' | 'G2'; readonly measure: string; readonly most: number };

/** One case against another, as a row. */
function compare(found: Found, [of, to]: readonly [string, string], { number, measure, most }: Comparison): Row {
  const [values, first] = [found.get(of) ?? [], found.get(to) ?? []];
  const detail = `${short(median(values))} ms against ${short(median(first))} ms`;
  return { number, measure, value: ratio(values, first), unit: '×', goal: atMost(most), detail };
}

function versionRows(found: Found): Row[] {
  const views = viewed.flatMap((what) =>
    ([100, 1000] as const).map((versions) =>
      compare(found, [nameOf('small', what, versions), nameOf('small', what, 1)], {
        ...{ number: 'G1', measure: `article ${what}, ${short(versions)} versions against 1`, most: 1.05 },
      }),
    ),
  );
  const history = compare(found, [nameOf('small', 'history', 1000), nameOf('small', 'history', 100)], {
    ...{ number: 'G2', measure: 'history page of 50 rows, 1,000 versions against 100', most: 1.2 },
  });
  return [...views, history];
}

function sizeRows(found: Found): Row[] {
  const views = viewed.map((what) =>
    compare(found, [nameOf('large', what, 1), nameOf('small', what, 1)], {
      ...{ number: 'G1', measure: `article ${what}, 100,000 articles against 1,000`, most: 1.1 },
    }),
  );
  return [
    ...views,
    compare(found, [nameOf('large', 'history', 1000), nameOf('small', 'history', 100)], {
      ...{ number: 'G2', measure: 'history page of 50 rows, 1 million versions in all against 100', most: 1.2 },
    }),
  ];
}

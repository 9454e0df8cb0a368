import { setTimeout as pause } from 'node:timers/promises';
import { type Loaded, load } from '@/lib/proof/bench/measure/load';
import { pssMb } from '@/lib/proof/bench/measure/cpu';
import { type Case, interleaved, median, ratio } from '@/lib/proof/bench/measure/rounds';
import { atLeast, atMost, type Row, short, type Table } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import type { Server } from '@/lib/proof/bench/stage/child';
import type { Database } from '@/lib/proof/bench/stage/database';
import { ask } from '@/lib/proof/bench/stage/http';
import { piecesOf, publicPaths, theArticle } from '@/lib/proof/bench/stage/pages';
import { makeWriters } from '@/lib/proof/bench/stage/saving';
import { startBytes, startNext, startNginx, writePage } from '@/lib/proof/bench/stage/yardsticks';
import type { Bench, Options, Suite } from '@/lib/proof/bench/suite';
import { useDatabaseAt } from '@/lib/db/client';

type Coding = 'identity' | 'gzip' | 'br';
type Target = { readonly server: Server; readonly path: string; readonly pids: readonly number[] };
type Targets = Readonly<Record<string, Target>>;
type Found = ReadonlyMap<string, readonly Loaded[]>;

const clients = [1, 16, 64] as const;
const writers = 8;
const nameOf = (target: string, coding: Coding | '304', connections: number) => `${target} ${coding} ${connections}`;

/** `npm run bench -- reader`: what reading an article costs, beside yardsticks that answer the same bytes (V1 to V7, M1). */
export const reader: Suite = async (bench) => {
  const database = await bench.demo('bench_reader');
  await useDatabaseAt(database.appUrl);
  const app = await startApp('reader', database, true);
  const { targets, notes } = await startTargets(bench, app, database);
  const pages = await checkPages(app, database);
  const found = await measureLoads(bench.options, targets, String(pages.etag));
  const after = pssMb(app.pid);
  for (const { server } of Object.values(targets)) if (server !== app) await server.stop();
  const saving = await measureSaving(bench, app);
  await app.stop();
  const starts = await measureStarts(bench.options, database);
  return {
    name: 'reader',
    rows: [...loadRows(found), ...pages.rows, ...saving.rows, ...startRows(starts, after)],
    tables: [loadTable(found), saving.table],
    notes: [...notes, ...pages.notes],
  };
};

async function startTargets({ cluster }: Bench, app: App, database: Database) {
  const { body } = await ask(app.port, theArticle, { headers: { 'accept-encoding': 'identity' } });
  const file = writePage('nginx/pages', 'article.html', body);
  const nginx = await startNginx();
  const [bytes, next] = [await startBytes('bytes', file), await startNext(await piecesOf(database))];
  const own = (server: Server, path: string): Target => ({ server, path, pids: [server.pid] });
  const targets: Targets = {
    stet: { server: app, path: theArticle, pids: [app.pid, cluster.pid] },
    ...(nginx && { nginx: own(nginx, '/article.html') }),
    'node:http': own(bytes, '/'),
    'next start': own(next, '/'),
  };
  const notes = [
    `The article is ${theArticle}, ${short(body.length / 1000)} KB of HTML. CPU time is that of all processes of a server, of PostgreSQL too.`,
    'nginx: one worker, no access log, sendfile, open_file_cache, gzip_static. node:http: the same bytes from memory. next start: the same text as a prerendered page.',
    'Where the generator is busy for more than 90 % of the time, the requests per second are its own limit, and the server could do more.',
    ...(nginx ? [] : ['nginx is not installed: the ratios to it are missing (Debian: apt-get install nginx-light).']),
  ];
  return { targets, notes };
}

async function measureLoads(options: Options, targets: Targets, etag: string): Promise<Found> {
  const cases: Case<Loaded>[] = [];
  const add = (target: string, coding: Coding | '304', connections: number) => {
    const found = targets[target];
    if (!found) return;
    const headers =
      coding === '304' ? { 'accept-encoding': 'identity', 'if-none-match': etag } : { 'accept-encoding': coding };
    const { server, path, pids } = found;
    const what = { port: server.port, path, connections, seconds: options.seconds, headers, servers: pids };
    cases.push({ name: nameOf(target, coding, connections), run: () => load(what) });
  };
  for (const target of ['stet', 'nginx', 'node:http']) {
    for (const connections of clients) add(target, 'identity', connections);
    add(target, 'gzip', 16);
  }
  for (const coding of ['br', '304'] as const) add('stet', coding, 16);
  for (const coding of ['identity', 'gzip'] as const) add('next start', coding, 16);
  // Once to warm up: what is compiled, opened and cached at the first thousand requests is no part of the comparison.
  for (const { run } of cases) await run();
  return interleaved(options.rounds, cases);
}

const valuesOf = (found: Found, name: string, pick: (loaded: Loaded) => number): number[] =>
  (found.get(name) ?? []).map(pick);

type Comparison = {
  readonly of: string;
  readonly to: string;
  readonly pick: (loaded: Loaded) => number;
  readonly unit: string;
};

/** A ratio of two cases with both medians in words. */
function compared(found: Found, { of, to, pick, unit }: Comparison): Pick<Row, 'value' | 'unit' | 'detail'> {
  const [values, yardstick] = [valuesOf(found, of, pick), valuesOf(found, to, pick)];
  const detail = `${short(median(values))} ${unit} against ${short(median(yardstick))} ${unit}`;
  return { value: ratio(values, yardstick), unit: '×', detail };
}

const cpu = { pick: ({ cpuUs }: Loaded) => cpuUs, unit: 'µs' };
const rate = { pick: ({ perSecond }: Loaded) => perSecond, unit: 'req/s' };
const slowest = { pick: ({ p99Ms }: Loaded) => p99Ms, unit: 'ms' };

function loadRows(found: Found): Row[] {
  const at = (target: string, coding: Coding | '304' = 'identity', connections = 16) =>
    nameOf(target, coding, connections);
  const floors = { 1: 0.7, 16: 0.6, 64: 0.4 } as const;
  const codings = ['identity', 'gzip'] as const;
  return [
    ...codings.map((coding) => ({
      ...{ number: 'V1', measure: `CPU per request against nginx, ${coding}, c = 16`, goal: atMost(2) },
      ...compared(found, { of: at('stet', coding), to: at('nginx', coding), ...cpu }),
    })),
    ...clients.map((connections) => ({
      ...{ number: 'V2', measure: `req/s against nginx, c = ${connections}`, goal: atLeast(floors[connections]) },
      ...compared(found, {
        ...{ of: at('stet', 'identity', connections), to: at('nginx', 'identity', connections) },
        ...rate,
      }),
    })),
    ...codings.map((coding) => ({
      ...{
        number: 'V3',
        measure: `CPU of a prerendered page under next start against ours, ${coding}`,
        goal: atLeast(25),
      },
      ...compared(found, { of: at('next start', coding), to: at('stet', coding), ...cpu }),
    })),
    {
      ...{ number: 'V4', measure: 'p99 against nginx, c = 16', goal: atMost(2) },
      ...compared(found, { of: at('stet'), to: at('nginx'), ...slowest }),
    },
    {
      ...{ number: 'V6', measure: 'CPU of a 304 against a 200, c = 16', goal: atMost(1) },
      ...compared(found, { of: at('stet', '304'), to: at('stet'), ...cpu }),
    },
  ];
}

function loadTable(found: Found): Table {
  const of = (runs: readonly Loaded[], pick: (loaded: Loaded) => number) => short(median(runs.map(pick)));
  return {
    title: 'An article, medians of all rounds',
    head: ['server, coding, connections', 'CPU per request (µs)', 'req/s', 'p50 (ms)', 'p99 (ms)', 'generator busy'],
    lines: [...found].map(([name, runs]) => [
      ...[name, of(runs, cpu.pick), of(runs, rate.pick), of(runs, ({ p50Ms }) => p50Ms), of(runs, slowest.pick)],
      `${Math.round(median(runs.map(({ generatorShare }) => generatorShare)) * 100)} %`,
    ]),
  };
}

const strong = /^"[^"]+"$/u;

/** Every public page has a strong validator and answers 304 to it (V6). */
async function checkPages(app: App, database: Database) {
  const headers = { 'accept-encoding': 'identity' };
  const paths = await publicPaths(app, database);
  const without: string[] = [];
  for (const path of paths) {
    const first = await ask(app.port, path, { headers });
    const etag = String(first.headers.etag ?? '');
    const again = await ask(app.port, path, { headers: { ...headers, 'if-none-match': etag } });
    if (first.status !== 200 || !strong.test(etag) || again.status !== 304 || again.body.length > 0) {
      without.push(`${path} (${first.status}, ${etag || 'no ETag'}, then ${again.status})`);
    }
  }
  const article = await ask(app.port, theArticle, { headers });
  const row: Row = {
    ...{ number: 'V6', measure: 'public addresses without a strong ETag and 304', unit: '', goal: atMost(0) },
    ...{ value: without.length, detail: `${paths.length} addresses asked` },
  };
  const notes = without.length === 0 ? [] : [`Without a strong ETag and 304: ${without.join(', ')}.`];
  return { etag: article.headers.etag, rows: [row], notes };
}

type Run = { readonly loaded: Loaded; readonly saves: number; readonly p50Ms: number };

/** Reading while eight people save: as fast as the server takes it, and once a second each (V5). */
async function measureSaving({ options, cluster }: Bench, app: App): Promise<{ rows: Row[]; table: Table }> {
  const crew = await makeWriters(app, writers);
  const pids = [app.pid, cluster.pid];
  const headers = { 'accept-encoding': 'identity' };
  const what = { port: app.port, path: theArticle, connections: 16, seconds: options.seconds, headers, servers: pids };
  const read = (pauseMs: number | null) => async (): Promise<Run> => {
    const stop = pauseMs === null ? null : crew.start(pauseMs);
    const loaded = await load(what);
    const saved = await stop?.();
    return { loaded, saves: saved?.perSecond ?? 0, p50Ms: saved?.p50Ms ?? Number.NaN };
  };
  const names = ['idle', 'eight save without pause', 'eight save once a second'] as const;
  const cases = [null, 0, 1000].map((pauseMs, at) => ({ name: names[at] ?? '', run: read(pauseMs) }));
  for (const { run } of cases) await run();
  const found = await interleaved(options.rounds, cases);
  const rates = (name: string) => (found.get(name) ?? []).map(({ loaded }) => loaded.perSecond);
  const idle = rates('idle');
  const middle = (name: string, pick: (run: Run) => number) => short(median((found.get(name) ?? []).map(pick)));
  return {
    rows: names.slice(1).map((name) => ({
      ...{ number: 'V5', measure: `req/s while ${name}, against idle`, unit: '×', goal: atLeast(0.5) },
      value: ratio(rates(name), idle),
      detail: `${short(median(rates(name)))} req/s against ${short(median(idle))} req/s, at ${middle(name, ({ saves }) => saves)} saves/s`,
    })),
    table: {
      title: 'Reading while people write, c = 16',
      head: ['writers', 'req/s', 'p99 (ms)', 'saves/s', 'p50 of a save (ms)'],
      lines: names.map((name) => [
        ...[name, middle(name, ({ loaded }) => loaded.perSecond), middle(name, ({ loaded }) => loaded.p99Ms)],
        ...[middle(name, ({ saves }) => saves), name === 'idle' ? '' : middle(name, ({ p50Ms }) => p50Ms)],
      ]),
    },
  };
}

type Start = { readonly listeningMs: number; readonly firstMs: number; readonly idleMb: number | null };

/** So many of the starts are left alone for so long before their memory is read: V8 gives back what the start needed. */
const idleStarts = 3;
const idleMs = 20_000;

/** From the start of a process to its first article, and what it holds when nobody asks (V7, M1). */
async function measureStarts(options: Options, database: Database): Promise<Start[]> {
  const starts: Start[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const app = await startApp('reader', database);
    const { status, tookMs } = await ask(app.port, theArticle);
    if (status !== 200) throw new Error(`The first article was answered with ${status}.`);
    const isMeasured = round < idleStarts;
    if (isMeasured) await pause(idleMs);
    starts.push({ listeningMs: app.listeningMs, firstMs: tookMs, idleMb: isMeasured ? pssMb(app.pid) : null });
    await app.stop();
  }
  return starts;
}

function startRows(starts: readonly Start[], afterMb: number): Row[] {
  const middle = (pick: (start: Start) => number) => median(starts.map(pick));
  return [
    {
      ...{ number: 'V7', measure: 'first article after listening', unit: 'ms', goal: atMost(50) },
      value: middle(({ firstMs }) => firstMs),
      detail: `${short(middle(({ listeningMs }) => listeningMs))} ms from process start to listening; slowest first article ${short(Math.max(...starts.map(({ firstMs }) => firstMs)))} ms`,
    },
    {
      ...{ number: 'M1', measure: 'memory of the web process, idle', unit: 'MB', goal: atMost(150) },
      value: median(starts.flatMap(({ idleMb }) => idleMb ?? [])),
      detail: `PSS 20 s after its first article; ${short(afterMb)} MB after all loads of this chapter`,
    },
  ];
}

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright/test';
import { z } from 'zod';
import { findChromium } from '@/lib/cli/chromium.mjs';
import { interleaved, median, ratio } from '@/lib/proof/bench/measure/rounds';
import { atMost, type Chapter, type Row, short, type Table } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import type { Database } from '@/lib/proof/bench/stage/database';
import { ask } from '@/lib/proof/bench/stage/http';
import { piecesOf, theArticle } from '@/lib/proof/bench/stage/pages';
import { startBytes, startNginx, writePage } from '@/lib/proof/bench/stage/yardsticks';
import type { Options, Suite } from '@/lib/proof/bench/suite';

type Visit = z.infer<typeof vitalsSchema> & { readonly requests: readonly Requested[] };
type Requested = { readonly url: string; readonly type: string; bytes: number };
type Part = Pick<Chapter, 'rows' | 'tables' | 'notes'>;

/**
 * “Slow 4G” stands for a line of 150 ms and 1.6 Mbit/s. The protocol of DevTools delays whole requests, not packets, so its preset of that name, which
 * Lighthouse takes too, waits 3.75 times as long and gives nine tenths of the rate. The bare numbers, a faster line than any, are measured beside it.
 */
const networks = {
  'in bare numbers': { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  preset: { latency: 562.5, downloadThroughput: 1_474_560 / 8, uploadThroughput: 675_000 / 8 },
} as const;
type Network = keyof typeof networks;
const networkNames = Object.keys(networks) as Network[];

const codings = ['br', 'gzip', 'identity'] as const;

/** `npm run bench -- weight`: what an article weighs on the wire, and when a slow phone shows it (B1, B2). */
export const weight: Suite = async ({ demo, options }) => {
  const database = await demo('bench_weight');
  const app = await startApp('weight', database);
  const bytes = await measureBytes(app);
  const browser = await openBrowser();
  const seen = browser ? await measureVisits(options, { app, database, browser }) : noBrowser;
  await browser?.close();
  await app.stop();
  return {
    name: 'weight',
    rows: [...bytes.rows, ...seen.rows],
    tables: [...bytes.tables, ...seen.tables],
    notes: [...bytes.notes, ...seen.notes],
  };
};

const noBrowser: Part = {
  rows: [],
  tables: [],
  notes: ['There is no Chromium: LCP, TBT, CLS and requests (B2) were not measured.'],
};

/** The page without its pictures: map, timeline and the list of dates under it. */
export function withoutPictures(html: string): string {
  return html
    .replaceAll(/<h2 id="timeline"[\s\S]*?(?=<h2 )/gu, '')
    .replaceAll(/<figure[\s\S]*?<\/figure>/gu, '')
    .replaceAll(/<svg[\s\S]*?<\/svg>/gu, '');
}

const packed = (text: string): Record<(typeof codings)[number], number> => {
  const plain = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return {
    br: brotliCompressSync(plain, { params }).length,
    gzip: gzipSync(plain, { level: 9 }).length,
    identity: plain.length,
  };
};

/** Bytes of the answer in each coding as they go over the wire, and of the same page without pictures. */
async function measureBytes(app: App): Promise<Part> {
  const answers = await Promise.all(
    codings.map((coding) => ask(app.port, theArticle, { headers: { 'accept-encoding': coding } })),
  );
  const [br, , identity] = answers;
  const html = identity?.body.toString() ?? '';
  const bare = packed(withoutPictures(html));
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/gu)].map(([, css = '']) => css).join('');
  const scripts = [...html.matchAll(/<script(?! type="application\/ld\+json")[^>]*>/gu)];
  const heads = answers.map(({ headers }) =>
    Object.entries(headers).reduce((sum, [name, value]) => sum + `${name}: ${String(value)}\r\n`.length, 0),
  );
  return {
    rows: [
      {
        ...{ number: 'B1', measure: 'HTML with inlined CSS without map and timeline, brotli', unit: 'KB' },
        ...{ value: bare.br / 1000, goal: atMost(12), detail: `${short(bare.identity / 1000)} KB before packing` },
      },
      {
        ...{ number: 'B1', measure: 'the page as it is, brotli', unit: 'KB', goal: atMost(20) },
        value: (br?.body.length ?? 0) / 1000,
        detail: `${short(html.length / 1000)} KB before packing, ${short(styles.length / 1000)} KB of them CSS; ${short((heads[0] ?? 0) / 1000)} KB of headers beside it`,
      },
      {
        ...{ number: 'B1', measure: 'elements with script', unit: '', value: scripts.length, goal: atMost(0) },
        detail: 'JSON-LD is data and does not count',
      },
    ],
    tables: [
      {
        title: `Bytes of ${theArticle}`,
        head: ['coding', 'page', 'without pictures', 'headers'],
        lines: codings.map((coding, at) => [coding, answers[at]?.body.length ?? 0, bare[coding], heads[at] ?? 0]),
      },
    ],
    notes: [],
  };
}

async function openBrowser(): Promise<Browser | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const { chromium } = await import('playwright/test');
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

type Scene = { readonly app: App; readonly database: Database; readonly browser: Browser };

/** The same words as a page that has nothing else. */
async function barePage(database: Database): Promise<string> {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const pieces = await piecesOf(database);
  const body = pieces.map(({ tag, text }) => `<${tag}>${escape(text)}</${tag}>`).join('\n');
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Text</title>\n${body}\n`;
}

type Visits = ReadonlyMap<string, readonly Visit[]>;

const nameOf = (page: 'article' | 'bare text', network: Network) => `${page}, ${network}`;

/** Loads of article and bare text in turns, each in a browser that has never seen them. */
async function measureVisits(options: Options, { app, database, browser }: Scene): Promise<Part> {
  const file = writePage('nginx/pages', 'bare.html', Buffer.from(await barePage(database)));
  const plain = (await startNginx()) ?? (await startBytes('bytes', file));
  const article = `http://127.0.0.1:${app.port}${theArticle}`;
  const bare = `http://127.0.0.1:${plain.port}/bare.html`;
  const cases = networkNames.flatMap((network) => [
    { name: nameOf('article', network), run: () => visit(browser, article, network) },
    { name: nameOf('bare text', network), run: () => visit(browser, bare, network) },
  ]);
  for (const { run } of cases) await run();
  const found = await interleaved(options.rounds, cases);
  await plain.stop();
  const notes = [
    'Loads in Chromium, each in a new context, CPU four times slower by the DevTools protocol. “preset”: Slow 4G of DevTools and Lighthouse, 562.5 ms and 1.47 Mbit/s; “in bare numbers”: the line that it stands for, 150 ms for each request and 1.6 Mbit/s, which is faster, since a new connection then costs one delay and not several.',
    'The bare text is headings and paragraphs without any style, a static file.',
  ];
  return { rows: visitRows(found), tables: [visitTable(found), requestTable(found)], notes };
}

function visitRows(found: Visits): Row[] {
  const lcp = ({ lcpMs }: Visit) => lcpMs;
  const lcpRows = networkNames.map((network): Row => {
    const [article = [], bare = []] = (['article', 'bare text'] as const).map((page) =>
      (found.get(nameOf(page, network)) ?? []).map(lcp),
    );
    return {
      ...{ number: 'B2', measure: `LCP against the bare text, slow 4G, ${network}`, unit: '×' },
      goal: network === 'preset' ? atMost(1.15) : null,
      value: ratio(article, bare),
      detail: `${short(median(article))} ms against ${short(median(bare))} ms`,
    };
  });
  const loads = networkNames.flatMap((network) => found.get(nameOf('article', network)) ?? []);
  const row = ([number, measure, most]: readonly [string, string, number], pick: (visit: Visit) => number): Row => {
    const values = loads.map(pick);
    const worst = `worst of ${loads.length} loads ${short(Math.max(...values))}`;
    return { ...{ number, measure, unit: '', goal: atMost(most) }, value: median(values), detail: worst };
  };
  return [
    ...lcpRows,
    row(['B2', 'TBT in ms', 0], ({ tbtMs }) => tbtMs),
    row(['B2', 'CLS', 0], ({ cls }) => cls),
    row(['B1', 'requests besides fonts', 2], ({ requests }) => requests.filter(({ type }) => type !== 'Font').length),
    row(['B1', 'bytes of script', 0], ({ requests }) => weightOf(requests, 'Script')),
  ];
}

const weightOf = (requests: readonly Requested[], type: string): number =>
  requests.filter((request) => request.type === type).reduce((sum, { bytes }) => sum + bytes, 0);

function visitTable(found: Visits): Table {
  const middle = (visits: readonly Visit[], pick: (visit: Visit) => number) => short(median(visits.map(pick)));
  return {
    title: 'Loads on a slow line with a slow CPU, medians',
    head: ['page', 'FCP (ms)', 'LCP (ms)', 'TBT (ms)', 'CLS', 'load (ms)', 'KB over the wire'],
    lines: [...found].map(([name, visits]) => [
      ...[name, middle(visits, ({ fcpMs }) => fcpMs), middle(visits, ({ lcpMs }) => lcpMs)],
      ...[middle(visits, ({ tbtMs }) => tbtMs), middle(visits, ({ cls }) => cls)],
      middle(visits, ({ loadMs }) => loadMs),
      middle(visits, ({ requests }) => requests.reduce((sum, { bytes }) => sum + bytes, 0) / 1000),
    ]),
  };
}

const requestTable = (found: Visits): Table => ({
  title: 'Requests of the article',
  head: ['address', 'kind', 'bytes with headers'],
  lines: (found.get(nameOf('article', 'preset'))?.[0]?.requests ?? []).map(({ url, type, bytes }) => [
    ...[new URL(url).pathname, type, bytes],
  ]),
});

const vitalsSchema = z.object({
  ...{ fcpMs: z.number(), lcpMs: z.number(), tbtMs: z.number(), cls: z.number(), loadMs: z.number() },
});

/** Runs in the page; a text, since what the loader of TypeScript adds to functions is not there. */
const vitals = `new Promise((resolve) => {
  const kept = { 'largest-contentful-paint': [], longtask: [], 'layout-shift': [], paint: [] };
  for (const type of Object.keys(kept)) {
    new PerformanceObserver((list) => kept[type].push(...list.getEntries())).observe({ type, buffered: true });
  }
  setTimeout(() => resolve({
    fcpMs: kept.paint.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? 0,
    lcpMs: kept['largest-contentful-paint'].at(-1)?.startTime ?? 0,
    tbtMs: kept.longtask.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    cls: kept['layout-shift'].reduce((sum, { value }) => sum + value, 0),
    loadMs: performance.getEntriesByType('navigation')[0].loadEventEnd,
  }), 500);
})`;

/** One load of a page on a slow phone, nothing cached. */
async function visit(browser: Browser, url: string, network: Network): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  const requests = new Map<string, Requested>();
  tools.on('Network.responseReceived', ({ requestId, type, response }) =>
    requests.set(requestId, { url: response.url, type, bytes: 0 }),
  );
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', { offline: false, ...networks[network] });
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(1500);
  const found = vitalsSchema.parse(await page.evaluate(vitals));
  await context.close();
  return { ...found, requests: [...requests.values()] };
}

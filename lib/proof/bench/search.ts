import { useDatabaseAt } from '@/lib/db/client';
import { findEvents } from '@/lib/pages/queries/events';
import { searchLive } from '@/lib/pages/queries/search';
import { identityOf } from '@/lib/proof/bench/corpus/article';
import { type Generated, generated, generatedNote } from '@/lib/proof/bench/corpus/generated';
import { interleaved, median, percentile } from '@/lib/proof/bench/measure/rounds';
import { atMost, type Row, short, type Table } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import { ask } from '@/lib/proof/bench/stage/http';
import type { Options, Suite } from '@/lib/proof/bench/suite';

const { name } = identityOf(137);

/** What is asked: name of the question, and its words. */
const questions: Readonly<Record<string, string>> = {
  'a rare word': name,
  'a word of every article': 'relations',
  'two words': 'embassy trade',
  'two common words': 'relations between',
  'the beginning of a rare word': name.slice(0, -2),
  'a rare word with a slip': `${name.slice(0, 2)}${name.slice(3)}e`,
  'a common word with a slip': 'diplomtic',
  'a day': '8 December 2004',
  'a year and a word': 'embassy 2004',
  'a country': 'Paraguay',
  'nothing to be found': 'qqzzxxyyqq',
};

const perRound = 8;
/** S1, in milliseconds: five times as much with a hundred times the articles. */
const goal = 10;

/** Times in milliseconds; a question that was given up has the time until then. */
type Times = { readonly page: readonly number[]; readonly query: readonly number[]; readonly failures: number };
type Kind = 'page' | 'query';
type Found = ReadonlyMap<string, readonly Times[]>;

/** `npm run bench -- search`: full-text search over live articles (S1). */
export const search: Suite = async (bench) => {
  const small = await generated(bench, 'small');
  const first = await measure(bench.options, small, 'search-small');
  const large = bench.options.large ? await generated(bench, 'large') : null;
  const second = large && (await measure(bench.options, large, 'search-large'));
  return {
    name: 'search',
    rows: [
      ...rowsOf(first, small, goal),
      failureRow(first, small),
      ...(second && large ? [...rowsOf(second, large, 5 * goal), failureRow(second, large)] : []),
    ],
    tables: [
      tableFor(`${short(small.articles)} articles`, first),
      ...(second && large ? [tableFor(`${short(large.articles)} articles`, second)] : []),
    ],
    notes: [
      'Page: GET /search?q=, from the request to the last byte, made anew each time. Query: what it asks of the database (sections, and dates), inside the bench. Questions in turns, reversed every other round.',
      generatedNote,
    ],
  };
};

async function measure(options: Options, { database }: Generated, title: string): Promise<Found> {
  await useDatabaseAt(database.appUrl);
  const app = await startApp(title, database);
  const cases = Object.entries(questions).map(([key, words]) => ({ name: key, run: () => askOften(app, words) }));
  for (const { run } of cases) await run();
  const found = await interleaved(options.rounds, cases);
  await app.stop();
  await useDatabaseAt(undefined);
  return found;
}

let visitors = 0;

/** A visitor of its own for each request: one alone may search sixty times a minute. */
function nextVisitor(): Record<string, string> {
  visitors += 1;
  return { 'x-forwarded-for': `10.${visitors >> 16}.${(visitors >> 8) & 255}.${visitors & 255}` };
}

async function askOften(app: App, words: string): Promise<Times> {
  const [page, query]: [number[], number[]] = [[], []];
  let failures = 0;
  for (let turn = 0; turn < perRound; turn += 1) {
    const { status, tookMs } = await ask(app.port, `/search?q=${encodeURIComponent(words)}`, {
      headers: nextVisitor(),
    });
    if (status !== 200) failures += 1;
    page.push(tookMs);
    const began = performance.now();
    // What the page answers with 503 throws here.
    await askDatabase(words).catch(() => null);
    query.push(performance.now() - began);
  }
  return { page, query, failures };
}

async function askDatabase(words: string): Promise<void> {
  await searchLive(words);
  await findEvents(words);
}

const failuresOf = (found: Found, key: string): number =>
  (found.get(key) ?? []).reduce((sum, { failures }) => sum + failures, 0);

const allOf = (found: Found, key: string, kind: Kind): number[] =>
  (found.get(key) ?? []).flatMap((times) => times[kind]);

/** The question that takes longest, by its median. */
function slowest(found: Found, kind: Kind): { key: string; ms: number } {
  const all = [...found.keys()].map((key) => ({ key, ms: median(allOf(found, key, kind)) }));
  return all.reduce((a, b) => (b.ms > a.ms ? b : a));
}

const middle = (found: Found, kind: Kind) => median([...found.keys()].map((key) => median(allOf(found, key, kind))));

/** The slowest question by page and by query, which may take at most so long. */
function rowsOf(found: Found, { articles }: Generated, most: number): Row[] {
  return (['page', 'query'] as const).map((kind) => {
    const { key, ms } = slowest(found, kind);
    const p95 = percentile(allOf(found, key, kind), 0.95);
    return {
      ...{ number: 'S1', measure: `${kind}, slowest question at ${short(articles)} articles, p50`, unit: 'ms' },
      ...{ value: ms, goal: atMost(most) },
      detail: `${key}; p95 ${short(p95)} ms; median of all questions ${short(middle(found, kind))} ms`,
    };
  });
}

const failureRow = (found: Found, { articles }: Generated): Row => ({
  ...{ number: 'S1', measure: `answers other than 200 at ${short(articles)} articles`, unit: '', goal: atMost(0) },
  value: [...found.keys()].reduce((sum, key) => sum + failuresOf(found, key), 0),
  detail: [...found.keys()].filter((key) => failuresOf(found, key) > 0).join(', '),
});

const tableFor = (title: string, found: Found): Table => ({
  title: `Search at ${title} (ms)`,
  head: ['question', 'words', 'page p50', 'page p95', 'query p50', 'query p95', 'not answered'],
  lines: [...found.keys()].map((key) => [
    ...[key, questions[key] ?? ''],
    ...(['page', 'query'] as const).flatMap((kind) => {
      const values = allOf(found, key, kind);
      return [short(median(values)), short(percentile(values, 0.95))];
    }),
    failuresOf(found, key),
  ]),
});

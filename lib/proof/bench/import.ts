import { db, useDatabaseAt } from '@/lib/db/client';
import { systemActor } from '@/lib/db/transaction';
import { identityOf } from '@/lib/proof/bench/corpus/article';
import { randomOf } from '@/lib/proof/bench/corpus/random';
import { inventName, sentences } from '@/lib/proof/bench/corpus/words';
import { median, percentile } from '@/lib/proof/bench/measure/rounds';
import { atLeast, type Chapter, type Row, short } from '@/lib/proof/bench/report';
import type { Suite } from '@/lib/proof/bench/suite';
import { importMany, importReading } from '@/lib/transfer/commands/import';
import type { Reading } from '@/lib/transfer/formats/document';
import { readWikitext } from '@/lib/transfer/formats/in/wikitext/index';

const articles = 1000;
/** As many as the application writes at once over its connections. */
const writers = 4;
const sections = 5;

/** One page of wikitext, as dumps hold them: a lead, five sections of two paragraphs, and three works, two of which other pages cite too. */
function pageOf(index: number, round: number): { title: string; text: string } {
  const random = randomOf('import', index + round * articles);
  const title = `${identityOf(index).title} ${inventName(random)} ${round}`;
  const paragraph = () => sentences(random, 4).join(' ');
  const works = [`Work ${index % 50}`, `Work ${index % 7}`, `Of ${title}`];
  const cited = (at: number) =>
    `<ref name="w${at % 3}">{{cite book |last=Haddad |first=Lina |title=${works[at % 3] ?? ''} |publisher=Harbour Press |year=2006}}</ref>{{rp|${at + 1}}}`;
  const parts = Array.from(
    { length: sections },
    (_, at) =>
      `== Part ${at + 1} ==\n\n${paragraph()}${at < 3 ? cited(at) : `<ref name="w${at % 3}" />`}\n\n${paragraph()}`,
  );
  return { title, text: `${paragraph()}\n\n${parts.join('\n\n')}\n` };
}

const read = (round: number): Reading[] =>
  Array.from({ length: articles }, (_, index) => {
    const { title, text } = pageOf(index, round);
    return readWikitext(Buffer.from(text), `bench: ${title}`, title);
  });

type Timed = { readonly perSecond: number; readonly times: readonly number[]; readonly readMs: number };

/** Each article in a transaction of its own, by several writers at once. */
async function oneByOne(round: number, atOnce: number): Promise<Timed> {
  const began = performance.now();
  const readings = read(round);
  const readMs = performance.now() - began;
  const times: number[] = [];
  const waiting = readings.values();
  const write = async () => {
    for (const reading of waiting) {
      const start = performance.now();
      await importReading(systemActor, reading);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, write));
  return { perSecond: (articles * 1000) / (performance.now() - began), times, readMs };
}

/** Fifty articles in one transaction. */
async function inBulk(round: number): Promise<Timed> {
  const began = performance.now();
  const readings = read(round);
  const readMs = performance.now() - began;
  await importMany(systemActor, readings);
  return { perSecond: (articles * 1000) / (performance.now() - began), times: [], readMs };
}

/** `npm run bench -- import`: a thousand articles through the domain's own commands, one by one and in bulk (I1). */
export const importing: Suite = async ({ demo, options }) => {
  const database = await demo('bench_import');
  await useDatabaseAt(database.appUrl);
  await oneByOne(0, writers);
  const [single, several, bulk]: [Timed[], Timed[], Timed[]] = [[], [], []];
  for (let round = 0; round < options.rounds; round += 1) {
    single.push(await oneByOne(3 * round + 1, 1));
    several.push(await oneByOne(3 * round + 2, writers));
    bulk.push(await inBulk(3 * round + 3));
  }
  const revisions = await db().revision.count({ where: { name: { startsWith: 'Imported from' } } });
  return chapterOf({ single, several, bulk }, revisions);
};

type Found = { readonly single: readonly Timed[]; readonly several: readonly Timed[]; readonly bulk: readonly Timed[] };

function chapterOf({ single, several, bulk }: Found, revisions: number): Chapter {
  const speeds = (found: readonly Timed[]) => found.map(({ perSecond }) => perSecond);
  const row = (measure: string, found: readonly Timed[], goal: number): Row => ({
    ...{ number: 'I1', measure, value: median(speeds(found)), unit: 'articles/s', goal: atLeast(goal) },
    detail: `${short(Math.min(...speeds(found)))} to ${short(Math.max(...speeds(found)))} in ${found.length} rounds`,
  });
  const line = (name: string, found: readonly Timed[]) => {
    const times = found.flatMap(({ times: all }) => all);
    const shown = (at: number) => (times.length > 0 ? short(percentile(times, at)) : '');
    return [
      name,
      short(median(speeds(found))),
      shown(0.5),
      shown(0.95),
      short(median(found.map(({ readMs }) => readMs))),
    ];
  };
  return {
    name: 'import',
    rows: [
      row(`${short(articles)} articles, each in its own transaction, ${writers} at once`, several, 100),
      row(`${short(articles)} articles in bulk, fifty in a transaction`, bulk, 250),
    ],
    tables: [
      {
        title: 'Importing pages of wikitext with sources',
        head: ['', 'articles/s', 'p50 ms', 'p95 ms', `reading ${short(articles)} pages, ms`],
        lines: [line('one writer', single), line(`${writers} writers`, several), line('in bulk', bulk)],
      },
    ],
    notes: [
      `Each article is a page of wikitext with a lead, ${sections} sections of two paragraphs and three works in {{cite book}}, cited ${sections} times with their pages; two of the works are cited by other articles too. The time includes reading the pages, in one process beside PostgreSQL, and everything that a person's import writes: article, draft revision, sections, sources, citations, report and audit events. At the end the database holds ${short(revisions)} such revisions.`,
    ],
  };
}

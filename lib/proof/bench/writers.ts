import { setTimeout as pause } from 'node:timers/promises';
import { useDatabaseAt } from '@/lib/db/client';
import { cpuMs } from '@/lib/proof/bench/measure/cpu';
import { interleaved, median } from '@/lib/proof/bench/measure/rounds';
import { atLeast, atMost, type Chapter, short } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import { makeCrew, makeWriters, type Writers } from '@/lib/proof/bench/stage/saving';
import type { Bench, Suite } from '@/lib/proof/bench/suite';

/** Sections of an article besides the one that is saved: about 3,000 words in all, as the longest document of the demo. */
const others = 6;
const crowd = 8;
/** So many of the crew take turns at the one article. */
const alone = 24;

type Run = { readonly p50Ms: number; readonly perSecond: number; readonly cpuPerSave: number; readonly saves: number };

/** `npm run bench -- writers`: what saving a section costs (P2), and eight people who save at once (P3). */
export const writers: Suite = async (bench) => {
  const database = await bench.demo('bench_writers');
  await useDatabaseAt(database.appUrl);
  const app = await startApp('writers', database);
  const crew = await makeCrew(app);
  // Nobody writes in both: what one person may write in a minute is limited.
  const one = await makeWriters(app, 1, { crew: crew.slice(0, alone), others });
  const many = await makeWriters(app, crowd, { crew: crew.slice(alone), others });
  const cases = [
    { name: 'one', run: () => measure(bench, app, one) },
    { name: 'eight', run: () => measure(bench, app, many) },
  ];
  // Once to warm up: what is compiled at the first saves is no part of the comparison.
  for (const { run } of cases) await run();
  const found = await interleaved(bench.options.rounds, cases);
  const lost = (await one.lost()) + (await many.lost());
  await app.stop();
  return chapterOf(found, lost);
};

/** Everybody saves without a pause for a while. */
async function measure({ options, cluster }: Bench, app: App, who: Writers): Promise<Run> {
  const pids = [app.pid, cluster.pid];
  const before = cpuMs(pids);
  const stop = who.start(0);
  await pause(options.seconds * 1000);
  const { saves, perSecond, p50Ms } = await stop();
  return { saves, perSecond, p50Ms, cpuPerSave: (cpuMs(pids) - before) / Math.max(1, saves) };
}

function chapterOf(found: ReadonlyMap<string, readonly Run[]>, lost: number): Chapter {
  const middle = (name: string, pick: (run: Run) => number) => median((found.get(name) ?? []).map(pick));
  const all = [...found.values()].flat().reduce((sum, { saves }) => sum + saves, 0);
  const cpu = ({ cpuPerSave }: Run) => cpuPerSave;
  const line = (label: string, name: string) => [
    ...[label, middle(name, ({ p50Ms }) => p50Ms), middle(name, cpu)],
    middle(name, ({ perSecond }) => perSecond),
  ];
  return {
    name: 'writers',
    rows: [
      {
        ...{ number: 'P2', measure: 'time of a section save, p50', unit: 'ms', goal: atMost(12) },
        ...{ value: middle('one', ({ p50Ms }) => p50Ms), detail: 'one writer, over HTTP on loopback' },
      },
      {
        ...{ number: 'P2', measure: 'CPU of a section save', unit: 'ms', goal: atMost(12) },
        ...{
          value: middle('one', cpu),
          detail: `web process and PostgreSQL; with eight writers ${short(middle('eight', cpu))} ms`,
        },
      },
      {
        ...{ number: 'P3', measure: 'saves per second, 8 writers on 8 articles', unit: '', goal: atLeast(120) },
        ...{ value: middle('eight', ({ perSecond }) => perSecond), detail: 'one web process' },
      },
      {
        ...{ number: 'P3', measure: 'acknowledged saves that are not stored', unit: '', goal: atMost(0) },
        ...{ value: lost, detail: `of ${all.toLocaleString('en')} saves` },
      },
    ],
    tables: [
      {
        title: 'Saving one changed sentence of a section of 500 words',
        head: ['', 'p50 (ms)', 'CPU per save (ms)', 'saves/s'],
        lines: [line('one writer', 'one'), line('eight writers on eight articles', 'eight')],
      },
    ],
    notes: [
      `Each article has ${others + 1} sections of about 500 words. A save is the whole way: origin, session, rate, decoding, lock, sequence number, text, head hash, audit event, idempotency key, commit. synchronous_commit is on.`,
    ],
  };
}

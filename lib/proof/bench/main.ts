import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { hold } from '@/lib/cli/machine.mjs';
import { atStop, say, stopAll, stopOnSignals } from '@/lib/cli/processes.mjs';
import { programEnv } from '@/lib/cli/settings.mjs';
import { closeDatabase } from '@/lib/db/client';
import { generatorName } from '@/lib/proof/bench/measure/load';
import { type Chapter, machine, markdownOf } from '@/lib/proof/bench/report';
import { checkBuild, settingsFor } from '@/lib/proof/bench/stage/app';
import { scratch } from '@/lib/proof/bench/stage/child';
import { type Cluster, makeDemo, openCluster } from '@/lib/proof/bench/stage/database';
import { type Bench, optionsOf, type Suite } from '@/lib/proof/bench/suite';

/** The sub-commands in their order; each is read when it runs. */
const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  reader: async () => (await import('@/lib/proof/bench/reader')).reader,
  writers: async () => (await import('@/lib/proof/bench/writers')).writers,
  diff: async () => (await import('@/lib/proof/bench/diff')).diff,
  publish: async () => (await import('@/lib/proof/bench/publish')).publish,
  weight: async () => (await import('@/lib/proof/bench/weight')).weight,
  growth: async () => (await import('@/lib/proof/bench/growth')).growth,
  storage: async () => (await import('@/lib/proof/bench/storage')).storage,
  search: async () => (await import('@/lib/proof/bench/search')).search,
  import: async () => (await import('@/lib/proof/bench/import')).importing,
  typing: async () => (await import('@/lib/proof/bench/typing')).typing,
};

/** Commands that run inside this process find the same environment as the servers. */
function setEnvironment(): void {
  const env = { ...programEnv(settingsFor('bench', 0), ''), LOG_LEVEL: 'warn' };
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else Reflect.set(process.env, name, value);
  }
}

async function stage(cluster: Cluster): Promise<Bench['demo']> {
  const template = 'bench_demo';
  await makeDemo(cluster, template, settingsFor('bench', 0));
  return (name) => cluster.copy(template, name);
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2), Object.keys(suites));
  if (!existsSync('/proc/self/smaps_rollup'))
    throw new Error('The bench reads CPU time and memory from /proc: it needs Linux.');
  checkBuild();
  mkdirSync(scratch, { recursive: true });
  const lock = path.join(scratch, 'bench.lock');
  if (!hold(lock)) throw new Error('Another bench runs here.');
  atStop(async () => rmSync(lock, { force: true }));
  setEnvironment();
  const before = busy();
  const cluster = await openCluster();
  atStop(closeDatabase);
  const bench: Bench = { options, cluster, demo: await stage(cluster) };
  const chapters: Chapter[] = [];
  for (const name of options.names.length > 0 ? options.names : Object.keys(suites)) {
    chapters.push(await run(name, bench));
  }
  write(bench, chapters, before);
}

/** One sub-command. What it could not do is said in the report, and the others go on. */
async function run(name: string, bench: Bench): Promise<Chapter> {
  const began = Date.now();
  say(`› ${name}`);
  try {
    const suite = await suites[name]?.();
    if (!suite) throw new Error(`There is no ${name}.`);
    return await suite(bench);
  } catch (error) {
    process.exitCode = 1;
    say(`  ${name} ended early. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const why = error instanceof Error ? error.message : String(error);
    return { name, rows: [], tables: [], notes: [`Ended early: ${why}`] };
  } finally {
    say(`  ${name}: ${Math.round((Date.now() - began) / 1000)} s`);
  }
}

const busy = () => loadavg()[0]?.toFixed(1) ?? '';

function write({ cluster, options }: Bench, chapters: readonly Chapter[], before: string): void {
  const size = `${options.rounds} rounds of ${options.seconds} s, interleaved, reversed every other round`;
  const place = {
    ...machine(),
    postgresql: cluster.version,
    load: generatorName,
    rounds: size,
    'load average before it began': before,
  };
  const text = markdownOf(place, chapters);
  writeFileSync(path.join(scratch, 'report.md'), text);
  writeFileSync(path.join(scratch, 'report.json'), `${JSON.stringify({ place, chapters }, null, 2)}\n`);
  if (options.write) writeFileSync('BENCHMARKS.md', text);
  say(`\n${text}`);
}

stopOnSignals(5000);
try {
  await main();
  await stopAll(Number(process.exitCode ?? 0), 5000);
} catch (error) {
  say(`The bench ended early. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  await stopAll(1, 5000);
}

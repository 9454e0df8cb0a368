import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { cpuMs, endedMs } from '@/lib/proof/bench/measure/cpu';

const run = promisify(execFile);
const has = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).error === undefined;

/** The last core is the generator's, all others are the servers': so neither takes time from the other. */
const cores = cpus().length;
const canPin = cores > 1 && has('taskset', '-h');
const wrk = has('wrk', '-v');

/** A command that runs on the servers' cores only, where that can be said. */
export const onServerCores = (command: readonly string[]): string[] =>
  canPin ? ['taskset', '-c', cores === 2 ? '0' : `0-${cores - 2}`, ...command] : [...command];

const onOwnCore = (command: readonly string[]): string[] =>
  canPin ? ['taskset', '-c', String(cores - 1), ...command] : [...command];

/** What generates the load, and where, for the report. */
export const generatorName = `${wrk ? 'wrk' : 'our own generator over raw sockets'}${canPin ? `, on core ${cores - 1}; servers under load on ${cores === 2 ? 'core 0' : `cores 0 to ${cores - 2}`}` : ', not pinned'}`;

/** Where to send how many requests at a time, and the processes whose CPU time they cost. */
export type Load = {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly servers: readonly number[];
};

const outcome = z.object({
  ...{ requests: z.number(), tookMs: z.number(), errors: z.number(), p50Ms: z.number(), p99Ms: z.number() },
});

/** What came of a load. */
export type Loaded = z.infer<typeof outcome> & {
  readonly perSecond: number;
  /** CPU time of all server processes for one request, in microseconds. */
  readonly cpuUs: number;
  /** How much of its time the generator itself was busy: near 1 it is the bottleneck, and req/s are its own. */
  readonly generatorShare: number;
};

const script = `done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"tookMs":%f,"errors":%d,"p50Ms":%f,"p99Ms":%f}\\n', summary.requests, summary.duration / 1000,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
`;

function commandFor({ port, path: at, connections, seconds, headers = {} }: Load): string[] {
  if (!wrk) {
    const own = fileURLToPath(new URL('generator.mjs', import.meta.url));
    return [process.execPath, own, String(port), at, String(connections), String(seconds), JSON.stringify(headers)];
  }
  const folder = path.join('.data', 'bench');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'done.lua');
  writeFileSync(file, script);
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const size = ['-t1', `-c${connections}`, `-d${seconds}s`];
  return ['wrk', ...size, '-s', file, ...given, `http://127.0.0.1:${port}${at}`];
}

/** Sends requests over kept connections, one at a time on each, for some seconds. Throws when the server answers wrongly. */
export async function load(what: Load): Promise<Loaded> {
  const [program = '', ...args] = onOwnCore(commandFor(what));
  const [servers, ended] = [cpuMs(what.servers), endedMs()];
  const { stdout } = await run(program, args);
  const used = cpuMs(what.servers) - servers;
  const found = outcome.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  if (found.errors > 0)
    throw new Error(`${found.errors} of ${found.requests} answers of port ${what.port} were wrong.`);
  return {
    ...found,
    perSecond: (found.requests * 1000) / found.tookMs,
    cpuUs: (used * 1000) / found.requests,
    generatorShare: (endedMs() - ended) / found.tookMs,
  };
}

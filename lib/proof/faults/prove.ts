import { spawn } from 'node:child_process';
import { say } from '@/lib/cli/processes.mjs';
import { ledger, type Fault } from '@/lib/proof/faults/ledger';

/**
 * `npm run prove`: plants each fault of the ledger in turn and fails where the tests stay green; then the long tiers, random
 * histories and kills, far beyond what `npm test` has time for. `-- faults` or `-- long` runs one half, `-- faults <name>…` some
 * faults; `STET_RUNS`, `STET_HTTP_RUNS` and `STET_CRASHES` say how long is long. Build first: `node lib/cli/build.mjs`.
 */
const [part, ...names] = process.argv.slice(2);
const twoAtOnce = 2;

type Ran = { readonly code: number; readonly out: string };

function vitest(tests: readonly string[], env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', '--maxWorkers=1', ...tests];
    const child = spawn(process.execPath, args, { env: { ...process.env, NODE_ENV: 'test', ...env } });
    let out = '';
    const take = (chunk: Buffer) => {
      out += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => resolve({ code: code ?? 1, out }));
  });
}

/** Noticed: a test failed. That the run broke down before any test is no proof. */
const isNoticed = ({ code, out }: Ran): boolean => code !== 0 && /Tests\s.*\d+ failed/u.test(plain(out));
const plain = (text: string): string => text.replaceAll(new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, 'gu'), '');
const firstFailure = ({ out }: Ran): string => /(?:×|FAIL)\s+(.+)/u.exec(plain(out))?.[1]?.trim() ?? '';

async function proveFault(fault: Fault): Promise<boolean> {
  const began = Date.now();
  const ran = await vitest(fault.tests, { STET_FAULT: fault.name, STET_RUNS: process.env['STET_RUNS'] ?? '200' });
  const noticed = isNoticed(ran);
  const seconds = Math.round((Date.now() - began) / 1000);
  say(`${noticed ? '✓' : '✗'} ${fault.name}  ${seconds} s  ${noticed ? firstFailure(ran) : 'NOBODY NOTICED'}`);
  if (!noticed) say(plain(ran.out).split('\n').slice(-15).join('\n'));
  return noticed;
}

/** Works off a list, two at once; answers what came of each. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<boolean[]> {
  const left = [...items];
  const done: boolean[] = [];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) done.push(await work(next));
  };
  await Promise.all(Array.from({ length: twoAtOnce }, worker));
  return done;
}

const long = (name: string, most: number): Record<string, string> => ({ [name]: process.env[name] ?? String(most) });
const tiers = [
  { title: 'random histories', tests: ['lib/proof/histories/model.test.ts'], env: long('STET_RUNS', 20_000) },
  {
    title: 'random histories over HTTP',
    tests: ['lib/proof/histories/http.test.ts'],
    env: long('STET_HTTP_RUNS', 3000),
  },
  { title: 'kills', tests: ['lib/proof/crash.test.ts'], env: long('STET_CRASHES', 250) },
] as const;

async function main(): Promise<void> {
  let failures = 0;
  if (part !== 'long') {
    const chosen = names.length > 0 ? ledger.filter(({ name }) => names.includes(name)) : ledger;
    const found = await each(chosen, proveFault);
    failures += found.filter((noticed) => !noticed).length;
    say(`${found.length - failures} of ${found.length} planted faults were noticed.`);
  }
  if (part !== 'faults') {
    for (const { title, tests, env } of tiers) {
      const ran = await vitest(tests, env);
      say(`${ran.code === 0 ? '✓' : '✗'} ${title} ${JSON.stringify(env)}`);
      if (ran.code !== 0) say(plain(ran.out).slice(-4000));
      failures += ran.code === 0 ? 0 : 1;
    }
  }
  process.exitCode = failures > 0 ? 1 : 0;
}

await main();

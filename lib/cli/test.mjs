/**
 * `npm test`: everything, from a clone. Installs, checks format, types, lint, layers and dead code, builds, runs vitest (some of it against the build), then the browser journeys.
 * A failed step does not stop the next ones; the last line is the sum of all tests.
 */
import fs from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..', '..'));

const { readText } = await import('./machine.mjs');
const { installPackages } = await import('./packages.mjs');
const { commandStep, isStopping, nodeStep, npmStep, say, stopAll, stopOnSignals } = await import('./processes.mjs');

const reports = path.join('.data', 'reports');
const vitestReport = path.join(reports, 'vitest.json');
const playwrightReport = path.join(reports, 'playwright.json');

/** @typedef {{ passed: number, failed: number, skipped: number, flaky?: number }} Counts */
/** @type {{ title: string, seconds: number, failed: boolean, counts?: Counts | undefined }[]} */
const results = [];

stopOnSignals(15_000);
process.env['NEXT_TELEMETRY_DISABLED'] = '1';
delete process.env['DATABASE_URL'];
fs.rmSync(reports, { recursive: true, force: true });
fs.mkdirSync(reports, { recursive: true });

try {
  await main();
} catch (error) {
  if (!isStopping()) console.error(error instanceof Error ? error.message : error);
  await stopAll(1);
}

async function main() {
  await installPackages();
  const { buildProgram, generateClient } = await import('./build.mjs');
  await generateClient();
  for (const name of ['format', 'types', 'lint', 'layers', 'dead']) {
    await attempt(`check:${name}`, () => npmStep(`check:${name}`, ['run', '--silent', `check:${name}`]));
  }
  const isBuilt = await attempt('build', buildProgram);
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
  await attempt(
    'vitest',
    () => nodeStep('vitest', vitest, { NODE_ENV: 'test' }),
    () => vitestCounts(),
  );
  if (isBuilt) await journeys();
  else results.push({ title: 'browser journeys (not run: no build)', seconds: 0, failed: true });
  await stopAll(summarise());
}

async function journeys() {
  await attempt('browser', bringBrowser);
  const runner = ['node_modules/playwright/cli.js', 'test', '--reporter=list,json'];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport };
  await attempt(
    'browser journeys',
    () => nodeStep('browser journeys', runner, env),
    () => playwrightCounts(),
  );
}

/** A browser if there is none yet: Debian's as root, else Playwright's own. */
async function bringBrowser() {
  const { findChromium } = await import('./chromium.mjs');
  if (findChromium()) return;
  if (process.getuid?.() === 0 && fs.existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await commandStep('Looking for Debian packages', ['apt-get', 'update', '-qq'], env);
    await commandStep(
      'Installing chromium',
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      env,
    );
  } else {
    await nodeStep('Installing chromium', ['node_modules/playwright/cli.js', 'install', 'chromium']);
  }
}

/**
 * Runs one step and writes down how it went; false when it failed.
 * @param {string} title
 * @param {() => Promise<void>} work
 * @param {() => Counts | undefined} [count]
 */
async function attempt(title, work, count) {
  const began = Date.now();
  let failed = false;
  try {
    await work();
  } catch (error) {
    if (isStopping()) throw error;
    failed = true;
    console.error(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const counts = count?.();
  if (count && !counts) failed = true;
  results.push({ title, seconds: Math.round((Date.now() - began) / 1000), failed, counts });
  return !failed;
}

/** @returns {Counts | undefined} nothing when the runner wrote no report */
function vitestCounts() {
  const text = readText(vitestReport);
  if (!text) return undefined;
  const report = JSON.parse(text);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(isBrokenFile).length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A file that could not even be loaded: it has no test to fail. */
function isBrokenFile(/** @type {{ status: string, assertionResults: unknown[] }} */ file) {
  return file.status === 'failed' && file.assertionResults.length === 0;
}

/** @returns {Counts | undefined} */
function playwrightCounts() {
  const text = readText(playwrightReport);
  if (!text) return undefined;
  const { stats, errors } = JSON.parse(text);
  const { expected, flaky, unexpected, skipped } = stats;
  return { passed: expected + flaky, failed: unexpected + errors.length, skipped, flaky };
}

/** Prints what ran and how it went; the exit code. */
function summarise() {
  say('\n  step                                   result   time');
  for (const { title, seconds, failed, counts } of results) {
    const flaky = counts?.flaky ? `, ${counts.flaky} of them at the second try` : '';
    const tests = counts
      ? `   ${counts.passed} passed${flaky}, ${counts.failed} failed, ${counts.skipped} skipped`
      : '';
    say(`  ${title.padEnd(38)} ${failed ? 'FAILED' : 'ok    '} ${`${seconds} s`.padStart(6)}${tests}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    results.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
  const broken = results.filter(({ failed }) => failed);
  if (broken.length > 0) say(`\nFailed steps: ${broken.map(({ title }) => title).join(', ')}`);
  say(`\n${sum('passed')} passed, ${sum('failed') + broken.filter(({ counts }) => !counts?.failed).length} failed`);
  return broken.length > 0 || sum('failed') > 0 ? 1 : 0;
}

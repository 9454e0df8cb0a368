/** Runs the steps of `npm start` and `npm test`: shows what goes on, and stops everything that was started. */
import { spawn } from 'node:child_process';

const windows = process.platform === 'win32';
const noteEvery = 10_000;

/** A step that failed; its own output stands above. */
export class StepError extends Error {
  name = 'StepError';
}

/** @typedef {import('node:child_process').ChildProcess} Child */

/** @type {Set<Child>} */
const running = new Set();
/** @type {(() => Promise<void>)[]} */
const afterwards = [];
let stopping = false;

/** One line to the person at the terminal. */
export function say(/** @type {string} */ text) {
  console.log(text);
}

/** Remembers what has to be done after the last child has ended; the last one first. */
export function atStop(/** @type {() => Promise<void>} */ work) {
  afterwards.push(work);
}

/**
 * Starts a Node program with an IPC channel, so that it learns when this process is gone; it shares the terminal.
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env] added to this process's; undefined takes a name away
 * @returns {Child}
 */
export function startNode(args, env = {}) {
  return keep(
    spawn(process.execPath, [...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, STET_STARTER: String(process.pid), ...env },
    }),
  );
}

/**
 * Runs a Node program to its end, with its name and a note every 10 s. Throws StepError when it fails.
 * @param {string} title
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 */
export async function nodeStep(title, args, env) {
  const orphan = new URL('orphan.mjs', import.meta.url).href;
  await step(title, () => ended(startNode(['--import', orphan, ...args], env)));
}

/**
 * Runs npm to its end, as nodeStep does.
 * @param {string} title
 * @param {readonly string[]} args
 */
export async function npmStep(title, args) {
  const env = { ...process.env, NODE_ENV: undefined };
  await commandStep(title, [windows ? 'npm.cmd' : 'npm', ...args], env);
}

/**
 * Runs any program to its end, as nodeStep does.
 * @param {string} title
 * @param {readonly string[]} command
 * @param {Record<string, string | undefined>} [env] the whole environment
 */
export async function commandStep(title, [name = '', ...args], env = process.env) {
  await step(title, () => ended(keep(spawn(name, args, { stdio: 'inherit', env, shell: windows }))));
}

/**
 * Shows the name of a long piece of work, a note every 10 s that it goes on, and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say(`› ${title}`);
  const note = setInterval(() => say(`  … ${title} goes on (${seconds()} s)`), noteEvery);
  try {
    const result = await work();
    if (seconds() >= 2) say(`  ${title}: ${seconds()} s`);
    return result;
  } finally {
    clearInterval(note);
  }
}

function keep(/** @type {Child} */ child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** @returns {Promise<void>} */
async function ended(/** @type {Child} */ child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new StepError(error.message)));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new StepError(`${child.spawnargs.slice(0, 4).join(' ')} ended with ${signal ?? `code ${code}`}.`));
    });
  });
}

/** Whether this process is on its way out: failures of children are then no news. */
export function isStopping() {
  return stopping;
}

/**
 * Stops every child, then what atStop remembers, then this process.
 * @param {number} code exit code
 * @param {number} [grace] milliseconds before a child is killed
 */
export async function stopAll(code, grace = 15_000) {
  if (stopping) return;
  stopping = true;
  await stopChildren(grace);
  for (const work of afterwards.toReversed()) await work();
  process.exit(code);
}

/** Stops every child and waits for their ends. */
export async function stopChildren(/** @type {number} */ grace) {
  await Promise.all([...running].map((child) => stopChild(child, grace)));
}

/** @returns {Promise<void>} */
async function stopChild(/** @type {Child} */ child, /** @type {number} */ grace) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((gone) => {
    child.once('exit', gone);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), grace).unref();
  });
}

/** Ctrl-C, SIGTERM, a closed terminal, and an npm that went away (it does not pass SIGTERM on) all stop everything. */
export function stopOnSignals(/** @type {number} */ grace) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll(0, grace));
  const parent = process.ppid;
  const gone = () => {
    if (process.ppid !== parent) void stopAll(0, grace);
  };
  if (process.env['npm_lifecycle_event']) setInterval(gone, 500).unref();
}

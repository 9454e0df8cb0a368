/** Whether `node_modules` is what the lockfile says, and `npm ci` when it is not. Only `node:` modules. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { readText } from './machine.mjs';
import { npmStep } from './processes.mjs';

const mark = path.join('node_modules', '.stet');

/** Installs the packages when the lockfile changed since the last time. */
export async function installPackages() {
  const lock = readText('package-lock.json');
  const key = createHash('sha256').update(`${process.platform} ${process.arch} ${lock}`).digest('hex');
  if (readText(mark).trim() === key) return;
  if (!isInstalled(lock)) {
    await npmStep('Installing packages (about a minute, once)', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  }
  fs.writeFileSync(mark, `${key}\n`);
}

/** Somebody ran npm already: its own list of what it installed has every package of the lockfile, but for those of other platforms. */
function isInstalled(/** @type {string} */ lock) {
  const hidden = readText(path.join('node_modules', '.package-lock.json'));
  if (!hidden) return false;
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  /** @type {Packages} */
  const wanted = JSON.parse(lock).packages;
  /** @type {Packages} */
  const there = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    const found = there[name];
    return name === '' || (found ? found.version === version : optional === true);
  });
}

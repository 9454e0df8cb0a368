import { existsSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '@/lib/cli/machine.mjs';
import { programEnv, type Settings } from '@/lib/cli/settings.mjs';
import type { Database } from '@/lib/proof/bench/stage/database';
import { scratch, type Server, startServer } from '@/lib/proof/bench/stage/child';

const bundle = path.join('.next', 'stet', 'server.mjs');

/** The built program as one web process. */
export type App = Server;

/** The one origin of all processes: pages that one made are true for all. */
export const origin = 'http://stet.example';

/** Throws a sentence when the program is not built. */
export function checkBuild(): void {
  if (!existsSync(bundle)) throw new Error('Stet is not built yet. Build it first: node lib/cli/build.mjs');
}

/** Settings of the bench's processes; every one has a port and a folder of its own. */
export const settingsFor = (name: string, port: number): Settings => ({
  ...{ dev: false, external: false, demo: true, seed: true, host: '127.0.0.1', port },
  dataDir: path.resolve(scratch, name),
  origin,
  secret: 'the bench runs on loopback alone: 0123456789 abcdefghijklmnopqrstuvwxyz',
});

/** Starts the built program on a free port, as `npm start` does, without its worker; `pinned` where load is generated beside it. */
export async function startApp(name: string, database: Database, pinned = false): Promise<App> {
  const port = await freePort();
  const settings = settingsFor(name, port);
  const command = [process.execPath, bundle];
  // One proxy before it, as in most places: then a bench can be many visitors.
  const env = { ...programEnv(settings, database.appUrl), TRUST_PROXY: '1' };
  return startServer({ name, port, command, env, pinned });
}

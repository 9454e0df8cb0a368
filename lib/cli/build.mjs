/** Makes what the program needs besides its sources: the Prisma client, Next's build, the bundled server. Skips what is up to date. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { readText } from './machine.mjs';
import { nodeStep, step } from './processes.mjs';

/** The server as one file; needs node_modules and `.next` around it. */
export const bundle = path.join('.next', 'stet', 'server.mjs');

const entry = 'lib/web/server/main.ts';
const buildMark = path.join('.next', 'stet', 'key');
const clientMark = path.join('generated', '.stet-key');
/** What decides the bytes of a public page; its hash is the renderer's name. */
const renderers = ['components/reader', 'components/prose', 'components/words.ts', 'lib/pages', 'lib/domain'];
const rendererMark = path.join('generated', 'renderer');
const sources = ['app', 'components', 'lib', 'prisma/schema.prisma'];
const settings = [
  'instrumentation-client.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'prisma.config.ts',
  'package.json',
  'package-lock.json',
];
const quiet = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };

/** The renderer's name, and the Prisma client if the schema or Prisma changed. `generate` asks for an engine that it does not use: any program will do. */
export async function generateClient() {
  const key = keyOf(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  fs.mkdirSync('generated', { recursive: true });
  fs.writeFileSync(rendererMark, keyOf(renderers));
  if (readText(clientMark) === key && fs.existsSync('generated/prisma/client.ts')) return;
  await nodeStep('Generating the database client', ['node_modules/prisma/build/index.js', 'generate', '--no-hints'], {
    ...quiet,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  });
  fs.writeFileSync(clientMark, key);
}

/** Next's production build and the bundle of the server in front of it, if a source changed. It needs no database. */
export async function buildProgram() {
  const key = keyOf([...sources, ...settings]);
  if (readText(buildMark) === key && fs.existsSync(bundle)) return;
  fs.rmSync(buildMark, { force: true });
  await nodeStep('Building (about half a minute, once)', ['node_modules/next/dist/bin/next', 'build'], {
    ...quiet,
    NODE_ENV: 'production',
  });
  await step('Bundling the server', bundleServer);
  fs.writeFileSync(buildMark, key);
}

async function bundleServer() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': process.cwd() },
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/** SHA-256 over names and contents of files and folders; tests do not count. */
function keyOf(/** @type {readonly string[]} */ places) {
  const hash = createHash('sha256').update(process.version);
  for (const file of places.flatMap(filesIn)) {
    hash.update(`\0${file.replaceAll(path.sep, '/')}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesIn(place) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return /\.test\.tsx?$/u.test(place) ? [] : [place];
  return fs
    .readdirSync(place)
    .toSorted()
    .flatMap((name) => filesIn(path.join(place, name)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await generateClient();
  await buildProgram();
}

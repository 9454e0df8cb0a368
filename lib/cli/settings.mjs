/** What the environment asks of a start: checked here, before anything is done. Only `node:` modules. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { freePort, readText } from './machine.mjs';

/** A setting that Stet does not start with; the message says which and what to do. */
export class SettingsError extends Error {
  name = 'SettingsError';
}

/**
 * @typedef {{
 *   dev: boolean, dataDir: string, host: string, port: number, origin: string, secret: string,
 *   external: boolean, demo: boolean, seed: boolean,
 * }} Settings
 */

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '']);
const isYes = (/** @type {string} */ value) => ['1', 'true', 'yes'].includes(value);
const setting = (/** @type {string} */ name, /** @type {string} */ fallback) => process.env[name] || fallback;

/**
 * Reads and checks the environment (and `.env`, which never overrides it). Throws SettingsError.
 * @param {boolean} dev
 * @returns {Promise<Settings>}
 */
export async function readSettings(dev) {
  if (fs.existsSync('.env')) process.loadEnvFile('.env');
  const external = process.env['DATABASE_URL'] !== undefined && process.env['DATABASE_URL'] !== '';
  const host = setting('HOST', '127.0.0.1');
  const demo = isYes(setting('DEMO', external ? '0' : '1'));
  if (demo) checkDemo(host);
  const secret = external ? givenSecret() : '';
  const port = portOf(setting('PORT', '3000')) || (await freePort());
  const dataDir = path.resolve(setting('STET_DATA_DIR', '.data'));
  fs.mkdirSync(dataDir, { recursive: true });
  return {
    ...{ dev, dataDir, host, port, external, demo },
    origin: setting('NEXTAUTH_URL', `http://localhost:${port}`),
    secret: secret || ownSecret(dataDir),
    seed: !external || demo || isYes(setting('STET_SEED', '0')),
  };
}

/**
 * The environment of the program itself.
 * @param {Settings} settings
 * @param {string} databaseUrl as the application's role
 * @returns {Record<string, string | undefined>}
 */
export function programEnv(settings, databaseUrl) {
  const demo = settings.demo ? '1' : '0';
  return {
    NODE_ENV: settings.dev ? 'development' : 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: undefined,
    NEXTAUTH_URL: settings.origin,
    NEXTAUTH_SECRET: settings.secret,
    AUTH_SECRET: settings.secret,
    PORT: String(settings.port),
    HOST: settings.host,
    HOSTNAME: settings.host,
    DEMO: demo,
    STET_EMBEDDED: settings.external ? '0' : '1',
    STET_DATA_DIR: settings.dataDir,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

function portOf(/** @type {string} */ text) {
  const port = Number(text);
  if (!/^\d{1,5}$/u.test(text) || port > 65_535)
    throw new SettingsError(`PORT must be a number up to 65535, not "${text}".`);
  return port;
}

/** Demo people need no password: only for this computer (ux 13.1). */
function checkDemo(/** @type {string} */ host) {
  const { env } = process;
  const database = env['DATABASE_URL'] ?? '';
  if (database && !(URL.canParse(database) && loopback.has(new URL(database).hostname))) {
    throw new SettingsError(
      'DEMO=1 lets anybody sign in, so it needs a database on this computer. Take DEMO away, or DATABASE_URL.',
    );
  }
  if (!loopback.has(host) && env['STET_DEMO_ON_PUBLIC_ADDRESS'] !== 'yes') {
    throw new SettingsError(
      `DEMO=1 lets anybody sign in, so it does not run on HOST=${host}. Set DEMO=0, or leave HOST away.`,
    );
  }
}

/** With a database of one's own, the key that signs sessions has to be given. */
function givenSecret() {
  const secret = process.env['AUTH_SECRET'] || process.env['NEXTAUTH_SECRET'] || '';
  const how = 'Make one with: openssl rand -base64 48';
  if (!secret) throw new SettingsError(`AUTH_SECRET is missing: it signs the sessions. ${how}`);
  const weak =
    secret.length < 32 ||
    new Set(secret).size < 10 ||
    /change.?(me|this)|example|your.?secret|placeholder/iu.test(secret);
  if (weak) throw new SettingsError(`AUTH_SECRET is too weak: it needs at least 32 random characters. ${how}`);
  return secret;
}

/** Made once for this computer. */
function ownSecret(/** @type {string} */ dataDir) {
  const given = process.env['AUTH_SECRET'] || process.env['NEXTAUTH_SECRET'];
  if (given) return given;
  const file = path.join(dataDir, 'secret');
  const known = readText(file).trim();
  if (known.length >= 32) return known;
  const secret = randomBytes(48).toString('base64url');
  fs.writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

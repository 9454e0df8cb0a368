import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'stet-settings-'));

/** What a start with these settings says before it ends. None of these may get as far as the database. */
function startWith(env: Record<string, string>) {
  const run = spawnSync(process.execPath, ['lib/cli/start.mjs', '--serve'], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', STET_DATA_DIR: dataDir, PORT: '0', ...env },
  });
  return { code: run.status, says: run.stderr };
}

const elsewhere = { DATABASE_URL: 'postgresql://stet_app@db.example.net/stet' };

describe('a start refuses', () => {
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it.each([
    ["no key with a database of one's own", elsewhere, /AUTH_SECRET is missing/u],
    ['a short key', { ...elsewhere, AUTH_SECRET: 'f3Kq9' }, /AUTH_SECRET is too weak/u],
    ['a key of one letter', { ...elsewhere, AUTH_SECRET: 'a'.repeat(64) }, /AUTH_SECRET is too weak/u],
    [
      'a key out of an example',
      { ...elsewhere, AUTH_SECRET: 'please-change-me-0123456789-abcdefgh' },
      /AUTH_SECRET is too weak/u,
    ],
    ['demo people on a database elsewhere', { ...elsewhere, DEMO: '1' }, /database on this computer/u],
    ['demo people on a public address', { HOST: '0.0.0.0' }, /does not run on HOST=0\.0\.0\.0/u],
    ['a port that is none', { PORT: 'http' }, /PORT must be a number/u],
  ])('%s', (_, env, sentence) => {
    const { code, says } = startWith(env);
    expect(says).toMatch(sentence);
    expect(code).toBe(1);
  });
});

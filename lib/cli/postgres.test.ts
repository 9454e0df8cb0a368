import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { removePostgres, startPostgres } from '@/lib/cli/postgres.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'stet-postgres-'));
// Another user's server has to get in when root runs the tests.
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'pg');
const keysFile = `${dataDir}.json`;

async function rolesAt(url: string) {
  const sql = postgres(url, { max: 1 });
  const [row] =
    await sql`select current_user as person, (select rolsuper from pg_roles where rolname = current_user) as is_super`;
  await sql.end();
  return row;
}

describe('the embedded database', () => {
  afterAll(async () => {
    await removePostgres({ dataDir });
    rmSync(folder, { recursive: true, force: true });
  });

  it('has an owner and a program role, neither a superuser, and keeps its passwords to itself', async () => {
    const { ownerUrl, appUrl } = await startPostgres({ dataDir });
    expect(await rolesAt(ownerUrl)).toEqual({ person: 'stet_owner', is_super: false });
    expect(await rolesAt(appUrl)).toEqual({ person: 'stet_app', is_super: false });
    expect(statSync(keysFile).mode & 0o777).toBe(0o600);
  });

  it('is joined when it runs already', async () => {
    const first = await startPostgres({ dataDir });
    expect((await startPostgres({ dataDir })).appUrl).toBe(first.appUrl);
  });

  it('comes back with its data after its process was killed', async () => {
    const { ownerUrl } = await startPostgres({ dataDir });
    const before = postgres(ownerUrl, { max: 1 });
    await before`create table kept as select 7 as answer`;
    await before.end();
    process.kill(Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    const again = await startPostgres({ dataDir });
    const after = postgres(again.ownerUrl, { max: 1 });
    expect(await after`select answer from kept`).toEqual([{ answer: 7 }]);
    await after.end();
  });

  it('takes another port when a stranger has its own', async () => {
    const { port, stop } = await startPostgres({ dataDir });
    await stop();
    const stranger = net.createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    const again = await startPostgres({ dataDir });
    expect(again.port).not.toBe(port);
    expect(await rolesAt(again.appUrl)).toMatchObject({ person: 'stet_app' });
    await new Promise((done) => stranger.close(done));
  });

  it('says what to do when its password was changed behind its back', async () => {
    const { stop } = await startPostgres({ dataDir });
    await stop();
    const right = readFileSync(keysFile, 'utf8');
    const keys = z.record(z.string(), z.unknown()).parse(JSON.parse(right));
    writeFileSync(keysFile, JSON.stringify({ ...keys, password: 'wrong' }));
    await expect(startPostgres({ dataDir })).rejects.toThrow(/does not accept the password/u);
    writeFileSync(keysFile, right);
  });
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { removePostgres, startPostgres } from '@/lib/cli/postgres.mjs';
import { verifyEvents } from '@/lib/db/chain';
import { db, useDatabaseAt } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { randomOf } from '@/lib/proof/bench/corpus/random';
import { type Cast, people, publishedArticle } from '@/lib/revisions/testing';
import { verifyVersions } from '@/lib/versions/chain';

/** How many versions are published, and how often something is killed meanwhile: `STET_CRASHES=250` for a long night. */
const kills = Number(process.env['STET_CRASHES'] ?? '12');
const perKill = 25;
const articles = 6;
const dataDir = path.join('.data', `crash-${process.pid}`);

let server: Awaited<ReturnType<typeof startPostgres>>;
let cast: Cast;
let articleIds: string[] = [];

beforeAll(async () => {
  server = await startPostgres({ dataDir });
  await migrate(server.ownerUrl);
  await useDatabaseAt(server.appUrl);
  cast = await people();
  for (let at = 0; at < articles; at += 1) articleIds = [...articleIds, (await publishedArticle(cast)).articleId];
}, 120_000);
afterAll(async () => {
  await useDatabaseAt(undefined);
  await removePostgres({ dataDir });
}, 60_000);

const sayingSchema = z.object({
  articleId: z.string().optional(),
  version: z.number().optional(),
  fault: z.string().optional(),
});

/** What publishers were told, by article: the highest version; and what they should not have been told. */
class Ledger {
  readonly highest = new Map<string, number>();
  readonly faults: string[] = [];
  count = 0;

  /** Starts a process that publishes until it is killed. */
  async publisher(): Promise<ChildProcess> {
    const env = { ...process.env, DATABASE_URL: server.appUrl, LOG_LEVEL: 'error' };
    const child = fork('lib/proof/processes/publisher.ts', { env, execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    child.on('message', (message) => this.take(message));
    child.send({ articleIds, writer: cast.amal, reviewer: cast.jonas });
    return child;
  }

  private take(message: unknown): void {
    const { articleId, version, fault } = sayingSchema.parse(message);
    if (fault !== undefined) this.faults.push(fault);
    if (articleId === undefined || version === undefined) return;
    this.count += 1;
    this.highest.set(articleId, Math.max(version, this.highest.get(articleId) ?? 0));
  }

  async reach(count: number): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (this.count < count && this.faults.length === 0 && Date.now() < deadline) await pause(5);
    const [fault] = this.faults;
    if (fault !== undefined) throw new Error(`A publisher was told: ${fault}`);
    if (this.count < count) throw new Error(`Publishing stands still at ${this.count} versions.`);
  }
}

const asAdmin = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const url = new URL(server.url);
  url.pathname = '/stet';
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
};

/** As a power cut for the whole server: its first process dies, the others notice and go. Then it is started again. */
async function killDatabase(): Promise<void> {
  const folder = await asAdmin(async (sql) => {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row?.folder ?? '';
  });
  const [pid] = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  server = await startPostgres({ dataDir });
}

/** Kills the server process of one connection that is at work; the server then drops all others and recovers by itself. */
async function killBackend(): Promise<void> {
  const pid = await asAdmin(async (sql) => {
    const [row] = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where usename = 'stet_app' order by (state = 'idle'), random() limit 1`;
    return row?.pid ?? 0;
  });
  process.kill(pid, 'SIGKILL');
  await pause(100);
}

/** Waits until the server answers again. */
async function recovered(): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(50)) {
    if (await asAdmin((sql) => sql`select 1`).catch(() => null)) return;
  }
}

/** Everything that one publish writes, once for each version and for nothing else. */
async function half(): Promise<unknown[]> {
  const rows: unknown = await asAdmin(
    (sql) => sql`
      select v.article_id, v.number from version v
      left join revision r on r.id = v.revision_id and r.state = 'published'
      left join event e on e.subject_id = r.id::text and e.action = 'publish' and (e.payload ->> 'version')::int = v.number
      where r.id is null or e.id is null
        or (select count(*) from outbox o where o.payload ->> 'versionId' = v.id::text) <> 1
        or (select count(*) from version_section s where s.version_id = v.id) <> 2
      union all
      select r.article_id, 0 from revision r where r.state = 'published'
        and not exists (select from version v where v.revision_id = r.id)
      union all
      select a.id, -1 from article a
        left join live_page p on p.article_id = a.id and p.version_id = a.live_version_id
        left join version v on v.id = a.live_version_id
      where p.article_id is null or octet_length(p.identity) = 0
        or v.number <> (select max(number) from version where article_id = a.id)`,
  );
  return z.array(z.unknown()).parse(rows);
}

it(
  `R3 nothing acknowledged is lost and nothing is half done, whatever is killed while ${kills * perKill} versions are published`,
  async () => {
    const ledger = new Ledger();
    const random = randomOf('crashes');
    let publisher = await ledger.publisher();
    for (let kill = 1; kill <= kills; kill += 1) {
      await ledger.reach(kill * perKill);
      // At some moment inside a publish: that of one article takes about so long.
      await pause(random() * 60);
      const victim = kill % 3;
      if (victim === 0) publisher.kill('SIGKILL');
      else if (victim === 1) await killBackend();
      else await killDatabase();
      if (victim === 0) publisher = await ledger.publisher();
      await recovered();
      const live = await db().article.findMany({ select: { id: true, liveVersion: { select: { number: true } } } });
      const lost = live.filter(({ id, liveVersion }) => (liveVersion?.number ?? 0) < (ledger.highest.get(id) ?? 1));
      expect(lost).toEqual([]);
      expect(await half()).toEqual([]);
    }
    publisher.kill('SIGKILL');
    await recovered();
    expect(await half()).toEqual([]);
    expect((await verifyVersions()).faults).toEqual([]);
    expect((await verifyEvents()).broken).toBeNull();
    // What was published without anybody hearing of it: at most what was under way at each kill.
    const unheard = (await db().version.count()) - articles - ledger.count;
    expect(unheard).toBeGreaterThanOrEqual(0);
    expect(unheard).toBeLessThanOrEqual((kills + 1) * articles);
  },
  120_000 + kills * 20_000,
);

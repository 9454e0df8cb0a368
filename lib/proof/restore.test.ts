import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '@/lib/accounts/commands';
import { openSession } from '@/lib/accounts/sessions';
import { redirectArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { verifyEvents } from '@/lib/db/chain';
import { db, useDatabaseAt } from '@/lib/db/client';
import { createTestDatabase, dropTestDatabase, useDatabase, type TestDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { renewPages } from '@/lib/pages/live/renew';
import { crawlPublic } from '@/lib/proof/public-crawl';
import { openRevision } from '@/lib/revisions/commands/open';
import { newId, sha256Bytes } from '@/lib/system/crypto';
import { forgetEnv } from '@/lib/system/env';
import type { FileStore } from '@/lib/transfer/archive/files';
import { manifestName, manifestSchema } from '@/lib/transfer/archive/manifest';
import { archiveEntries } from '@/lib/transfer/archive/read';
import { restoreArchive } from '@/lib/transfer/archive/restore';
import { tarEnd, tarEntry, type Entry } from '@/lib/transfer/archive/tar';
import { verifyArchive } from '@/lib/transfer/archive/verify';
import { writeArchive } from '@/lib/transfer/archive/write';
import { verifyVersions } from '@/lib/versions/chain';
import { seed } from '@/seeds/seed';

const source = useDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'stet-archive-'));
const archive = path.join(folder, 'site.tar.gz');
const starts = ['/', '/articles', '/updates', '/countries', '/sitemap.xml', '/search?q=Damascus', '/api/v1/articles'];
const kept = new Map([['snapshots/ab/abc.pdf', Buffer.from('a file of the storage')]]);

/** A storage of files in memory. */
const storeOf = (files: Map<string, Buffer>): FileStore => ({
  put: (key, bytes) => Promise.resolve(void files.set(key, Buffer.from(bytes))),
  get: (key) => Promise.resolve(files.get(key) ?? null),
  async *list() {
    yield* [...files.keys()].map((key) => ({ key }));
  },
});

async function withOwner<T>({ ownerUrl }: TestDatabase, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const restoreInto = (database: TestDatabase, file = archive, files = new Map<string, Buffer>()) =>
  withOwner(database, (sql) => restoreArchive(sql, file, { files: storeOf(files) }));

const actorOf = async (handle: string): Promise<Actor> => {
  const { id, name, role } = await db().user.findUniqueOrThrow({ where: { handle } });
  return { id, name, role: role as 'editor' };
};
const articleOf = async (slug: string) => (await db().article.findUniqueOrThrow({ where: { slug } })).id;

async function renewAll(): Promise<void> {
  while ((await renewPages()) > 0) await Promise.resolve();
}

/** The demo's site with its story; an article that was renamed, one that was withdrawn, one that leads to another. */
beforeAll(async () => {
  process.env['DEMO'] = '1';
  forgetEnv();
  await seed({ demo: true });
  const rosa = await actorOf('rosa');
  await renameArticle(rosa, { articleId: await articleOf('iran-syria-relations'), slug: 'iran-and-syria' });
  await withdrawArticle(rosa, { articleId: await articleOf('afghanistan-syria-relations'), reason: 'A test.' });
  await redirectArticle(rosa, {
    ...{ articleId: await articleOf('afghanistan-palestine-relations'), reason: 'Joined.' },
    toArticleId: await articleOf('iran-and-syria'),
  });
  await openSession(rosa.id);
  await invitePerson(rosa, { opId: newId(), name: 'New', email: 'new@example.org', role: 'editor' });
  await renewAll();
  await withOwner(source(), (sql) => writeArchive(sql, archive, { takenAt: new Date(), files: storeOf(kept) }));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
  delete process.env['DEMO'];
  forgetEnv();
});

const made: TestDatabase[] = [];
/** Another database, empty, which goes after the test. */
async function another(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  made.push(database);
  return database;
}
afterEach(async () => {
  await useDatabaseAt(source().appUrl);
  for (const database of made.splice(0)) await dropTestDatabase(database);
});

const livePages = () =>
  db().livePage.findMany({
    select: { path: true, title: true, etag: true, headers: true, identity: true, gzip: true, brotli: true },
    orderBy: { path: 'asc' },
  });

describe('a backup, restored into another database', () => {
  it('gives the same bytes at every public address, and a record that holds', async () => {
    const before = await crawlPublic([
      ...starts,
      '/articles/iran-syria-relations',
      '/articles/afghanistan-syria-relations',
    ]);
    const pages = await livePages();
    expect(before.size).toBeGreaterThan(100);
    expect([...before.keys()].filter((at) => /\.(?:docx|epub|md|json)$/u.test(at)).length).toBeGreaterThan(20);

    const database = await another();
    const files = new Map<string, Buffer>();
    const { counts } = await restoreInto(database, archive, files);
    await useDatabaseAt(database.appUrl);
    await renewAll();
    const after = await crawlPublic([
      ...starts,
      '/articles/iran-syria-relations',
      '/articles/afghanistan-syria-relations',
    ]);
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted());
    for (const [at, answer] of before) expect([at, after.get(at)]).toEqual([at, answer]);
    expect(await livePages()).toEqual(pages);
    expect(files).toEqual(kept);

    const events = await verifyEvents();
    const versions = await verifyVersions();
    expect([events.broken, versions.faults]).toEqual([null, []]);
    expect([events.checked, versions.versions, versions.contents]).toEqual([
      counts.events,
      counts.versions,
      versions.contents,
    ]);
  }, 120_000);

  it('is taken again with the same parts', async () => {
    const database = await another();
    await restoreInto(database);
    const again = path.join(folder, 'again.tar.gz');
    const { manifest } = await withOwner(database, (sql) =>
      writeArchive(sql, again, { takenAt: new Date(0), files: storeOf(kept) }),
    );
    const first = (await verifyArchive(archive)).manifest;
    expect(manifest).toEqual({ ...first, takenAt: '1970-01-01T00:00:00.000Z' });
  });

  it('counts on from where it stood, with every rule in force', async () => {
    const articleId = await articleOf('iran-and-syria');
    const { _max: newest } = await db().revision.aggregate({ _max: { number: true } });
    const database = await another();
    await restoreInto(database);
    await useDatabaseAt(database.appUrl);
    const { number } = await openRevision(await actorOf('amal'), { articleId, name: 'After', why: '' });
    expect(number).toBe((newest.number ?? 0) + 1);
    expect((await verifyEvents()).broken).toBeNull();
    await expect(db().version.updateMany({ data: { title: 'x' } })).rejects.toThrow(/permission denied/u);
    const rules = (one: TestDatabase) =>
      withOwner(
        one,
        (sql) => sql`
        select tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text as rule from pg_trigger where not tgisinternal
        union all select conrelid::regclass::text || ' ' || conname || ' ' || condeferrable::text from pg_constraint
        where contype = 'f' order by 1`,
      );
    expect([...(await rules(database))]).toEqual([...(await rules(source()))]);
    await withOwner(database, async (sql) => {
      await expect(sql`update version set title = 'x'`).rejects.toMatchObject({ code: 'ST001' });
    });
  });

  it('holds hashes of passwords, but no row of a session or a one-time link', async () => {
    const session = await db().session.findFirstOrThrow();
    expect(await db().invitation.count()).toBe(1);
    const user = await db().user.findFirstOrThrow({ where: { handle: 'rosa' } });
    let text = '';
    for await (const { body } of archiveEntries(archive)) text += Buffer.from(body).toString('utf8');
    expect(text).toContain(user.emailKey);
    expect(text).toContain('password_hash');
    expect(text).not.toContain(session.tokenHash);
    expect(text).not.toMatch(/^\{"(?:live_page|session|invitation|rate_limit|idempotency_key)":/mu);
  });
});

describe('a backup is not written', () => {
  it('over another file, nor half', async () => {
    const taken = path.join(folder, 'taken.tar.gz');
    writeFileSync(taken, 'mine');
    await withOwner(source(), async (sql) => {
      await expect(writeArchive(sql, taken, { takenAt: new Date() })).rejects.toThrow(/There is a file .* already/u);
      const broken = { ...storeOf(kept), get: () => Promise.resolve(null) };
      const half = path.join(folder, 'half.tar.gz');
      await expect(writeArchive(sql, half, { takenAt: new Date(), files: broken })).rejects.toThrow(
        'The file snapshots/ab/abc.pdf of the storage cannot be read.',
      );
      expect(existsSync(half)).toBe(false);
    });
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    expect(statSync(archive).mode & 0o077).toBe(0);
  });

  it('with what is written after its moment', async () => {
    const file = path.join(folder, 'moment.tar.gz');
    const slow: FileStore = {
      ...storeOf(kept),
      async *list() {
        await openRevision(await actorOf('amal'), {
          articleId: await articleOf('iran-and-syria'),
          name: 'Later',
          why: '',
        });
        yield { key: 'snapshots/ab/abc.pdf' };
      },
    };
    const { manifest } = await withOwner(source(), (sql) =>
      writeArchive(sql, file, { takenAt: new Date(), files: slow }),
    );
    expect(await db().revision.count()).toBe((manifest.tables['revision'] ?? 0) + 1);
    await expect(verifyArchive(file)).resolves.toMatchObject({ manifest: { tables: manifest.tables } });
  });
});

/** The archive with its files changed; with `seal`, its manifest says what they are now. */
async function changed(change: (entry: Entry) => Entry | null, seal = false): Promise<string> {
  const entries: Entry[] = [];
  for await (const entry of archiveEntries(archive)) {
    const next = change({ ...entry, body: Buffer.from(entry.body) });
    if (next) entries.push(next);
  }
  if (seal) {
    const last = entries.findIndex(({ name }) => name === manifestName);
    const manifest = manifestSchema.parse(JSON.parse(Buffer.from(entries[last]?.body ?? []).toString()));
    const parts = manifest.parts.map((part) => {
      const body = entries.find(({ name }) => name === part.name)?.body ?? new Uint8Array();
      return { ...part, bytes: body.length, sha256: sha256Bytes(body) };
    });
    entries[last] = { name: manifestName, body: Buffer.from(JSON.stringify({ ...manifest, parts })) };
  }
  const file = path.join(folder, 'changed.tar.gz');
  writeFileSync(file, gzipSync(Buffer.concat([...entries.map(tarEntry), tarEnd])));
  return file;
}

const replacing = (part: string, find: string, by: string) => (entry: Entry) => {
  if (entry.name !== part) return entry;
  const text = Buffer.from(entry.body).toString('utf8');
  if (!text.includes(find)) throw new Error(`${part} does not hold ${find}`);
  return { ...entry, body: Buffer.from(text.replace(find, by)) };
};
const cut = (name: string, bytes: (all: Buffer) => Buffer) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes(readFileSync(archive)));
  return Promise.resolve(file);
};
const version = 'data/version/000001.jsonl';
const event = 'data/event/000001.jsonl';

describe('an archive is refused before anything is written', () => {
  it.each([
    [
      'a changed row',
      () => changed(replacing(version, 'Iran–Syria', 'Iraq–Syria')),
      /^data\/version\/000001\.jsonl of the archive was changed/u,
    ],
    [
      'a changed file',
      () => changed(replacing('files/000001', 'file', 'pile')),
      /^files\/000001 of the archive was changed/u,
    ],
    [
      'a part that is gone',
      () => changed((entry) => (entry.name === event ? null : entry)),
      /^data\/event\/000001\.jsonl is missing/u,
    ],
    ['no manifest', () => changed((entry) => (entry.name === manifestName ? null : entry)), /its manifest is missing/u],
    [
      'a changed version under a new manifest',
      () => changed(replacing(version, 'Iran–Syria', 'Iraq–Syria'), true),
      /data\/version\/000001\.jsonl: version \d+ of article [0-9a-f-]+: title, facts, sections or citations were changed/u,
    ],
    [
      'a changed reason of an approval under a new manifest',
      () => changed(replacing('data/review/000001.jsonl', 'Kept as it was imported', 'Left as it was imported'), true),
      /version \d+ of article [0-9a-f-]+: its record was changed after it was published/u,
    ],
    [
      'a changed text under a new manifest',
      () => changed(replacing('data/section_content/000001.jsonl', 'Syria', 'Syrie'), true),
      /the text of section content [0-9a-f]{64} was changed/u,
    ],
    [
      'a changed event under a new manifest',
      () => changed(replacing(event, '"action": "', '"action": "x'), true),
      /event 1: it was changed after it was written/u,
    ],
    [
      'an article that shows another version',
      () => changed(replacing('data/article/000001.jsonl', '"live_version_id": "', '"live_version_id": "0'), true),
      /its live version is not its newest one/u,
    ],
    [
      'a file that ends early',
      () => cut('short.tar.gz', (all) => all.subarray(0, all.length / 2)),
      /^The archive is cut off/u,
    ],
    [
      'a file of something else',
      () => cut('other.tar.gz', () => Buffer.from('PK other')),
      /^This is no archive of Stet/u,
    ],
    [
      'a packed file of something else',
      () => cut('packed.tar.gz', () => gzipSync('x'.repeat(600))),
      /^This is no archive of Stet/u,
    ],
    ['no file', () => Promise.resolve(path.join(folder, 'none.tar.gz')), /^There is no file /u],
  ] as const)('that has %s', async (_what, make, words) => {
    const file = await make();
    await expect(verifyArchive(file)).rejects.toThrow(words);
    const database = await another();
    await expect(restoreInto(database, file)).rejects.toThrow(words);
    await withOwner(database, async (sql) => {
      expect(await sql`select 1 from app_user where role <> 'system' union all select 1 from article`).toHaveLength(0);
    });
  });

  it('into a database that is not empty, which stays as it was', async () => {
    const before = await db().event.count();
    await expect(restoreInto(source())).rejects.toThrow(
      /^The database is not empty: it holds rows \(5 of app_user, 5 of article, /u,
    );
    expect(await db().event.count()).toBe(before);
    expect((await verifyEvents()).broken).toBeNull();
  });

  it('into a database of another schema', async () => {
    const database = await another();
    await withOwner(
      database,
      (sql) =>
        sql`update _prisma_migrations set migration_name = '2' || migration_name where migration_name like '%_lay_the_ground'`,
    );
    await expect(restoreInto(database)).rejects.toThrow(/^The archive is of a newer Stet than this one/u);
  });

  it('when the last check fails: nothing is left of it', async () => {
    const file = await changed((entry) => {
      if (entry.name !== manifestName) return entry;
      const text = Buffer.from(entry.body)
        .toString()
        .replace(/"comment": \d+/u, '"comment": 99');
      return { ...entry, body: Buffer.from(text) };
    });
    const database = await another();
    await expect(restoreInto(database, file)).rejects.toThrow(
      /^comment has \d+ rows after the restore, and 99 in the archive/u,
    );
    await withOwner(database, async (sql) => {
      expect(await sql`select 1 from article`).toHaveLength(0);
      expect(await sql`select name from site`).toHaveLength(1);
    });
  });
});

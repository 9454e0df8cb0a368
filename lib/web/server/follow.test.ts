import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { databaseUrl, db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { PublicPages } from '@/lib/pages/public-pages';
import { type Cast, people, publishedArticle } from '@/lib/revisions/testing';
import { saveSite } from '@/lib/pages/commands';
import { diskCopy } from '@/lib/web/server/disk-copy';
import { follow, type Follower } from '@/lib/web/server/follow';
import { makeLoader } from '@/lib/web/server/load';

const database = useDatabase();

let cast: Cast;
let folder = '';
let follower: Follower;
const pages = new PublicPages();
const soon = { timeout: 10_000, interval: 20 };

beforeAll(async () => {
  cast = await people();
  folder = await mkdtemp(path.join(tmpdir(), 'stet-pages-'));
  const sql = postgres(databaseUrl(), {
    ...{ max: 3, backoff: () => 0.1, onnotice: () => undefined },
    types: { bigint: postgres.BigInt },
    connection: { application_name: 'stet-readers' },
  });
  follower = follow({ sql, loader: makeLoader(sql), pages, disk: diskCopy(folder) });
  await follower.warm(1_000_000);
});
afterAll(async () => {
  await follower.stop();
  // A copy may still be on its way to the disk.
  await rm(folder, { recursive: true, maxRetries: 5, retryDelay: 100 });
});

const text = (at: string) => Buffer.from(pages.get(at)?.forms.identity.body ?? []).toString('utf8');
const pathOf = async (id: string) => `/articles/${(await db().article.findUniqueOrThrow({ where: { id } })).slug}`;

/** A live article that this process has in memory. */
async function held(title: string): Promise<{ articleId: string; path: string }> {
  const { articleId } = await publishedArticle(cast, title);
  const at = await pathOf(articleId);
  await vi.waitFor(() => expect(text(at)).toContain(title), soon);
  return { articleId, path: at };
}

/** Ends the connections of the follower from the side of the database, as a cut cable would. */
async function cut(): Promise<void> {
  const admin = postgres(database().adminUrl, { max: 1 });
  await admin`select pg_terminate_backend(pid)::text from pg_stat_activity where application_name = 'stet-readers'`;
  await admin.end();
}

describe('the pages in memory follow the database', () => {
  it('when an article is published, moves and goes', async () => {
    const { articleId, path: before } = await held('Followed');
    await renameArticle(cast.jonas, { articleId, slug: 'followed-elsewhere' });
    await vi.waitFor(
      () =>
        expect([text(before), text('/articles/followed-elsewhere')]).toEqual(['', expect.stringContaining('Followed')]),
      soon,
    );
    await withdrawArticle(cast.rosa, { articleId, reason: 'A test.' });
    await vi.waitFor(() => expect(text('/articles/followed-elsewhere')).toBe(''), soon);
  });

  it('when the site is named anew: what was made before is not served', async () => {
    const { path: at } = await held('Named');
    const { id: _id, seq: expectedSeq, ...site } = await db().site.findUniqueOrThrow({ where: { id: 1 } });
    await saveSite(cast.rosa, { ...site, expectedSeq, name: 'Anew' });
    await follower.refresh([]);
    expect(text(at)).toBe('');
  });

  it('after its connection was cut, with what it missed', async () => {
    const { articleId, path: before } = await held('Missed');
    await cut();
    await renameArticle(cast.jonas, { articleId, slug: 'missed-and-found' });
    await vi.waitFor(() => expect(text(before)).toBe(''), soon);
    expect(await follower.load('/articles/missed-and-found')).not.toBeNull();
    // And by notification again
    await renameArticle(cast.jonas, { articleId, slug: 'found-again' });
    await vi.waitFor(() => expect(text('/articles/found-again')).toContain('Missed'), soon);
  });

  it('and keep what was read while something else changed', async () => {
    const { path: at } = await held('Read meanwhile');
    pages.drop(at);
    const reading = follower.load(at);
    pages.changed();
    expect(await reading).not.toBeNull();
    expect(text(at)).toContain('Read meanwhile');
  });

  it('and what was made on demand is forgotten at any change', async () => {
    pages.put('/made', {
      status: 200,
      headers: {},
      forms: { identity: { etag: '"x"', body: new Uint8Array() } },
      listed: [],
      seq: null,
    });
    await publishedArticle(cast);
    await vi.waitFor(() => expect(pages.get('/made')).toBeUndefined(), soon);
  });
});

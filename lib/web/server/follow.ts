import type postgres from 'postgres';
import type { PublicPages } from '@/lib/pages/public-pages';
import type { DiskCopy } from '@/lib/web/server/disk-copy';
import type { Loaded, Loader } from '@/lib/web/server/load';
import { log } from '@/lib/system/log';

/** How often the map is held against the database: no lost message leaves a stale page for longer. */
const compareEveryMs = 4000;

type Parts = {
  readonly sql: postgres.Sql;
  readonly loader: Loader;
  readonly pages: PublicPages;
  readonly disk: DiskCopy;
};

/** Keeps the page map true: what a process needs besides answering. */
export type Follower = {
  /** Reloads these live pages, or compares all when none is named; a path without one is dropped. Throws when the database is away. */
  readonly refresh: (paths: readonly string[]) => Promise<void>;
  /** The page at a path that is not in memory; null when there is none to be had. */
  readonly load: (path: string) => Promise<Loaded['page'] | null>;
  /** Brings the newest live pages into memory, as many as weigh at most `bytes` together. Answers how many. */
  readonly warm: (bytes: number) => Promise<number>;
  readonly stop: () => Promise<void>;
};

/**
 * Follows the changes of public pages: by notifications, and by comparing with the table after every (re)connection and every
 * few seconds, since a dead connection goes unnoticed. While the database is away the map stays as it is.
 */
export function follow({ sql, loader, pages, disk }: Parts): Follower {
  const { refresh, load } = loading({ loader, pages, disk });
  let mark = '';
  let isCut = false;

  async function compare(): Promise<void> {
    try {
      const seen = await loader.mark();
      if (seen === mark) return;
      pages.changed();
      const held = pages.stored();
      const numbers = await loader.numbers([...held.keys()]);
      await refresh([...held].filter(([path, seq]) => numbers.get(path) !== seq).map(([path]) => path));
      mark = seen;
      if (isCut) log.info('comparing_again');
      isCut = false;
    } catch (error) {
      // What is in memory goes on being served, and the next turn tries again.
      if (!isCut)
        log.warn('compare_failed', { error: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
      isCut = true;
    }
  }

  const changed = (path: string) => {
    pages.changed();
    void (path === '' ? compare() : refresh([path]).catch(compare));
  };
  void sql
    .listen('public_pages', changed, () => void compare())
    .catch((error: unknown) => {
      log.warn('listen_failed', { error: error instanceof Error ? error.name : 'unknown' });
    });
  const timer = setInterval(() => void compare(), compareEveryMs);
  timer.unref();
  return {
    refresh: async (paths) => {
      pages.changed();
      await (paths.length === 0 ? compare() : refresh(paths));
    },
    load,
    warm: async (bytes) => {
      const found = await loader.newest(bytes);
      for (const { path, page } of found) pages.put(path, page);
      // Whatever changed while they were read is seen now.
      mark = '';
      await compare();
      for (const { path, page } of found) await disk.keep(path, page);
      return found.length;
    },
    stop: async () => {
      clearInterval(timer);
      await sql.end({ timeout: 1 });
    },
  };
}

function loading({ loader, pages, disk }: Omit<Parts, 'sql'>) {
  const waiting = new Map<string, Promise<Loaded['page'] | null>>();
  /** Reloads follow each other, so that an older answer never overtakes a newer one. */
  let last: Promise<unknown> = Promise.resolve();

  async function reload(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const found = new Map((await loader.pages(paths)).map(({ path, page }) => [path, page]));
    for (const path of paths) {
      const page = found.get(path);
      if (page) pages.put(path, page);
      else pages.drop(path);
      void (page ? disk.keep(path, page) : disk.drop(path));
    }
  }

  async function fetchOne(path: string): Promise<Loaded['page'] | null> {
    const { changes } = pages;
    const page = await loader.pages([path]).then(
      ([loaded]) => loaded?.page ?? null,
      () => disk.find(path),
    );
    if (page && changes === pages.changes) pages.put(path, page);
    // Something changed while it was read. It is read again in its turn, or a cut now would leave nothing to serve.
    else if (page) await refresh([path]).catch(() => undefined);
    return page;
  }

  const refresh = (paths: readonly string[]): Promise<void> => {
    const next = last.then(() => reload(paths));
    last = next.catch(() => undefined);
    return next;
  };
  return {
    refresh,
    load: (path: string): Promise<Loaded['page'] | null> => {
      const pending = waiting.get(path) ?? fetchOne(path).finally(() => waiting.delete(path));
      waiting.set(path, pending);
      return pending;
    },
  };
}

import type postgres from 'postgres';
import { z } from 'zod';
import type { PublicPage } from '@/lib/pages/public-pages';

const rowSchema = z.object({
  path: z.string(),
  seq: z.bigint(),
  headers: z.record(z.string(), z.string()),
  etag: z.string(),
  identity: z.instanceof(Uint8Array),
  gzip: z.instanceof(Uint8Array),
  brotli: z.instanceof(Uint8Array),
});

/** Parameters that make another page of an article. */
const listed = ['sourcing'] as const;

/** A stored page with the path that it is at. */
export type Loaded = { readonly path: string; readonly page: PublicPage };

const etagIn = (etag: string, coding: string) => `${etag.slice(0, -1)}.${coding}"`;

function loadedOf(row: unknown): Loaded {
  const { path, seq, headers, etag, identity, gzip, brotli } = rowSchema.parse(row);
  const forms = {
    identity: { etag, body: identity },
    gzip: { etag: etagIn(etag, 'gzip'), body: gzip },
    br: { etag: etagIn(etag, 'br'), body: brotli },
  };
  return { path, page: { status: 200, headers: { ...headers, vary: 'accept-encoding' }, forms, listed, seq } };
}

/** Gives up on a query after so long: a server that hangs must not hold readers. */
const deadlineMs = 1500;

async function within<T>(
  query: postgres.PendingQuery<postgres.Row[]>,
  read: (rows: readonly postgres.Row[]) => T,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      query.cancel();
      reject(new Error('The database did not answer in time.'));
    }, deadlineMs);
  });
  try {
    return read(await Promise.race([query, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** What the server asks the database: live pages by their path, and how far the changes have come. Pages of an older site are not given. */
export type Loader = {
  readonly pages: (paths: readonly string[]) => Promise<Loaded[]>;
  /** The newest live pages, as many as weigh at most `bytes` together. */
  readonly newest: (bytes: number) => Promise<Loaded[]>;
  /** Paths and numbers of the stored pages among these. */
  readonly numbers: (paths: readonly string[]) => Promise<Map<string, bigint>>;
  /** A text that differs whenever something public has changed. */
  readonly mark: () => Promise<string>;
};

const columns = ['path', 'seq', 'headers', 'etag', 'identity', 'gzip', 'brotli'];

/** The loader over a connection of the package `postgres`. Its calls throw when the database is away or late. */
export function makeLoader(sql: postgres.Sql): Loader {
  const current = sql`p.site_seq = (select seq from site where id = 1)`;
  return {
    pages: (paths) =>
      within(sql`select ${sql(columns)} from live_page p where path = any(${[...paths]}) and ${current}`, (rows) =>
        rows.map(loadedOf),
      ),
    newest: async (bytes) => {
      const query = sql`
        with weighed as (
          select *, sum(length(identity) + length(gzip) + length(brotli)) over (order by seq desc) as weight
          from live_page p where ${current})
        select ${sql(columns)} from weighed where weight <= ${bytes} order by seq`;
      return (await query).map(loadedOf);
    },
    numbers: (paths) =>
      within(
        sql`select path, seq from live_page p where path = any(${[...paths]}) and ${current}`,
        (rows) => new Map(rows.map((row) => [String(row['path']), BigInt(String(row['seq']))])),
      ),
    mark: () =>
      within(
        sql`select last_value::text || ' ' || (select seq from site where id = 1) as mark from public_change_seq`,
        (rows) => String(rows[0]?.['mark']),
      ),
  };
}

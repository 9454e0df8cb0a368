/** Codings that a page's bytes are kept in. */
export type Coding = 'br' | 'gzip' | 'identity';

/** The bytes of a page in one coding, with their strong validator. */
export type PageForm = { readonly etag: string; readonly body: Uint8Array };

/** A complete answer of a public address. Header names in lower case; those of coding, length and validator belong to the form. */
export type PublicPage = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Always `identity`; the others where compressing pays. */
  readonly forms: Readonly<Partial<Record<Coding, PageForm>>> & { readonly identity: PageForm };
  /** Query parameters that make another page at this path. */
  readonly listed: readonly string[];
  /** Any other parameter is an error: an address that has one is not this page. */
  readonly strict?: true;
  /** Of a stored live page: rises with each change of it. Null for a page made on demand. */
  readonly seq: bigint | null;
};

/** What the pages in memory may weigh together, in bytes. */
const mostBytes = 128 * 1024 * 1024;

const weightOf = ({ forms }: PublicPage): number =>
  Object.values(forms).reduce((sum, { body }) => sum + body.byteLength, 1024);

/**
 * The pages that this process has in memory: address to bytes, bounded by weight. Out goes what has stood longest and was not
 * asked for since its last turn (Corbató's second chance, 1969): a hit leaves no garbage. Stored pages come from the database
 * and never give way to an older one; pages made on demand are dropped at any change.
 */
export class PublicPages {
  private readonly pages = new Map<string, PublicPage>();
  private readonly asked = new Set<string>();
  private weight = 0;

  /** Counts the changes of public pages that this process heard of. */
  changes = 0;

  /** Reloads these paths from the database. The server puts its own in place; without one there is nothing to do. */
  refresh: (paths: readonly string[]) => Promise<void> = () => Promise.resolve();

  constructor(private readonly most = mostBytes) {}

  /** The page at a path, or at a path with listed parameters (`keyOf`). */
  get(key: string): PublicPage | undefined {
    const page = this.pages.get(key);
    if (page && !this.asked.has(key)) this.asked.add(key);
    return page;
  }

  /** Keeps a page, unless a newer one is there. */
  put(key: string, page: PublicPage): void {
    const held = this.pages.get(key);
    if (held && held.seq !== null && (page.seq === null || page.seq < held.seq)) return;
    this.drop(key);
    this.keep(key, page);
    // What is moved to the end comes again, if there is still too much.
    for (const [oldest, kept] of this.pages) {
      if (this.weight <= this.most) break;
      if (oldest === key) continue;
      const wasAsked = this.asked.has(oldest);
      this.drop(oldest);
      if (wasAsked) this.keep(oldest, kept);
    }
  }

  private keep(key: string, page: PublicPage): void {
    this.pages.set(key, page);
    this.weight += weightOf(page);
  }

  drop(key: string): void {
    const held = this.pages.get(key);
    if (!held) return;
    this.pages.delete(key);
    this.asked.delete(key);
    this.weight -= weightOf(held);
  }

  /** Something that readers see has changed: what was made on demand may show it, and is dropped. */
  changed(): void {
    this.changes += 1;
    for (const [key, page] of this.pages) if (page.seq === null) this.drop(key);
  }

  /** The stored pages in memory, with how new each is. */
  stored(): Map<string, bigint> {
    return new Map([...this.pages].flatMap(([key, { seq }]) => (seq === null ? [] : [[key, seq] as const])));
  }

  get size(): number {
    return this.pages.size;
  }
}

const key = Symbol.for('stet.public-pages');
const shared: typeof globalThis & { [key]?: PublicPages } = globalThis;

/** The one map of this process: server and framework are bundled apart, and each has a copy of this module. */
export function publicPages(): PublicPages {
  shared[key] ??= new PublicPages();
  return shared[key];
}

/** The key of a path with a query: its listed parameters in order, no others. */
export function keyOf(path: string, query: URLSearchParams, listed: readonly string[]): string {
  const kept = new URLSearchParams();
  for (const name of listed.toSorted()) {
    const value = query.get(name);
    if (value !== null && value !== '') kept.set(name, value);
  }
  return kept.size === 0 ? path : `${path}?${kept.toString()}`;
}

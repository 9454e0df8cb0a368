import { SaxesParser, type SaxesTagPlain } from 'saxes';

/**
 * A page of a MediaWiki dump in its newest revision. `line` is where it begins in the file, `at` and `by` say when and by whom that
 * revision was written as the dump has it (empty when it does not say), `older` how many others it holds.
 */
export type DumpPage = {
  readonly title: string;
  readonly text: string;
  readonly line: number;
  readonly at: string;
  readonly by: string;
  readonly older: number;
};
/** Pages that were left out, by why. */
export type DumpCounts = { redirects: number; otherNamespaces: number; notWikitext: number };
/** The dump cannot be read any further. */
export class DumpError extends Error {
  override readonly name = 'DumpError';
  constructor(
    readonly code: string,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

const mostBytes = 200 * 1024 * 1024;
const mostText = 4 * 1024 * 1024;
const fields = new Set(['title', 'ns', 'text', 'timestamp', 'model', 'username', 'ip']);

type Draft = {
  title: string;
  ns: string;
  line: number;
  redirect: boolean;
  newest: string;
  by: string;
  text: string;
  model: string;
  revisions: number;
};
type Revision = { timestamp: string; by: string; text: string; model: string };

/** Follows the elements of a dump (export schemas 0.3 to 0.11, with or without a prefix) and gathers whole pages. */
class DumpReader {
  readonly pages: DumpPage[] = [];
  readonly counts: DumpCounts = { redirects: 0, otherNamespaces: 0, notWikitext: 0 };
  private readonly parser = new SaxesParser();
  private page: Draft | null = null;
  private revision: Revision | null = null;
  private field = '';
  private words = '';
  private root = '';

  constructor() {
    this.parser.on('error', (error) => {
      throw this.fault('not-xml', error.message.replace(/^\d+:\d+: /u, ''));
    });
    this.parser.on('doctype', () => {
      throw this.fault('doctype', 'The file defines a document type, as no dump of MediaWiki does.');
    });
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.close(nameOf(tag.name)));
    this.parser.on('text', (text) => this.add(text));
    this.parser.on('cdata', (text) => this.add(text));
  }

  write(chunk: string): void {
    this.parser.write(chunk);
  }

  end(): void {
    this.parser.close();
    if (this.root === '') throw this.fault('not-xml', 'The file is empty.');
  }

  fault(code: string, message: string): DumpError {
    return new DumpError(code, message, this.parser.line, this.parser.column + 1);
  }

  private open({ name }: SaxesTagPlain): void {
    const tag = nameOf(name);
    if (this.root === '') {
      this.root = tag;
      if (tag !== 'mediawiki')
        throw this.fault('not-dump', `The file begins with <${tag}>. A dump of MediaWiki begins with <mediawiki>.`);
    }
    if (tag === 'page') {
      this.page = {
        ...{ title: '', ns: '0', redirect: false, newest: '', by: '', text: '', model: '', revisions: 0 },
        line: this.parser.line,
      };
    } else if (tag === 'revision') this.revision = { timestamp: '', by: '', text: '', model: 'wikitext' };
    else if (tag === 'redirect' && this.page) this.page.redirect = true;
    else if (fields.has(tag)) {
      this.field = tag;
      this.words = '';
    }
  }

  private add(text: string): void {
    if (this.field === '') return;
    this.words += text;
    if (this.words.length > mostText)
      throw this.fault('too-large', `A page has more than ${mostText} characters; that cannot be read.`);
  }

  private close(tag: string): void {
    if (tag === 'page') this.endPage();
    else if (tag === 'revision') this.endRevision();
    else if (tag === this.field) {
      this.keep(tag);
      this.field = '';
    }
  }

  private keep(tag: string): void {
    if (this.revision) {
      if (tag === 'text') this.revision.text = this.words;
      if (tag === 'timestamp') this.revision.timestamp = this.words.trim();
      if (tag === 'model') this.revision.model = this.words.trim();
      if (tag === 'username' || tag === 'ip') this.revision.by = this.words.trim();
    } else if (this.page && tag === 'title') this.page.title = this.words.trim();
    else if (this.page && tag === 'ns') this.page.ns = this.words.trim();
  }

  private endRevision(): void {
    const { page, revision } = this;
    this.revision = null;
    if (!page || !revision) return;
    page.revisions += 1;
    if (revision.timestamp < page.newest) return;
    Object.assign(page, { newest: revision.timestamp, by: revision.by, text: revision.text, model: revision.model });
  }

  private endPage(): void {
    const { page } = this;
    this.page = null;
    if (!page) return;
    if (page.redirect) this.counts.redirects += 1;
    else if (page.ns !== '0') this.counts.otherNamespaces += 1;
    else if (page.model !== 'wikitext') this.counts.notWikitext += 1;
    else {
      const { title, text, line, newest: at, by, revisions } = page;
      this.pages.push({ title, text, line, at, by, older: Math.max(0, revisions - 1) });
    }
  }
}

const nameOf = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * The pages of a dump, one after the other while the file is read; its return value counts those left out. Throws DumpError
 * where the file is no dump, no UTF-8, no well-formed XML or too large; pages before that place have been given out.
 */
export async function* dumpPages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<DumpPage, DumpCounts> {
  const reader = new DumpReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw reader.fault('too-large', `The file has more than ${mostBytes} bytes (200 MiB).`);
    reader.write(decoded(decoder, chunk, reader));
    yield* reader.pages.splice(0);
  }
  reader.write(decoded(decoder, undefined, reader));
  reader.end();
  yield* reader.pages.splice(0);
  return reader.counts;
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | undefined, reader: DumpReader): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw reader.fault('bad-encoding', 'The file is not UTF-8 behind this place.');
  }
}

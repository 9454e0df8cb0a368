import type { CslItem, Locator, Supports, UseDetails } from '@/lib/domain/citation/citation';
import { deriveSource } from '@/lib/domain/citation/library/derive';
import { canonicalJson } from '@/lib/domain/manifest';
import type { CitationNode } from '@/lib/domain/prose/body';
import type { ImportedCitation, ImportedSource } from '@/lib/transfer/formats/document';

/** What a use of a source says besides the source. */
export type Use = UseDetails & {
  readonly locators?: readonly Locator[];
  readonly quote?: string;
  readonly note?: string;
  readonly supports?: Supports;
};

const bare = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** What makes two records one work: an identifier of the whole work, else all that the records say. */
function sameness(csl: CslItem): readonly string[] {
  const { doi, isbn13, pmid, urlKey, type } = deriveSource(csl);
  return [
    ...(doi ? [`doi ${doi}`] : []),
    ...(isbn13 && type === 'book' ? [`isbn ${isbn13}`] : []),
    ...(pmid ? [`pmid ${pmid}`] : []),
    ...(urlKey ? [`url ${urlKey}`] : []),
    `all ${canonicalJson(csl)}`,
  ];
}

/** Gathers the sources of one file, each once, and their uses. */
export class SourceBook {
  readonly sources: ImportedSource[] = [];
  readonly citations: ImportedCitation[] = [];
  private readonly known = new Map<string, number>();
  private readonly named = new Map<string, number>();

  /** The place of this source in the list; that of the same work when it is there already. The first record wins. */
  add(csl: CslItem, stub = false, key?: string): number {
    const names = sameness(csl);
    const found = names.map((name) => this.known.get(name)).find((at) => at !== undefined);
    const at = found ?? this.sources.length;
    if (found === undefined) {
      this.sources.push({ csl, stub, ...(key === undefined ? {} : { key }) });
      const short = this.nameOf(csl);
      if (short !== null && !this.named.has(short)) this.named.set(short, at);
    }
    for (const name of names) if (!this.known.has(name)) this.known.set(name, at);
    return at;
  }

  /** The source by these families and this year (`2006`, or `2006a`: then the first of that year); null when none is known. */
  byAuthors(families: readonly string[], year: string): number | null {
    return this.named.get(this.shortName(families, year)) ?? null;
  }

  /** A use of a source, as the node that stands in the text. */
  cite(
    source: number,
    { locators = [], quote = '', note = '', supports = 'supports', ...details }: Use = {},
  ): CitationNode {
    const id = `00000000-0000-4000-8000-${this.citations.length.toString(16).padStart(12, '0')}`;
    const kept = { locators, quote: quote.slice(0, 1000), note: note.slice(0, 2000), supports };
    this.citations.push({ id, source, ...kept, ...details });
    return { type: 'citation', attrs: { id } };
  }

  /** Adds a place to a use that stands already: `{{rp|12}}` behind it. */
  addPlace(id: string, locators: readonly Locator[]): void {
    const at = this.citations.findIndex((citation) => citation.id === id);
    const found = this.citations[at];
    if (found) this.citations[at] = { ...found, locators: [...found.locators, ...locators] };
  }

  private nameOf({ author, editor, issued }: CslItem): string | null {
    const year = issued?.['date-parts']?.[0]?.[0];
    const makers = (author ?? editor ?? []).slice(0, 4).map((name) => name.family ?? name.literal ?? '');
    return makers.length === 0 || year === undefined ? null : this.shortName(makers, String(year));
  }

  private shortName(families: readonly string[], year: string): string {
    return `${families.slice(0, 4).map(bare).join(' ')} ${year.replace(/[a-z]$/u, '')}`;
  }
}

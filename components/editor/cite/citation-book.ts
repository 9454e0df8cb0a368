import type { Locator, Supports } from '@/lib/domain/citation/citation';

/** A citation as the desk shows it: its source, its place in it, the words that say so. */
export type CitationLine = {
  readonly id: string;
  readonly sourceId: string;
  readonly reference: string;
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly note: string;
  readonly supports: Supports;
};

/** A source that this article cites already, with its number. */
export type CitedSource = { readonly number: number; readonly id: string; readonly reference: string };

/**
 * The citations of one revision, shared by all that shows them on a page, with the numbers that readers will see: one
 * per source, in the order of first use. Tells its listeners when a number or a record changes.
 */
export class CitationBook {
  private readonly lines = new Map<string, CitationLine>();
  private numbers = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private edition = 0;

  /** `lines` in the order of their first use. */
  constructor(lines: readonly CitationLine[]) {
    for (const line of lines) this.lines.set(line.id, line);
    this.numbers = this.numbered(lines.map(({ id }) => id));
  }

  line(id: string): CitationLine | undefined {
    return this.lines.get(id);
  }

  /** What stands in the brackets; "?" when the citation is not of this article. */
  label(id: string): string {
    const line = this.lines.get(id);
    return String((line && this.numbers.get(line.sourceId)) ?? '?');
  }

  /** The sources that are used in the text, by number. */
  get sources(): CitedSource[] {
    const references = new Map([...this.lines.values()].map((line) => [line.sourceId, line.reference]));
    return [...this.numbers].map(([id, number]) => ({ number, id, reference: references.get(id) ?? '' }));
  }

  /** Takes in citations that were made here or by others. */
  learn(lines: readonly CitationLine[]): void {
    const fresh = lines.filter(({ id }) => !this.lines.has(id));
    if (fresh.length === 0) return;
    for (const line of fresh) this.lines.set(line.id, line);
    this.tell();
  }

  /** Numbers the sources anew: the ids of the citations as they follow one another in the text. */
  follow(ids: readonly string[]): void {
    const numbers = this.numbered(ids);
    if ([...numbers].join() === [...this.numbers].join()) return;
    this.numbers = numbers;
    this.tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Rises with every change: what React compares. */
  readonly snapshot = (): number => this.edition;

  private numbered(ids: readonly string[]): Map<string, number> {
    const sources = new Set(ids.flatMap((id) => this.lines.get(id)?.sourceId ?? []));
    return new Map([...sources].map((sourceId, at) => [sourceId, at + 1]));
  }

  private tell(): void {
    this.edition += 1;
    for (const listener of this.listeners) listener();
  }
}

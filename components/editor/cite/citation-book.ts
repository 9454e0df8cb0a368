import type { CitationLine, CitedSource } from '@/components/editor/cite/citation-line';
import { PendingCitations } from '@/components/editor/cite/offline/pending';

/**
 * The citations of one revision, shared by all that shows them on a page, with the numbers that readers will see: one
 * per source, in the order of first use. Tells its listeners when a number or a record changes.
 */
export class CitationBook {
  private readonly lines = new Map<string, CitationLine>();
  private numbers = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private edition = 0;

  private lastCited = '';

  /** `lines` in the order of their first use; `pending` are those that could not reach the server. */
  constructor(
    lines: readonly CitationLine[],
    readonly pending: PendingCitations = new PendingCitations('', null),
  ) {
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
    const known = new Map([...this.lines.values()].map((line) => [line.sourceId, line]));
    return [...this.numbers].map(([id, number]) => {
      const { reference = '', keys = [] } = known.get(id) ?? {};
      return { number, id, reference, keys };
    });
  }

  /** Its sources in the order in which they are offered: the one cited last on this page, then by number. */
  get offered(): CitedSource[] {
    const isLast = ({ id }: CitedSource) => id === this.lastCited;
    return [...this.sources.filter(isLast), ...this.sources.filter((source) => !isLast(source))];
  }

  /** A citation was made on this page. */
  add(line: CitationLine): void {
    this.learn([line]);
    this.lastCited = line.sourceId;
  }

  /** Takes in citations that were made here or by others, and what became known of them since. */
  learn(lines: readonly CitationLine[]): void {
    const fresh = lines.filter((line) => JSON.stringify(line) !== JSON.stringify(this.lines.get(line.id)));
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

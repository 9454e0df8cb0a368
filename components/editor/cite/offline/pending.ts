import { z } from 'zod';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import { type CiteOrder, fulfil } from '@/components/editor/cite/offline/send-citation';
import { SendError } from '@/components/send';

/** The place in a text where a citation belongs: a paragraph, and the words right before it; the section, where that is known. */
export type PendingPlace = {
  readonly blockId: string;
  readonly before: string;
  readonly sectionId?: string | undefined;
};

/** A citation that waits for the server, or, made already, for its section to be opened. */
export type Pending = {
  readonly order: CiteOrder;
  readonly place: PendingPlace;
  /** The mark whose source it changes; empty for a new one. */
  readonly instead: string;
  readonly made: CitationLine | null;
  /** Why the server refused it; null while it may still come through. */
  readonly refused: string | null;
};

type Fulfil = (order: CiteOrder) => Promise<CitationLine>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const stored = z.array(
  z.object({
    order: z.custom<CiteOrder>((value) => typeof value === 'object' && value !== null && 'citeId' in value),
    place: z.object({ blockId: z.string(), before: z.string(), sectionId: z.string().optional() }),
    instead: z.string(),
    made: z.custom<CitationLine | null>((value) => typeof value === 'object'),
    refused: z.string().nullable(),
  }),
);

/**
 * Citations of one person in one revision that could not reach the server. Kept on the device, tried again as soon as the browser is
 * online and every few seconds; an order that arrived is never done twice. A refusal stays, to be read and thrown away.
 */
export class PendingCitations {
  private items: readonly Pending[] = [];
  private readonly listeners = new Set<() => void>();
  private isTrying = false;

  constructor(
    private readonly key: string,
    private readonly shelf: Shelf | null,
    private readonly send: Fulfil = fulfil,
  ) {
    this.items = this.read();
  }

  get all(): readonly Pending[] {
    return this.items;
  }

  /** Keeps an order for later. */
  add(order: CiteOrder, place: PendingPlace, instead = ''): void {
    this.write([...this.items, { order, place, instead, made: null, refused: null }]);
  }

  /** Forgets one: it stands in the text, or is not wanted any more. */
  drop(citeId: string): void {
    this.write(this.items.filter(({ order }) => order.citeId !== citeId));
  }

  /** Gives one another place, as a new mark: the one that it had is gone. */
  move(citeId: string, place: PendingPlace): void {
    this.change(citeId, { place, instead: '' });
  }

  /** Tries all that wait, in order; stops at the first that cannot reach the server. */
  async tryAll(): Promise<void> {
    if (this.isTrying) return;
    this.isTrying = true;
    try {
      for (const { order } of this.items.filter(({ made, refused }) => made === null && refused === null)) {
        if (!(await this.tryOne(order))) return;
      }
    } finally {
      this.isTrying = false;
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async tryOne(order: CiteOrder): Promise<boolean> {
    try {
      const made = await this.send(order);
      this.change(order.citeId, { made });
      return true;
    } catch (error) {
      const isFinal =
        error instanceof SendError &&
        ['invalid', 'forbidden', 'not_found', 'wrong_state', 'not_ready'].includes(error.code);
      if (isFinal) this.change(order.citeId, { refused: error.message });
      return isFinal;
    }
  }

  private change(citeId: string, part: Partial<Pending>): void {
    this.write(this.items.map((item) => (item.order.citeId === citeId ? { ...item, ...part } : item)));
  }

  private write(items: readonly Pending[]): void {
    this.items = items;
    if (items.length === 0) this.shelf?.removeItem(this.key);
    else this.shelf?.setItem(this.key, JSON.stringify(items));
    for (const listener of this.listeners) listener();
  }

  private read(): readonly Pending[] {
    try {
      return stored.parse(JSON.parse(this.shelf?.getItem(this.key) ?? '[]'));
    } catch {
      return [];
    }
  }
}

/** Those of one person in one revision that this device keeps; without its store they live as long as the page. */
export function pendingOnDevice(whose: string): PendingCitations {
  const shelf = (() => {
    try {
      return typeof window === 'undefined' ? null : window.localStorage;
    } catch {
      return null;
    }
  })();
  return new PendingCitations(`stet:cite:${whose}`, shelf);
}

/** Tries again when the browser is online, when the page is looked at, and every five seconds while something waits. Gives what ends it. */
export function keepTrying(pending: PendingCitations): () => void {
  const attempt = () => void pending.tryAll();
  const timer = setInterval(() => {
    if (pending.all.length > 0) attempt();
  }, 5000);
  window.addEventListener('online', attempt);
  window.addEventListener('focus', attempt);
  attempt();
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', attempt);
    window.removeEventListener('focus', attempt);
  };
}

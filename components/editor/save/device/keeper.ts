import type { Journal, Kept, KeptKey } from '@/components/editor/save/device/journal';

/** Keystrokes within this time are one entry, in ms. */
export const keepAfter = 30;
/** A browser that has not written by then is not waited for, in ms. */
const patience = 2000;

type Parts = Pick<Kept, 'base' | 'draft' | 'pending'>;

/**
 * Keeps what one open section has typed in the journal of this device, always the newest, and takes it out when the server
 * has all of it. Never throws: whether the device keeps anything is told by `isKept`.
 */
export class Keeper {
  private wanted: Parts | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private last: Promise<boolean> = Promise.resolve(true);
  private isGood = true;

  constructor(
    private readonly journal: Journal,
    private readonly key: KeptKey,
  ) {}

  /** False when the last write failed: then the text is in this window alone. */
  get isKept(): boolean {
    return this.isGood;
  }

  /** What is to be kept from now on; null when the server has everything. */
  note(parts: Parts | null): void {
    this.wanted = parts;
    this.timer ??= setTimeout(() => void this.write(), keepAfter);
  }

  /** Waits until what was noted last is in the journal. False when it cannot be. */
  async settled(): Promise<boolean> {
    const written = this.timer ? this.write() : this.last;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patience);
    });
    return Promise.race([written, late]).finally(() => clearTimeout(timer));
  }

  /** Begins to write what was noted last, at once. The journal keeps the order of writes. */
  write(): Promise<boolean> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const work = this.wanted
      ? this.journal.put({ ...this.key, ...this.wanted, typedAt: new Date().toISOString() })
      : this.journal.drop(this.key);
    this.last = work.then(
      () => (this.isGood = true),
      () => (this.isGood = false),
    );
    return this.last;
  }
}

/** Where a person writes this text: in this tab, in another one of theirs, or not known yet. */
export type Place = 'asking' | 'here' | 'elsewhere';

/** What `SoleTab` needs of `navigator.locks`. */
export type Locks = Pick<LockManager, 'request'>;

/** What it needs of a `BroadcastChannel`. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close' | 'addEventListener'>;

type Options = {
  /** The same for every tab that would write the same text as the same person. */
  readonly name: string;
  readonly locks: Locks;
  readonly channel: Channel;
  /** Called before another tab takes over: saves what is typed. */
  readonly onLeave: () => Promise<unknown>;
  readonly onPlace: (place: Place) => void;
};

/** A tab that does not let go within this time is taken to hang, in ms. */
const patience = 12_000;
const useHere = 'use-here';

/**
 * Of several tabs of one person only one writes a text at a time. The others wait; one of them may ask for it, and gets it
 * when the tab that has it has saved, is closed, has crashed or does not answer.
 */
export class SoleTab {
  private place: Place = 'asking';
  private letGo: (() => void) | null = null;
  private waiting = new AbortController();
  private isOver = false;

  constructor(private readonly options: Options) {
    options.channel.addEventListener('message', () => void this.leave());
    void this.ask();
  }

  /** Asks the other tab for the text; after a while takes it. */
  takeOver(): void {
    if (this.place !== 'elsewhere') return;
    this.options.channel.postMessage(useHere);
    setTimeout(() => {
      if (this.place !== 'elsewhere' || this.isOver) return;
      this.waiting.abort();
      this.hold({ steal: true });
    }, patience);
  }

  /** The text is closed here. */
  end(): void {
    this.isOver = true;
    this.waiting.abort();
    this.letGo?.();
    this.options.channel.close();
  }

  /** At once when no other tab has it, else as soon as that one lets go. */
  private async ask(): Promise<void> {
    const isFree = await new Promise<boolean>((resolve) => {
      this.hold({ ifAvailable: true }, resolve);
    });
    if (isFree || this.isOver) return;
    this.tell('elsewhere');
    this.wait();
  }

  private wait(): void {
    this.waiting = new AbortController();
    this.hold({ signal: this.waiting.signal });
  }

  /** Holds the lock until `letGo`; `onGranted` hears whether it was free. */
  private hold(how: LockOptions, onGranted: (isFree: boolean) => void = () => undefined): void {
    let isMine = false;
    const held = this.options.locks.request(this.options.name, how, (lock) => {
      onGranted(lock !== null);
      if (lock === null || this.isOver) return undefined;
      isMine = true;
      this.tell('here');
      return new Promise<void>((resolve) => {
        this.letGo = resolve;
      });
    });
    // Taken away by a tab that did not wait any longer, or never given.
    held.catch(() => isMine && this.lost());
  }

  private lost(): void {
    if (this.isOver) return;
    this.letGo = null;
    this.tell('elsewhere');
    this.wait();
  }

  private async leave(): Promise<void> {
    if (this.place !== 'here') return;
    this.tell('elsewhere');
    await this.options.onLeave().catch(() => undefined);
    this.letGo?.();
    this.letGo = null;
    if (!this.isOver) this.wait();
  }

  private tell(place: Place): void {
    this.place = place;
    if (!this.isOver) this.options.onPlace(place);
  }
}

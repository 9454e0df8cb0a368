import type { Text } from '@/lib/domain/merge/text';

/** What one open section has typed that the server has not acknowledged yet. */
export type Kept = {
  /** Who typed it: nobody else is ever shown it. */
  readonly person: string;
  /** The revision. */
  readonly number: number;
  readonly sectionId: string;
  /** The page that typed it. Two tabs never write over each other's entry. */
  readonly writer: string;
  /** The text that the server acknowledged last, and its sequence number. */
  readonly base: Text & { readonly seq: number };
  /** The text on the screen. */
  readonly draft: Text;
  /** A save on top of `base` that was sent, or was about to be, and has no answer: repeated as it is. */
  readonly pending: { readonly draft: Text; readonly opId: string } | null;
  /** When it was typed (ISO 8601). */
  readonly typedAt: string;
};

export type KeptKey = Pick<Kept, 'person' | 'number' | 'sectionId' | 'writer'>;

/** Texts on this device that wait for the server. Entries outlive the page, the browser and the session. */
export type Journal = {
  readonly put: (kept: Kept) => Promise<void>;
  readonly drop: (key: KeptKey) => Promise<void>;
  /** What this person has typed in this revision, the oldest first. */
  readonly of: (person: string, number: number) => Promise<Kept[]>;
};

const storeName = 'typed';
const placeIndex = 'place';
const keyOf = ({ person, number, sectionId, writer }: KeptKey) => [person, number, sectionId, writer].join('/');

/** A request of IndexedDB as a promise. */
const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });

/** Only what the disk has counts as kept. */
const durable = { durability: 'strict' } as const;

/** The journal of this browser, in IndexedDB. Its promises reject where the browser keeps nothing (a full disk, a private window). */
export class BrowserJournal implements Journal {
  private opening: Promise<IDBDatabase> | null = null;

  constructor(private readonly name = 'stet-journal') {}

  async put(kept: Kept): Promise<void> {
    await this.write((store) => store.put({ ...kept, key: keyOf(kept) }));
  }

  async drop(key: KeptKey): Promise<void> {
    await this.write((store) => store.delete(keyOf(key)));
  }

  async of(person: string, number: number): Promise<Kept[]> {
    const database = await this.open();
    const store = database.transaction(storeName, 'readonly').objectStore(storeName);
    const found: Kept[] = await answerOf(store.index(placeIndex).getAll([person, number]));
    return found.toSorted((a, b) => (a.typedAt < b.typedAt ? -1 : 1));
  }

  /** Done when the transaction is: a request that succeeded may still be rolled back. */
  private async write(work: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const database = await this.open();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(storeName, 'readwrite', durable);
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB failed')));
      work(transaction.objectStore(storeName));
    });
  }

  private open(): Promise<IDBDatabase> {
    this.opening ??= this.connect();
    this.opening.catch(() => this.forget());
    return this.opening;
  }

  private forget(): void {
    this.opening = null;
  }

  private async connect(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.name, 1);
    request.addEventListener('upgradeneeded', () => {
      const store = request.result.createObjectStore(storeName, { keyPath: 'key' });
      store.createIndex(placeIndex, ['person', 'number']);
    });
    const database = await answerOf(request);
    database.addEventListener('close', () => this.forget());
    database.addEventListener('versionchange', () => {
      database.close();
      this.forget();
    });
    return database;
  }
}

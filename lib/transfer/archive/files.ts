/** Files that are kept beside the database, under keys that name their content: a key is written once and never changes. */
export type FileStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or null where there is no such key. */
  get(key: string): Promise<Buffer | null>;
  /** Every key that begins with the prefix, in order. */
  list(prefix: string): AsyncIterable<{ readonly key: string }>;
};

/** One kept file, as lists show it. */
export type StoredFile = { readonly key: string; readonly bytes: number };

/**
 * Where files are kept that are too large for the database: a flat map from keys to bytes. Keys are lower-case words, digits, dots and
 * hyphens, divided by slashes (`snapshots/ab/ab12….pdf`); they name the content's hash, so a key is written once and never changes.
 */
export type Storage = {
  /** Keeps the bytes; an existing key is left as it is. On return they are safe. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or null where there is no such key. */
  get(key: string): Promise<Buffer | null>;
  /** Every key that begins with the prefix, in order. */
  list(prefix: string): AsyncIterable<StoredFile>;
};

import path from 'node:path';

import { env } from '@/lib/system/env';
import { folderStorage } from '@/lib/system/storage/folder';
import { s3Storage } from '@/lib/system/storage/s3';

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

let held: Storage | null = null;

/** The storage of this installation: an S3-compatible bucket where one is set, else a folder of this machine. */
export function storage(): Storage {
  held ??= open();
  return held;
}

/** Puts another storage in place (tests); null opens the configured one again. */
export function setStorage(next: Storage | null): void {
  held = next;
}

function open(): Storage {
  const { STORAGE_S3_ENDPOINT: endpoint, STORAGE_S3_BUCKET: bucket, STORAGE_S3_REGION: region, ...rest } = env();
  if (endpoint === '') return folderStorage(rest.STORAGE_DIR || path.join(rest.STET_DATA_DIR, 'files'));
  const { STORAGE_S3_ACCESS_KEY_ID: accessKeyId, STORAGE_S3_SECRET_ACCESS_KEY: secretAccessKey } = rest;
  if (bucket === '' || accessKeyId === '' || secretAccessKey === '') {
    throw new Error(
      'Set STORAGE_S3_BUCKET, STORAGE_S3_ACCESS_KEY_ID and STORAGE_S3_SECRET_ACCESS_KEY beside the endpoint',
    );
  }
  return s3Storage({ endpoint, bucket, region, accessKeyId, secretAccessKey });
}

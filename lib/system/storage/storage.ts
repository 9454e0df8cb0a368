import path from 'node:path';

import { env } from '@/lib/system/env';
import type { Storage } from '@/lib/system/storage/interface';
import { folderStorage } from '@/lib/system/storage/folder';
import { s3Storage } from '@/lib/system/storage/s3';

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

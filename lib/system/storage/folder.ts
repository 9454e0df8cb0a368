import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import { checkedKey } from '@/lib/system/storage/key';
import type { Storage, StoredFile } from '@/lib/system/storage/interface';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Keeps files in a folder of this machine, readable by nobody else. A file appears whole or not at all. */
export function folderStorage(root: string): Storage {
  const at = (key: string) => path.join(root, ...checkedKey(key).split('/'));
  return {
    async put(key, bytes) {
      const file = at(key);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeOnce(file, bytes);
    },
    get: (key) =>
      readFile(at(key)).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      }),
    list: (prefix) => listFrom(root, prefix),
  };
}

/** Written beside its place, forced to the disk, then linked there: a link never overwrites. */
async function writeOnce(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}~`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await link(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    if (!isThere(error)) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function* listFrom(root: string, prefix: string): AsyncIterable<StoredFile> {
  const names = await readdir(root, { recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const keys = names.map((name) => name.split(path.sep).join('/')).filter((key) => key.startsWith(prefix));
  for (const key of keys.toSorted()) {
    if (key.endsWith('~')) continue;
    const found = await stat(path.join(root, key));
    if (found.isFile()) yield { key, bytes: found.size };
  }
}

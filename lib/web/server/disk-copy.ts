import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PublicPage } from '@/lib/pages/public-pages';
import { sha256 } from '@/lib/system/crypto';

/** A disposable copy of live pages: a cache for the time when the database is away, never the truth. */
export type DiskCopy = {
  readonly keep: (at: string, page: PublicPage) => Promise<void>;
  readonly drop: (at: string) => Promise<void>;
  readonly find: (at: string) => Promise<PublicPage | null>;
};

const fileSchema = z.object({
  at: z.string(),
  seq: z.string(),
  headers: z.record(z.string(), z.string()),
  listed: z.array(z.string()),
  forms: z.record(z.enum(['identity', 'gzip', 'br']), z.object({ etag: z.string(), body: z.string() })),
});

const formsOf = ({ forms }: PublicPage) =>
  Object.fromEntries(
    Object.entries(forms).map(([coding, { etag, body }]) => [
      coding,
      { etag, body: Buffer.from(body).toString('base64') },
    ]),
  );

function read(at: string, text: string): PublicPage | null {
  const hash = text.slice(0, 64);
  const content = text.slice(65);
  if (sha256(content) !== hash) return null;
  const file = fileSchema.parse(JSON.parse(content));
  if (file.at !== at) return null;
  const bytes = ({ etag, body }: { etag: string; body: string }) => ({ etag, body: Buffer.from(body, 'base64') });
  const { identity, gzip, br } = file.forms;
  if (!identity) return null;
  const forms = { identity: bytes(identity), ...(gzip && { gzip: bytes(gzip) }), ...(br && { br: bytes(br) }) };
  return { status: 200, headers: file.headers, forms, listed: file.listed, seq: BigInt(file.seq) };
}

/** The copy in a folder. Each file carries the hash of its content, and one that does not fit is nothing. Failures are no news. */
export function diskCopy(folder: string): DiskCopy {
  const fileOf = (at: string) => path.join(folder, sha256(at));
  const quietly = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      () => undefined,
    );
  async function write(at: string, page: PublicPage): Promise<void> {
    const { headers, listed, seq } = page;
    const content = JSON.stringify({ at, seq: String(seq ?? 0n), headers, listed, forms: formsOf(page) });
    const file = fileOf(at);
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.new`, `${sha256(content)}\n${content}`);
    await rename(`${file}.new`, file);
  }
  return {
    keep: (at, page) => quietly(write(at, page)),
    drop: (at) => quietly(rm(fileOf(at), { force: true })),
    find: (at) =>
      readFile(fileOf(at), 'utf8').then(
        (text) => read(at, text),
        () => null,
      ),
  };
}

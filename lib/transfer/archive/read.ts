import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { sha256Bytes } from '@/lib/system/crypto';
import { ArchiveError } from '@/lib/transfer/archive/error';
import { headName, headSchema, manifestName, manifestSchema, type Manifest } from '@/lib/transfer/archive/manifest';
import { readTar, type Entry } from '@/lib/transfer/archive/tar';

/** The files of an archive in their order, head and manifest too. Throws ArchiveError for what is none, or is damaged. */
export async function* archiveEntries(file: string): AsyncGenerator<Entry> {
  const packed = createReadStream(file);
  const plain = packed.pipe(createGunzip());
  packed.once('error', (error) => plain.destroy(error));
  try {
    yield* readTar(plain);
  } catch (error) {
    throw told(error, file);
  } finally {
    packed.destroy();
    plain.destroy();
  }
}

function told(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new ArchiveError(`There is no file ${file}.`);
  if (code === 'Z_BUF_ERROR') return new ArchiveError('The archive is cut off: it ends in the middle.');
  if (code === 'Z_DATA_ERROR')
    return new ArchiveError('This is no archive of Stet, or it is damaged: it cannot be unpacked.');
  return error;
}

/** A file's text as what it should be. Throws ArchiveError. */
function parsed<T>(schema: { parse: (value: unknown) => T }, { name, body }: Entry): T {
  try {
    return schema.parse(JSON.parse(body.toString()));
  } catch {
    throw new ArchiveError(`${name} of the archive cannot be read: this is no archive of this form of Stet.`);
  }
}

/** What was read: the manifest, and the SHA-256 of its bytes. */
export type Read = { readonly manifest: Manifest; readonly fingerprint: string };

/** What a walk does with the rows and files of an archive. Lines are JSON, not yet parsed. */
export type Visitor = {
  readonly rows?: (table: string, lines: readonly string[], part: string) => Promise<void> | void;
  readonly file?: (part: string, body: Uint8Array) => Promise<void> | void;
};

/**
 * Walks an archive from front to back and checks each part against the manifest at its end: parts, their order, sizes, counts
 * and SHA-256. `expected`, known from a walk before, refuses a part at once. Throws ArchiveError that names the part.
 */
export async function walkArchive(file: string, visitor: Visitor, expected?: Manifest): Promise<Read> {
  const found: { name: string; rows: number; bytes: number; sha256: string }[] = [];
  let read: Read | null = null;
  let isHeadRead = false;
  for await (const entry of archiveEntries(file)) {
    if (!isHeadRead) {
      if (entry.name !== headName) throw new ArchiveError('This is no archive of Stet.');
      parsed(headSchema, entry);
      isHeadRead = true;
    } else if (entry.name === manifestName) {
      read = { manifest: parsed(manifestSchema, entry), fingerprint: sha256Bytes(entry.body) };
    } else {
      const lines = linesOf(entry);
      const part = { name: entry.name, rows: lines.length, bytes: entry.body.length, sha256: sha256Bytes(entry.body) };
      if (expected) checkPart(expected.parts[found.length], part);
      found.push(part);
      const table = tableOf(entry.name);
      if (table !== null) await visitor.rows?.(table, lines, entry.name);
      else await visitor.file?.(entry.name, entry.body);
    }
  }
  if (!read) throw new ArchiveError('The archive is cut off: its manifest is missing.');
  const { parts } = read.manifest;
  for (let at = 0; at < Math.max(parts.length, found.length); at += 1) checkPart(parts[at], found[at]);
  return read;
}

const tableOf = (name: string) => /^data\/(\w+)\/\d+\.jsonl$/u.exec(name)?.[1] ?? null;

function linesOf({ name, body }: Entry): string[] {
  if (tableOf(name) === null) return [];
  const text = Buffer.from(body).toString('utf8');
  return text === '' ? [] : text.replace(/\n$/u, '').split('\n');
}

type Found = Pick<Manifest['parts'][number], 'name' | 'rows' | 'bytes' | 'sha256'>;

function checkPart(wanted: Found | undefined, found: Found | undefined): void {
  if (!wanted) throw new ArchiveError(`${found?.name} is in the archive, but its manifest does not name it.`);
  if (!found) throw new ArchiveError(`${wanted.name} is missing in the archive.`);
  if (wanted.name !== found.name) {
    throw new ArchiveError(
      `${wanted.name} is missing in the archive, or out of its place: ${found.name} stands there.`,
    );
  }
  if (wanted.sha256 !== found.sha256 || wanted.rows !== found.rows || wanted.bytes !== found.bytes) {
    throw new ArchiveError(`${wanted.name} of the archive was changed: its SHA-256 is not the one in the manifest.`);
  }
}

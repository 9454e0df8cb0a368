import { contentText } from '@/lib/domain/manifest';
import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import type { Tx } from '@/lib/db/transaction';
import { type Manifest, readHeadColumns, readStored, sectionsOfLists, withDifference } from '@/lib/revisions/columns';
import { sha256 } from '@/lib/system/crypto';

/** Heading and body of one section: what a content hash names. */
export type SectionText = { readonly heading: string; readonly body: Body };

/** A text as it is stored, with the version of the schema that it is written in. */
type StoredText = SectionText & { readonly schemaVersion: number };

/** The content address of a section's text: SHA-256 over its canonical JSON, in hex. */
export function contentHashOf(section: SectionText): string {
  return sha256(contentText(section));
}

/** Keeps a section's text under its hash, once; immutable rows are shared by all checkpoints and versions that hold them. */
export async function writeContent(tx: Tx, section: SectionText): Promise<string> {
  const hash = contentHashOf(section);
  await tx.sectionContent.createMany({
    data: [{ hash, heading: section.heading, body: section.body, schemaVersion }],
    skipDuplicates: true,
  });
  return hash;
}

/** The texts kept under these hashes. Throws when one is missing: content rows are never deleted. */
export async function readContents(tx: Tx, hashes: readonly string[]): Promise<Map<string, StoredText>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx.sectionContent.findMany({
    where: { hash: { in: [...new Set(hashes)] } },
    select: { hash: true, heading: true, body: true, schemaVersion: true },
  });
  const found = new Map(
    rows.map(({ hash, body, ...row }): [string, StoredText] => [hash, { ...row, body: body as unknown as Body }]),
  );
  const missing = hashes.find((hash) => !found.has(hash));
  if (missing) throw new Error(`Section content ${missing} is missing`);
  return found;
}

/** The manifest of a version; its texts are under the hashes. */
export async function versionManifest(tx: Tx, versionId: string): Promise<Manifest> {
  const version = await tx.version.findUniqueOrThrow({
    where: { id: versionId },
    select: {
      ...{ title: true, facts: true, related: true, attribution: true },
      ...{ sectionIds: true, sectionLevels: true, sectionHashes: true },
    },
  });
  const { title, attribution } = version;
  return { title, attribution, ...readHeadColumns(version), sections: sectionsOfLists(version) };
}

/** What checkpoints are records of, from what they store; each version that some of them differ from is read once. */
export async function readManifests(tx: Tx, stored: readonly unknown[]): Promise<Manifest[]> {
  const read = stored.map(readStored);
  const bases = new Set(read.flatMap((one) => ('base' in one ? [one.base] : [])));
  const versions = new Map<string, Manifest>();
  for (const id of bases) versions.set(id, await versionManifest(tx, id));
  return read.map((one) => {
    if (!('base' in one)) return one;
    const before = versions.get(one.base);
    if (!before) throw new Error(`The version ${one.base} of a checkpoint was not read`);
    return withDifference(before, one);
  });
}

/** The same for one checkpoint. */
export async function readManifest(tx: Tx, stored: unknown): Promise<Manifest> {
  const [manifest] = await readManifests(tx, [stored]);
  if (!manifest) throw new Error('A checkpoint was not read');
  return manifest;
}

/** The body of a working copy: its own, or the one that is kept under its hash since it was published. */
export async function bodyOfCopy(tx: Tx, copy: { body: unknown; contentHash: string }): Promise<unknown> {
  return copy.body ?? (await readContents(tx, [copy.contentHash])).get(copy.contentHash)?.body;
}

import { contentText } from '@/lib/domain/manifest';
import { plainText } from '@/lib/domain/prose/text';
import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import type { Tx } from '@/lib/db/transaction';
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
    data: [{ hash, heading: section.heading, body: section.body, text: plainText(section.body), schemaVersion }],
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

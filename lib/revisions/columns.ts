import { z } from 'zod';
import { fact, outlineEntry } from '@/lib/contract/fields';
import type { Fact, OutlineEntry } from '@/lib/domain/article';

const facts = z.array(fact);
const outline = z.array(outlineEntry);
const titles = z.array(z.string());
const manifest = z.object({
  title: z.string(),
  facts,
  related: titles,
  attribution: z.string(),
  sections: z.array(z.object({ sectionId: z.string(), level: z.number(), contentHash: z.string() })),
});

/** What a checkpoint holds: the head of the article, and its sections in order with the hashes of their texts. */
export type Manifest = z.infer<typeof manifest>;

/** Reads the JSON columns that revisions, versions and checkpoints share. Throws when a row holds something else: a mistake of ours. */
export function readHeadColumns(row: { facts: unknown; related: unknown }): { facts: Fact[]; related: string[] } {
  return { facts: facts.parse(row.facts), related: titles.parse(row.related) };
}

/** Reads the outline of a revision: section ids and levels in order, the lead first. */
export function readOutline(value: unknown): OutlineEntry[] {
  return outline.parse(value);
}

/** Reads what a checkpoint holds. */
export function readManifest(value: unknown): Manifest {
  return manifest.parse(value);
}

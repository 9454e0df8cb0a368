import { z } from 'zod';
import { fact, outlineEntry } from '@/lib/contract/fields';
import { canonicalJson, type Head } from '@/lib/domain/manifest';
import type { Fact, OutlineEntry } from '@/lib/domain/article';

const facts = z.array(fact);
const outline = z.array(outlineEntry);
const titles = z.array(z.string());
const lines = z.array(z.string());
const manifest = z.object({
  ...{ title: z.string(), facts, related: titles, attribution: z.string() },
  sections: z.array(z.object({ sectionId: z.string(), level: z.number(), contentHash: z.string() })),
});
const stored = z.union([
  z.object({
    ...{ title: z.string().exactOptional(), facts: facts.exactOptional(), related: titles.exactOptional() },
    ...{ attribution: z.string().exactOptional(), outline: outline.exactOptional() },
    ...{ base: z.string(), texts: z.record(z.string(), z.string()) },
  }),
  manifest,
]);

/** What a checkpoint is a record of: the head of the article, and its sections in order with the hashes of their texts. */
export type Manifest = Omit<Head, 'citations'>;

/** A manifest as what differs from the version `base`: parts of the head, the outline, the hashes of texts by section. */
export type Difference = Partial<Omit<Manifest, 'sections'>> & {
  readonly base: string;
  readonly outline?: readonly OutlineEntry[];
  readonly texts: Readonly<Record<string, string>>;
};

/** Reads the JSON columns that revisions, versions and checkpoints share. Throws when a row holds something else: a mistake of ours. */
export function readHeadColumns(row: { facts: unknown; related: unknown }): { facts: Fact[]; related: string[] } {
  return { facts: facts.parse(row.facts), related: titles.parse(row.related) };
}

/** Reads the outline of a revision: section ids and levels in order, the lead first. */
export function readOutline(value: unknown): OutlineEntry[] {
  return outline.parse(lines.parse(value).map((line) => ({ level: Number(line[0]), sectionId: line.slice(2) })));
}

/** An outline as a revision stores it: of each section one line, its level and its id. `readOutline` is its inverse. */
export const outlineLines = (entries: readonly OutlineEntry[]): string[] =>
  entries.map(({ sectionId, level }) => `${level}:${sectionId}`);

/** The lists of a version, side by side: of each section in order its id, its level and the SHA-256 of its text. */
type SectionLists = {
  readonly sectionIds: string[];
  readonly sectionLevels: number[];
  readonly sectionHashes: Uint8Array<ArrayBuffer>[];
};

/** The sections of a manifest as a version stores them. `sectionsOfLists` is its inverse. */
export const listsOfSections = (sections: Manifest['sections']): SectionLists => ({
  sectionIds: sections.map(({ sectionId }) => sectionId),
  sectionLevels: sections.map(({ level }) => level),
  sectionHashes: sections.map(({ contentHash }) => Buffer.from(contentHash, 'hex')),
});

/** Reads the lists of a version. Throws when one is shorter than the others, which the database refuses. */
export function sectionsOfLists({ sectionIds, sectionLevels, sectionHashes }: SectionLists): Manifest['sections'] {
  return sectionIds.map((sectionId, at) => {
    const [level, hash] = [sectionLevels[at], sectionHashes[at]];
    if (level === undefined || !hash) throw new Error(`Section ${sectionId} of a version has no level or no text`);
    return { sectionId, level, contentHash: Buffer.from(hash).toString('hex') };
  });
}

/** Reads what a checkpoint stores: all of a manifest, or its difference from a version. */
export function readStored(value: unknown): Manifest | Difference {
  return stored.parse(value);
}

const outlineOf = ({ sections }: Manifest) => sections.map(({ sectionId, level }) => ({ sectionId, level }));
const textsOf = ({ sections }: Manifest) => new Map(sections.map((entry) => [entry.sectionId, entry.contentHash]));
const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

/** What a manifest says otherwise than the version `base`: mostly one text of many. `withDifference` is its inverse. */
export function differenceFrom(base: string, before: Manifest, after: Manifest): Difference {
  const [outlines, old] = [[outlineOf(before), outlineOf(after)] as const, textsOf(before)];
  const { title, facts: held, related, attribution } = after;
  return {
    base,
    ...(title !== before.title && { title }),
    ...(!isSame(held, before.facts) && { facts: held }),
    ...(!isSame(related, before.related) && { related }),
    ...(attribution !== before.attribution && { attribution }),
    ...(!isSame(...outlines) && { outline: outlines[1] }),
    texts: Object.fromEntries([...textsOf(after)].filter(([sectionId, hash]) => old.get(sectionId) !== hash)),
  };
}

/** The manifest that differs so from that of its base. Throws when a section has no text: a mistake of ours. */
export function withDifference(before: Manifest, difference: Difference): Manifest {
  const hashes = new Map([...textsOf(before), ...Object.entries(difference.texts)]);
  const sections = (difference.outline ?? outlineOf(before)).map((entry) => {
    const contentHash = hashes.get(entry.sectionId);
    if (contentHash === undefined) throw new Error(`Section ${entry.sectionId} of a checkpoint has no text`);
    return { ...entry, contentHash };
  });
  return {
    title: difference.title ?? before.title,
    facts: difference.facts ?? before.facts,
    related: difference.related ?? before.related,
    attribution: difference.attribution ?? before.attribution,
    sections,
  };
}

import type { Article } from '@/lib/domain/article';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { headText } from '@/lib/domain/manifest';
import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import { citationIds } from '@/lib/domain/prose/text';
import type { Tx } from '@/lib/db/transaction';
import { type Manifest, readHeadColumns, readOutline } from '@/lib/revisions/columns';
import { contentHashOf, readContents, readManifest, versionManifest } from '@/lib/revisions/content';
import { freezeCitations } from '@/lib/sources/freeze';
import { sha256 } from '@/lib/system/crypto';

/** One section of a revision as it stands: its text, and what a save of it has to name. */
type SectionState = {
  readonly sectionId: string;
  readonly level: number;
  readonly heading: string;
  readonly body: Body;
  readonly contentHash: string;
  /** Sequence number of the working copy; 0 while the section is as in the base. */
  readonly seq: number;
  readonly baseContentHash: string | null;
  /** The version of the schema that the text is written in. */
  readonly schemaVersion: number;
};

/** A whole article with the hashes and citation records that make its head. */
export type Assembled = {
  readonly article: Article;
  readonly sections: readonly SectionState[];
  readonly citations: readonly FrozenCitation[];
  /** SHA-256 over all that publishing would show. */
  readonly headHash: string;
};

type RevisionHead = {
  id: string;
  baseVersionId: string | null;
  title: string;
  facts: unknown;
  related: unknown;
  attribution: string;
  outline: unknown;
};

/** Another text of one section, in place of the stored one. */
export type Instead = { readonly sectionId: string; readonly heading: string; readonly body: Body };

/**
 * What the revision would publish now: base version, working copies over it, in the order of its outline. `instead` stands
 * in for one section, for keeping a text that was never its working copy.
 */
export async function assembleRevision(tx: Tx, revision: RevisionHead, instead?: Instead): Promise<Assembled> {
  const outline = readOutline(revision.outline);
  const copies = await tx.workingCopy.findMany({ where: { revisionId: revision.id } });
  const copyOf = new Map(copies.map((copy) => [copy.sectionId, copy]));
  const baseHash = await baseHashes(tx, revision.baseVersionId);
  const needed = outline.flatMap(({ sectionId }) => {
    const copy = copyOf.get(sectionId);
    if (copy) return copy.body === null ? [copy.contentHash] : [];
    return [known(baseHash, sectionId)];
  });
  const contents = await readContents(tx, needed);
  const sections = outline.map(({ sectionId, level }): SectionState => {
    const copy = copyOf.get(sectionId);
    const baseContentHash = baseHash.get(sectionId) ?? null;
    if (instead?.sectionId === sectionId) {
      return { level, ...instead, contentHash: contentHashOf(instead), seq: 1, baseContentHash, schemaVersion };
    }
    if (copy) {
      const { heading, contentHash, seq, schemaVersion: written } = copy;
      const body = contents.get(contentHash)?.body ?? (copy.body as unknown as Body);
      return { sectionId, level, heading, body, contentHash, seq, baseContentHash, schemaVersion: written };
    }
    const contentHash = known(baseHash, sectionId);
    const content = contents.get(contentHash);
    if (!content) throw new Error(`Section content ${contentHash} is missing`);
    return { sectionId, level, ...content, contentHash, seq: 0, baseContentHash };
  });
  return finish(tx, { ...revision, ...readHeadColumns(revision) }, sections);
}

/** A published version as the same shape, so that both sides of a comparison are made alike. */
export async function assembleVersion(tx: Tx, versionId: string): Promise<Assembled> {
  return assembleManifest(tx, await versionManifest(tx, versionId));
}

type CheckpointHead = { readonly manifest: unknown };

/** A checkpoint as the same shape. Its texts have no sequence numbers: they are what was, not what is saved over. */
export async function assembleCheckpoint(tx: Tx, { manifest }: CheckpointHead): Promise<Assembled> {
  return assembleManifest(tx, await readManifest(tx, manifest));
}

/** What a state of an article is a record of, without its texts. `assembleManifest` is its inverse where the texts are kept. */
export const manifestOf = ({ article, sections }: Assembled): Manifest => {
  const { title, facts, related, attribution } = article;
  const entries = sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash }));
  return { title, facts, related, attribution, sections: entries };
};

/** A manifest with its texts, which have to be kept under their hashes. */
export async function assembleManifest(tx: Tx, { sections: entries, ...head }: Manifest): Promise<Assembled> {
  const contents = await readContents(
    tx,
    entries.map(({ contentHash }) => contentHash),
  );
  const sections = entries.map(({ sectionId, level, contentHash }): SectionState => {
    const content = contents.get(contentHash);
    if (!content) throw new Error(`Section content ${contentHash} is missing`);
    return { sectionId, level, ...content, contentHash, seq: 0, baseContentHash: contentHash };
  });
  return finish(tx, head, sections);
}

async function finish(tx: Tx, head: Omit<Manifest, 'sections'>, sections: SectionState[]): Promise<Assembled> {
  const { title, facts, related, attribution } = head;
  const cited = [
    ...facts.flatMap((fact) => fact.citations),
    ...sections.flatMap((section) => citationIds(section.body)),
  ];
  const citations = await freezeCitations(tx, cited);
  const article: Article = {
    title,
    facts,
    related,
    attribution,
    sections: sections.map(({ sectionId: id, level, heading, body }) => ({ id, level, heading, body })),
  };
  const manifest = sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash }));
  const headHash = sha256(headText({ title, facts, related, attribution, sections: manifest, citations }));
  return { article, sections, citations, headHash };
}

async function baseHashes(tx: Tx, versionId: string | null): Promise<Map<string, string>> {
  if (!versionId) return new Map();
  const rows = await tx.versionSection.findMany({
    where: { versionId },
    select: { sectionId: true, contentHash: true },
  });
  return new Map(rows.map((row) => [row.sectionId, row.contentHash]));
}

function known(hashes: ReadonlyMap<string, string>, sectionId: string): string {
  const hash = hashes.get(sectionId);
  if (!hash) throw new Error(`Section ${sectionId} is neither in the base version nor a working copy`);
  return hash;
}

import { z } from 'zod';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { bodySchema } from '@/lib/domain/prose/schema';
import {
  citationsOf,
  readableOf,
  sectionsOf,
  type Contents,
  type ReadableSection,
  type ReadableVersion,
} from '@/lib/transfer/formats/out/readable';
import { frozenSchema, hashSchema, readSeal, saidSchema, type Seal } from '@/lib/transfer/formats/out/seal';

/**
 * All that is needed to check a file without us: the manifests of versions 1 to n, oldest first, each the very text whose
 * SHA-256 is the version's hash, and the texts of sections by their hashes.
 */
export type Proof = { readonly chain: readonly string[]; readonly contents: Contents };

/** Where something was found when the file was made; not covered by the proof. `address` is absolute and permanent. */
type Found = { readonly slug: string; readonly address: string };

/** One version as a file of form "stet/1". Everything but `slug`, `address` and anchors follows from `proof`. */
export type VersionFile = Found &
  ReadableVersion & {
    readonly format: 'stet/1';
    readonly what: 'version';
    /** SHA-256 of the last text of `proof.chain`. */
    readonly hash: string;
    /** `anchor` is the section's place in the page. */
    readonly sections: readonly (ReadableSection & { readonly anchor: string })[];
    readonly citations: readonly FrozenCitation[];
    readonly proof: Proof;
  };

/** A version in a record: its texts stand under their hashes in `proof.contents`, its citations in its manifest. */
type RecordedVersion = ReadableVersion & {
  readonly hash: string;
  readonly sections: readonly { readonly id: string; readonly level: number; readonly contentHash: string }[];
};

/** All versions of an article as a file of form "stet/1", oldest first, each text once. */
export type RecordFile = Found & {
  readonly format: 'stet/1';
  readonly what: 'record';
  /** Title of the newest version. */
  readonly title: string;
  readonly versions: readonly RecordedVersion[];
  readonly proof: Proof;
};

const words = z.array(z.string());
const readable = {
  ...saidSchema.shape,
  contributors: words,
  reviewers: words,
  unreviewed: z.string().nullable(),
  facts: z.array(z.strictObject({ key: z.string(), value: z.string(), citations: words })),
};
const found = { format: z.literal('stet/1'), slug: z.string().min(1), address: z.url() };
const proofSchema = z.strictObject({
  chain: z.array(z.string()).min(1),
  contents: z.record(hashSchema, z.strictObject({ heading: z.string(), body: bodySchema })),
});

/** A version's file, strictly: nothing unknown in it. */
export const versionFileSchema = z.strictObject({
  ...found,
  what: z.literal('version'),
  ...readable,
  hash: hashSchema,
  sections: z.array(
    z.strictObject({
      ...{ id: z.string(), level: z.int(), heading: z.string(), anchor: z.string() },
      ...{ text: z.string(), body: bodySchema },
    }),
  ),
  citations: z.array(frozenSchema),
  proof: proofSchema,
}) satisfies z.ZodType<VersionFile>;

/** A record's file, strictly. */
export const recordFileSchema = z.strictObject({
  ...found,
  what: z.literal('record'),
  title: z.string(),
  versions: z.array(
    z.strictObject({
      ...readable,
      hash: hashSchema,
      sections: z.array(z.strictObject({ id: z.string(), level: z.int(), contentHash: hashSchema })),
    }),
  ),
  proof: proofSchema,
}) satisfies z.ZodType<RecordFile>;

const fileSchema = z.discriminatedUnion('what', [versionFileSchema, recordFileSchema]);

/** A file's text as what it holds, or a sentence that says why it is none of form "stet/1". */
export function readExport(text: string): VersionFile | RecordFile | string {
  try {
    const read = fileSchema.safeParse(JSON.parse(text));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    return `This is no file of the form stet/1: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? ''}.`;
  } catch {
    return 'This is no file of the form stet/1: it cannot be read as JSON.';
  }
}

function sealOf(text: string | undefined): Seal {
  const seal = text === undefined ? null : readSeal(text);
  if (!seal) throw new TypeError('A version has a manifest that can be read');
  return seal;
}

/** What a file needs besides its proof: the hashes of the versions of its chain, as they are stored. */
type Making = Found & { readonly hashes: readonly string[] };

/** The file of the last version of a chain. `anchors` are those of its sections, in their order. */
export function versionFile(proof: Proof, making: Making & { readonly anchors: readonly string[] }): VersionFile {
  const { slug, address, hashes, anchors } = making;
  const seal = sealOf(proof.chain.at(-1));
  const sections = sectionsOf(seal, proof.contents).flatMap((section, at) =>
    section ? [{ ...section, anchor: anchors[at] ?? '' }] : [],
  );
  const head = { format: 'stet/1', what: 'version', slug, address } as const;
  const hash = hashes.at(-1) ?? '';
  return { ...head, ...readableOf(seal), hash, sections, citations: citationsOf(seal), proof };
}

/** The file of all versions of a chain. */
export function recordFile(proof: Proof, { slug, address, hashes }: Making): RecordFile {
  const seals = proof.chain.map(sealOf);
  const versions = seals.map((seal, at) => ({
    ...readableOf(seal),
    hash: hashes[at] ?? '',
    sections: recordedSections(seal),
  }));
  const title = seals.at(-1)?.title ?? '';
  return { format: 'stet/1', what: 'record', slug, address, title, versions, proof };
}

/** The sections of a version in a record. */
export const recordedSections = ({ sections }: Seal): RecordedVersion['sections'] =>
  sections.map(({ sectionId: id, level, contentHash }) => ({ id, level, contentHash }));

/** The bytes of a file: one line of JSON. */
export const writeJson = (file: VersionFile | RecordFile): string => `${JSON.stringify(file)}\n`;

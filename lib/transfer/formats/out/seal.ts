import { z } from 'zod';
import { frozenApproval } from '@/lib/contract/fields';
import { locatorLabels, supportKinds, type CslItem, type FrozenCitation } from '@/lib/domain/citation/citation';
import type { VersionSeal } from '@/lib/domain/manifest';
import { kinds } from '@/lib/domain/workflow/readiness';

/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);
const number = z.int().min(1);
const words = z.array(z.string());

/** A record of a source was checked when it was written: kept as it is, whatever members it has. */
const cslSchema = z.custom<CslItem>(
  (value) => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string',
);

/** A citation as a version froze it. */
export const frozenSchema = z.strictObject({
  id: z.string(),
  sourceId: z.string(),
  sourceKey: z.string(),
  sourceState: z.string(),
  csl: cslSchema,
  stub: z.boolean(),
  locators: z.array(z.strictObject({ label: z.enum(locatorLabels), value: z.string() })),
  quote: z.string(),
  note: z.string(),
  supports: z.enum(supportKinds),
  prefix: z.string().exactOptional(),
  suffix: z.string().exactOptional(),
  quoteLanguage: z.string().exactOptional(),
  quoteTranslation: z.string().exactOptional(),
  snapshot: z.strictObject({ sha256: hashSchema, capturedAt: z.iso.datetime() }).exactOptional(),
  reliabilityReason: z.string().exactOptional(),
}) satisfies z.ZodType<FrozenCitation>;

/** What a manifest and the readable part of a file say in the same way. */
export const saidSchema = z.object({
  title: z.string(),
  number,
  kind: z.enum(kinds),
  changeNote: z.string(),
  publishedAt: z.iso.datetime(),
  attribution: z.string(),
  related: words,
});

const sealSchema = z.strictObject({
  ...saidSchema.shape,
  what: z.literal('version'),
  facts: z.array(z.strictObject({ key: z.string(), value: z.string(), confirmed: z.boolean(), citations: words })),
  sections: z.array(z.strictObject({ sectionId: z.string(), level: z.int(), contentHash: hashSchema })),
  citations: z.array(frozenSchema),
  articleId: z.string(),
  contentHash: hashSchema,
  approvals: z.array(frozenApproval),
  unreviewed: z.boolean(),
  unreviewedReason: z.string(),
  contributors: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  publishedById: z.string(),
  prevHash: hashSchema.nullable(),
});

/** What a version's hash is taken of, with a kind that is known. */
export type Seal = VersionSeal & z.infer<typeof saidSchema>;

/** A manifest's text as what it says; null when it is none. */
export function readSeal(text: string): Seal | null {
  try {
    const { what: _what, ...seal } = sealSchema.parse(JSON.parse(text));
    return seal;
  } catch {
    return null;
  }
}

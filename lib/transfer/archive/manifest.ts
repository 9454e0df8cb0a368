import { z } from 'zod';
import { hashSchema } from '@/lib/transfer/formats/out/seal';

const count = z.int().min(0);

/** The first file of an archive: says what it is before anything else is read. */
export const headSchema = z.strictObject({
  format: z.literal('stet/1'),
  what: z.literal('archive'),
  /** The last migration of the database that it was taken of. */
  schema: z.string(),
  /** ISO 8601 in UTC. */
  takenAt: z.iso.datetime(),
});

/** A part: rows as lines of JSON, or one file of the storage under its key. */
const partSchema = z.strictObject({
  name: z.string(),
  key: z.string().optional(),
  rows: count,
  bytes: count,
  sha256: hashSchema,
});
export type Part = z.output<typeof partSchema>;

/** The last file of an archive: what it holds, so that nothing can be missing or other than it was. */
export const manifestSchema = z.strictObject({
  ...headSchema.shape,
  migrations: z.array(z.string()),
  /** Rows of each table. */
  tables: z.record(z.string(), count),
  /** Where each sequence stands; `last` as text because it may be larger than a number holds. */
  sequences: z.record(z.string(), z.strictObject({ last: z.string().regex(/^-?\d+$/u), called: z.boolean() })),
  parts: z.array(partSchema),
});
export type Manifest = z.output<typeof manifestSchema>;

export const headName = 'stet.json';
export const manifestName = 'manifest.json';

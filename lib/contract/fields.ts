import { z } from 'zod';
import { locatorLabels } from '@/lib/domain/citation/citation';

/** A number of a revision or version in an address. */
export const numberParam = z.coerce.number().int().positive().max(2_147_483_647);
/** The idempotency key of one write: the same key gets the first answer again. */
export const opId = z.uuid();
/** A SHA-256 in lower-case hex. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hex');
/** Sequence number that the client saw. */
export const seq = z.int().min(0);
export const kind = z.enum(['correction', 'update', 'wording']);

/** One line of text that must not be empty. */
export const line = (what: string, max: number) =>
  z.string().trim().min(1, `Enter ${what}`).max(max, `Use at most ${max} characters for ${what}`);
/** Text that may be empty. */
export const text = (max: number) => z.string().trim().max(max, `Use at most ${max} characters`);

export const heading = z.string().trim().max(300, 'Use at most 300 characters for a heading');
export const changeNote = text(400);

export const fact = z.strictObject({
  key: line('a name for the fact', 100),
  value: text(500),
  confirmed: z.boolean(),
  citations: z.array(z.uuid()).max(20),
});

export const outlineEntry = z.strictObject({ sectionId: z.uuid(), level: z.int().min(1).max(6) });

export const locator = z.strictObject({ label: z.enum(locatorLabels), value: line('the place in the source', 60) });

/** A language as BCP 47 writes it, or nothing. */
export const languageCode = z.union([
  z.literal(''),
  z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, 'Enter a language code, like en or ar'),
]);

/** What every write to a revision answers: the numbers that the next write has to name. */
export const revisionHead = z.strictObject({ headSeq: seq, headHash: hash, state: z.string() });
export const revisionRef = z.strictObject({ number: z.int() });

/** A section with the sequence number that the client saw. */
export const seenSection = z.strictObject({ sectionId: z.uuid(), expectedSeq: seq });
/** What a change of the structure answers, so that it can be taken back: the state before it, and the numbers of the texts after it. */
export const structureChange = revisionHead.extend({
  checkpointId: z.uuid(),
  sections: z.array(z.strictObject({ sectionId: z.uuid(), seq })),
});

/** An approval as a version keeps it (FrozenApproval of lib/domain/manifest); what most lack is left out. */
export const frozenApproval = z.strictObject({
  ...{ reviewId: z.string(), reviewer: z.string(), at: z.string() },
  parts: z.array(z.strictObject({ part: z.string(), hash: z.string() })).exactOptional(),
  reasons: z.array(z.strictObject({ point: z.string(), reason: z.string() })).exactOptional(),
});

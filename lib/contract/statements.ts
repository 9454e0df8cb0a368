import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { hash, line, numberParam, opId, text } from '@/lib/contract/fields';
import { flagKinds } from '@/lib/domain/citation/library/flags';
import { verificationVerdicts } from '@/lib/domain/citation/library/verification';

const article = '/api/v1/articles/{articleId}';
const articleId = z.uuid();
/** A revision whose text was read; what readers see, where it is left out. */
const number = z.int().positive().optional();

const verifications = `${article}/citations/{citationId}/verifications`;

export const verifyCitationEndpoint = endpoint({
  method: 'POST',
  path: verifications,
  summary: 'Say whether a source says what a statement says; bound to these words and this use',
  input: z.strictObject({
    opId,
    articleId,
    citationId: z.uuid(),
    number,
    /** SHA-256 of the words that were read: NFC, blanks folded, trimmed. */
    statementHash: hash,
    verdict: z.enum(verificationVerdicts),
    comment: text(500),
    snapshotId: z.uuid().optional(),
  }),
  output: z.strictObject({ verificationId: z.uuid() }),
});

const verification = z.strictObject({
  id: z.uuid(),
  verdict: z.enum(verificationVerdicts),
  comment: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  statementText: z.string(),
});

export const readVerificationsEndpoint = endpoint({
  method: 'GET',
  path: verifications,
  summary: 'Read each use of a citation in a text, with the verification in force or the one that has lapsed',
  input: z.strictObject({ articleId, citationId: z.uuid(), number: numberParam.optional() }),
  output: z.strictObject({
    uses: z.array(
      z.strictObject({
        sectionId: z.uuid().nullable(),
        statement: z.string(),
        statementHash: hash,
        current: verification.nullable(),
        lapsed: verification.nullable(),
        mayVerify: z.boolean(),
      }),
    ),
  }),
});

export const raiseFlagEndpoint = endpoint({
  method: 'POST',
  path: `${article}/flags`,
  summary: 'Raise a doubt about a statement, or about one of its citations',
  input: z.strictObject({
    opId,
    articleId,
    number,
    sectionId: z.uuid(),
    statementHash: hash,
    kind: z.enum(flagKinds),
    citationId: z.uuid().optional(),
    why: line('the reason', 500),
  }),
  output: z.strictObject({ flagId: z.uuid() }),
});

export const clearFlagEndpoint = endpoint({
  method: 'POST',
  path: `${article}/flags/{flagId}/clear`,
  summary: 'End a doubt, with a reason',
  input: z.strictObject({ opId, articleId, flagId: z.uuid(), why: line('the reason', 500) }),
  output: z.strictObject({ flagId: z.uuid() }),
});

export const listFlagsEndpoint = endpoint({
  method: 'GET',
  path: `${article}/flags`,
  summary: 'List the doubts that stand about an article',
  input: z.strictObject({ articleId }),
  output: z.strictObject({
    flags: z.array(
      z.strictObject({
        id: z.uuid(),
        kind: z.enum(flagKinds),
        sectionId: z.uuid(),
        lineage: z.uuid().nullable(),
        statementHash: hash,
        statementText: z.string(),
        why: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
});

import { z } from 'zod';
import { verdicts } from '@/lib/domain/citation/library/reliability';
import { verificationVerdicts } from '@/lib/domain/citation/library/verification';
import { cursor } from '@/lib/contract/reads/cursor';
import { comparison } from '@/lib/contract/reads/comparison';
import {
  articleId,
  articleRef,
  citation,
  coverage,
  fact,
  limit,
  next,
  numberedCitation,
  readEndpoint,
  seal,
  section,
  sizes,
  time,
  url,
  versionLine,
  versionNumber,
} from '@/lib/contract/reads/parts';

const one = '/api/v1/articles/{articleId}';

const versionRecord = versionLine.extend(seal).extend({
  title: z.string(),
  sizes,
  coverage: coverage.nullable(),
  url: url.describe('Permanent address of this version.'),
  manifest: url.describe('The bytes whose SHA-256 is the hash.'),
});

/** Versions outlive what becomes of their article. */
const article = articleRef.extend({
  state: z.enum(['published', 'withdrawn', 'redirected']),
  live: z.int().nullable().describe('Number of the live version; null when readers see none.'),
});

export const listVersionsEndpoint = readEndpoint({
  path: `${one}/versions`,
  summary: 'List the versions of an article, newest first',
  input: z.strictObject({ articleId, limit, after: cursor(z.tuple([z.int().positive()])) }),
  output: z.object({ article, versions: z.array(versionRecord), next }),
});

export const getVersionEndpoint = readEndpoint({
  path: `${one}/versions/{number}`,
  summary: 'Read one version: its record, text, facts and citations',
  input: z.strictObject({ articleId, number: versionNumber }),
  output: versionRecord.extend({
    article,
    updatedAt: time.describe('When the meaning had changed last.'),
    facts: z.array(fact),
    related: z.array(z.string()).describe('Titles.'),
    attribution: z.string(),
    sections: z.array(section),
    citations: z
      .array(numberedCitation.extend({ source: z.record(z.string(), z.unknown()) }))
      .describe('With the record of the source as it was.'),
    checks: z
      .array(
        z.object({
          ...{ citationId: z.uuid(), statement: z.string(), verdict: z.enum(verificationVerdicts) },
          ...{ by: z.string(), at: time },
        }),
      )
      .describe('Uses that somebody had looked up in the source before it was published. No part of its hash.'),
    assessments: z
      .array(
        z.object({
          ...{ sourceId: z.uuid(), reference: z.string(), verdict: z.enum(verdicts), reason: z.string() },
          ...{ about: z.string().describe('The work, domain or publisher that was decided about.'), at: time },
        }),
      )
      .describe('What had been decided about its sources before it was published. No part of its hash.'),
  }),
});

export const compareVersionsEndpoint = readEndpoint({
  path: `${one}/compare`,
  summary: 'Compare two versions; without numbers the last two',
  input: z.strictObject({ articleId, from: versionNumber.optional(), to: versionNumber.optional() }),
  output: z.object({
    article,
    from: versionLine,
    to: versionLine,
    changes: comparison.nullable().describe('Null for the same version twice.'),
    citations: z.array(citation).describe('Those of both versions.'),
  }),
});

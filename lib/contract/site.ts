import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, opId, seq, text } from '@/lib/contract/fields';
import { mostPoints, settableChecks } from '@/lib/domain/workflow/policy';

const address = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https://' }),
]);

export const saveSiteEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/site',
  summary: 'Change how the site names itself',
  input: z.strictObject({
    opId,
    expectedSeq: seq,
    name: line('a name for the site', 60),
    tagline: line('one sentence about the site', 200),
    publisher: text(200),
    licenceName: text(100),
    licenceUrl: address,
    contact: z.union([z.literal(''), z.email('Enter an email address, like name@example.org')]),
  }),
  output: z.strictObject({ seq }),
});

export const savePolicyEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/policy',
  summary: 'Change what approval takes; open revisions are judged anew',
  input: z.strictObject({
    opId,
    expectedSeq: seq,
    quorum: z.int().min(1, 'At least one approval').max(10, 'At most ten approvals'),
    bySection: z.boolean(),
    ownersApprove: z.boolean(),
    blocking: z.array(z.enum(settableChecks.map(({ code }) => code))).max(settableChecks.length),
    points: z
      .array(line('a point', 200))
      .max(mostPoints, `At most ${mostPoints} points: a longer list is not read`)
      .refine((points) => new Set(points).size === points.length, 'A point stands there twice'),
  }),
  output: z.strictObject({ seq, reopened: z.array(z.int()), approved: z.array(z.int()) }),
});

export const saveOwnersEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/articles/{articleId}/owners',
  summary: 'Say who answers for which section of an article',
  input: z.strictObject({
    opId,
    articleId: z.uuid(),
    owners: z.array(z.strictObject({ sectionId: z.uuid(), userIds: z.array(z.uuid()).max(20) })).max(500),
  }),
  output: z.strictObject({ reopened: z.array(z.int()), approved: z.array(z.int()) }),
});

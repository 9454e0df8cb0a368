import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, numberParam, opId, text } from '@/lib/contract/fields';

/** What became of a reported error. */
export const reportOutcomes = ['corrected', 'no_change', 'not_ours'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

/** The form "Report an error on this page". `website` is not shown: only programs fill it. */
export const reportForm = z.strictObject({
  words: line('what is wrong', 2000),
  section: text(300),
  source: text(1000),
  email: z.union([z.literal(''), z.email('Enter an email address, like name@example.org').max(254)]),
  version: numberParam,
  website: text(500),
});
export type ReportForm = z.output<typeof reportForm>;

export const answerReportEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/reports/{number}/answer',
  summary: 'Answer a report of an error: what became of it, in words for the reader',
  input: z.strictObject({
    opId,
    number: numberParam,
    outcome: z.enum(reportOutcomes, 'Choose what became of it'),
    answer: line('an answer for the reader', 1000),
    /** The version that put it right, for `corrected`. */
    version: z.int().positive().nullable(),
  }),
  output: z.strictObject({ number: z.int(), outcome: z.enum(reportOutcomes) }),
});

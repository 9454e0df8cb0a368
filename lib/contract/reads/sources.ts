import { z } from 'zod';
import { cursor } from '@/lib/contract/reads/cursor';
import { linkStates } from '@/lib/domain/citation/links';
import { articleRef, csl, limit, next, readEndpoint, url } from '@/lib/contract/reads/parts';

const source = z.object({
  id: z.uuid(),
  key: z.string().describe('A short name that stays, like `maltzahn2013syria`.'),
  type: z.string(),
  reference: z.string().describe('The source in words.'),
  stub: z.boolean().describe('Not fully described yet.'),
  csl,
  url,
});

export const listCitedSourcesEndpoint = readEndpoint({
  path: '/api/v1/sources',
  summary: 'List the sources that live articles cite',
  input: z.strictObject({ limit, after: cursor(z.tuple([z.uuid()])) }),
  output: z.object({
    sources: z.array(
      source.extend({
        articles: z.int().describe('How many live articles cite it.'),
        citations: z.int().describe('How many citations of it they have.'),
      }),
    ),
    next,
  }),
});

export const getCitedSourceEndpoint = readEndpoint({
  path: '/api/v1/sources/{sourceId}',
  summary: 'Read a source, and the statements of live articles that cite it',
  input: z.strictObject({ sourceId: z.uuid('Enter the id of a source') }),
  output: source.extend({
    address: z
      .object({ state: z.enum(linkStates), checkedAt: z.iso.datetime().nullable() })
      .describe('What is known of its web address now; versions say what was known when they were published.'),
    uses: z
      .array(
        z.object({
          article: articleRef.omit({ id: true }),
          section: z.string().describe('Heading of the section; empty for the lead.'),
          statement: z.string(),
          place: z.string(),
          quote: z.string(),
          url,
        }),
      )
      .describe('At most 500.'),
  }),
});

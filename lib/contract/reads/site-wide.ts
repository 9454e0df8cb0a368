import { z } from 'zod';
import { cursor } from '@/lib/contract/reads/cursor';
import { articleRef, country, coverage, event, limit, next, readEndpoint, url } from '@/lib/contract/reads/parts';

const year = z.coerce
  .number('Enter a year, like 1946 or -539')
  .int('Enter a year, like 1946 or -539')
  .min(-10_000, 'Enter a year from -10000 to 9999')
  .max(9999, 'Enter a year from -10000 to 9999')
  .optional();
const article = articleRef.omit({ id: true });

export const listEventsEndpoint = readEndpoint({
  path: '/api/v1/events',
  summary: 'List the dated statements of all live articles in the order of time, as found by rules',
  input: z.strictObject({
    country,
    from: year.describe('First year; years before the common era are negative.'),
    to: year.describe('Last year.'),
    limit,
    after: cursor(z.tuple([z.int32(), z.int32(), z.int32(), z.uuid(), z.int32()])),
  }),
  output: z.object({ events: z.array(event.extend({ article })), next }),
});

export const getCoverageEndpoint = readEndpoint({
  path: '/api/v1/coverage',
  summary: 'Read how far all live articles together are sourced',
  input: z.strictObject({}),
  output: z.object({ articles: z.int(), coverage }),
});

const type = <T extends string>(name: T) => z.literal(name);

export const searchEndpoint = readEndpoint({
  path: '/api/v1/search',
  summary: 'Search live articles: countries, dates, then article by article',
  input: z.strictObject({
    q: z
      .string('Enter what to search for')
      .trim()
      .min(1, 'Enter what to search for')
      .max(200, 'Use at most 200 characters'),
  }),
  output: z.object({
    query: z.string(),
    instead: z.string().nullable().describe('What was searched, when nothing had the words as they were written.'),
    results: z.array(
      z.discriminatedUnion('type', [
        z.object({ type: type('country'), slug: z.string(), name: z.string(), articles: z.int(), url }),
        z.object({ type: type('event'), article, words: z.string(), text: z.string(), url }),
        z.object({
          type: type('article'),
          article,
          sections: z.array(
            z.object({
              heading: z.string().describe('Empty for the lead.'),
              anchor: z.string(),
              sentence: z.array(z.object({ text: z.string(), hit: z.boolean() })).describe('The best one, in runs.'),
              url,
            }),
          ),
        }),
      ]),
    ),
  }),
});

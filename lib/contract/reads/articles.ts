import { z } from 'zod';
import { cursor } from '@/lib/contract/reads/cursor';
import {
  articleId,
  articleRef,
  country,
  coverage,
  event,
  fact,
  limit,
  next,
  numberedCitation,
  readEndpoint,
  seal,
  section,
  sectionLine,
  time,
  url,
  versionLine,
} from '@/lib/contract/reads/parts';

const one = '/api/v1/articles/{articleId}';
const versionRef = z.int().describe('Number of the live version.');

export const listArticlesEndpoint = readEndpoint({
  path: '/api/v1/articles',
  summary: 'List live articles by title',
  input: z.strictObject({
    country,
    letter: z
      .string()
      .regex(/^(?:#|\p{L})$/u, 'Enter one letter, or # for titles that begin with none')
      .describe('The letter that titles stand under; # for those that begin with none.')
      .optional(),
    limit,
    after: cursor(z.tuple([z.string(), z.uuid()])),
  }),
  output: z.object({
    articles: z.array(
      articleRef.extend({
        version: versionRef,
        publishedAt: time,
        updatedAt: time.describe('When its meaning changed last.'),
        letter: z.string(),
        countries: z.array(z.string()).describe('Slugs of the countries that it is about.'),
      }),
    ),
    next,
  }),
});

export const getArticleEndpoint = readEndpoint({
  path: one,
  summary: 'Read what is live of an article: its record, facts and outline',
  input: z.strictObject({ articleId }),
  output: articleRef.extend({
    version: versionLine.extend(seal).extend({ url: url.describe('Permanent address of this version.') }),
    firstPublishedAt: time,
    updatedAt: time.describe('When its meaning changed last.'),
    countries: z.array(z.object({ slug: z.string(), name: z.string() })),
    facts: z.array(fact),
    sections: z.array(sectionLine),
    related: z.array(
      z.object({ title: z.string(), slug: z.string().nullable().describe('Null while it is not written.') }),
    ),
    attribution: z.string().describe('Where the text was published first; empty when it is our own.'),
    counts: coverage.extend({ sources: z.int().describe('How many sources it cites.') }),
    licence: z.object({ name: z.string(), url: z.string() }).nullable(),
  }),
});

export const listSectionsEndpoint = readEndpoint({
  path: `${one}/sections`,
  summary: 'Read the live text of an article, section by section',
  input: z.strictObject({ articleId }),
  output: z.object({ article: articleRef, version: versionRef, sections: z.array(section) }),
});

export const getSectionEndpoint = readEndpoint({
  path: `${one}/sections/{sectionKey}`,
  summary: 'Read one section of the live text',
  input: z.strictObject({
    articleId,
    sectionKey: z
      .string()
      .max(400, 'There is no such long key')
      .describe('Key of the section, or its anchor; `main` is the lead.'),
  }),
  output: z.object({ article: articleRef, version: versionRef, section }),
});

export const listCitationsEndpoint = readEndpoint({
  path: `${one}/citations`,
  summary: 'List each use of a source in the live text, then those in the facts',
  input: z.strictObject({ articleId }),
  output: z.object({
    article: articleRef,
    version: versionRef,
    citations: z.array(
      numberedCitation.extend({
        statement: z.string().describe('The sentence or row that it stands in; empty in a subheading.'),
        sectionKey: z.uuid().nullable().describe('Null for a fact.'),
        anchor: z.string().describe('Anchor of the section.'),
        url: url.describe('The place of the section in the article.'),
      }),
    ),
  }),
});

export const listArticleEventsEndpoint = readEndpoint({
  path: `${one}/events`,
  summary: 'List the dated statements of the live text in its order, as found by rules',
  input: z.strictObject({ articleId }),
  output: z.object({ article: articleRef, version: versionRef, events: z.array(event) }),
});

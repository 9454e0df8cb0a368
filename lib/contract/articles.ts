import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, numberParam, opId, revisionRef, text } from '@/lib/contract/fields';

export const createArticleEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles',
  summary: 'Add an article; its first revision is a draft',
  input: z.strictObject({ opId, title: line('a title', 300) }),
  output: z.strictObject({ articleId: z.uuid(), number: z.int() }),
});

export const searchTitlesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/titles',
  summary: 'Search all articles by title, live or not, to link to them',
  input: z.strictObject({ q: z.string().max(300) }),
  output: z.strictObject({
    articles: z.array(z.strictObject({ slug: z.string(), title: z.string(), isLive: z.boolean() })),
  }),
});

export const openRevisionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/revisions',
  summary: 'Open a revision on the live version of an article',
  input: z.strictObject({ opId, articleId: z.uuid(), name: line('a name for the revision', 200), why: text(500) }),
  output: revisionRef,
});

export const restoreVersionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/restore',
  summary: 'Open a revision that holds the text of an old version',
  input: z.strictObject({ opId, articleId: z.uuid(), version: numberParam, why: text(500) }),
  output: revisionRef,
});

export const renameArticleEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/rename',
  summary: 'Change the address of an article; the old one leads on for ever',
  input: z.strictObject({ opId, articleId: z.uuid(), slug: line('an address', 120) }),
  output: z.strictObject({ slug: z.string() }),
});

export const withdrawArticleEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/withdraw',
  summary: 'Withdraw an article: readers see a notice with the reason, versions stay',
  input: z.strictObject({ opId, articleId: z.uuid(), reason: line('a reason', 500) }),
  output: z.strictObject({ state: z.string() }),
});

export const endImportNoticeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/import-checked',
  summary: 'Take the notice of an imported text away: somebody has checked it',
  input: z.strictObject({ opId, articleId: z.uuid(), reason: line('a reason', 500) }),
  output: z.strictObject({ articleId: z.uuid() }),
});

export const setCareEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/articles/care',
  summary: 'Set by when articles are to be looked through again, or who sees to them; what is not named stays',
  input: z.strictObject({
    opId,
    articleIds: z.array(z.uuid()).min(1, 'Name an article').max(200, 'Name at most 200 articles'),
    /** Null for no date. */
    reviewBy: z.iso.date('Enter a day').nullable().optional(),
    /** Null for nobody. */
    ownerId: z.uuid().nullable().optional(),
  }),
  /** How many of them are others now. */
  output: z.strictObject({ changed: z.int() }),
});

export const redirectArticleEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/redirect',
  summary: 'Lead readers of one article to another',
  input: z.strictObject({ opId, articleId: z.uuid(), toArticleId: z.uuid(), reason: line('a reason', 500) }),
  output: z.strictObject({ state: z.string() }),
});

import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { headParts } from '@/lib/domain/workflow/parts';
import { hash, line, numberParam, opId, revisionHead, text } from '@/lib/contract/fields';
import { glance } from '@/lib/domain/workflow/seen';

const number = numberParam;
const one = '/api/v1/revisions/{number}';

/** A part of a revision as it was seen: a section by its id, or title, facts or order. */
const seenPart = z.strictObject({ part: z.union([z.uuid(), z.enum(headParts)]), hash });

export const reviewEndpoint = endpoint({
  method: 'POST',
  path: `${one}/reviews`,
  summary: 'Give a verdict on the exact text that was seen',
  input: z.strictObject({
    opId,
    number,
    headHash: hash,
    verdict: z.enum(['approve', 'request_changes', 'comment']),
    comment: text(4000),
    /** Of an approval: only of these parts, each as it was seen. Left out: of the whole. */
    parts: z.array(seenPart).min(1, 'Name a section').max(500).optional(),
    /** Points of the reviewer's list that are open, each with the reason for approving all the same. */
    openPoints: z
      .array(z.strictObject({ point: line('a point of the list', 200), reason: line('a reason', 500) }))
      .max(7)
      .optional(),
  }),
  output: z.strictObject({ reviewId: z.uuid(), state: z.string() }),
});

export const approveAfterwardsEndpoint = endpoint({
  method: 'POST',
  path: `${one}/reviews/afterwards`,
  summary: 'Approve afterwards what was published without review',
  input: z.strictObject({ opId, number, headHash: hash, comment: text(4000) }),
  output: z.strictObject({ reviewId: z.uuid(), version: z.int() }),
});

export const dismissReviewEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/reviews/{reviewId}/dismiss',
  summary: 'Dismiss a review, with a reason',
  input: z.strictObject({ opId, reviewId: z.uuid(), note: line('a reason', 500) }),
  output: z.strictObject({ state: z.string() }),
});

export const rejectEndpoint = endpoint({
  method: 'POST',
  path: `${one}/reject`,
  summary: 'Reject a revision, with a reason; its text stays',
  input: z.strictObject({ opId, number, reason: line('a reason', 500) }),
  output: z.strictObject({ state: z.string() }),
});

/** What a comment is about, and other words for it. */
const about = {
  sectionId: z.uuid().nullable(),
  quote: z.string().max(4000, 'Comment on fewer words, or on the section'),
  prefix: z.string().max(64),
  suffix: z.string().max(64),
  side: z.enum(['now', 'before']).optional(),
  text: text(4000),
  mustResolve: z.boolean(),
  suggest: z
    .strictObject({
      replacement: z.string().max(4000, 'Use at most 4000 characters for the suggested words'),
      isSpelling: z.boolean(),
    })
    .nullable()
    .optional(),
};

export const startThreadEndpoint = endpoint({
  method: 'POST',
  path: `${one}/threads`,
  summary: 'Comment on words of a section, on a section or on the revision, maybe with other words for them',
  input: z.strictObject({ opId, number, ...about }),
  output: z.strictObject({ threadId: z.uuid() }),
});

export const replyEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/threads/{threadId}/comments',
  summary: 'Reply in a thread',
  input: z.strictObject({ opId, threadId: z.uuid(), text: line('a comment', 4000) }),
  output: z.strictObject({ commentId: z.uuid() }),
});

export const keepUnsentEndpoint = endpoint({
  method: 'POST',
  path: `${one}/unsent`,
  summary: 'Keep a comment that only you see until you send it',
  input: z.strictObject({ opId, number, threadId: z.uuid().nullable(), ...about }),
  output: z.strictObject({ unsentId: z.uuid() }),
});

export const dropUnsentEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/v1/unsent/{unsentId}',
  summary: 'Throw a comment away that you did not send',
  input: z.strictObject({ opId, unsentId: z.uuid() }),
  output: z.strictObject({ unsentId: z.uuid() }),
});

export const sendUnsentEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/unsent/{unsentId}/send',
  summary: 'Send one comment now, without a verdict',
  input: z.strictObject({ opId, unsentId: z.uuid() }),
  output: z.strictObject({ threadId: z.uuid() }),
});

export const applySuggestionsEndpoint = endpoint({
  method: 'POST',
  path: `${one}/suggestions`,
  summary: 'Put suggested words into the text, all or none',
  input: z.strictObject({
    opId,
    number,
    uses: z
      .array(
        z.strictObject({
          threadId: z.uuid(),
          words: z.string().max(4000).optional(),
          sources: z.enum(['keep', 'drop']).optional(),
          seenHash: hash.optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  output: revisionHead,
});

export const declineSuggestionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/threads/{threadId}/decline',
  summary: 'Say no to a suggestion, with a reason',
  input: z.strictObject({ opId, threadId: z.uuid(), reason: line('a reason', 500) }),
  output: z.strictObject({ threadId: z.uuid() }),
});

export const handBackEndpoint = endpoint({
  method: 'POST',
  path: `${one}/turn/hand-back`,
  summary: 'Give a revision back to the reviewers who wait for your answer',
  input: z.strictObject({ opId, number }),
  output: z.strictObject({ state: z.string() }),
});

export const leaveTurnEndpoint = endpoint({
  method: 'POST',
  path: `${one}/turn/leave`,
  summary: 'Say that you cannot do it now, and maybe who could',
  input: z.strictObject({ opId, number, toId: z.uuid().nullable() }),
  output: z.strictObject({ state: z.string() }),
});

export const setThreadStateEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/threads/{threadId}/state',
  summary: 'Resolve a thread or open it again',
  input: z.strictObject({ opId, threadId: z.uuid(), state: z.enum(['open', 'resolved']) }),
  output: z.strictObject({ state: z.string() }),
});

export const askForLookEndpoint = endpoint({
  method: 'POST',
  path: `${one}/looks`,
  summary: 'Ask somebody to look at a revision, without approving anything',
  input: z.strictObject({ opId, number, personId: z.uuid(), question: line('what they should look at', 1000) }),
  output: z.strictObject({ lookId: z.uuid() }),
});

export const answerLookEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/looks/{lookId}/answer',
  summary: 'Answer a request for a look, or say that one cannot do it now',
  input: z.strictObject({
    opId,
    lookId: z.uuid(),
    answer: z.enum(['answered', 'declined']),
    text: text(4000),
    personId: z.uuid().optional(),
  }),
  output: z.strictObject({ lookId: z.uuid().nullable() }),
});

export const markSeenEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/seen`,
  summary: 'Mark one part of a revision as viewed, or take the mark back',
  input: z.strictObject({
    opId,
    number,
    /** A section, or what is no section. */
    part: z.union([z.uuid(), z.literal(glance)]),
    /** Of the text that was seen; null for a section that is gone. */
    contentHash: hash.nullable(),
    level: z.int().min(0).max(6),
    viewed: z.boolean(),
  }),
  output: z.strictObject({ viewed: z.boolean() }),
});

export const keepScreenEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/screen`,
  summary: 'Keep the text that a review screen shows, to compare with what is saved meanwhile',
  rate: 'presence',
  input: z.strictObject({ opId, number, headHash: hash }),
  output: z.strictObject({ kept: z.boolean() }),
});

export const newsEndpoint = endpoint({
  method: 'GET',
  path: `${one}/news`,
  summary: 'Say what happened to a revision since its text was shown',
  input: z.strictObject({ number, headHash: hash, since: z.iso.datetime() }),
  output: z.strictObject({
    headHash: hash,
    state: z.string(),
    edit: z
      .strictObject({
        by: z.string(),
        at: z.string(),
        /** How many sections are other than on the screen; null where that is not known. */
        sections: z.int().nullable(),
      })
      .nullable(),
    reviews: z.array(z.strictObject({ id: z.uuid(), verdict: z.string(), by: z.string(), at: z.string() })),
  }),
});

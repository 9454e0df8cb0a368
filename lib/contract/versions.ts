import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { isWallTime, isZone } from '@/lib/domain/workflow/wall-time';
import { changeNote, hash, kind, line, numberParam, opId, text } from '@/lib/contract/fields';

const number = numberParam;
const one = '/api/v1/revisions/{number}';
const published = z.strictObject({ version: z.int(), path: z.string() });

export const publishEndpoint = endpoint({
  method: 'POST',
  path: `${one}/publish`,
  summary: 'Publish an approved revision as the next version',
  input: z.strictObject({
    opId,
    number,
    headHash: hash,
    kind,
    changeNote,
    /** Why "wording only" holds although a figure, name or source changed; published with the version. */
    wordingReason: text(300),
  }),
  output: published,
});

export const amendNoteEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/articles/{articleId}/versions/{number}/note',
  summary: 'Amend the change note of a version; its first words stay in the record',
  input: z.strictObject({ opId, articleId: z.uuid(), number, seen: text(1000), changeNote }),
  output: z.strictObject({ changeNote: z.string() }),
});

export const emergencyPublishEndpoint = endpoint({
  method: 'POST',
  path: `${one}/publish/emergency`,
  summary: 'Publish without review, with a reason that readers see',
  input: z.strictObject({ opId, number, headHash: hash, kind, changeNote, reason: line('a reason', 500) }),
  output: published,
});

/** When: a day and a time as a clock shows them in a zone; `which` of two, where clocks are turned back. */
const moment = {
  wall: z.string().refine(isWallTime, 'Enter a day and a time, like 2026-12-10T09:00.'),
  zone: z.string().max(60).refine(isZone, 'Choose a time zone, like Europe/Berlin.'),
  which: z.enum(['earlier', 'later']).nullable().default(null),
};

export const scheduleEndpoint = endpoint({
  method: 'POST',
  path: `${one}/schedule`,
  summary: 'Publish an approved revision at a stated time',
  input: z.strictObject({
    opId,
    number,
    headHash: hash,
    kind,
    changeNote,
    wordingReason: text(300),
    ...moment,
  }),
  output: z.strictObject({ state: z.string(), runAt: z.string() }),
});

export const rescheduleEndpoint = endpoint({
  method: 'POST',
  path: `${one}/schedule/change`,
  summary: 'Publish a scheduled revision at another time',
  input: z.strictObject({ opId, number, ...moment }),
  output: z.strictObject({ state: z.string(), runAt: z.string() }),
});

export const unscheduleEndpoint = endpoint({
  method: 'POST',
  path: `${one}/schedule/cancel`,
  summary: 'Cancel the schedule of a revision',
  input: z.strictObject({ opId, number }),
  output: z.strictObject({ state: z.string() }),
});

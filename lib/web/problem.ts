import { mapDatabaseError, sqlState } from '@/lib/db/errors';
import { Refusal, type RefusalCode } from '@/lib/domain/refusal';
import { newId } from '@/lib/system/crypto';
import { log } from '@/lib/system/log';
import { Malformed } from '@/lib/web/decode';

/** The HTTP status of each refusal (architecture 1.4). */
const statuses: Record<RefusalCode, number> = {
  signed_out: 401,
  forbidden: 403,
  own_work: 403,
  not_found: 404,
  wrong_state: 409,
  stale: 409,
  invalid: 422,
  not_ready: 422,
  rate_limited: 429,
  unavailable: 503,
};

const sentences: Record<RefusalCode, string> = {
  signed_out: 'You are signed out. Sign in to go on.',
  forbidden: 'You may not do this.',
  own_work: 'You wrote part of this revision, so someone else has to approve it.',
  not_found: 'There is nothing here.',
  wrong_state: 'This is not possible any more. Look at what is there now.',
  stale: 'Someone changed this in the meantime.',
  invalid: 'Something in this request does not fit.',
  not_ready: 'Something is still missing.',
  rate_limited: 'Too many tries.',
  unavailable: 'This is not possible right now. Try again in a moment.',
};

/** What an answer of `application/problem+json` says; headers besides its type. */
export type Problem = {
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
};

/** A problem as it is written. */
export const problemText = ({ status, fields }: Problem): string =>
  JSON.stringify({ type: 'about:blank', status, ...fields });

/** A short name for one failure: in the log and in the sentence that the person sees. */
function reference(): string {
  return newId().slice(-6).toUpperCase();
}

/** What of an unexpected error may go into the log: its kind and its place, never texts that a person wrote. */
function trace(error: unknown): { kind: string; detail: string; place: string } {
  if (!(error instanceof Error)) return { kind: typeof error, detail: '', place: '' };
  const database = error.name.startsWith('PrismaClient');
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    kind: error.name,
    detail: database ? databaseCode(error) : error.message.slice(0, 300),
    place: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' < '),
  };
}

function databaseCode(error: Error & { code?: unknown }): string {
  return `${typeof error.code === 'string' ? error.code : ''} ${sqlState(error) ?? ''}`.trim();
}

type Where = { readonly method: string; readonly route: string };

/** What to say to anything that was thrown: a refusal in its own words, everything else is logged, and a 500 with a reference. */
export function problemFor(thrown: unknown, where: Where): Problem {
  const error = mapDatabaseError(thrown);
  if (error instanceof Refusal) {
    const { issues = [], current, retryAfter } = error.detail;
    const message = error.detail.message ?? sentences[error.code];
    const fields = { title: message, code: error.code, message, issues, ...(current === undefined ? {} : { current }) };
    return { status: statuses[error.code], fields, headers: retryAfter ? { 'retry-after': String(retryAfter) } : {} };
  }
  if (error instanceof Malformed) {
    const fields = { title: error.message, code: 'invalid', message: error.message, issues: [] };
    // A body refused half-read must not stall the next request on this connection.
    return { status: error.status, fields, headers: error.status === 413 ? { connection: 'close' } : {} };
  }
  const id = reference();
  log.error('unexpected', { ...where, reference: id, ...trace(error) });
  const message = `Something went wrong on our side. Reference ${id}.`;
  return {
    status: 500,
    fields: { title: message, code: 'unexpected', message, reference: id, issues: [] },
    headers: {},
  };
}

/** The answer of a command to anything that was thrown. */
export function problemOf(thrown: unknown, where: Where): Response {
  const problem = problemFor(thrown, where);
  const { status, headers } = problem;
  return new Response(problemText(problem), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

import { Refusal } from '@/lib/domain/refusal';
import { mapDatabaseError } from '@/lib/db/errors';
import type { Answer, AnswerMaker, PublicRequest } from '@/lib/pages/answer';
import { awayAnswer, missingAnswer, troubleAnswer } from '@/lib/pages/answers/missing';
import { chooseCoding, encodeBody, etagOf, matchesEtag } from '@/lib/pages/encode';
import { newId } from '@/lib/system/crypto';
import { log } from '@/lib/system/log';
import { codingHeader } from '@/lib/web/server/coding';
import { ownOrigin } from '@/lib/system/site';

type Params = Record<string, string | string[] | undefined>;
/** In production Next gives a route without parameters `undefined`. */
type Context = { params: Promise<Params | undefined> };

const compressible = /^(?:text\/|application\/(?:json|xml|atom\+xml))/u;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function requestOf(request: Request, params: Params): PublicRequest {
  const { pathname, searchParams } = new URL(request.url);
  const single = Object.entries(params).map(([name, value]) => [name, decoded([value ?? ''].flat().join('/'))]);
  return { path: pathname, params: Object.fromEntries(single), query: searchParams, site: { origin: ownOrigin() } };
}

/** The answer of a page that could not be made: 404, 503 with Retry-After, or a logged 500. */
async function troubled(error: unknown, request: PublicRequest): Promise<Answer> {
  const known = mapDatabaseError(error);
  if (known instanceof Refusal && known.code === 'not_found') return missingAnswer(request);
  if (known instanceof Refusal) return awayAnswer(request.site, known.detail.retryAfter ?? 2);
  const reference = newId().slice(-8).toUpperCase();
  log.error('public_page', { reference, path: request.path, error: error instanceof Error ? error.name : 'unknown' });
  return troubleAnswer(request.site, reference);
}

/** Bytes, validator, 304 and HEAD for an answer. */
async function respond(answer: Answer, request: Request): Promise<Response> {
  const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  const packs = compressible.test(answer.headers['content-type'] ?? '');
  const coding = packs ? chooseCoding(request.headers.get('accept-encoding')) : 'identity';
  const headers = new Headers(answer.headers);
  if (packs) headers.set('vary', 'accept-encoding');
  if (answer.status === 200) {
    const etag = etagOf(bytes, coding);
    headers.set('etag', etag);
    if (matchesEtag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  }
  const body = await encodeBody(bytes, coding);
  if (coding !== 'identity') {
    headers.set('content-encoding', coding);
    headers.set(codingHeader, coding);
  }
  headers.set('content-length', String(body.byteLength));
  return new Response(request.method === 'HEAD' ? null : Buffer.from(body), { status: answer.status, headers });
}

/** The route handler of a public page. The page is the same for everyone, signed in or not. */
export function publicRoute(maker: AnswerMaker): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const asked = requestOf(request, (await context.params) ?? {});
    const answer = await maker(asked)
      .catch((error: unknown) => troubled(error, asked))
      .catch(() => awayAnswer(asked.site, 2));
    return respond(answer, request);
  };
}

import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { mapDatabaseError } from '@/lib/db/errors';
import type { Answer, AnswerMaker, PublicRequest } from '@/lib/pages/answer';
import { awayAnswer, missingAnswer, troubleAnswer } from '@/lib/pages/answers/missing';
import { bytesOf, encodeForms, identityForm, quick } from '@/lib/pages/encode';
import { keyOf, publicPages, type PublicPage } from '@/lib/pages/public-pages';
import { lastSite, readSite } from '@/lib/pages/queries/site';
import { newId } from '@/lib/system/crypto';
import { log } from '@/lib/system/log';
import { codingFor, codingHeader, namesEtag } from '@/lib/web/server/coding';

type Params = Record<string, string | string[] | undefined>;
/** In production Next gives a route without parameters `undefined`. */
type Context = { params: Promise<Params | undefined> };
const compressible = /^(?:text\/|image\/svg|application\/(?:[a-z.+-]*json|[a-z.+-]*xml))/u;
/** Answers that stay true until something changes. */
const lasting: readonly number[] = [200, 308, 410];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type About = { readonly url: URL; readonly params: Params; readonly maker: AnswerMaker };

async function requestOf({ url, params, maker }: About): Promise<PublicRequest> {
  const single = Object.entries(params).map(([name, value]) => [name, decoded([value ?? ''].flat().join('/'))]);
  const query = new URLSearchParams(keyOf('', url.searchParams, maker.query ?? []).slice(1));
  const site = maker.still ? lastSite() : await readSite(db());
  return { path: url.pathname, params: Object.fromEntries(single), query, site };
}

/** The answer of a page that could not be made: 404, 503 with Retry-After, or a logged 500. */
async function troubled(error: unknown, request: Pick<PublicRequest, 'path' | 'site'>): Promise<Answer> {
  const known = mapDatabaseError(error);
  if (known instanceof Refusal && known.code === 'not_found') return missingAnswer(request);
  if (known instanceof Refusal) return awayAnswer(request.site, known.detail.retryAfter ?? 2);
  const reference = newId().slice(-8).toUpperCase();
  log.error('public_page', { reference, path: request.path, error: error instanceof Error ? error.name : 'unknown' });
  return troubleAnswer(request.site, reference);
}

/** An answer with its bytes: in every coding where compressing pays. */
async function pageOf(answer: Answer, listed: readonly string[]): Promise<PublicPage> {
  const bytes = bytesOf(answer);
  const packs = compressible.test(answer.headers['content-type'] ?? '');
  const forms = packs ? await encodeForms(bytes, quick) : { identity: identityForm(bytes) };
  const headers = packs ? { ...answer.headers, vary: 'accept-encoding' } : answer.headers;
  return { status: answer.status, headers, forms, listed, seq: null };
}

/** A page as an answer of Next: coding, validator, 304 and HEAD. */
function respond({ status, headers: common, forms }: PublicPage, request: Request): Response {
  const coding = codingFor(request.headers.get('accept-encoding') ?? '');
  const form = forms[coding] ?? forms.identity;
  const headers = new Headers(common);
  if (status === 200) headers.set('etag', form.etag);
  if (status === 200 && namesEtag(request.headers.get('if-none-match') ?? '', form.etag)) {
    return new Response(null, { status: 304, headers });
  }
  if (form !== forms.identity) {
    headers.set('content-encoding', coding);
    headers.set(codingHeader, coding);
  }
  headers.set('content-length', String(form.body.byteLength));
  return new Response(request.method === 'HEAD' ? null : Buffer.from(form.body), { status, headers });
}

/**
 * The route handler of a public page. The page is the same for everyone, signed in or not. What it answers is kept in memory
 * until something changes; the counter of changes, read before, tells whether something did while it was made.
 */
export function publicRoute(maker: AnswerMaker): (request: Request, context: Context) => Promise<Response> {
  const listed = maker.query ?? [];
  return async (request, context) => {
    const pages = publicPages();
    const { changes } = pages;
    const url = new URL(request.url);
    const params = (await context.params) ?? {};
    const about = { path: url.pathname, site: lastSite() };
    const answer = await requestOf({ url, params, maker })
      .then((asked) => maker(asked).catch((error: unknown) => troubled(error, asked)))
      .catch((error: unknown) => troubled(error, about))
      .catch(() => awayAnswer(about.site, 2));
    const page = await pageOf(answer, listed);
    const isLasting =
      lasting.includes(answer.status) && answer.kept !== false && answer.headers['cache-control'] !== 'no-store';
    if (isLasting && changes === pages.changes) pages.put(keyOf(url.pathname, url.searchParams, listed), page);
    return respond(page, request);
  };
}

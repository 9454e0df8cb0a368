import { rates } from '@/lib/contract/limits';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { mapDatabaseError } from '@/lib/db/errors';
import { data, type Answer, type AnswerMaker, type PublicRequest } from '@/lib/pages/answer';
import { awayAnswer, busyAnswer, missingAnswer, troubleAnswer } from '@/lib/pages/answers/missing';
import { bytesOf, encodeForm, encodeForms, identityForm, quick } from '@/lib/pages/encode';
import { type Coding, keyOf, publicPages, type PublicPage } from '@/lib/pages/public-pages';
import { lastSite, readSite } from '@/lib/pages/queries/site';
import { newId } from '@/lib/system/crypto';
import { log } from '@/lib/system/log';
import { requireActor } from '@/lib/web/actor';
import { checkOrigin, decodeForm, Malformed } from '@/lib/web/decode';
import { shown } from '@/lib/web/page';
import { countTry } from '@/lib/web/rates';
import { codingFor, codingHeader, namesEtag } from '@/lib/web/server/coding';

type Params = Record<string, string | string[] | undefined>;
/** In production Next gives a route without parameters `undefined`. */
type Context = { params: Promise<Params | undefined> };
export type PublicHandler = (request: Request, context: Context) => Promise<Response>;
const compressible = /^(?:text\/|image\/svg|application\/(?:[a-z.+-]*json|[a-z.+-]*xml)(?:;|$))/u;
/** Answers that stay true until something changes. */
const lasting: readonly number[] = [200, 308, 410];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const textPage = (status: number, words: string) =>
  data('text/plain; charset=utf-8', words, { status, cache: 'no-store' });

/** What a form is answered with that is not one of ours, or not well made. */
function unfit(error: unknown): Answer {
  if (error instanceof Malformed) return textPage(error.status, error.message);
  if (error instanceof Refusal && error.code === 'forbidden') return textPage(403, error.message);
  throw error;
}

const singles = (params: Params): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decoded([value ?? ''].flat().join('/'))]));

type About = { readonly url: URL; readonly params: Params; readonly maker: AnswerMaker };

async function requestOf({ url, params, maker }: About): Promise<PublicRequest> {
  const query = new URLSearchParams(keyOf('', url.searchParams, maker.query ?? []).slice(1));
  const site = maker.still ? lastSite() : await readSite(db());
  return { path: url.pathname, params: singles(params), query, site };
}

/** How a page that could not be made is answered. */
type Troubled = (error: unknown, request: Pick<PublicRequest, 'path' | 'site'>) => Promise<Answer>;

/** Of pages: 404, 429, 503 with Retry-After, or a logged 500. */
const pageTroubled: Troubled = async (error, request) => {
  const known = mapDatabaseError(error);
  if (known instanceof Refusal && known.code === 'not_found') return missingAnswer(request);
  if (known instanceof Refusal && known.code === 'rate_limited') return busyAnswer(request.site, known);
  if (known instanceof Refusal) return awayAnswer(request.site, known.detail.retryAfter ?? 2);
  const reference = newId().slice(-8).toUpperCase();
  log.error('public_page', { reference, path: request.path, error: error instanceof Error ? error.name : 'unknown' });
  return troubleAnswer(request.site, reference);
};

type Listed = Pick<AnswerMaker, 'query' | 'strict'>;

/** An answer with its bytes: in every coding where compressing pays, of what is not kept in the one that is asked for. */
async function pageOf(answer: Answer, { query = [], strict }: Listed, coding: Coding): Promise<PublicPage> {
  const bytes = bytesOf(answer);
  const identity = identityForm(bytes);
  const packs = compressible.test(answer.headers['content-type'] ?? '');
  const formsOf = async () => {
    if (!packs || (answer.kept === false && coding === 'identity')) return { identity };
    return answer.kept === false
      ? { identity, [coding]: await encodeForm(bytes, coding, quick) }
      : encodeForms(bytes, quick);
  };
  const forms = await formsOf();
  const headers = packs ? { ...answer.headers, vary: 'accept-encoding' } : answer.headers;
  return { status: answer.status, headers, forms, listed: query, ...(strict && { strict }), seq: null };
}

const askedCoding = (request: Request): Coding => codingFor(request.headers.get('accept-encoding') ?? '');

/** A page as an answer of Next: coding, validator, 304 and HEAD. */
function respond({ status, headers: common, forms }: PublicPage, request: Request): Response {
  const coding = askedCoding(request);
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

/** A reader waits no longer for the database: a slow one is as good as none. Milliseconds. */
const patience = 2500;

/** What is made in time, or the refusal `unavailable`. */
async function inTime<T>(making: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal('unavailable', { retryAfter: 2 })), patience);
  });
  try {
    return await Promise.race([making, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a route does otherwise than others: how it tells of trouble, and whom it lets wait (a refusal `rate_limited`). */
type Manner = { readonly troubled?: Troubled; readonly admit?: (request: Request) => Promise<void> };

/** So many questions a minute from one address: each looks through all that is live. */
export const atSearchRate = (request: Request): Promise<void> =>
  countTry(`search:${request.headers.get('x-stet-address') ?? ''}`, rates.search);

/**
 * The route handler of a public page. The page is the same for everyone, signed in or not. What it answers is kept in memory
 * until something changes; the counter of changes, read before, tells whether something did while it was made.
 */
export function publicRoute(maker: AnswerMaker, { troubled = pageTroubled, admit }: Manner = {}): PublicHandler {
  const listed = maker.query ?? [];
  return async (request, context) => {
    const pages = publicPages();
    const { changes } = pages;
    const url = new URL(request.url);
    const params = (await context.params) ?? {};
    const make = async () => {
      const [asked] = await Promise.all([requestOf({ url, params, maker }), admit?.(request)]);
      return maker(asked);
    };
    const answer = await inTime(make())
      .catch((error: unknown) => troubled(error, { path: url.pathname, site: lastSite() }))
      .catch(() => awayAnswer(lastSite(), 2));
    const page = await pageOf(answer, maker, askedCoding(request));
    const isLasting =
      lasting.includes(answer.status) && answer.kept !== false && answer.headers['cache-control'] !== 'no-store';
    if (isLasting && changes === pages.changes) pages.put(keyOf(url.pathname, url.searchParams, listed), page);
    return respond(page, request);
  };
}

/** The answer of a public address that changes something: made, or the page that says what went wrong. */
export async function answered(
  request: Request,
  about: Pick<PublicRequest, 'path' | 'site'>,
  make: () => Promise<Answer>,
): Promise<Response> {
  const answer = await make().catch((error: unknown) => pageTroubled(error, about));
  return respond(await pageOf(answer, {}, askedCoding(request)), request);
}

/** A form as it came: the page that it belongs to, the address of its sender, its fields. */
export type SentForm = {
  readonly request: PublicRequest;
  readonly address: string;
  readonly values: Readonly<Record<string, string>>;
};

/** The route handler of an ordinary form on a public page: own origin, size and encoding are checked before `take` sees it. */
export function publicFormRoute(
  take: (sent: SentForm) => Promise<Answer>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const url = new URL(request.url);
    const site = await readSite(db()).catch(() => lastSite());
    const asked = { path: url.pathname, params: singles((await context.params) ?? {}), query: url.searchParams, site };
    const address = request.headers.get('x-stet-address') ?? '';
    const read = async () => {
      checkOrigin(request.headers);
      return decodeForm(request);
    };
    const answer = await read()
      .then((values) => take({ request: asked, address, values }), unfit)
      .catch((error: unknown) => pageTroubled(error, asked));
    return respond(await pageOf(answer, {}, askedCoding(request)), request);
  };
}

/** What a signed-in person asks for by an address. */
export type PersonalRequest = Pick<PublicRequest, 'params' | 'site'> & { readonly actor: Actor };

/** The route handler of a page in the readers' form for whoever may use the desk; nothing of it is kept in memory. */
export function personalRoute(make: (request: PersonalRequest) => Promise<Answer>): PublicHandler {
  return async (request, context) => {
    const actor = await requireActor();
    const params = singles((await context.params) ?? {});
    const answer = await shown(make({ actor, params, site: await readSite(db()) }));
    return respond(await pageOf(answer, {}, askedCoding(request)), request);
  };
}

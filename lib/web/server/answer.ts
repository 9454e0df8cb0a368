import type { IncomingMessage, ServerResponse } from 'node:http';
import { ensureCsrf, type CsrfProfile } from '@/lib/web/server/csrf';
import type { Readers } from '@/lib/web/server/readers';
import type { Turns } from '@/lib/web/server/turns';
import { baseHeaders, cleanRequest, deskPolicy, newNonce, secureAnswer, type Profile } from '@/lib/web/server/headers';

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void> | void;

/** What the server in front needs to know; `origin` is the configured one, or empty. */
export type Front = {
  readonly profile: Profile;
  readonly csrf: CsrfProfile;
  readonly origin: string;
  readonly readers: Readers;
  readonly turns: Pick<Turns, 'write'>;
  /** Next's own handler. */
  readonly next: Handler;
};

const maxUrl = 8192;
const readMethods = new Set(['GET', 'HEAD']);
const apiMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What is posted without script (README 6): the form of a reader, and the end of mail, which mail programs post by themselves (RFC 8058). */
const publicForm = /^\/(?:articles\/[^/]+\/report|mail\/off\/[^/]+)$/;

/** True for an address that Next would answer with 500, or that names one place in two ways (reliability F2). */
export function isMalformed(url: string): boolean {
  if (!url.startsWith('/') || url.startsWith('//') || url.length > maxUrl || /[\\#\s]/.test(url)) return true;
  const path = pathOf(url);
  const query = url.slice(path.length + 1);
  try {
    const decoded = decodeURIComponent(path);
    decodeURIComponent(query.replaceAll('+', ' '));
    return Array.from(decoded).some(isControl) || /\\|\/\/|(^|\/)\.\.?(\/|$)/.test(decoded);
  } catch {
    return true;
  }
}

const isControl = (char: string): boolean => char < ' ' || char === '\x7f';

const pathOf = (url: string): string => {
  const at = url.indexOf('?');
  return at === -1 ? url : url.slice(0, at);
};

type Plain = { readonly status: number; readonly text: string; readonly headers?: Record<string, string> };

function plain(res: ServerResponse, profile: Profile, { status, text, headers = {} }: Plain): void {
  const head = {
    ...baseHeaders(profile),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  };
  res.writeHead(status, head).end(`${text}\n`);
}

/** Which methods a path takes: the API all, the public form POST, pages only reading. */
function methodsFor(path: string, dev: boolean): ReadonlySet<string> {
  if (path.startsWith('/api/') || (dev && path.startsWith('/__nextjs'))) return apiMethods;
  return publicForm.test(path) ? new Set([...readMethods, 'POST']) : readMethods;
}

/** A person who typed 127.0.0.1 where the site is configured as localhost: cookies and origin would not fit. */
function otherLoopbackName(req: IncomingMessage, origin: string): boolean {
  const host = req.headers.host ?? '';
  const own = origin ? new URL(origin) : null;
  if (!own || host === own.host || req.headers['sec-fetch-dest'] !== 'document') return false;
  const name = host.replace(/:\d+$/, '');
  return loopback.has(name) && loopback.has(own.hostname) && host.endsWith(own.port ? `:${own.port}` : '');
}

/** Path and query as a person typed it, without Next's own parameter; where sign-in leads back to. */
function returnPath(url: string): string {
  return url.replace(/([?&])_rsc=[^&]*&?/, '$1').replace(/[?&]$/, '');
}

function toNext(front: Front, req: IncomingMessage, res: ServerResponse, address: string): Promise<void> | void {
  const nonce = newNonce();
  const policy = deskPolicy(nonce, front.profile.dev);
  secureAnswer(req, res, front.profile, policy);
  ensureCsrf(req, res, front.csrf);
  req.headers['content-security-policy'] = policy;
  req.headers['x-nonce'] = nonce;
  req.headers['x-stet-address'] = address;
  req.headers['x-stet-path'] = returnPath(req.url ?? '/');
  return front.next(req, res);
}

/**
 * The first code that sees a request: a public page in memory is answered at once (no malformed address names one) and
 * without a promise, which Next's contexts make dear; then malformed address 400, clean headers, method, a stored page, else
 * Next with the desk's policy (architecture 1.6).
 */
export function makeAnswer(front: Front): (req: IncomingMessage, res: ServerResponse) => Promise<void> | null {
  return (req, res) => (front.readers.fromMemory(req, res) ? null : answerOthers(front, req, res));
}

async function answerOthers(front: Front, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { profile, readers } = front;
  const address = cleanRequest(req, profile.trustedProxies, profile.dev);
  const refused = refusal(req, front, pathOf(req.url ?? ''));
  if (refused) return plain(res, profile, refused);
  if (await readers.fromStore(req, res)) return;
  if (!readMethods.has(req.method ?? '')) res.once('close', await front.turns.write());
  await toNext(front, req, res, address);
}

/** What the front answers by itself, without asking anybody; null when the request may go on. */
function refusal(req: IncomingMessage, front: Front, path: string): Plain | null {
  const url = req.url ?? '';
  if (isMalformed(url)) {
    return { status: 400, text: 'This address is not well made.', headers: { connection: 'close' } };
  }
  const methods = methodsFor(path, front.profile.dev);
  if (!methods.has(req.method ?? '')) {
    const headers = { allow: [...methods].join(', '), connection: 'close' };
    return { status: 405, text: 'This address does not take that method.', headers };
  }
  if (path === '/_next/image') return { status: 404, text: 'There is nothing here.' };
  if (otherLoopbackName(req, front.origin)) {
    return { status: 307, text: 'See the configured address.', headers: { location: `${front.origin}${url}` } };
  }
  return null;
}

import NextAuth from 'next-auth';
import { NextRequest } from 'next/server';
import { limits } from '@/lib/contract/limits';
import { escapeHtml } from '@/lib/domain/prose/address';
import { Refusal } from '@/lib/domain/refusal';
import { env } from '@/lib/system/env';
import { ownOrigin } from '@/lib/system/site';
import { authOptions } from '@/lib/web/auth';
import { checkContentType, checkOrigin, decodeUtf8, Malformed, readBytes } from '@/lib/web/decode';
import { problemOf } from '@/lib/web/problem';
import { samePath } from '@/lib/web/same-path';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own handler answers 500 to what it does not expect (stack G54), so only these requests reach it. */
const allowed: Record<string, readonly string[]> = {
  GET: ['csrf', 'callback/oidc'],
  POST: ['callback/credentials', 'callback/demo', 'signin/oidc', 'signout'],
};

async function handle(request: NextRequest, context: Context): Promise<Response> {
  // next-auth types its handler as any.
  const handler: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(authOptions());
  return handler(request, context);
}

async function checkedForm(request: NextRequest): Promise<URLSearchParams> {
  checkOrigin(request.headers);
  checkContentType(request.headers, 'application/x-www-form-urlencoded');
  const text = decodeUtf8(await readBytes(request, limits.formBytes));
  if (!text.isWellFormed() || /%00/i.test(text))
    throw new Malformed(400, 'The form holds a character that cannot be read.');
  const form = new URLSearchParams(text);
  if (new Set(form.keys()).size !== form.size) throw new Malformed(400, 'A field is given twice.');
  form.set('callbackUrl', ownOrigin() + samePath(form.get('callbackUrl')));
  form.delete('json');
  return form;
}

/** A failed try leads straight back to our page, which says why and keeps where the person wanted to go. */
function backToPage(response: Response, form: URLSearchParams): Response {
  const location = response.headers.get('location');
  const url = location && URL.canParse(location, ownOrigin()) ? new URL(location, ownOrigin()) : null;
  if (url?.origin !== ownOrigin() || !/^\/(sign-in|api\/auth\/(error|signin))$/.test(url.pathname)) return response;
  const error = url.searchParams.has('csrf') ? 'Csrf' : url.searchParams.get('error');
  if (!error) return response;
  const target = (form.get('callbackUrl') ?? '').slice(ownOrigin().length);
  response.headers.set('location', `/sign-in?${new URLSearchParams({ error, next: samePath(target) })}`);
  return response;
}

/**
 * A page that leads to the identity provider, in place of next-auth's redirect there: the policy of the sign-in page lets
 * forms go nowhere else, and browsers hold a form to it through every redirect (CSP 3, form-action).
 */
function onward(response: Response): Response {
  const location = response.headers.get('location');
  if (!location || new URL(location, ownOrigin()).origin === ownOrigin()) return response;
  const [href, name] = [escapeHtml(location), escapeHtml(env().OIDC_NAME)];
  const headers = new Headers(response.headers);
  headers.delete('location');
  headers.set('content-type', 'text/html; charset=utf-8');
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta http-equiv="refresh" content="0;url=${href}"><link rel="icon" href="/icon.svg"><title>${name}</title><p><a href="${href}">Go on to ${name}</a></p></html>`,
    { headers },
  );
}

/** The handler of `/api/auth/*`: origin, method, size and content type are checked before next-auth sees the request. */
export async function authRoute(request: NextRequest, context: Context): Promise<Response> {
  const action = (await context.params).nextauth.join('/');
  try {
    if (request.method === 'GET' && ['signin', 'error', 'signout'].includes(action)) {
      return new Response(null, { status: 303, headers: { location: '/sign-in' } });
    }
    if (!allowed[request.method]?.includes(action)) throw new Refusal('not_found');
    if (request.method === 'GET') return noStore(backToPage(await handle(request, context), new URLSearchParams()));
    const form = await checkedForm(request);
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    const clean = new NextRequest(request.url, { method: 'POST', headers, body: form.toString() });
    const response = onward(backToPage(await handle(clean, context), form));
    if (action === 'signout') response.headers.set('clear-site-data', '"cache"');
    return noStore(response);
  } catch (error) {
    return problemOf(error, { method: request.method, route: '/api/auth' });
  }
}

function noStore(response: Response): Response {
  response.headers.set('cache-control', 'no-store');
  return response;
}

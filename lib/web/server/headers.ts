import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingHeader } from '@/lib/web/server/coding';

/** Requests are cleaned of these: they steer Next from inside or pretend to come from a proxy (reliability A29). */
const strippedNames = new Set([
  'forwarded',
  'next-resume',
  'next-action',
  'x-nonce',
  'content-security-policy',
  'x-real-ip',
]);
const strippedPrefixes = [
  'x-forwarded-',
  'x-middleware-',
  'x-nextjs-',
  'x-next-',
  'x-invoke-',
  'x-matched-',
  'x-prerender-',
  'x-now-',
  'x-vercel-',
  'x-action-',
  'x-stet-',
];

/** Sent by the browser's half of Next in development; without them it waits for ever for its second channel. */
const devNames = new Set(['x-nextjs-request-id', 'x-nextjs-html-request-id']);

const everywhere: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-resource-policy', 'same-origin'],
  [
    'permissions-policy',
    'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  ],
];

/** How the site is served; fixed for the life of the process. */
export type Profile = { readonly dev: boolean; readonly https: boolean; readonly trustedProxies: number };

/** Deletes what a client may not say (in development less). Returns the address of the client: the socket's, or the one that the last trusted proxy saw. */
export function cleanRequest(req: IncomingMessage, trustedProxies: number, dev = false): string {
  const chain = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim());
  for (const name of Object.keys(req.headers)) {
    if (dev && devNames.has(name)) continue;
    if (strippedNames.has(name) || strippedPrefixes.some((prefix) => name.startsWith(prefix))) delete req.headers[name];
  }
  const own = req.socket.remoteAddress ?? '';
  return trustedProxies > 0 ? chain.at(-trustedProxies) || own : own;
}

/** The policy of signed-in pages: scripts by nonce, nothing from elsewhere (stack 3.4). Wider in development only (G33). */
export function deskPolicy(nonce: string, dev: boolean): string {
  const [script, style, connect] = dev
    ? [`'nonce-${nonce}' 'strict-dynamic' 'unsafe-eval'`, `'self' 'unsafe-inline'`, `'self' ws:`]
    : [`'nonce-${nonce}' 'strict-dynamic'`, `'self'`, `'self'`];
  return [
    `default-src 'none'`,
    `script-src ${script}`,
    `style-src ${style}`,
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src ${connect}`,
    `frame-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** A fresh nonce of 128 random bits. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The security headers of an answer that is written without Next. */
export function baseHeaders(profile: Profile): Record<string, string> {
  const headers: Record<string, string> = { ...Object.fromEntries(everywhere), 'referrer-policy': 'same-origin' };
  if (profile.https) headers['strict-transport-security'] = 'max-age=63072000; includeSubDomains';
  return headers;
}

/**
 * Makes every answer leave with the security headers. What a handler set itself stays (a public page brings its own
 * policy): they are added when the head is written, since Next appends to what is there before.
 */
export function secureAnswer(req: IncomingMessage, res: ServerResponse, profile: Profile, policy: string): void {
  const writeHead = res.writeHead.bind(res);
  const patched = (...args: Parameters<typeof writeHead>): ServerResponse => {
    if (!res.headersSent) {
      complete(res, profile, policy);
      // A body that was refused half-read would stall the next request on this connection (reliability F2).
      if (!req.complete && args[0] >= 400) res.setHeader('connection', 'close');
    }
    return writeHead(...args);
  };
  Reflect.set(res, 'writeHead', patched);
}

function complete(res: ServerResponse, profile: Profile, policy: string): void {
  const isPublic = res.hasHeader('content-security-policy');
  const add = (name: string, value: string) => {
    if (!res.hasHeader(name)) res.setHeader(name, value);
  };
  add('content-security-policy', policy);
  // A page that anybody may keep holds nothing of anybody, and this would have every newcomer's browser begin a process anew.
  if (!String(res.getHeader('cache-control')).startsWith('public')) add('cross-origin-opener-policy', 'same-origin');
  add('referrer-policy', isPublic ? 'strict-origin-when-cross-origin' : 'same-origin');
  for (const [name, value] of Object.entries(baseHeaders(profile))) add(name, value);
  res.removeHeader('x-powered-by');
  const coding = res.getHeader(codingHeader);
  if (coding === undefined) return;
  res.removeHeader(codingHeader);
  res.setHeader('content-encoding', coding);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomToken, sameSecret, sha256 } from '@/lib/system/crypto';

/** The cookie of next-auth's double-submit token: a token and its hash under the site's secret. */
export type CsrfProfile = { readonly cookie: string; readonly secret: string; readonly https: boolean };

const withForms = /^\/(sign-in|desk|admin|welcome)([/?]|$)/;

const valueOf = (header: string, name: string): string | undefined =>
  header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

function isGood(value: string, secret: string): boolean {
  const [token = '', hash = ''] = decodeURIComponent(value).split('|');
  return token.length >= 32 && sameSecret(hash, sha256(token + secret));
}

function safelyGood(value: string, secret: string): boolean {
  try {
    return isGood(value, secret);
  } catch {
    return false;
  }
}

/**
 * Sees to it that a page with forms has a token: without a good cookie one is made, for the browser and for this very
 * request, since a server component cannot set cookies. Must run before Next sees the request.
 */
export function ensureCsrf(req: IncomingMessage, res: ServerResponse, profile: CsrfProfile): void {
  if (req.method !== 'GET' || !withForms.test(req.url ?? '')) return;
  const header = req.headers.cookie ?? '';
  const present = valueOf(header, profile.cookie);
  if (present && safelyGood(present, profile.secret)) return;
  const token = sha256(randomToken());
  const value = encodeURIComponent(`${token}|${sha256(token + profile.secret)}`);
  const others = header
    .split(';')
    .filter((part) => !part.trim().startsWith(`${profile.cookie}=`) && part.trim() !== '');
  req.headers.cookie = [...others, `${profile.cookie}=${value}`].join('; ');
  const secure = profile.https ? '; Secure' : '';
  res.appendHeader('set-cookie', `${profile.cookie}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`);
}

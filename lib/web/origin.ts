import { env } from '@/lib/system/env';

/** Our own origin as browsers send it, such as `https://stet.example.org`: from the configuration alone, never from a header. */
export function ownOrigin(): string {
  const { NEXTAUTH_URL, PORT } = env();
  return NEXTAUTH_URL ? new URL(NEXTAUTH_URL).origin : `http://localhost:${PORT}`;
}

/** True when the site is served over HTTPS, so that cookies are Secure and carry the `__Host-` prefix. */
export function isHttps(): boolean {
  return ownOrigin().startsWith('https:');
}

/** A path of this site out of what somebody put into `?next=`; `fallback` for everything else (reliability A27). */
export function samePath(next: unknown, fallback = '/desk'): string {
  if (typeof next !== 'string' || next.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next))
    return fallback;
  const url = URL.canParse(next, 'http://stet.invalid') ? new URL(next, 'http://stet.invalid') : null;
  return url?.origin === 'http://stet.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : fallback;
}

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

/** Name of the session cookie: bound to host and HTTPS where there is HTTPS. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-stet' : 'stet';
}

/** Name of the cookie of next-auth's double-submit token. It must not begin with the session cookie's name: next-auth would take it for a part of it. */
export function csrfCookieName(): string {
  return isHttps() ? '__Host-csrf-stet' : 'csrf-stet';
}

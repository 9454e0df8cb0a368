import { isHttps } from '@/lib/web/origin';

/** Name of the session cookie: bound to host and HTTPS where there is HTTPS. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-stet' : 'stet';
}

/** Attributes of every cookie that we set. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() } as const;
}

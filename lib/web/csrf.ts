import { cookies } from 'next/headers';
import { csrfCookieName } from '@/lib/system/site';

/** The token that a native form sends along; the server in front has seen to it that the cookie is there. */
export async function csrfToken(): Promise<string> {
  const value = (await cookies()).get(csrfCookieName())?.value ?? '';
  return value.split('|')[0] ?? '';
}

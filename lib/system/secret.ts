import { env } from '@/lib/system/env';

/** The secret that seals session cookies; throws a sentence when it is missing or weak (no default anywhere). */
export function authSecret(): string {
  const secret = env().NEXTAUTH_SECRET || env().AUTH_SECRET;
  if (secret.length < 32 || new Set(secret).size < 8) {
    throw new Error('Set NEXTAUTH_SECRET to at least 32 random characters, for example: openssl rand -base64 32');
  }
  return secret;
}

import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { findActor, type SignedIn } from '@/lib/accounts/sessions';
import { hasRole } from '@/lib/domain/actor';
import { authSecret } from '@/lib/system/secret';
import { sessionCookieName } from '@/lib/system/site';

/** The opaque id of the session that the browser's cookie names, or null. Says nothing about whether it still holds. */
async function sessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const claims = await decode({ token, secret: authSecret() }).catch(() => null);
  return typeof claims?.['sid'] === 'string' ? claims['sid'] : null;
}

/** Who asks, looked up in the database for this request, so a disabled person or a changed role counts at once; or null. */
export const currentActor = cache(async (): Promise<SignedIn | null> => {
  const id = await sessionId();
  return id === null ? null : findActor(id);
});

/** The person that a desk page is for: nobody is sent to sign in (and back), too small a role gets the 403 page. */
export async function requireActor(role: 'editor' | 'reviewer' | 'admin' = 'editor'): Promise<SignedIn> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get('x-stet-path') ?? '/desk';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (!hasRole(actor.role, role)) forbidden();
  return actor;
}

import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { findDemoPerson } from '@/lib/accounts/demo';
import { emailKey } from '@/lib/accounts/identity';
import { closeSession, openSession } from '@/lib/accounts/sessions';
import { signInBySso, signInWithPassword } from '@/lib/accounts/sign-in';
import { lifetimes, rates } from '@/lib/contract/limits';
import { Refusal } from '@/lib/domain/refusal';
import { sha256 } from '@/lib/system/crypto';
import { env } from '@/lib/system/env';
import { log } from '@/lib/system/log';
import { authSecret } from '@/lib/system/secret';
import { csrfCookieName, isHttps, ownOrigin, sessionCookieName } from '@/lib/system/site';
import { clearTries, countTry } from '@/lib/web/rates';
import { samePath } from '@/lib/web/same-path';

declare module 'next-auth/jwt' {
  interface JWT {
    /** Opaque id of the session row; the only thing that the cookie carries. */
    sid?: string;
  }
}

const addressOf = (headers: unknown): string => {
  const value = typeof headers === 'object' && headers !== null && 'x-stet-address' in headers;
  return value ? String(headers['x-stet-address']) : '';
};

/** A refused try leaves the next-auth handler as the text of an error, which comes back as `?error=`. */
async function orTooMany<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'rate_limited') {
      throw new Error(`TooMany-${error.detail.retryAfter ?? 60}`, { cause: error });
    }
    throw error;
  }
}

const password = CredentialsProvider({
  id: 'credentials',
  name: 'Password',
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  authorize: (given, request) =>
    orTooMany(async () => {
      const email = given?.email ?? '';
      const account = `sign-in:account:${sha256(emailKey(email))}`;
      await countTry(`sign-in:address:${addressOf(request.headers)}`, rates.signInAddress);
      await countTry(account, rates.signInAccount);
      const person = await signInWithPassword(email, given?.password ?? '');
      if (person) await clearTries(account);
      else log.warn('sign_in_refused', { way: 'password' });
      return person;
    }),
});

const demo = CredentialsProvider({
  id: 'demo',
  name: 'Demo',
  credentials: { handle: { type: 'text' } },
  authorize: (given, request) =>
    orTooMany(async () => {
      await countTry(`demo:address:${addressOf(request.headers)}`, rates.demoAddress);
      return findDemoPerson(given?.handle ?? '');
    }),
});

type Claims = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
};

/** The id of everybody without an account: next-auth forgets to say no to a profile that has none. */
const stranger = 'stranger';

function singleSignOn(): NextAuthOptions['providers'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      profile: async (claims: Claims) => {
        const person = await signInBySso(claims.email, claims.email_verified);
        return { id: person?.id ?? stranger, name: person?.name ?? '' };
      },
    },
  ];
}

const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() }) as const;

/** Options of next-auth: the cookie carries an opaque session id and nothing else (stack 3.5). */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    providers: [password, demo, ...singleSignOn()],
    session: { strategy: 'jwt', maxAge: lifetimes.session },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/desk' },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookieOptions() },
      csrfToken: { name: csrfCookieName(), options: cookieOptions() },
    },
    logger: { error: (code) => log.warn('auth', { code }), warn: () => undefined, debug: () => undefined },
    callbacks: {
      signIn: ({ user }) => Boolean(user.id) && user.id !== stranger,
      redirect: ({ url }) => {
        const own = ownOrigin();
        return own + samePath(url.startsWith(`${own}/`) ? url.slice(own.length) : url);
      },
      jwt: async ({ token, user }) => {
        // `user` is there at sign-in only: a new session with a new id (no fixation).
        if (!user) return token.sid ? { sid: token.sid } : {};
        log.info('sign_in', { person: user.id });
        return { sid: await openSession(user.id) };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sid) await closeSession(token.sid);
      },
    },
  };
}

/** Name of the single sign-on button, or null when none is configured. */
export function singleSignOnName(): string | null {
  return singleSignOn().length > 0 ? env().OIDC_NAME : null;
}

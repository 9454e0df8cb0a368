import { emailKey } from '@/lib/accounts/identity';
import { hashPassword, isOutdated, verifyPassword } from '@/lib/accounts/passwords';
import { limits } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';

/** Who signed in. */
export type KnownPerson = { readonly id: string; readonly name: string };

/**
 * The person with this address and password, or null: unknown address, wrong password and disabled person are one answer
 * and take one time. A hash of an older cost is made anew.
 */
export async function signInWithPassword(email: string, password: string): Promise<KnownPerson | null> {
  const tooLong = password.length > limits.passwordMax * 4 || email.length > limits.emailLength;
  const row = tooLong
    ? null
    : await db().user.findUnique({
        where: { emailKey: emailKey(email) },
        select: { id: true, name: true, passwordHash: true, disabledAt: true },
      });
  const good = await verifyPassword(tooLong ? '' : password, row?.passwordHash ?? null);
  if (!good || !row || row.disabledAt || !row.passwordHash) return null;
  if (isOutdated(row.passwordHash)) {
    const passwordHash = await hashPassword(password);
    await db().user.updateMany({ where: { id: row.id, passwordHash: row.passwordHash }, data: { passwordHash } });
  }
  return { id: row.id, name: row.name };
}

/**
 * The person whom the identity provider vouches for, or null: somebody who has an account under that verified address.
 * Single sign-on makes nobody a member by itself.
 */
export async function signInBySso(email: unknown, verified: unknown): Promise<KnownPerson | null> {
  if (typeof email !== 'string' || verified !== true) return null;
  const row = await db().user.findUnique({
    where: { emailKey: emailKey(email) },
    select: { id: true, name: true, disabledAt: true, isDemo: true },
  });
  return row && !row.disabledAt && !row.isDemo ? { id: row.id, name: row.name } : null;
}

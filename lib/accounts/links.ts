import { lifetimes } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';
import { randomToken, sha256 } from '@/lib/system/crypto';

/** invite: a new person · reset: a new password · first_admin: printed at start. */
export type LinkKind = 'invite' | 'reset' | 'first_admin';

/** A link, given out once: the database keeps only the token's hash, which is its id in the audit log. */
export type Link = { readonly id: string; readonly path: string; readonly expiresAt: string };

/** What a link is bound to. */
export type LinkTerms = {
  readonly kind: LinkKind;
  readonly email?: string;
  readonly name?: string;
  readonly role?: string;
  readonly userId?: string;
  readonly createdById: string | null;
};

const seconds = { invite: lifetimes.invitation, reset: lifetimes.reset, first_admin: lifetimes.firstAdmin } as const;

/** Writes a one-time link; a writer that takes `tx`. */
export async function offerLink(tx: Tx, terms: LinkTerms): Promise<Link> {
  const token = randomToken();
  const id = sha256(token);
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + seconds[terms.kind] * 1000);
  await tx.invitation.create({ data: { ...terms, tokenHash: id, createdAt, expiresAt }, select: { tokenHash: true } });
  return { id, path: `/welcome/${token}`, expiresAt: expiresAt.toISOString() };
}

/** What a link still good for use says to the person who opens it. */
export type OpenLink = { readonly kind: LinkKind; readonly name: string; readonly email: string };

const kinds: readonly LinkKind[] = ['invite', 'reset', 'first_admin'];

/** The kind that a row names; throws on a word that is none. */
export function kindOf(text: string): LinkKind {
  const kind = kinds.find((known) => known === text);
  if (!kind) throw new Error(`Unknown kind of link ${text}`);
  return kind;
}

/** Looks at a link without using it; null when it is unknown, used or over. */
export async function findLink(token: string): Promise<OpenLink | null> {
  const row = await db().invitation.findFirst({
    where: { tokenHash: sha256(token), usedAt: null, expiresAt: { gt: now() } },
    select: { kind: true, name: true, email: true, userId: true },
  });
  if (!row) return null;
  const person = row.userId
    ? await db().user.findFirst({ where: { id: row.userId, disabledAt: null }, select: { name: true, email: true } })
    : null;
  if (row.userId && !person) return null;
  return { kind: kindOf(row.kind), name: person?.name ?? row.name, email: person?.email ?? row.email };
}
